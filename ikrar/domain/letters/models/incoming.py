"""Letters that came in: their agenda number, their scan, and what was ordered about them."""

from django.db import models

from ikrar.domain.ledger.guard import Record
from ikrar.domain.people.models import Person
from ikrar.domain.roster.models import Agency


class Incoming(Record):
    """A letter that a body received, under the agenda number of the year."""

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="incoming_letters")
    year = models.SmallIntegerField()
    agenda = models.IntegerField()
    sender = models.CharField(max_length=200)
    number = models.CharField(max_length=120)  # as the sender wrote it
    dated_on = models.DateField()
    received_on = models.DateField()
    subject = models.CharField(max_length=200)
    nature = models.CharField(max_length=14, default="biasa")
    about = models.CharField(max_length=80, default="", blank=True)  # what it belongs to, e.g. invitation:REF
    scan_name = models.CharField(max_length=120, default="", blank=True)  # kept file
    scan_sha256 = models.BinaryField(max_length=32, null=True)
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=60)

    class Privacy:
        open = {
            "ref", "agency", "year", "agenda", "dated_on", "received_on", "nature", "about", "scan_name",
            "registered_at", "registered_by",
        }  # fmt: skip
        internal = {"scan_sha256"}
        personal = {"sender", "number", "subject"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "agenda"], name="agenda_number_is_given_once")
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.agenda}"

    @property
    def subject_ref(self) -> str:
        return f"incoming:{self.ref}"


class Disposition(Record):
    """What somebody in charge ordered about a letter: to whom, what, until when, and the answer."""

    ref = models.CharField(max_length=12, unique=True)
    incoming = models.ForeignKey(Incoming, on_delete=models.PROTECT, related_name="dispositions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="dispositions")
    ordered_as = models.CharField(max_length=160, default="", blank=True)  # the office that orders
    to = models.CharField(max_length=160)  # the office, or the name of who has no account
    orders = models.TextField(default="[]")  # JSON list of core.letters_stages.Order
    note = models.CharField(max_length=400, default="", blank=True)
    due_on = models.DateField(null=True)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=60)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=60, default="", blank=True)
    answer = models.CharField(max_length=400, default="", blank=True)

    class Privacy:
        open = {
            "ref",
            "incoming",
            "ordered_as",
            "orders",
            "due_on",
            "given_at",
            "given_by",
            "done_at",
            "done_by",
        }
        personal = {"person", "to", "note", "answer"}

    def __str__(self) -> str:
        return f"disposition {self.ref}"

    @property
    def subject_ref(self) -> str:
        return f"disposition:{self.ref}"
