"""Assessments that an officer stored: the facts entered, the rulebook version, and what it said then."""

from django.db import models

from ikrar.domain.ledger.guard import Record
from ikrar.domain.roster.models import Agency


class Assessment(Record):
    """Facts and answer at one moment. It explains and decides nothing; a later answer is a new row."""

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="assessments")
    facts = models.JSONField()  # as `ikrar assess` takes them; no name of anybody
    version = models.CharField(max_length=12)  # of the rulebook
    violation = models.CharField(max_length=8)
    heaviest_class = models.CharField(max_length=10)
    level = models.CharField(max_length=10)
    said = models.JSONField()  # codes of the rules that spoke: {"findings": [...], "possible": [...]}
    stored_at = models.DateTimeField()
    stored_by = models.CharField(max_length=60)

    class Privacy:
        internal = {
            "ref",
            "agency",
            "facts",
            "version",
            "violation",
            "heaviest_class",
            "level",
            "said",
            "stored_at",
            "stored_by",
        }

    class Meta:
        indexes = [models.Index(fields=["agency", "-stored_at"], name="assessments_of_a_body")]

    def __str__(self) -> str:
        return f"{self.ref} {self.violation} {self.heaviest_class} {self.level}"

    @property
    def subject_ref(self) -> str:
        return f"assessment:{self.ref}"
