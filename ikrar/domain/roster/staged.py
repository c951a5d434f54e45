"""Files on their way into the roster: nothing here counts until an action saved it (housekeeping, DESIGN 2)."""

from django.db import models

from ikrar.domain.ledger.guard import Housekeeping


class RosterImport(Housekeeping):
    """One file handed in for one body: where it stands, what was found, what was saved, until when it can be undone."""

    ref = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey("roster.Agency", on_delete=models.CASCADE, related_name="imports")
    state = models.CharField(max_length=12)  # core.roster.stages.Stage
    file_name = models.CharField(max_length=200)
    stored = models.CharField(max_length=200, default="", blank=True)  # name in the storage; empty once deleted
    digest = models.CharField(max_length=64)
    sheet = models.CharField(max_length=100, default="", blank=True)
    header = models.JSONField(
        default=dict
    )  # last row of the headings, columns: place, heading, field, kind left out
    notes = models.JSONField(default=list)
    rows_read = models.IntegerField(default=0)
    standings = models.JSONField(default=dict)  # how many rows stand how; "moved" beside them
    kinds = models.JSONField(default=dict)  # how many rows have which defect
    new_units = models.JSONField(default=dict)  # key -> [code, name, parent, ref once saved]
    missing = models.JSONField(default=list)  # references of people whom the file does not name
    rows_saved = models.IntegerField(default=0)
    slices = models.IntegerField(default=0)
    last_line = models.IntegerField(default=0)  # the line up to which the running save has come
    undone_to = models.BigIntegerField(default=0)  # the history row down to which the running undo has come
    excepted = models.JSONField(default=list)  # references of people whom the undo left as they are
    failed = models.CharField(max_length=60, default="", blank=True)
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=60)
    checked_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)  # when somebody asked to save or to undo
    asked_by = models.CharField(max_length=60, default="", blank=True)
    saved_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)  # one process at a time works on it

    class Meta:
        indexes = [models.Index(fields=["agency", "started_at"], name="import_by_agency")]

    def __str__(self) -> str:
        return f"{self.ref} {self.file_name}"

    @property
    def subject_ref(self) -> str:
        return f"import:{self.ref}"


class StagedRow(Housekeeping):
    """One row of a file after its check. `values` and `found` are JSON as `core.roster` made them."""

    imported = models.ForeignKey(RosterImport, on_delete=models.CASCADE, related_name="rows", db_index=False)
    line = models.IntegerField()
    standing = models.CharField(max_length=10)
    match = models.CharField(max_length=12, default="", blank=True)
    identity = models.CharField(max_length=70, default="", blank=True)
    values = models.TextField()
    found = models.TextField(default="", blank=True)
    codes = models.CharField(max_length=600, default="", blank=True)  # ",nip_damaged,phone_two,"
    changed = models.CharField(max_length=240, default="", blank=True)
    is_saved = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["imported", "line"], name="staged_by_line"),
            models.Index(fields=["imported", "identity"], name="staged_by_identity"),
            models.Index(
                fields=["imported", "line"], condition=~models.Q(codes=""), name="staged_with_defects"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.imported_id}:{self.line}"
