"""Letters that a body writes: what they say, who initials and signs, and where they went."""

from django.db import models

from ikrar.domain.ledger.guard import Record
from ikrar.domain.letters.models.numbers import RegisterNumber
from ikrar.domain.people.models import Person
from ikrar.domain.roster.models import Agency


class Letter(Record):
    """One letter of a body. What it says stands in its versions; the text is frozen when it is submitted."""

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=12)  # core.letters.Kind
    about = models.CharField(max_length=80, default="", blank=True)  # ledger subject, e.g. taskforce:REF
    subject = models.CharField(max_length=200)  # hal
    nature = models.CharField(max_length=14, default="biasa")  # core.letters_stages.Nature
    paper = models.CharField(max_length=2, default="a4")
    stage = models.CharField(max_length=10, default="draft")  # core.letters_stages.Stage
    version = models.SmallIntegerField(default=1)  # of LetterVersion
    digest = models.BinaryField(max_length=32, null=True)  # of the frozen text; null while it may change
    signer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="letters_to_sign")
    number = models.CharField(max_length=120, default="", blank=True)
    number_row = models.OneToOneField(
        RegisterNumber, on_delete=models.PROTECT, null=True, related_name="letter"
    )
    dated_on = models.DateField(null=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=60)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=60, default="", blank=True)
    returned_note = models.CharField(max_length=400, default="", blank=True)  # why it is a draft again
    signed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=60, default="", blank=True)  # who signed, or brought in the scan
    signed_way = models.CharField(max_length=10, default="", blank=True)  # core.letters_stages.Way
    signed_name = models.CharField(max_length=120, default="", blank=True)  # kept file
    signed_sha256 = models.BinaryField(max_length=32, null=True)
    certificate = models.CharField(max_length=200, default="", blank=True)  # whose key signed, as it says
    is_certified = models.BooleanField(default=False)  # by an Indonesian certification authority
    checked_at = models.DateTimeField(null=True)  # second look at a scan
    checked_by = models.CharField(max_length=60, default="", blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=60, default="", blank=True)
    cancelled_note = models.CharField(max_length=200, default="", blank=True)

    class Privacy:
        open = {
            "ref", "agency", "kind", "about", "nature", "paper", "stage", "version", "number", "number_row",
            "dated_on", "drafted_at", "drafted_by", "submitted_at", "submitted_by", "signed_at", "signed_by",
            "signed_way", "signed_name", "is_certified", "checked_at", "checked_by", "cancelled_at",
            "cancelled_by",
        }  # fmt: skip
        internal = {"digest", "signed_sha256"}
        personal = {"subject", "signer", "returned_note", "certificate", "cancelled_note"}

    class Meta:
        indexes = [
            models.Index(fields=["agency", "stage"], name="letter_by_stage"),
            models.Index(fields=["about"], name="letter_by_about"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"letter:{self.ref}"


class LetterVersion(Record):
    """What a letter said after one change: its content as canonical JSON. Versions are added, never edited."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="versions")
    number = models.SmallIntegerField()
    what = models.CharField(max_length=12)  # drafted | changed | signer: why there is a version
    content = models.TextField()  # core.letters_content.Content as canonical JSON
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Privacy:
        open = {"letter", "number", "what", "made_at", "made_by"}
        personal = {"content"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "number"], name="version_is_numbered_once")]

    def __str__(self) -> str:
        return f"{self.letter_id} v{self.number}"


class Initial(Record):
    """One who initials (paraf) a letter, in order, and the digest that was initialled."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="initials")
    place_in_order = models.SmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="initials")
    given_at = models.DateTimeField(null=True)
    given_by = models.CharField(max_length=60, default="", blank=True)
    digest = models.BinaryField(max_length=32, null=True)

    class Privacy:
        open = {"letter", "place_in_order", "given_at", "given_by"}
        internal = {"digest"}
        personal = {"person"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "person"], name="person_initials_a_letter_once"),
            models.UniqueConstraint(fields=["letter", "place_in_order"], name="initials_stand_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.place_in_order} of {self.letter_id}"


class Sending(Record):
    """Where a signed letter went: to whom, how, when, and the proof of receipt where there is one."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="sendings")
    to = models.CharField(max_length=200)
    way = models.CharField(max_length=10)  # core.letters_stages.Sent
    sent_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=60)
    proof_name = models.CharField(max_length=120, default="", blank=True)  # kept file
    proof_sha256 = models.BinaryField(max_length=32, null=True)

    class Privacy:
        open = {"letter", "way", "sent_on", "noted_at", "noted_by", "proof_name"}
        internal = {"proof_sha256"}
        personal = {"to"}

    def __str__(self) -> str:
        return f"{self.letter_id} {self.way}"
