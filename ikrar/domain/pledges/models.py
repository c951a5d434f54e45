"""Pledges and what people do instead: refuse, dispute, sign on paper or at a kiosk."""

from django.db import models

from ikrar.domain.ledger.guard import Record
from ikrar.domain.people.models import Person
from ikrar.domain.programme.models import Apel, Asked, Drive
from ikrar.domain.roster.models import Agency, Unit


class Pledge(Record):
    """One person's pledge in one drive: the private record behind a public leaf.

    `round` is 0, or 1 for the one pledge that may follow a withdrawal (docs/decisions/0008-pledges.md). Every index
    is written at every signature, so there is none that no page reads.
    """

    ref = models.CharField(max_length=12, unique=True)  # the proof code, e.g. 7K3M9QX2
    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, db_index=False, related_name="pledges")
    round = models.SmallIntegerField(default=0)
    drive = models.ForeignKey(Drive, on_delete=models.PROTECT, db_index=False, related_name="pledges")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False, related_name="pledges")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, db_index=False, related_name="pledges")
    apel = models.ForeignKey(Apel, on_delete=models.PROTECT, null=True, related_name="pledges")
    level = models.CharField(max_length=1)  # K, 0, 1, 2, 3
    record = models.TextField()  # canonical JSON: statement + digest of its evidence
    evidence = models.TextField()  # canonical JSON: how consent was given
    signed_at = models.DateTimeField()  # when it was received
    tapped_at = models.DateTimeField(null=True)  # claimed by the device; only where script ran
    device = models.CharField(max_length=16, default="", blank=True)  # keyed hash: groups what one device sent
    late = models.BooleanField(default=False)
    entry = models.UUIDField(unique=True)  # ref of its ledger entry

    class Privacy:
        open = {"ref", "round", "drive", "agency", "unit", "apel", "level", "entry", "late"}
        personal = {"asked", "record", "signed_at", "tapped_at"}
        secret = {"evidence", "device"}

    class Meta:
        indexes = [models.Index(fields=["drive", "unit", "level", "asked"], name="pledge_for_counts")]
        constraints = [
            models.UniqueConstraint(fields=["asked", "round"], name="person_pledges_once_a_round"),
            models.CheckConstraint(
                condition=models.Q(round__gte=0, round__lte=1), name="pledge_is_made_again_at_most_once"
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"pledge:{self.ref}"


class Refusal(Record):
    """Somebody who does not want to sign; seen by those entitled, never in the public log."""

    asked = models.OneToOneField(Asked, on_delete=models.PROTECT, related_name="refusal")
    reason = models.TextField(default="", blank=True)
    refused_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Privacy:
        personal = {"asked", "reason", "refused_at", "withdrawn_at"}

    def __str__(self) -> str:
        return f"refusal {self.pk}"


class Dispute(Record):
    """What somebody says of their own row: "my data are wrong" or "this was not me", and what came of it."""

    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, related_name="disputes")
    kind = models.CharField(max_length=10)  # data | not_me
    message = models.TextField(default="", blank=True)
    raised_at = models.DateTimeField()
    answer = models.CharField(max_length=20, default="", blank=True)  # corrected | unfounded | withdrawn
    note = models.TextField(default="", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=60, default="", blank=True)

    class Privacy:
        open = {"kind", "answer"}
        personal = {"asked", "message", "raised_at", "note", "answered_at", "answered_by"}

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def subject_ref(self) -> str:
        return f"dispute:{self.pk}"


class Withdrawal(Record):
    """A pledge declared void: entered for the wrong person, or disputed and found wrong. The leaf stays."""

    pledge = models.OneToOneField(Pledge, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=30)
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=60)
    record = models.TextField()  # canonical JSON: what is voided, why, when
    entry = models.UUIDField(unique=True)  # ref of its ledger entry

    class Privacy:
        open = {"pledge", "reason", "withdrawn_at", "withdrawn_by", "record", "entry"}

    def __str__(self) -> str:
        return f"{self.pledge_id} {self.reason}"


