"""How a body writes: its letterhead, the registers that number its letters, and every number that was taken."""

from django.db import models

from ikrar.domain.ledger.guard import Record
from ikrar.domain.roster.models import Agency


class Letterhead(Record):
    """The head of the letters of one body: what stands above its name, its address, its own logo, its paper."""

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="letterhead")
    above = models.CharField(max_length=160, default="", blank=True)  # e.g. the government above the body
    body = models.CharField(max_length=160)
    address = models.CharField(max_length=240, default="", blank=True)
    phone = models.CharField(max_length=120, default="", blank=True)
    place = models.CharField(max_length=80, default="", blank=True)  # where its letters are dated
    logo_name = models.CharField(max_length=120, default="", blank=True)  # kept file
    logo_sha256 = models.BinaryField(max_length=32, null=True)
    paper = models.CharField(max_length=2, default="a4")  # a4 | f4
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=60)

    class Privacy:
        open = {
            "agency", "above", "body", "address", "phone", "place", "logo_name", "logo_sha256", "paper", "set_at",
            "set_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"letterhead of {self.agency_id}"

    @property
    def subject_ref(self) -> str:
        return f"letterhead:{self.agency_id}"


class Numbering(Record):
    """A register of a body: which kinds it numbers and how a number is written; it counts anew every year."""

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="numberings")
    name = models.CharField(max_length=80)
    kinds = models.TextField(default="[]")  # JSON list of core.letters.Kind
    pattern = models.CharField(max_length=120)  # tokens: core.letters_numbers
    classification = models.CharField(max_length=40, default="", blank=True)  # unless the letter says another
    unit_code = models.CharField(max_length=40, default="", blank=True)
    body_code = models.CharField(max_length=40, default="", blank=True)
    start_year = models.SmallIntegerField(default=0)  # the year of the old book, where one was begun on paper
    start_serial = models.IntegerField(default=1)  # the first number in that year; 1 in every other
    is_closed = models.BooleanField(default=False)  # gives no numbers any more
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=60)

    class Privacy:
        open = {
            "ref", "agency", "name", "kinds", "pattern", "classification", "unit_code", "body_code", "start_year",
            "start_serial", "is_closed", "set_at", "set_by",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="register_has_one_name_in_its_body")
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.pattern}"

    @property
    def subject_ref(self) -> str:
        return f"numbering:{self.ref}"


class RegisterNumber(Record):
    """One number that was taken: reserved, given to a letter, released or void. No row is ever deleted.

    `numbering` is null for a number that another system gave (Srikandi); it has no serial of ours.
    """

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="register_numbers")
    numbering = models.ForeignKey(Numbering, on_delete=models.PROTECT, null=True, related_name="numbers")
    kind = models.CharField(max_length=12, default="", blank=True)  # core.letters.Kind, once a letter has it
    year = models.SmallIntegerField()
    serial = models.IntegerField(null=True)
    text = models.CharField(max_length=120)  # as printed
    state = models.CharField(max_length=10)  # core.letters_numbers.State
    dated_on = models.DateField()
    subject = models.CharField(max_length=200, default="", blank=True)  # what it is for, as the register says
    source = models.CharField(max_length=40, default="", blank=True)  # who gave it, when not we
    note = models.CharField(max_length=200, default="", blank=True)  # why it is reserved, released or void
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=60)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=60, default="", blank=True)

    class Privacy:
        open = {
            "ref", "agency", "numbering", "kind", "year", "serial", "text", "state", "dated_on", "source",
            "taken_at", "taken_by", "settled_at", "settled_by",
        }  # fmt: skip
        personal = {"subject", "note"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["numbering", "year", "serial"], name="serial_is_given_once_a_year"),
            models.UniqueConstraint(fields=["numbering", "year", "text"], name="number_is_written_once_a_year"),
        ]
        indexes = [models.Index(fields=["agency", "year"], name="number_by_body")]

    def __str__(self) -> str:
        return self.text

    @property
    def subject_ref(self) -> str:
        return f"number:{self.ref}"
