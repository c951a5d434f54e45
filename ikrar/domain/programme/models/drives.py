"""Drives, the bodies that take part, and who is asked."""

from django.db import models

from ikrar.domain.ledger.guard import Housekeeping, Record
from ikrar.domain.roster.models import Agency, Employee, Unit
from ikrar.domain.texts.models import Text


class Drive(Record):
    """One pledge drive: for which elections, which text, which bodies, who is asked, until when."""

    ref = models.CharField(max_length=12, unique=True)
    campaign = models.BinaryField(max_length=16, unique=True)  # its identity in public leaves
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="drives")  # whose drive it is
    name = models.CharField(max_length=160)
    elections = models.TextField(default="[]")  # JSON list of election codes
    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="drives")  # what is signed (pact)
    oath = models.ForeignKey(
        Text, on_delete=models.PROTECT, null=True, related_name="oath_drives"
    )  # what is read
    statuses = models.TextField(
        default="[]"
    )  # JSON list of employment statuses asked; non-ASN included by default
    stage = models.CharField(max_length=10, default="draft")  # core/programme.Stage
    deadline_at = models.DateTimeField()
    late_until = models.DateTimeField()
    drafted_by = models.CharField(max_length=60, default="", blank=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=60, default="", blank=True)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.CharField(max_length=60, default="", blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=60, default="", blank=True)
    basis = models.TextField(default="", blank=True)
    help_contact = models.CharField(max_length=120, default="", blank=True)

    class Privacy:
        open = {
            "ref",
            "campaign",
            "agency",
            "name",
            "elections",
            "text",
            "oath",
            "statuses",
            "stage",
            "deadline_at",
            "late_until",
            "drafted_by",
            "approved_at",
            "approved_by",
            "opened_at",
            "opened_by",
            "closed_at",
            "closed_by",
            "basis",
            "help_contact",
        }

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"drive:{self.ref}"


class DriveBody(Record):
    """A body that takes part in a drive; its first target is frozen when the drive opens."""

    drive = models.ForeignKey(Drive, on_delete=models.PROTECT, related_name="bodies")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="drive_bodies")
    first_target = models.IntegerField(null=True)  # frozen when the drive opens
    changes = models.IntegerField(default=0)  # how often its target changed
    told = models.IntegerField(default=-1)  # the change that the last roster leaf tells

    class Privacy:
        open = {"drive", "agency", "first_target", "changes", "told"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["drive", "agency"], name="body_takes_part_once")]

    def __str__(self) -> str:
        return f"{self.drive_id} {self.agency_id}"

    @property
    def subject_ref(self) -> str:
        return f"target:{self.pk}"


class Asked(Record):
    """One person asked in one drive, at home in one body and unit: the Participant.

    A person who moves keeps this row (body and unit change) and signs once.
    """

    drive = models.ForeignKey(Drive, on_delete=models.PROTECT, related_name="asked")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="asked")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="asked")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="asked")
    number = models.IntegerField()  # participant number as printed on the card
    nullifier = models.BinaryField(max_length=32)
    joined_on = models.DateField()
    in_first_target = models.BooleanField(default=True)
    left_on = models.DateField(null=True)
    left_reason = models.CharField(max_length=30, default="", blank=True)
    left_basis = models.CharField(max_length=120, default="", blank=True)
    left_by = models.CharField(
        max_length=60, default="", blank=True
    )  # an officer, or the worker after the roster
    code_hmac = models.BinaryField(max_length=32, null=True)
    code_round = models.SmallIntegerField(default=0)  # how many codes were made for this person
    code_given_by = models.CharField(max_length=60, default="", blank=True)  # who handed it out
    code_given_at = models.DateTimeField(null=True)

    class Privacy:
        open = {"drive", "agency", "unit", "in_first_target"}
        personal = {
            "employee",
            "number",
            "joined_on",
            "left_on",
            "left_reason",
            "left_basis",
            "left_by",
            "code_round",
            "code_given_by",
            "code_given_at",
        }
        secret = {"code_hmac", "nullifier"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["drive", "employee"], name="person_is_asked_once_per_drive"),
            models.UniqueConstraint(
                fields=["drive", "agency", "number"], name="number_is_unique_in_body_and_drive"
            ),
        ]
        indexes = [
            models.Index(
                fields=["drive", "agency", "unit", "left_on", "in_first_target"], name="asked_for_counts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.drive_id}/{self.number}"

    @property
    def actor_ref(self) -> str:
        """How the ledger names the participant."""
        return f"participant:{self.pk}"

    @property
    def subject_ref(self) -> str:
        return f"asked:{self.pk}"


class FormerHome(Record):
    """A body that somebody was asked in before moving to another body of the drive: it counts there for ever."""

    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, related_name="former_homes")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="former_asked")
    moved_on = models.DateField()

    class Privacy:
        open = {"agency"}
        personal = {"asked", "moved_on"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["asked", "agency"], name="former_home_is_noted_once")]

    def __str__(self) -> str:
        return f"{self.asked_id} was at {self.agency_id}"


class Following(Housekeeping):
    """A body whose roster changed during a drive: the worker still has to bring its target in line."""

    body = models.OneToOneField(DriveBody, on_delete=models.CASCADE, primary_key=True, related_name="following")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.body_id} since {self.since}"


class CodeTry(Housekeeping):
    """Wrong codes slow the person they were typed for, never an address."""

    asked = models.OneToOneField(Asked, on_delete=models.CASCADE, primary_key=True, related_name="tries")
    wrong = models.IntegerField(default=0)
    blocked_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.asked_id}: {self.wrong}"


class Absence(Record):
    """Why somebody asked was not at the apel; the kind of leave stays hidden in lists."""

    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, related_name="absences")
    reason = models.CharField(max_length=20)  # core/pledges.Absent
    until = models.DateField(null=True)
    confirmed_by = models.CharField(max_length=60)
    confirmed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=60, default="", blank=True)

    class Privacy:
        open = set[str]()
        personal = {"asked", "reason", "until", "confirmed_by", "confirmed_at", "ended_at", "ended_by"}

    def __str__(self) -> str:
        return f"{self.asked_id} {self.reason}"