class Kiosk(Record):
    """A shared device opened by an operator, with a second officer as witness."""

    ref = models.CharField(max_length=12, unique=True)
    apel = models.ForeignKey(Apel, on_delete=models.PROTECT, related_name="kiosks")
    operator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="kiosks")
    witness = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="kiosks_witnessed")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Privacy:
        open = {"ref", "apel", "operator", "witness", "opened_at", "closed_at"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(operator=models.F("witness")), name="kiosk_witness_is_a_second_officer"
            )
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"kiosk:{self.ref}"

    @property
    def actor_ref(self) -> str:
        """How the ledger names the device, which acts for its operator and its witness."""
        return f"kiosk:{self.ref}"


class Sheet(Record):
    """A paper sheet printed for a unit: signed wet, entered by one officer, checked against the scan by another."""

    ref = models.CharField(max_length=12, unique=True)
    drive = models.ForeignKey(Drive, on_delete=models.PROTECT, related_name="sheets")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sheets")
    apel = models.ForeignKey(Apel, on_delete=models.PROTECT, null=True, related_name="sheets")
    stage = models.CharField(max_length=10, default="printed")  # printed | entered | checked
    printed_at = models.DateTimeField()
    printed_by = models.CharField(max_length=60)
    scan_sha256 = models.BinaryField(max_length=32, null=True)
    scan_name = models.CharField(max_length=80, default="", blank=True)
    signed_on = models.DateField(null=True)
    entered_at = models.DateTimeField(null=True)
    entered_by = models.CharField(max_length=60, default="", blank=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.CharField(max_length=60, default="", blank=True)

    class Privacy:
        open = {
            "ref",
            "drive",
            "unit",
            "apel",
            "stage",
            "printed_at",
            "printed_by",
            "signed_on",
            "entered_at",
            "entered_by",
            "checked_at",
            "checked_by",
        }
        secret = {"scan_sha256", "scan_name"}

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"sheet:{self.ref}"


class SheetLine(Record):
    """One row of a sheet: the person, and whether a signature stands there."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="lines")
    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, related_name="sheet_lines")
    row = models.SmallIntegerField()
    entered = models.BooleanField(null=True)  # what the first officer read
    checked = models.BooleanField(null=True)  # what the second officer read on the scan

    class Privacy:
        open = {"sheet", "row", "entered", "checked"}
        personal = {"asked"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "row"], name="row_is_unique_on_its_sheet")]

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.row}"


class LateLink(Record):
    """Leave to sign after the apel, given to a person or a unit, with a reason and an end."""

    ref = models.CharField(max_length=12, unique=True)
    drive = models.ForeignKey(Drive, on_delete=models.PROTECT, related_name="late_links")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="late_links")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="late_links")
    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, null=True, related_name="late_links")
    reason = models.CharField(max_length=160)
    until = models.DateTimeField()
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=60)

    class Privacy:
        open = {"ref", "drive", "agency", "unit", "reason", "until", "given_at", "given_by"}
        personal = {"asked"}

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"late_link:{self.ref}"


class Register(Record):
    """A sealed daily register (berita acara) of one body in one drive."""

    ref = models.CharField(max_length=12, unique=True)
    drive = models.ForeignKey(Drive, on_delete=models.PROTECT, related_name="registers")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="registers")
    day = models.DateField()
    sha256 = models.BinaryField(max_length=32)
    file_name = models.CharField(max_length=80)
    asked_level = models.CharField(max_length=10)
    reached_level = models.CharField(max_length=10)
    sealed_at = models.DateTimeField()
    sealed_by = models.CharField(max_length=60)

    class Privacy:
        open = {
            "ref",
            "drive",
            "agency",
            "day",
            "sha256",
            "file_name",
            "asked_level",
            "reached_level",
            "sealed_at",
            "sealed_by",
        }

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"register:{self.ref}"
