"""Instructions: what bodies below must do by when, whom they reach, what was changed, and what is answered."""

from django.db import models

from ikrar.domain.ledger.guard import Record
from ikrar.domain.letters.models import Incoming, Letter
from ikrar.domain.programme.models.drives import Drive
from ikrar.domain.roster.models import Agency, Unit


class Instruction(Record):
    """An order of one body to those below it, or passed on by one that received it."""

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="instructions")  # who issues it
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="passed_on")
    name = models.CharField(max_length=160)
    basis = models.TextField(
        default="", blank=True
    )  # core.instructions.read_basis: "words | source", one a line
    from_office = models.CharField(max_length=160)  # whose order it is
    from_body = models.CharField(max_length=160, default="", blank=True)
    letter_number = models.CharField(max_length=120, default="", blank=True)  # the letter it came by
    letter_on = models.DateField(null=True)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="instructions")
    incoming = models.ForeignKey(Incoming, on_delete=models.PROTECT, null=True, related_name="instructions")
    scan = models.CharField(max_length=120, default="", blank=True)  # kept file
    scan_sha256 = models.BinaryField(max_length=32, null=True)
    reach = models.CharField(max_length=10, default="chosen")  # core.instructions.Reach
    counts_from = models.DateField()  # what happened before this day fulfils nothing
    stage = models.CharField(max_length=10, default="draft")  # core.instructions.Stage
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=60)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=60, default="", blank=True)
    ended_at = models.DateTimeField(null=True)  # withdrawn or closed
    ended_by = models.CharField(max_length=60, default="", blank=True)
    ended_because = models.CharField(max_length=200, default="", blank=True)

    class Privacy:
        open = {
            "ref", "agency", "parent", "name", "basis", "from_office", "from_body", "letter_number", "letter_on",
            "letter", "incoming", "scan", "scan_sha256", "reach", "counts_from", "stage", "drafted_at", "drafted_by",
            "issued_at", "issued_by", "ended_at", "ended_by", "ended_because",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"instruction:{self.ref}"


class InstructionItem(Record):
    """One thing to do by a day. A day that is counted from the issue is empty until then."""

    instruction = models.ForeignKey(Instruction, on_delete=models.PROTECT, related_name="items")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="passed_on")
    place_in_order = models.SmallIntegerField()
    kind = models.CharField(max_length=10)  # core.instructions.ItemKind
    words = models.CharField(max_length=200, default="", blank=True)  # what more is asked
    proof = models.CharField(max_length=200, default="", blank=True)  # what more counts as proof
    share = models.SmallIntegerField(default=0)  # per cent; 0: none is asked
    level = models.CharField(max_length=1, default="", blank=True)  # core.pledges.Level; empty: all
    institution = models.CharField(max_length=12, default="", blank=True)  # of a contact; empty: any
    with_oath = models.BooleanField(default=False)  # of an apel
    drive = models.ForeignKey(Drive, on_delete=models.PROTECT, null=True, related_name="instruction_items")
    every = models.CharField(max_length=8, default="once")  # core.instructions.Every, of a report
    due_on = models.DateField(null=True)  # of a monthly report, the first one
    due_days = models.SmallIntegerField(default=0)  # after the issue, where no day was named
    due_unit = models.CharField(max_length=8, default="calendar")  # core.instructions.DueUnit
    until_on = models.DateField(null=True)  # of a monthly report, the last day on which one may be due
    later_because = models.CharField(max_length=200, default="", blank=True)  # later than the order from above
    is_dropped = models.BooleanField(default=False)

    class Privacy:
        open = {
            "instruction", "parent", "place_in_order", "kind", "words", "proof", "share", "level", "institution",
            "with_oath", "drive", "every", "due_on", "due_days", "due_unit", "until_on", "later_because", "is_dropped",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} of {self.instruction_id}"


class InstructionTarget(Record):
    """A body, or a unit of the issuing body, that an instruction reaches; when it said that it received it."""

    instruction = models.ForeignKey(Instruction, on_delete=models.PROTECT, related_name="targets")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="instructed")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="instructed")
    received_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=60, default="", blank=True)

    class Privacy:
        open = {"instruction", "agency", "unit", "received_at", "received_by"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instruction", "agency"],
                condition=models.Q(unit=None),
                name="a_body_is_instructed_once",
            ),
            models.UniqueConstraint(
                fields=["instruction", "unit"], condition=~models.Q(unit=None), name="a_unit_is_instructed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instruction_id} {self.agency_id} {self.unit_id or ''}".strip()

    @property
    def shown(self) -> str:
        """The name of the body, or of the unit."""
        return self.unit.name if self.unit is not None else self.agency.shown

    @property
    def code(self) -> str:
        """How the ledger names it."""
        return self.unit.ref if self.unit is not None else self.agency.ref


class InstructionChange(Record):
    """What was changed after the issue, in the words of the officer."""

    instruction = models.ForeignKey(Instruction, on_delete=models.PROTECT, related_name="changes")
    note = models.CharField(max_length=300)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=60)

    class Privacy:
        open = {"instruction", "note", "changed_at", "changed_by"}

    def __str__(self) -> str:
        return f"change {self.pk} of {self.instruction_id}"


class ItemAnswer(Record):
    """What is answered where nothing can be computed: a document or a letter with a name, or nothing to report.

    Of several answers to the same thing the newest counts.
    """

    item = models.ForeignKey(InstructionItem, on_delete=models.PROTECT, related_name="answers")
    target = models.ForeignKey(InstructionTarget, on_delete=models.PROTECT, related_name="answers")
    period_on = models.DateField(null=True)  # the due day of the period, of a monthly report
    is_nothing = models.BooleanField(default=False)
    words = models.CharField(max_length=300, default="", blank=True)
    responsible = models.CharField(max_length=120)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="item_answers")
    document = models.CharField(max_length=120, default="", blank=True)  # kept file
    document_sha256 = models.BinaryField(max_length=32, null=True)
    answered_at = models.DateTimeField()
    answered_by = models.CharField(max_length=60)

    class Privacy:
        open = {
            "item", "target", "period_on", "is_nothing", "letter", "document", "document_sha256", "answered_at",
            "answered_by",
        }  # fmt: skip
        personal = {"words", "responsible"}

    def __str__(self) -> str:
        return f"answer {self.pk}"


class ReceiverForm(Record):
    """A form of whoever receives accounts, handed in once, its places given to values."""

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="receiver_forms")
    name = models.CharField(max_length=120)
    document = models.CharField(max_length=120)  # kept file
    document_sha256 = models.BinaryField(max_length=32)
    ending = models.CharField(max_length=4)  # xlsx | docx
    mapping = models.TextField(default="{}")  # JSON: place -> value
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=60)

    class Privacy:
        open = {
            "ref", "agency", "name", "document", "document_sha256", "ending", "mapping", "changed_at", "changed_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"receiver_form:{self.ref}"
