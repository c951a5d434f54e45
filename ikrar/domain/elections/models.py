"""Corrections of the calendar by a body, each version kept, and the days off of its region."""

from django.db import models

from ikrar.domain.ledger.guard import Record
from ikrar.domain.roster.models import Agency


class StageEntry(Record):
    """One version of one stage as a body states it; it stands before the row that ships with the program."""

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    election = models.CharField(max_length=40)
    stage = models.CharField(max_length=40)
    version = models.IntegerField()
    name = models.CharField(max_length=160)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    certainty = models.CharField(max_length=12)  # core.calendars.Certainty
    basis = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=12)
    reason = models.CharField(max_length=300)  # why it was corrected, or the file it came from
    entered_on = models.DateField()
    is_current = models.BooleanField(default=True)

    class Privacy:
        open = {
            "ref", "agency", "election", "stage", "version", "name", "first_on", "last_on", "certainty", "basis",
            "source", "confidence", "reason", "entered_on", "is_current",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "election", "stage", "version"], name="stage_version_is_unique"
            ),
            models.UniqueConstraint(
                fields=["agency", "election", "stage"],
                condition=models.Q(is_current=True),
                name="one_version_of_a_stage_stands",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.stage} {self.version}"

    @property
    def subject_ref(self) -> str:
        return f"stage:{self.ref}"


class ElectionEntry(Record):
    """An election that a body adds, for example a fresh Pilkada in its region; its stages start undecided."""

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    family = models.CharField(max_length=10)  # core.elections.Family
    basis = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=12)
    entered_on = models.DateField()

    class Privacy:
        open = {"ref", "agency", "name", "family", "basis", "source", "confidence", "entered_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="election_name_is_unique_at_a_body")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.agency_id}"

    @property
    def code(self) -> str:
        """What stages name it by."""
        return f"E_{self.ref}"

    @property
    def subject_ref(self) -> str:
        return f"election:{self.ref}"


class LocalDayOff(Record):
    """A day off of the region of a body, since when it was known, and when it was withdrawn."""

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    name = models.CharField(max_length=160)
    basis = models.CharField(max_length=300)
    known_on = models.DateField()
    withdrawn_on = models.DateField(null=True)

    class Privacy:
        open = {"ref", "agency", "day", "name", "basis", "known_on", "withdrawn_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "day"],
                condition=models.Q(withdrawn_on__isnull=True),
                name="a_day_off_stands_once_at_a_body",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.agency_id}"

    @property
    def subject_ref(self) -> str:
        return f"day-off:{self.ref}"
