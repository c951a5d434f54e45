"""Activities: what a body holds for neutrality, in one or several sessions, who speaks, who was invited."""

from django.db import models

from ikrar.domain.ledger.guard import Record
from ikrar.domain.programme.models.apels import Apel
from ikrar.domain.roster.models import Agency, Employee


class Activity(Record):
    """An apel, oath, signing, outreach, coordination, monitoring or other activity of one body."""

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="activities")  # who holds it
    kind = models.CharField(max_length=14)  # core.activities.Kind
    includes = models.TextField(default="[]", blank=True)  # JSON list of kinds held in the same event
    name = models.CharField(max_length=160)
    place = models.CharField(max_length=160)
    mode = models.CharField(max_length=8, default="onsite")  # core.activities.Mode
    link = models.CharField(max_length=300, default="", blank=True)  # of the video meeting
    organiser = models.CharField(max_length=160, default="", blank=True)  # e.g. the personnel agency
    purpose = models.TextField(default="", blank=True)
    agenda = models.TextField(default="", blank=True)  # one item a line
    basis = models.CharField(max_length=200, default="", blank=True)  # the order or decree it follows
    is_open = models.BooleanField(default=False)  # everybody may come; else by invitation
    outside = models.TextField(default="", blank=True)  # institutions invited as guests, one a line
    guidance = models.TextField(default="", blank=True)  # arahan, for the record
    results = models.TextField(default="", blank=True)  # what came out of it, one item a line
    obstacles = models.TextField(default="", blank=True)
    was_past = models.BooleanField(default=False)  # recorded after it had begun: the page says so
    stage = models.CharField(max_length=10, default="planned")  # planned | held | cancelled
    apel = models.ForeignKey(Apel, on_delete=models.PROTECT, null=True, related_name="activities")
    planned_at = models.DateTimeField()
    planned_by = models.CharField(max_length=60)
    held_at = models.DateTimeField(null=True)  # when it was declared to have been held
    held_by = models.CharField(max_length=60, default="", blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=60, default="", blank=True)
    cancelled_because = models.CharField(max_length=200, default="", blank=True)

    class Privacy:
        open = {
            "ref", "agency", "kind", "includes", "name", "place", "mode", "organiser", "purpose", "agenda", "basis",
            "is_open", "outside", "guidance", "results", "obstacles", "was_past", "stage", "apel", "planned_at",
            "planned_by", "held_at", "held_by", "cancelled_at", "cancelled_by", "cancelled_because",
        }  # fmt: skip
        internal = {"link"}

    class Meta:
        indexes = [models.Index(fields=["agency", "planned_at"], name="activity_by_body")]

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"activity:{self.ref}"


class ActivitySession(Record):
    """One session of an activity: a shift, a day, a repeat. Attendance belongs to a session."""

    ref = models.CharField(max_length=12, unique=True)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="sessions")
    name = models.CharField(max_length=80, default="", blank=True)  # e.g. the shift
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place_in_order = models.SmallIntegerField(default=1)
    closed_at = models.DateTimeField(null=True)  # attendance closed; its root stands in the entry
    closed_by = models.CharField(max_length=60, default="", blank=True)

    class Privacy:
        open = {
            "ref", "activity", "name", "starts_at", "ends_at", "place_in_order", "closed_at", "closed_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"activity_session:{self.ref}"


class ActivityRole(Record):
    """Who leads, opens, moderates, guides, reads or takes notes."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=14)  # core.activities.Part
    place_in_order = models.SmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=160, default="", blank=True)
    is_elected = models.BooleanField(default=False)  # an elected head is never counted as ASN
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="activity_roles")

    class Privacy:
        open = {"activity", "role", "place_in_order", "office", "is_elected"}
        personal = {"name", "employee"}

    def __str__(self) -> str:
        return f"{self.role} of {self.activity_id}"


class Speaker(Record):
    """Who speaks, for which institution, about what, with which material."""

    ref = models.CharField(max_length=12, unique=True)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="speakers")
    place_in_order = models.SmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    institution = models.CharField(max_length=160)
    title = models.CharField(max_length=200, default="", blank=True)  # of the talk
    summary = models.TextField(default="", blank=True)
    material_name = models.CharField(max_length=120, default="", blank=True)  # kept file
    material_sha256 = models.BinaryField(null=True)

    class Privacy:
        open = {
            "ref", "activity", "place_in_order", "institution", "title", "summary", "material_name",
            "material_sha256",
        }  # fmt: skip
        personal = {"name"}

    def __str__(self) -> str:
        return f"speaker {self.ref}"


class Discussed(Record):
    """A question from the floor and its answer; who asked is kept as an office or group, never as a name."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="questions")
    place_in_order = models.SmallIntegerField(default=0)
    asked_as = models.CharField(max_length=160, default="", blank=True)
    question = models.TextField()
    answer = models.TextField(default="", blank=True)
    answered_by = models.ForeignKey(Speaker, on_delete=models.PROTECT, null=True, related_name="answers")

    class Privacy:
        open = {"activity", "place_in_order", "asked_as", "question", "answer", "answered_by"}

    def __str__(self) -> str:
        return f"question {self.place_in_order} of {self.activity_id}"


class Invitee(Record):
    """An employee who is expected at a session; an open activity has none."""

    session = models.ForeignKey(ActivitySession, on_delete=models.PROTECT, related_name="invitees")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="invited_to")

    class Privacy:
        open = {"session"}
        personal = {"employee"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "employee"], name="invited_once_to_a_session")
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.employee_id}"
