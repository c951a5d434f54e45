"""Bodies in a tree, their units, the people who work there, who holds which seat, and what was before."""

from django.db import models

from ikrar.domain.ledger.guard import Record
from ikrar.domain.people.models import Person
from ikrar.domain.roster.staged import RosterImport, StagedRow

__all__ = ["Agency", "Employee", "EmployeeHistory", "RosterImport", "Seat", "StagedRow", "Unit"]


class Agency(Record):
    """A public body that counts for itself: ministry, regional office, UPT, province, regency, city ..."""

    ref = models.SlugField(max_length=40, unique=True)
    code = models.CharField(max_length=8, unique=True)  # the institution code of its public leaves
    name = models.CharField(max_length=160)
    short = models.CharField(max_length=40, default="", blank=True)
    kind = models.CharField(max_length=30)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    first = models.IntegerField(default=0)  # pre-order interval in the tree of all bodies
    last = models.IntegerField(default=0)
    zone = models.CharField(max_length=40, default="Asia/Jakarta")
    region = models.CharField(max_length=13, default="", blank=True)  # code of the region, e.g. 62.02
    place = models.CharField(max_length=80, default="", blank=True)  # where its letters are dated
    address = models.TextField(default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    responsible_name = models.CharField(max_length=120, default="", blank=True)
    responsible_title = models.CharField(max_length=160, default="", blank=True)

    class Privacy:
        open = {
            "ref",
            "code",
            "name",
            "short",
            "kind",
            "parent",
            "first",
            "last",
            "zone",
            "region",
            "place",
            "address",
            "phone",
            "responsible_title",
        }
        personal = {"responsible_name"}

    class Meta:
        indexes = [models.Index(fields=["first"], name="agency_by_order")]

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"agency:{self.ref}"

    @property
    def shown(self) -> str:
        """The short name where there is one."""
        return self.short or self.name


class Unit(Record):
    """A unit of a body, to any depth, with its pre-order interval inside the body."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    ref = models.CharField(max_length=12, unique=True)
    code = models.CharField(max_length=64, default="", blank=True)  # UNOR ID of SIASN or a local code
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, default="", blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    first = models.IntegerField(default=0)
    last = models.IntegerField(default=0)
    depth = models.SmallIntegerField(default=0)
    closed_on = models.DateField(null=True)

    class Privacy:
        open = {"agency", "ref", "code", "name", "kind", "parent", "first", "last", "depth", "closed_on"}

    class Meta:
        indexes = [models.Index(fields=["agency", "first"], name="unit_by_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "code"], condition=~models.Q(code=""), name="unit_code_is_unique_in_its_body"
            )
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.name}"

    @property
    def subject_ref(self) -> str:
        return f"unit:{self.ref}"


class Employee(Record):
    """Somebody who works at a body: PNS, CPNS, PPPK, part-time PPPK or non-ASN."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="employees", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="employees")
    ref = models.CharField(max_length=12, unique=True)
    number = models.IntegerField()  # participant number: at most five digits, unique in the body
    siasn_id = models.CharField(max_length=64, default="", blank=True)
    nip = models.CharField(max_length=18, default="", blank=True)
    local_id = models.CharField(max_length=40, default="", blank=True)
    name = models.CharField(max_length=120)
    title_front = models.CharField(max_length=60, default="", blank=True)
    title_back = models.CharField(max_length=80, default="", blank=True)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=1, default="", blank=True)
    status = models.CharField(max_length=12)  # PNS CPNS PPPK PPPK_PW NON_ASN
    legal_position = models.CharField(max_length=30, default="active")
    grade = models.CharField(max_length=8, default="", blank=True)
    echelon = models.CharField(max_length=8, default="", blank=True)
    position = models.CharField(max_length=200, default="", blank=True)
    position_kind = models.CharField(max_length=20, default="", blank=True)
    phone = models.CharField(max_length=20, default="", blank=True)
    email = models.CharField(max_length=120, default="", blank=True)
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    left_reason = models.CharField(max_length=30, default="", blank=True)
    left_basis = models.CharField(max_length=120, default="", blank=True)

    class Privacy:
        open = {"ref", "agency", "unit"}
        personal = {
            "number",
            "siasn_id",
            "nip",
            "local_id",
            "name",
            "title_front",
            "title_back",
            "birth_date",
            "sex",
            "status",
            "legal_position",
            "grade",
            "echelon",
            "position",
            "position_kind",
            "phone",
            "email",
            "joined_on",
            "left_on",
            "left_reason",
            "left_basis",
        }

    class Meta:
        indexes = [
            models.Index(fields=["agency", "unit"], name="employee_by_unit"),
            models.Index(fields=["agency", "name"], name="employee_by_name"),
            models.Index(fields=["nip"], name="employee_by_nip"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "number"], name="participant_number_is_unique_in_its_body"
            ),
            models.UniqueConstraint(
                fields=["agency", "nip"], condition=~models.Q(nip=""), name="nip_is_unique_in_its_body"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, number__lte=99999),
                name="participant_number_has_at_most_five_digits",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def subject_ref(self) -> str:
        return f"employee:{self.ref}"

    @property
    def full_name(self) -> str:
        """The name with its titles, as Indonesian papers write it: front name, back."""
        front = f"{self.title_front} {self.name}".strip()
        return f"{front}, {self.title_back}" if self.title_back else front


class EmployeeHistory(Record):
    """What an employee's record said before a change: the old values, when, and because of which entry."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="history")
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=60)
    cause = models.CharField(max_length=60)  # subject of the entry, e.g. import:7K3M9QX2
    before = models.TextField()  # canonical JSON of the changed fields; "null" when the person was new

    class Privacy:
        open = {"employee", "changed_at", "changed_by", "cause"}
        personal = {"before"}

    class Meta:
        indexes = [models.Index(fields=["cause"], name="history_by_cause")]

    def __str__(self) -> str:
        return f"{self.employee_id} before {self.changed_at}"


class Seat(Record):
    """A role that a person holds: at a body and below it, at a unit and below it, or over the installation."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=20)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="seats")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="seats")
    term = models.CharField(max_length=10, default="definitive")  # definitive, plt, plh, pj, pjs
    basis = models.CharField(max_length=160, default="", blank=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Privacy:
        open = {"person", "role", "agency", "unit", "term", "basis", "since", "until"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit__isnull=True) | models.Q(agency__isnull=False),
                name="seat_at_a_unit_names_its_body",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"

    @property
    def subject_ref(self) -> str:
        return f"seat:{self.pk}"


class Candidacy(Record):
    """Somebody who stands for election, or is close family of one: kept out of what concerns contestants meanwhile."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="candidacies")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="candidacies")
    since = models.DateField()
    until = models.DateField(null=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=60)

    class Privacy:
        open = {"agency", "noted_at", "noted_by"}
        personal = {"person", "since", "until"}

    def __str__(self) -> str:
        return f"candidacy {self.pk}"
