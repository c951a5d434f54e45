"""What the ledger keeps: entries, how far each reader has read, and the checkpoints that were signed."""

from django.db import models

from ikrar.domain.ledger.guard import Housekeeping, Record


class Entry(Record):
    """One thing that happened: append only, indexed later by the sequencer, never edited."""

    ref = models.UUIDField(unique=True)
    fact = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, db_index=True)
    actor = models.CharField(max_length=60)
    at = models.DateTimeField()
    details = models.TextField(default="{}")
    leaf = models.BinaryField(max_length=132)
    salt = models.BinaryField(max_length=32)
    key = models.CharField(max_length=43, null=True, unique=True)
    day_only = models.BooleanField(default=False)
    index = models.BigIntegerField(null=True, unique=True)

    class Privacy:
        open = {"ref", "fact", "at", "leaf", "index", "day_only"}
        internal = {"subject", "actor", "details", "key"}
        secret = {"salt"}

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(index__isnull=True), name="entry_waiting"),
            models.Index(fields=["fact", "index"], name="entry_by_fact"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(index__isnull=True) | models.Q(index__gte=0),
                name="entry_index_is_never_negative",
            )
        ]

    def __str__(self) -> str:
        return f"{self.index}: {self.fact} {self.subject}"


class Checkpoint(Housekeeping):
    """A signed tree head: size, root and the note as published."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"checkpoint of {self.size}"


class Bookmark(Housekeeping):
    """How far a reader of the ledger has read: the next index it will look at."""

    reader = models.CharField(max_length=60, primary_key=True)
    next_index = models.BigIntegerField(default=0)
    failed = models.TextField(default="")
    failed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.reader} at {self.next_index}"


class Lease(Housekeeping):
    """Which worker may do a job that only one may do at a time, and until when."""

    name = models.CharField(max_length=60, primary_key=True)
    holder = models.CharField(max_length=60)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} held by {self.holder}"


class SubjectKey(Housekeeping):
    """The random key of one person; lives in a database of its own, and deleting it erases the person (DESIGN 3)."""

    subject = models.CharField(max_length=40, primary_key=True)
    key = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return self.subject
