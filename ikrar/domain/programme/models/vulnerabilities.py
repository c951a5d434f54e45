"""The vulnerability register: the review of the last election, what may go wrong, and every change of it."""

from django.db import models

from ikrar.domain.ledger.guard import Record
from ikrar.domain.people.models import Person
from ikrar.domain.roster.models import Agency, Unit


class ElectionReview(Record):
    """What happened in the last election, by category, and from where it is known: the register opens with it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="election_reviews")
    election = models.CharField(max_length=20)  # code of the calendar
    category = models.CharField(max_length=16)  # core.vulnerabilities.Category
    happened = models.TextField()
    source = models.CharField(max_length=200)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=60)

    class Privacy:
        open = {"agency", "election", "category", "written_at", "written_by"}
        internal = {"happened", "source"}

    def __str__(self) -> str:
        return f"review {self.pk}"


class Vulnerability(Record):
    """Something that may go wrong in an area or unit: how likely, how heavy, who sees to it, when it is looked at."""

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="vulnerabilities")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="vulnerabilities")
    category = models.CharField(max_length=16)
    area = models.CharField(max_length=120)  # village, district, or the whole region
    title = models.CharField(max_length=160)
    signs = models.TextField(default="", blank=True)  # what points at it, without names
    likelihood = models.SmallIntegerField()
    impact = models.SmallIntegerField()
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="vulnerabilities")
    measure = models.TextField(default="", blank=True)
    review_on = models.DateField()
    stage = models.CharField(max_length=8, default="open")
    closed_because = models.CharField(max_length=200, default="", blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=60)

    class Privacy:
        open = {
            "ref", "agency", "unit", "category", "likelihood", "impact", "review_on", "stage", "changed_at",
            "changed_by",
        }  # fmt: skip
        internal = {"area", "title", "signs", "owner", "measure", "closed_because"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(likelihood__range=(1, 5), impact__range=(1, 5)),
                name="a_rating_is_one_to_five",
            )
        ]
        indexes = [models.Index(fields=["agency", "stage"], name="vulnerability_by_body")]

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"vulnerability:{self.ref}"


class VulnerabilityChange(Record):
    """What an entry said before a change; the newest state stands in the entry itself."""

    vulnerability = models.ForeignKey(Vulnerability, on_delete=models.PROTECT, related_name="changes")
    before = models.TextField()  # JSON of the fields that changed
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=60)

    class Privacy:
        open = {"vulnerability", "changed_at", "changed_by"}
        internal = {"before"}

    def __str__(self) -> str:
        return f"{self.vulnerability_id} before {self.changed_at}"
