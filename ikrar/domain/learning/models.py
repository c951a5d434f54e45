"""The bank of questions, the tests that bodies open, and the attempts; nobody but its owner sees an answer."""

from django.db import models

from ikrar.domain.ledger.guard import Record
from ikrar.domain.programme.models import Asked, Drive
from ikrar.domain.roster.models import Agency


class Bank(Record):
    """One version of the questions with the right answers that the rules gave on the day it was loaded."""

    version = models.IntegerField(unique=True)
    body = models.TextField()  # core.learning.bank_text
    sha256 = models.BinaryField(max_length=32, unique=True)
    rules_version = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=60)

    class Privacy:
        open = {"version", "body", "sha256", "rules_version", "loaded_at", "loaded_by"}

    def __str__(self) -> str:
        return f"bank {self.version}"

    @property
    def subject_ref(self) -> str:
        return f"bank:{self.version}"


class Test(Record):
    """A test that a body opens for the people of a drive: which questions, what passes, until when."""

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="tests")
    drive = models.ForeignKey(Drive, on_delete=models.PROTECT, related_name="tests")
    bank = models.ForeignKey(Bank, on_delete=models.PROTECT, related_name="tests")
    name = models.CharField(max_length=160)
    questions = models.TextField()  # JSON list of question codes, in the order in which they are asked
    pass_share = models.SmallIntegerField()  # per cent
    hours = models.SmallIntegerField()  # training hours (JP) on the certificate; 0: none are named
    opens_at = models.DateTimeField()
    opens_by = models.CharField(max_length=60)  # who opened it
    until = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=60, default="", blank=True)

    class Privacy:
        open = {
            "ref", "agency", "drive", "bank", "name", "questions", "pass_share", "hours", "opens_at", "opens_by",
            "until", "closed_at", "closed_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"test:{self.ref}"


class Attempt(Record):
    """One attempt of one person. Its answers are the person's own; others learn that there was one, and a pass."""

    ref = models.CharField(max_length=12, unique=True)  # the code on the certificate
    test = models.ForeignKey(Test, on_delete=models.PROTECT, related_name="attempts")
    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, related_name="attempts")
    at = models.DateTimeField()
    way = models.CharField(max_length=6, default="page")  # page | file
    has_passed = models.BooleanField()
    answers = models.TextField(default="", blank=True)  # JSON: question code -> choice
    record = models.TextField(default="", blank=True)  # canonical record of a pass
    entry = models.UUIDField(null=True)  # of the ledger, where it passed

    class Privacy:
        open = {"ref", "test", "at", "way", "entry"}
        personal = {"asked", "has_passed", "answers", "record"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["test", "asked"],
                condition=models.Q(has_passed=True),
                name="a_person_passes_a_test_once",
            )
        ]
        indexes = [models.Index(fields=["test", "asked"], name="attempt_by_person")]

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"attempt:{self.ref}"
