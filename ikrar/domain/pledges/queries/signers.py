"""Who is about to sign, read by one statement: the hot path of every morning."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import connection, connections
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from ikrar.core.pledges import Window
from ikrar.core.pledges_records import Subject
from ikrar.core.verdicts import Hidden
from ikrar.domain.ledger.models import SubjectKey
from ikrar.domain.pledges.models import Pledge, Refusal
from ikrar.domain.programme.models import Asked, DriveBody

OPEN_DRIVE = "open"
_SENTINEL = -987_654_321
_COLUMNS = (
    "pk", "number", "nullifier", "left_on", "code_round", "code_given_by",
    "employee__ref", "employee__name", "employee__title_front", "employee__title_back", "employee__nip",
    "employee__position", "unit_id", "unit__name", "agency_id", "agency__code", "agency__name", "agency__zone",
    "drive_id", "drive__ref", "drive__stage", "drive__deadline_at", "drive__late_until",
    "drive__text__sha256", "drive__text__version", "pledge_ref", "last_round", "has_refused", "people",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signer:
    """One person asked in one drive with everything that signing needs; an actor like the Participant."""

    asked: int
    number: int
    nullifier: bytes
    has_left: bool
    code_round: int
    code_given_by: str
    employee_ref: str
    name: str
    nip: str
    position: str
    unit_id: int
    unit: str
    agency_id: int
    agency_code: str
    agency: str
    zone: str
    drive_id: int
    drive: str
    window: Window
    text_sha256: bytes
    text_version: int
    pledge: str  # proof code of the pledge that stands, or empty
    last_round: int  # -1 when nothing was ever signed
    has_refused: bool
    people: int  # first target of the body: how coarse the public time must be

    @property
    def actor_ref(self) -> str:
        return f"participant:{self.asked}"

    @property
    def subject_ref(self) -> str:
        return f"asked:{self.asked}"

    @property
    def subject(self) -> Subject:
        """Who agrees, as the statement says it."""
        return Subject(self.name, self.nip, self.number, self.position, self.unit, self.agency)


def signer(asked: int) -> Signer:
    """The person of this row; one statement that is compiled once a process. Raises Hidden."""
    sql, params = _prepared()
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked if value == _SENTINEL else value for value in params])
        row = cursor.fetchone()
    if row is None:
        raise Hidden
    return _signer(row)


def signers(asked: Iterable[int]) -> dict[int, Signer]:
    """The persons of these rows by row; at most some hundreds at a time."""
    return {row[0]: _signer(row) for row in _rows().filter(pk__in=list(asked)).values_list(*_COLUMNS)}


def _rows() -> QuerySet[Asked, Any]:
    standing = Pledge.objects.filter(asked=OuterRef("pk"), withdrawal__isnull=True)
    rounds = Pledge.objects.filter(asked=OuterRef("pk")).order_by("-round")
    body = DriveBody.objects.filter(drive=OuterRef("drive"), agency=OuterRef("agency"))
    return Asked.objects.annotate(
        pledge_ref=Subquery(standing.values("ref")[:1]),
        last_round=Subquery(rounds.values("round")[:1]),
        has_refused=Exists(Refusal.objects.filter(asked=OuterRef("pk"), withdrawn_at__isnull=True)),
        people=Subquery(body.values("first_target")[:1]),
    )


def subject_key(employee: str) -> bytes | None:
    """The subject key of one person, by a statement that is compiled once; None when it was erased."""
    sql, params = _prepared_key()
    with connections["keys"].cursor() as cursor:
        cursor.execute(sql, [employee if value == str(_SENTINEL) else value for value in params])
        row = cursor.fetchone()
    return bytes(row[0]) if row else None


@cache
def _prepared_key() -> tuple[str, tuple[Any, ...]]:
    keys = SubjectKey.objects.using("keys").filter(subject=str(_SENTINEL)).values_list("key")
    sql, params = keys.query.get_compiler(using="keys").as_sql()
    return sql, tuple(params)


@cache
def _prepared() -> tuple[str, tuple[Any, ...]]:
    """The statement behind `_rows` for one person: compiling it anew costs more than running it."""
    sql, params = _rows().filter(pk=_SENTINEL).values_list(*_COLUMNS).query.sql_with_params()
    return sql, tuple(params)


def _signer(row: Sequence[Any]) -> Signer:
    (pk, number, nullifier, left_on, code_round, given_by, employee, name, front, back, nip, position, unit_id,
     unit, agency_id, agency_code, agency, zone, drive_id, drive, stage, deadline, late, text, version, pledge,
     last_round, has_refused, people) = row  # fmt: skip
    full = f"{front} {name}".strip()
    return Signer(
        asked=pk, number=number, nullifier=bytes(nullifier), has_left=left_on is not None, code_round=code_round,
        code_given_by=given_by, employee_ref=employee, name=f"{full}, {back}" if back else full, nip=nip,
        position=position, unit_id=unit_id, unit=unit, agency_id=agency_id, agency_code=agency_code, agency=agency,
        zone=zone, drive_id=drive_id, drive=drive,
        window=Window(stage == OPEN_DRIVE, _moment(deadline), _moment(late)),
        text_sha256=bytes(text), text_version=version, pledge=pledge or "",
        last_round=-1 if last_round is None else last_round, has_refused=bool(has_refused), people=people or 0,
    )  # fmt: skip


def _moment(stored: datetime) -> datetime:
    """SQLite hands out the moments of a raw statement without their zone, which is UTC; PostgreSQL with it."""
    return stored if stored.tzinfo else stored.replace(tzinfo=UTC)
