"""Paper: printed for a unit, typed in by one officer, checked against the scan by another."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError

from ikrar.core.pledges import Level, SheetStage, Way
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Actor, Unchanged, action, already, record, result_of
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.files import Kept
from ikrar.domain.ledger.subjects import keys_of
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.pledges import policies
from ikrar.domain.pledges.actions.signing import write_pledges
from ikrar.domain.pledges.consent import Consent, Prepared, prepare
from ikrar.domain.pledges.models import Pledge, Sheet, SheetLine
from ikrar.domain.pledges.queries.signers import signers
from ikrar.domain.programme.models import Apel, Asked, Drive
from ikrar.domain.roster.models import Unit
from ikrar.domain.roster.queries import Staff

TRIES = 3


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking a sheet: pledges made, rows the two officers read differently, rows left out."""

    pledges: list[Pledge]
    differing: list[int]
    left_out: list[int]


@action(Fact.SHEET_ISSUED)
def issue_sheet(
    drive: Drive,
    unit: Unit,
    *,
    people: Sequence[Asked],
    apel: Apel | None = None,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Sheet | Unchanged[Sheet]:
    """Print a sheet for these people of a unit, in this order. Raises Problem when there is nobody."""
    if (done := already(key)) is not None:
        return Unchanged(Sheet.objects.get(ref=done.subject.split(":")[1]))
    if not people:
        raise Problem("sheet.nobody")
    sheet = Sheet(ref=fresh_ref(), drive=drive, unit=unit, apel=apel, printed_at=at, printed_by=by.actor_ref)
    sheet.save(force_insert=True)
    SheetLine.objects.bulk_create(SheetLine(sheet=sheet, asked=a, row=n) for n, a in enumerate(people, 1))
    record(Fact.SHEET_ISSUED, sheet, by=by, at=at, key=key, drive=drive.ref, unit=unit.ref, rows=len(people))
    return sheet


@action(Fact.SHEET_ENTERED)
def enter_sheet(
    sheet: Sheet,
    *,
    signed: Collection[int],
    signed_on: date,
    scan: Kept | None,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Sheet | Unchanged[Sheet]:
    """Type in the rows on which a signature stands; typing again corrects, until the second officer has checked.

    Raises Problem without a scan or for a day to come, Refused when the sheet was checked.
    """
    if already(key) is not None:
        return Unchanged(sheet)
    sheet = Sheet.objects.select_for_update().select_related("unit__agency").get(pk=sheet.pk)
    policies.may_enter_sheet(sheet).require()
    if scan is None and sheet.scan_sha256 is None:
        raise Problem("sheet.no_scan", "pindai")
    if signed_on > at.astimezone(ZoneInfo(sheet.unit.agency.zone)).date():
        raise Problem("sheet.signed_on_later", "tanggal")
    if scan is not None:
        sheet.scan_sha256, sheet.scan_name = scan.sha256, scan.name
    sheet.stage, sheet.signed_on, sheet.entered_at, sheet.entered_by = (
        SheetStage.ENTERED, signed_on, at, by.actor_ref,
    )  # fmt: skip
    sheet.save()
    lines = SheetLine.objects.filter(sheet=sheet)
    lines.update(entered=False)
    rows = lines.filter(row__in=signed).update(entered=True)
    digest = bytes(sheet.scan_sha256 or b"").hex()
    record(Fact.SHEET_ENTERED, sheet, by=by, at=at, key=key, rows=rows, scan=digest)
    return sheet


def check_sheet(
    sheet: Sheet, *, seen: Collection[int], by: Staff, at: datetime, key: str | None = None
) -> Checked:
    """Check a sheet against its scan: rows that both officers read as signed become pledges of level K.

    `sheet` is as the officer saw it. Who signed elsewhere keeps that pledge. Raises Refused for the officer who typed
    the sheet in, Problem when it was typed in anew meanwhile.
    """
    policies.may_check_sheet(by, sheet).require()
    for _ in range(TRIES):
        lines = list(SheetLine.objects.filter(sheet=sheet).order_by("row"))
        agreed = {line.asked_id: line.row for line in lines if line.entered and line.row in seen}
        prepared, left_out = _prepared(sheet, agreed, by=by, at=at)
        try:
            made = result_of(close_sheet(sheet, seen=seen, prepared=prepared, by=by, at=at, key=key))
        except IntegrityError:  # somebody signed on a phone meanwhile: read again, who signed keeps that pledge
            continue
        return Checked(made, [x.row for x in lines if bool(x.entered) != (x.row in seen)], left_out)
    raise Problem("pledge.try_again")


def _prepared(
    sheet: Sheet, agreed: dict[int, int], *, by: Staff, at: datetime
) -> tuple[list[Prepared], list[int]]:
    people = signers(agreed)
    keys = keys_of(p.employee_ref for p in people.values())
    made: list[Prepared] = []
    left_out: list[int] = []
    for asked, row in sorted(agreed.items(), key=lambda pair: pair[1]):
        who = people[asked]
        if who.pledge or not policies.may_sign(who, at) or who.employee_ref not in keys:
            left_out.append(row)
            continue
        consent = Consent(
            signer=who,
            level=Level.PAPER,
            way=Way.PAPER,
            apel_id=sheet.apel_id,
            evidence=_evidence(sheet, row, by),
        )
        made.append(prepare(consent, key=keys[who.employee_ref], at=at))
    return made, left_out


def _evidence(sheet: Sheet, row: int, checker: Staff) -> dict[str, object]:
    return {
        "checked_by": checker.actor_ref,
        "entered_by": sheet.entered_by,
        "row": row,
        "scan_sha256": bytes(sheet.scan_sha256 or b"").hex(),
        "sheet": sheet.ref,
        "signed_on": sheet.signed_on.isoformat() if sheet.signed_on else "",
    }


@action(Fact.SHEET_CHECKED)
def close_sheet(
    sheet: Sheet,
    *,
    seen: Collection[int],
    prepared: list[Prepared],
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> list[Pledge] | Unchanged[list[Pledge]]:
    """Write what the second officer saw, and the pledges prepared from it."""
    if already(key) is not None:
        return Unchanged([])
    now = Sheet.objects.select_for_update().select_related("unit__agency").get(pk=sheet.pk)
    policies.may_check_sheet(by, now).require()
    if now.entered_at != sheet.entered_at:
        raise Problem("sheet.entered_anew")
    lines = SheetLine.objects.filter(sheet=sheet)
    lines.update(checked=False)
    lines.filter(row__in=seen).update(checked=True)
    now.stage, now.checked_at, now.checked_by = SheetStage.CHECKED, at, by.actor_ref
    now.save()
    made = write_pledges(prepared, by=by, at=at) if prepared else []
    record(Fact.SHEET_CHECKED, now, by=by, at=at, key=key, rows=len(seen), pledges=len(made))
    return made
