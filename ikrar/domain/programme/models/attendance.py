"""Attendance: cards, devices, the scans they bring, who was there as judged from them, and how a session was closed."""

from django.db import models

from ikrar.domain.ledger.guard import Record
from ikrar.domain.programme.models.activities import ActivitySession
from ikrar.domain.roster.models import Agency, Employee, Unit


class AttendanceCard(Record):
    """One card of one employee of one body; only the hash of its code is kept. A new round voids the one before."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="cards")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="cards")
    round = models.SmallIntegerField(default=1)
    mark = models.BinaryField(max_length=32, unique=True)  # core.attendance_cards.mark_of
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=60)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=60, default="", blank=True)

    class Privacy:
        open = {"agency", "round", "issued_at", "issued_by", "revoked_at", "revoked_by"}
        personal = {"employee"}
        secret = {"mark"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employee", "agency", "round"], name="card_round_is_made_once"),
            models.UniqueConstraint(
                fields=["employee", "agency"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_valid_card_of_an_employee_in_a_body",
            ),
        ]

    def __str__(self) -> str:
        return f"card {self.pk}"

    @property
    def subject_ref(self) -> str:
        return f"attendance_card:{self.pk}"


class Scanner(Record):
    """A device that scans for one session, a kiosk, or a list handed in; it holds card hashes and no personal data."""

    ref = models.CharField(max_length=12, unique=True)
    session = models.ForeignKey(ActivitySession, on_delete=models.PROTECT, related_name="scanners")
    kind = models.CharField(max_length=8, default="gate")  # core.attendance.Device: gate, kiosk, file
    name = models.CharField(max_length=60)  # e.g. Gerbang utara
    secret_hash = models.BinaryField(max_length=32)  # of the secret in the device's cookie; empty for a list
    offset_ms = models.BigIntegerField(null=True)  # device clock minus ours, as last measured
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=60)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=60, default="", blank=True)

    class Privacy:
        open = {
            "ref", "session", "kind", "name", "offset_ms", "opened_at", "opened_by", "closed_at", "closed_by",
        }  # fmt: skip
        secret = {"secret_hash"}

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"scanner:{self.ref}"

    @property
    def actor_ref(self) -> str:
        """How the ledger names the device, which acts for the officer who opened it."""
        return f"scanner:{self.ref}"


class ScanBatch(Record):
    """One contact of a device that brought something: how many, how many of them new, and the clock as measured."""

    scanner = models.ForeignKey(Scanner, on_delete=models.PROTECT, related_name="batches")
    digest = models.BinaryField(max_length=32)  # SHA-256 over the scans as they came
    brought = models.IntegerField()
    fresh = models.IntegerField()
    offset_ms = models.BigIntegerField(null=True)  # measured at this contact
    round_trip_ms = models.IntegerField(null=True)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=60)

    class Privacy:
        open = {
            "scanner", "digest", "brought", "fresh", "offset_ms", "round_trip_ms", "received_at", "received_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.fresh} of {self.brought} from {self.scanner_id}"


class Scan(Record):
    """One scan as it came from a device: stored first, judged afterwards, never changed; a replay adds nothing."""

    scan_id = models.UUIDField(unique=True)  # made on the device
    # Both follow from the batch, which the database checks; checking three for each of many rows costs a third.
    scanner = models.ForeignKey(
        Scanner, on_delete=models.PROTECT, db_index=False, db_constraint=False, related_name="scans"
    )
    session = models.ForeignKey(
        ActivitySession, on_delete=models.PROTECT, db_index=False, db_constraint=False, related_name="scans"
    )
    batch = models.ForeignKey(ScanBatch, on_delete=models.PROTECT, db_index=False, related_name="scans")
    mark = models.BinaryField(max_length=32)  # hash of the card's code; empty in a list by name
    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, db_index=False, null=True, related_name="scans"
    )
    device_at = models.DateTimeField()  # what the device's clock said
    offset_ms = models.BigIntegerField(null=True)  # device clock minus ours, as the device knew it then
    at = models.DateTimeField()  # corrected by the measured offset
    kind = models.CharField(max_length=5, default="in")  # core.attendance.Move: in, out, undo
    undoes = models.UUIDField(null=True)  # the scan that the officer at the device took back
    is_typed = models.BooleanField(default=False)

    class Privacy:
        open = {
            "scan_id", "scanner", "session", "batch", "device_at", "offset_ms", "at", "kind", "undoes", "is_typed",
        }  # fmt: skip
        personal = {"employee"}
        internal = {"mark"}

    class Meta:
        indexes = [models.Index(fields=["session", "employee"], name="scan_by_session")]

    def __str__(self) -> str:
        return str(self.scan_id)


class ScanDecision(Record):
    """What an officer decided about one scan that needed a look; the last one counts."""

    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="decisions")
    decision = models.CharField(max_length=10)  # core.attendance.Decision: count, leave_out
    reason = models.CharField(max_length=160)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=60)

    class Privacy:
        open = {"scan", "decision", "reason", "decided_at", "decided_by"}

    def __str__(self) -> str:
        return f"{self.decision} {self.scan_id}"


class Attendance(Record):
    """One person present at one session: an employee, or a guest by name; through which way, and on whose word."""

    session = models.ForeignKey(ActivitySession, on_delete=models.PROTECT, related_name="attendances")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="attendances")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="attendances")  # home
    guest_name = models.CharField(max_length=120, default="", blank=True)
    guest_institution = models.CharField(max_length=160, default="", blank=True)
    way = models.CharField(max_length=10)  # core.attendance.Way: card, list, paper, kiosk, guest, file
    at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    left_by = models.CharField(max_length=60, default="", blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=60)
    reason = models.CharField(max_length=160, default="", blank=True)  # of a row that a correction added
    is_void = models.BooleanField(default=False)  # corrected away; the row stays
    void_reason = models.CharField(max_length=160, default="", blank=True)
    void_by = models.CharField(max_length=60, default="", blank=True)
    salt = models.BinaryField(max_length=16)  # of its leaf in the root of the session

    class Privacy:
        open = {
            "session", "agency", "way", "at", "left_at", "left_by", "recorded_at", "recorded_by", "is_void", "void_by",
        }  # fmt: skip
        personal = {"employee", "guest_name", "guest_institution", "reason", "void_reason"}
        secret = {"salt"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "employee"],
                condition=models.Q(is_void=False),
                name="present_once_in_a_session",
            )
        ]

    def __str__(self) -> str:
        return f"attendance {self.pk}"

    @property
    def subject_ref(self) -> str:
        return f"attendance:{self.pk}"


class NamedAbsent(Record):
    """Somebody whom the leader of a unit's list named as absent, with the reason as a code."""

    session = models.ForeignKey(ActivitySession, on_delete=models.PROTECT, related_name="absents")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="named_absent")
    reason = models.CharField(max_length=12)  # core.attendance.AbsentWhy
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=60)

    class Privacy:
        open = {"session", "noted_at", "noted_by"}
        personal = {"employee", "reason"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "employee"], name="named_absent_once_in_a_session")
        ]

    def __str__(self) -> str:
        return f"absent {self.pk}"


