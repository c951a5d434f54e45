"""Apel sessions: where the people of a drive meet, who leads, and in which order they sign."""

from django.db import models

from ikrar.domain.ledger.guard import Record
from ikrar.domain.programme.models.drives import Drive
from ikrar.domain.roster.models import Agency, Employee


class Apel(Record):
    """One assembly session of a drive: place, time, who leads, and the short code that opens it on phones."""

    ref = models.CharField(max_length=12, unique=True)
    drive = models.ForeignKey(Drive, on_delete=models.PROTECT, related_name="apels")
    host = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="hosted_apels")
    name = models.CharField(max_length=160)
    place = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    shift = models.CharField(max_length=40, default="", blank=True)
    stage = models.CharField(max_length=10, default="planned")  # planned | open | closed
    code = models.CharField(max_length=6, unique=True)  # Crockford; in the address and on the screen
    agenda = models.TextField(default="", blank=True)
    guidance = models.TextField(default="", blank=True)  # arahan / amanat, for the record
    opened_at = models.DateTimeField(null=True)
    opened_by = models.CharField(max_length=60, default="", blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=60, default="", blank=True)

    class Privacy:
        open = {
            "ref",
            "drive",
            "host",
            "name",
            "place",
            "starts_at",
            "ends_at",
            "shift",
            "stage",
            "code",
            "agenda",
            "guidance",
            "opened_at",
            "opened_by",
            "closed_at",
            "closed_by",
        }

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"apel:{self.ref}"


class ApelBody(Record):
    """A body standing in an apel (its people count at home; the host sees head counts)."""

    apel = models.ForeignKey(Apel, on_delete=models.PROTECT, related_name="bodies")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="apel_bodies")
    drive = models.ForeignKey(Drive, on_delete=models.PROTECT, related_name="apel_bodies")  # where they sign
    read_count = models.IntegerField(null=True)  # heads that read the oath, counted per row (barisan)
    read_counted_by = models.CharField(max_length=60, default="", blank=True)
    read_counted_at = models.DateTimeField(null=True)

    class Privacy:
        open = {"apel", "agency", "drive", "read_count", "read_counted_by", "read_counted_at"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["apel", "agency"], name="body_stands_once_in_an_apel")]

    def __str__(self) -> str:
        return f"{self.apel_id} {self.agency_id}"


class ApelRole(Record):
    """Who does what in an apel: pembina, pemimpin, reader of the oath, witness, symbolic signer."""

    apel = models.ForeignKey(Apel, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=20)
    place_in_order = models.SmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=160, default="", blank=True)
    term = models.CharField(max_length=10, default="definitive")  # definitive, plt, plh, pj, pjs
    basis = models.CharField(max_length=160, default="", blank=True)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="apel_roles")
    on_behalf_of = models.CharField(max_length=160, default="", blank=True)  # symbolic signing says for whom

    class Privacy:
        open = {"apel", "role", "place_in_order", "office", "term", "basis", "on_behalf_of"}
        personal = {"name", "employee"}

    def __str__(self) -> str:
        return f"{self.role} of {self.apel_id}"


class SigningGroup(Record):
    """A place in the order of signing: which ranks sign now, and in front of whom."""

    apel = models.ForeignKey(Apel, on_delete=models.PROTECT, related_name="groups")
    place_in_order = models.SmallIntegerField()
    name = models.CharField(max_length=80)  # e.g. head, echelon II, echelon III, staff
    echelons = models.TextField(default="[]")  # JSON list of echelon codes; empty: everybody not named before
    before = models.CharField(max_length=160, default="", blank=True)  # in front of whom

    class Privacy:
        open = {"apel", "place_in_order", "name", "echelons", "before"}

    def __str__(self) -> str:
        return f"{self.place_in_order} {self.name}"
