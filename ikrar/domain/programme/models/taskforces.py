"""Task forces with their members, tasks and declarations; contacts, meetings and what follows from them."""

from django.db import models

from ikrar.domain.ledger.guard import Record
from ikrar.domain.people.models import Person
from ikrar.domain.programme.models.activities import Activity
from ikrar.domain.roster.models import Agency, Employee


class Taskforce(Record):
    """A task force (Satgas) of a body, or a sub-team of one: name, scope, term, decree, inauguration."""

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="taskforces")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="teams")
    name = models.CharField(max_length=160)
    task = models.TextField(default="", blank=True)
    elections = models.TextField(default="[]")  # JSON list of election codes
    since = models.DateField()
    until = models.DateField()
    stage = models.CharField(max_length=12, default="draft")
    decree_number = models.CharField(max_length=80, default="", blank=True)
    decree_on = models.DateField(null=True)
    decree_scan = models.CharField(
        max_length=120, default="", blank=True
    )  # kept file, where it was given elsewhere
    decree_sha256 = models.BinaryField(null=True)
    inaugurated_on = models.DateField(null=True)
    inaugurated_in = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, related_name="inaugurations"
    )
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=200, default="", blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=60)

    class Privacy:
        open = {
            "ref", "agency", "parent", "name", "task", "elections", "since", "until", "stage", "decree_number",
            "decree_on", "decree_scan", "decree_sha256", "inaugurated_on", "inaugurated_in", "ended_on",
            "ended_because", "changed_at", "changed_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"taskforce:{self.ref}"


class Member(Record):
    """Somebody in a task force for a time; the row stays when the time is over."""

    taskforce = models.ForeignKey(Taskforce, on_delete=models.PROTECT, related_name="members")
    role = models.CharField(max_length=12)
    element = models.CharField(max_length=20, default="", blank=True)
    place_in_order = models.SmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=160, default="", blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="memberships")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="memberships")
    since = models.DateField()
    until = models.DateField(null=True)
    basis = models.CharField(max_length=160, default="", blank=True)
    left_because = models.CharField(max_length=160, default="", blank=True)

    class Privacy:
        open = {
            "taskforce",
            "role",
            "element",
            "place_in_order",
            "office",
            "since",
            "until",
            "basis",
            "left_because",
        }
        personal = {"name", "person", "employee"}

    def __str__(self) -> str:
        return f"{self.role} of {self.taskforce_id}"


class TaskforceTask(Record):
    """What a task force or one of its members has to do, and until when."""

    ref = models.CharField(max_length=12, unique=True)
    taskforce = models.ForeignKey(Taskforce, on_delete=models.PROTECT, related_name="tasks")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="tasks")
    kind = models.CharField(max_length=10)
    what = models.CharField(max_length=200)
    due_on = models.DateField()
    place = models.CharField(max_length=160, default="", blank=True)  # of a watch
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=60, default="", blank=True)
    note = models.TextField(default="", blank=True)

    class Privacy:
        open = {"ref", "taskforce", "kind", "due_on", "place", "done_at", "done_by"}
        internal = {"member", "what", "note"}

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"taskforce_task:{self.ref}"


class Declaration(Record):
    """What a member declares of own ties; the newest one counts, and few may read its words."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="declarations")
    tie = models.CharField(max_length=16)
    words = models.TextField(default="", blank=True)
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=60)

    class Privacy:
        open = {"declared_at", "declared_by"}
        personal = {"member", "tie", "words"}

    def __str__(self) -> str:
        return f"declaration {self.pk}"


class Contact(Record):
    """The person whom a body calls at KPU, Bawaslu, BKN and others, for a time."""

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="contacts")
    institution = models.CharField(max_length=12)
    office = models.CharField(max_length=160)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, default="", blank=True)
    email = models.CharField(max_length=120, default="", blank=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Privacy:
        open = {"ref", "agency", "institution", "office", "since", "until"}
        personal = {"name", "phone", "email"}

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"contact:{self.ref}"


class Meeting(Record):
    """A coordination meeting: which institutions took part, what was said and decided."""

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="meetings")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="meetings")
    name = models.CharField(max_length=160)
    held_on = models.DateField()
    place = models.CharField(max_length=160)
    institutions = models.TextField()  # one a line
    minutes = models.TextField(default="", blank=True)
    decisions = models.TextField(default="", blank=True)  # one a line
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=60)

    class Privacy:
        open = {
            "ref", "agency", "activity", "name", "held_on", "place", "institutions", "noted_at", "noted_by",
        }  # fmt: skip
        internal = {"minutes", "decisions"}

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"meeting:{self.ref}"


class FollowUp(Record):
    """What was to be done after a meeting, by whom, until when."""

    ref = models.CharField(max_length=12, unique=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="follow_ups")
    what = models.CharField(max_length=200)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="follow_ups")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=60, default="", blank=True)
    note = models.CharField(max_length=200, default="", blank=True)

    class Privacy:
        open = {"ref", "meeting", "due_on", "done_at", "done_by"}
        internal = {"what", "owner", "note"}

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"follow_up:{self.ref}"