class RowCount(Record):
    """Heads counted in a row (barisan) of one body or unit: it names nobody and is never added to names."""

    session = models.ForeignKey(ActivitySession, on_delete=models.PROTECT, related_name="row_counts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="row_counts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="row_counts")
    row = models.CharField(max_length=60, default="", blank=True)  # e.g. Barisan 3
    heads = models.IntegerField()
    counted_at = models.DateTimeField()
    counted_by = models.CharField(max_length=60)
    is_replaced = models.BooleanField(default=False)  # counted again later; the row stays

    class Privacy:
        open = {"session", "agency", "unit", "row", "heads", "counted_at", "counted_by", "is_replaced"}

    def __str__(self) -> str:
        return f"{self.heads} of {self.agency_id}"


class AttendanceClosing(Record):
    """How the attendance of a session was closed: the root over its rows, and the two who confirmed it."""

    session = models.ForeignKey(ActivitySession, on_delete=models.PROTECT, related_name="closings")
    round = models.SmallIntegerField()
    root = models.BinaryField(max_length=32)
    rows = models.IntegerField()
    leader_name = models.CharField(max_length=120)
    leader_office = models.CharField(max_length=160, default="", blank=True)
    committee_name = models.CharField(max_length=120)
    committee_office = models.CharField(max_length=160, default="", blank=True)
    closed_at = models.DateTimeField()
    closed_by = models.CharField(max_length=60)

    class Privacy:
        open = {
            "session", "round", "root", "rows", "leader_office", "committee_office", "closed_at", "closed_by",
        }  # fmt: skip
        personal = {"leader_name", "committee_name"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "round"], name="attendance_is_closed_once_a_round")
        ]

    def __str__(self) -> str:
        return f"closing {self.round} of {self.session_id}"
