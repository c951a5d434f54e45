"""Invitations to officials, duty notes, who stands for election, and when details are destroyed."""

from django.db import models

from ikrar.domain.ledger.guard import Record
from ikrar.domain.people.models import Person
from ikrar.domain.roster.models import Agency


class Invitation(Record):
    """An invitation of an official to an event of a party, candidate or team; details go by schedule."""

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="invitations")
    invited = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="invitations")
    invited_name = models.CharField(max_length=120, default="", blank=True)
    invited_office = models.CharField(max_length=160, default="", blank=True)
    host_kind = models.CharField(max_length=12)  # core.invitations.Host: counted
    host = models.CharField(max_length=160, default="", blank=True)  # as the letter says it: never counted
    event = models.CharField(max_length=14)
    begins_at = models.DateTimeField()
    place = models.CharField(max_length=160, default="", blank=True)
    expected = models.CharField(max_length=8, default="unknown")
    on_duty = models.BooleanField(default=True)
    election = models.CharField(max_length=20, default="", blank=True)
    letter_number = models.CharField(max_length=80, default="", blank=True)
    scan = models.CharField(max_length=120, default="", blank=True)
    scan_sha256 = models.BinaryField(null=True)
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=60)
    decision = models.CharField(max_length=8, default="", blank=True)
    decision_note = models.CharField(max_length=300, default="", blank=True)
    was_late = models.BooleanField(default=False)  # decided after the event began
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, default="", blank=True)
    left_at = models.DateTimeField(null=True)
    left_by = models.CharField(max_length=60, default="", blank=True)
    left_reason = models.CharField(max_length=12, default="", blank=True)
    has_attended = models.BooleanField(null=True)
    report = models.TextField(default="", blank=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.CharField(max_length=60, default="", blank=True)
    destroyed_at = models.DateTimeField(null=True)
    destroyed_by = models.CharField(max_length=60, default="", blank=True)

    class Privacy:
        open = {
            "ref", "agency", "host_kind", "event", "begins_at", "expected", "on_duty", "election", "registered_at",
            "registered_by", "decision", "was_late", "decided_at", "decided_by", "left_at", "left_by", "left_reason",
            "has_attended", "reported_at", "reported_by", "destroyed_at", "destroyed_by",
        }  # fmt: skip
        personal = {"invited", "invited_name", "invited_office", "host", "place", "letter_number", "report"}
        internal = {"decision_note", "scan", "scan_sha256"}

    class Meta:
        indexes = [models.Index(fields=["agency", "begins_at"], name="invitation_by_body")]

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"invitation:{self.ref}"


class DutyNote(Record):
    """An open note of an official: what could grow into a violation, and what to do; it accuses nobody."""

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="duty_notes")
    writer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="duty_notes")
    addressee = models.CharField(max_length=12)
    subject = models.CharField(max_length=160)
    words = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=60)
    answer = models.TextField(default="", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=60, default="", blank=True)

    class Privacy:
        open = {"ref", "agency", "addressee", "written_at", "written_by", "answered_at", "answered_by"}
        personal = {"writer", "subject", "words", "answer"}

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"duty_note:{self.ref}"


class DestructionDay(Record):
    """The day on which a body destroys the details of an election, where the calendar does not settle it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="destruction_days")
    election = models.CharField(max_length=20)
    on = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=60)

    class Privacy:
        open = {"agency", "election", "on", "set_at", "set_by"}

    def __str__(self) -> str:
        return f"{self.election} {self.on}"
