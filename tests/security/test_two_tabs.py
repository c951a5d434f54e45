"""What happens when two officers, or two tabs, act on the same thing with an old page?"""

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from ikrar.core.verdicts import Problem, Refused
from ikrar.domain.ledger.models import Entry
from ikrar.domain.pledges import actions as pledging
from ikrar.domain.pledges.models import Pledge, Refusal, Sheet
from ikrar.domain.pledges.scans import keep_scan
from ikrar.domain.programme import actions
from ikrar.domain.programme.models import Apel, Drive
from ikrar.domain.programme.queries import bodies_of, plan_digest
from ikrar.domain.roster import actions as roster
from ikrar.domain.roster.models import RosterImport
from tests.given.cast import Cast
from tests.given.pledges import a_morning, an_entered_sheet, right_now
from tests.given.programme import (
    a_drive,
    a_plan,
    a_session,
    an_approved_drive,
    an_open_apel,
    an_opened_drive,
    some_employees,
)
from tests.given.roster import a_file, a_row, an_import, saved, undone
from tests.strict import StrictClient
from tests.web.pledges.test_signing import enter

pytestmark = pytest.mark.django_db


def changed_by_sari(cast: Cast, drive: Drive) -> Any:
    return actions.change_drive(
        drive, plan=a_plan(cast.at, name="Nama lain"), wording=actions.Wording(drive.text, drive.oath),
        bodies=[b.agency for b in bodies_of(drive)], by=cast.staff(cast.sari), at=cast.at,
    )  # fmt: skip


def test_a_plan_changed_meanwhile_is_not_approved(cast: Cast) -> None:
    """Hadi's page was read before Sari's change; his approval arrives after it."""
    some_employees(cast.education, 2, cast.at)
    drive = a_drive(cast)
    page = Drive.objects.get(pk=drive.pk)
    seen = plan_digest(page)
    changed_by_sari(cast, drive)
    with pytest.raises(Problem):
        actions.approve_drive(page, seen=seen, by=cast.staff(cast.hadi), at=cast.at)
    assert Drive.objects.get(pk=drive.pk).stage == "draft"


def test_an_opened_drive_is_not_changed_from_an_old_tab(cast: Cast) -> None:
    drive = an_approved_drive(cast)
    tab = Drive.objects.get(pk=drive.pk)
    actions.open_drive(drive, by=cast.staff(cast.sari), at=cast.at)
    with pytest.raises(Refused):
        changed_by_sari(cast, tab)
    assert (Drive.objects.get(pk=drive.pk).stage, Drive.objects.get(pk=drive.pk).name) == ("open", drive.name)


def test_a_drive_opens_once_from_two_tabs(cast: Cast) -> None:
    drive = an_approved_drive(cast)
    tab = Drive.objects.get(pk=drive.pk)
    actions.open_drive(drive, by=cast.staff(cast.sari), at=cast.at)
    with pytest.raises(Refused):
        actions.open_drive(tab, by=cast.staff(cast.sari), at=cast.at)
    assert Entry.objects.filter(fact="drive.opened").count() == 1


def test_a_closed_drive_stays_closed_for_an_old_tab(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    tab = Drive.objects.get(pk=drive.pk)
    actions.close_drive(drive, by=cast.staff(cast.sari), at=cast.at)
    with pytest.raises(Refused):
        actions.extend_drive(
            tab, deadline_at=tab.late_until, late_until=tab.late_until, by=cast.staff(cast.sari), at=cast.at
        )
    assert Drive.objects.get(pk=drive.pk).stage == "closed"


def test_an_old_tab_closes_no_session_by_changing_it(cast: Cast) -> None:
    apel = an_open_apel(cast)
    tab = Apel.objects.get(pk=apel.pk)
    actions.close_apel(apel, by=cast.staff(cast.sari), at=cast.at)
    actions.change_apel(tab, session=a_session(cast.at, name="Baru"), by=cast.staff(cast.sari), at=cast.at)
    assert Apel.objects.get(pk=apel.pk).stage == "closed"


def test_a_checked_sheet_is_not_entered_again_from_an_old_tab(cast: Cast) -> None:
    sheet = an_entered_sheet(cast, a_morning(cast), rows={1})
    tab = Sheet.objects.get(pk=sheet.pk)
    pledging.check_sheet(sheet, seen={1}, by=cast.staff(cast.rina), at=cast.at)
    with pytest.raises(Refused):
        pledging.enter_sheet(
            tab, signed={1, 2}, signed_on=cast.at.date(), scan=None, by=cast.staff(cast.budi), at=cast.at
        )
    assert Sheet.objects.get(pk=sheet.pk).stage == "checked"


def test_the_second_officer_looks_again_when_the_scan_was_replaced(
    client: StrictClient, cast: Cast, settings: LazySettings
) -> None:
    settings.IKRAR_DEMO = True
    morning = a_morning(cast, at=right_now())
    sheet = an_entered_sheet(cast, morning, rows={1})
    client.force_login(cast.account(cast.rina))
    path = f"/gerakan/{morning.drive.ref}/ikrar/{cast.agency.ref}/lembar/{sheet.ref}/periksa/"
    seen = client.get(path).context["form"]["dilihat"].initial
    other = keep_scan(b"%PDF-1.7 lembar lain")
    pledging.enter_sheet(
        sheet, signed={1, 2}, signed_on=cast.at.date(), scan=other, by=cast.staff(cast.budi), at=right_now()
    )
    page = client.post(path, {"baris": ["1", "2"], "dilihat": seen})
    assert page.status_code == 422 and "baru saja diisi ulang" in page.content.decode()
    assert not Pledge.objects.exists()
    again = page.context["form"]["dilihat"].initial
    assert client.post(path, {"baris": ["1", "2"], "dilihat": again}).status_code == 303
    assert Pledge.objects.count() == 2


def test_an_old_tab_saves_no_import_that_was_taken_back(cast: Cast, tmp_path: Path) -> None:
    imported = an_import(cast, a_file(tmp_path / "a.csv", [a_row(n) for n in range(1, 4)]))
    tab = RosterImport.objects.get(pk=imported.pk)
    undone(cast, saved(cast, imported))
    roster.ask_to_save(tab, by=cast.staff(cast.sari), at=cast.at)
    assert RosterImport.objects.get(pk=imported.pk).state == "undone"


def test_an_old_page_of_refusing_sent_again_breaks_nothing(client: StrictClient, cast: Cast) -> None:
    morning = a_morning(cast, at=right_now())
    enter(client, morning, morning.ayu)
    path = f"/m/{morning.apel.code}/tidak/"
    for typed in ({"kunci": "satu"}, {"kunci": "dua", "batal": "1"}, {"kunci": "satu"}):
        assert client.post(path, typed).status_code == 303
    assert Refusal.objects.get().withdrawn_at is not None
