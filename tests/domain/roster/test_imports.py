"""From a file to the roster and back: nothing before the save, exactly once, and taken back within a day."""

from datetime import timedelta
from pathlib import Path

import pytest

from ikrar.core.roster.stages import Stage
from ikrar.core.verdicts import Problem, Refused
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.roster import actions, repairs, running
from ikrar.domain.roster.import_queries import (
    excepted_people,
    missing_people,
    row_for,
    rows_in_need,
    slips_of,
    tally,
)
from ikrar.domain.roster.models import Employee, StagedRow, Unit
from ikrar.domain.roster.snapshots import roster_digest
from tests.given.cast import Cast
from tests.given.roster import a_file, a_nip, a_row, an_employee, an_import, saved, undone

pytestmark = pytest.mark.django_db


def test_nothing_is_saved_before_the_check_was_answered(cast: Cast, tmp_path: Path) -> None:
    imported = an_import(cast, a_file(tmp_path / "a.csv", [a_row(n) for n in range(1, 21)]))
    assert imported.state == Stage.CHECKED
    assert (tally(imported).ready, tally(imported).new, tally(imported).blocked) == (20, 20, 0)
    assert not Employee.objects.exists()
    assert not Entry.objects.filter(fact=Fact.ROSTER_IMPORTED).exists()


def test_ready_rows_are_saved_and_the_rest_waits(cast: Cast, tmp_path: Path) -> None:
    rows = [*(a_row(n) for n in range(1, 11)), a_row(11, NIP="12345")]
    imported = saved(cast, an_import(cast, a_file(tmp_path / "a.csv", rows)))
    assert Employee.objects.count() == 10
    assert sorted(Employee.objects.values_list("number", flat=True)) == list(range(1, 11))
    assert imported.state == Stage.SAVED
    assert tally(imported).blocked == 1
    entry = Entry.objects.get(fact=Fact.ROSTER_IMPORTED)
    assert cast.agency.ref in entry.details
    assert entry.actor == cast.sari.actor_ref
    assert "PEGAWAI" not in entry.details
    assert a_nip(1) not in entry.details


def test_the_same_file_again_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    path = a_file(tmp_path / "a.csv", [a_row(n) for n in range(1, 11)])
    saved(cast, an_import(cast, path))
    before = roster_digest(cast.agency)
    again = an_import(cast, path)
    assert (tally(again).new, tally(again).changed, tally(again).ready) == (0, 0, 10)
    saved(cast, again)
    assert roster_digest(cast.agency) == before
    assert Employee.objects.count() == 10


def test_a_later_file_finds_moved_new_changed_and_missing_people(cast: Cast, tmp_path: Path) -> None:
    saved(cast, an_import(cast, a_file(tmp_path / "a.csv", [a_row(n) for n in range(1, 6)])))
    rows = [
        a_row(1, **{"UNIT KERJA": "Dinas Pendidikan"}),
        a_row(2, GOLONGAN="III/d"),
        a_row(3),
        a_row(4),
        a_row(6),
    ]
    later = an_import(cast, a_file(tmp_path / "b.csv", rows))
    assert (tally(later).new, tally(later).changed, tally(later).moved) == (1, 2, 1)
    assert [e.nip for e in missing_people(later)] == [a_nip(5)]
    saved(cast, later)
    assert Employee.objects.get(nip=a_nip(1)).unit == cast.education
    assert Employee.objects.get(nip=a_nip(2)).grade == "III/d"
    assert Employee.objects.get(nip=a_nip(5)).left_on is None


def test_undo_restores_the_roster_to_the_same_digest(cast: Cast, tmp_path: Path) -> None:
    saved(cast, an_import(cast, a_file(tmp_path / "a.csv", [a_row(n) for n in range(1, 31)])))
    before = roster_digest(cast.agency)
    rows = [a_row(n, **{"UNIT KERJA": "Dinas Pendidikan", "GOLONGAN": "IV/a"}) for n in range(10, 60)]
    later = saved(cast, an_import(cast, a_file(tmp_path / "b.csv", rows)))
    assert roster_digest(cast.agency) != before
    undone(cast, later)
    assert roster_digest(cast.agency) == before
    assert Entry.objects.filter(fact=Fact.ROSTER_IMPORT_UNDONE).exists()
    assert Entry.objects.filter(fact=Fact.ROSTER_IMPORTED, subject=later.subject_ref).exists()


def test_after_an_undo_the_file_can_come_again_with_its_units(cast: Cast, tmp_path: Path) -> None:
    bare = cast.other
    empty = roster_digest(bare)
    path = a_file(tmp_path / "a.csv", [a_row(n, **{"UNIT KERJA": f"Dinas {n % 3}"}) for n in range(1, 10)])
    by = cast.staff(cast.anton)
    for _ in range(2):
        imported = an_import(cast, path, agency=bare)
        assert tally(imported).ready == 9
        actions.ask_to_save(imported, by=by, at=cast.at)
        running.work_on(imported, at=cast.at)
        assert Unit.objects.filter(agency=bare, closed_on=None).count() == 4
        assert Employee.objects.filter(agency=bare, left_on=None).count() == 9
        actions.ask_to_undo(imported, by=by, at=cast.at)
        running.work_on(imported, at=cast.at)
        assert roster_digest(bare) == empty
    assert Employee.objects.filter(agency=bare).count() == 9


def test_undo_leaves_people_used_or_changed_since_and_names_them(cast: Cast, tmp_path: Path) -> None:
    imported = saved(cast, an_import(cast, a_file(tmp_path / "a.csv", [a_row(n) for n in range(1, 6)])))
    changed, used = Employee.objects.get(nip=a_nip(2)), Employee.objects.get(nip=a_nip(3))
    actions.change_employee(changed, values={"grade": "IV/a"}, by=cast.staff(cast.sari), at=cast.at)
    undone(cast, imported, lambda ids: [used.pk])
    assert {e.ref for e in excepted_people(imported)} == {changed.ref, used.ref}
    assert set(Employee.objects.filter(left_on=None)) == {changed, used}


def test_undo_ends_after_a_day(cast: Cast, tmp_path: Path) -> None:
    imported = saved(cast, an_import(cast, a_file(tmp_path / "a.csv", [a_row(1)])))
    with pytest.raises(Refused):
        actions.ask_to_undo(imported, by=cast.staff(cast.sari), at=cast.at + timedelta(hours=25))


def test_a_save_that_was_cut_off_goes_on_where_it_stood(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ikrar.domain.roster.actions.imports.ROWS_PER_SLICE", 10)
    imported = an_import(cast, a_file(tmp_path / "a.csv", [a_row(n) for n in range(1, 36)]))
    actions.ask_to_save(imported, by=cast.staff(cast.sari), at=cast.at)
    actions.save_slice(imported, by=cast.sari, at=cast.at, key=f"{imported.subject_ref}:0")
    running.work_on(imported, at=cast.at)
    assert Employee.objects.count() == 35
    assert Entry.objects.filter(fact=Fact.ROSTER_IMPORTED).count() == 4
    assert imported.standings == {"saved": 35, "saved_new": 35}


def test_people_who_came_between_check_and_save_are_not_made_twice(cast: Cast, tmp_path: Path) -> None:
    imported = an_import(cast, a_file(tmp_path / "a.csv", [a_row(n) for n in range(1, 4)]))
    an_employee(cast, nip=a_nip(2), name="Sudah Ada")
    saved(cast, imported)
    assert sorted(Employee.objects.values_list("nip", flat=True)) == [a_nip(n) for n in range(1, 4)]


def test_a_number_taken_by_hand_between_check_and_save_is_not_made_twice(cast: Cast, tmp_path: Path) -> None:
    person = an_employee(cast, nip=a_nip(50), name="PEGAWAI NOMOR AAC")
    imported = an_import(cast, a_file(tmp_path / "a.csv", [a_row(n) for n in range(1, 4)]))
    actions.change_employee(person, values={"nip": a_nip(2)}, by=cast.staff(cast.sari), at=cast.at)
    saved(cast, imported)
    assert sorted(Employee.objects.values_list("nip", flat=True)) == [a_nip(n) for n in range(1, 4)]


def test_a_check_that_was_cut_off_begins_anew(cast: Cast, tmp_path: Path) -> None:
    imported = an_import(cast, a_file(tmp_path / "a.csv", [a_row(n) for n in range(1, 6)]))
    imported.state = Stage.READING
    imported.save()
    running.work_on(imported, at=cast.at)
    assert StagedRow.objects.filter(imported=imported).count() == 5
    assert imported.standings == {"new": 5}


def test_two_processes_do_not_work_on_one_import(cast: Cast, tmp_path: Path) -> None:
    imported = an_import(cast, a_file(tmp_path / "a.csv", [a_row(1)]))
    actions.ask_to_save(imported, by=cast.staff(cast.sari), at=cast.at)
    imported.claimed_until = cast.at + timedelta(seconds=30)
    imported.save()
    running.work_on(imported, at=cast.at)
    assert not Employee.objects.exists()
    running.work_on(imported, at=cast.at + timedelta(minutes=2))
    assert Employee.objects.count() == 1


def test_one_press_repairs_a_number_spoilt_by_excel_from_last_year(cast: Cast, tmp_path: Path) -> None:
    an_employee(cast, nip=a_nip(123), name="Budi Contoh")
    imported = an_import(
        cast, a_file(tmp_path / "a.csv", [a_row(1), a_row(2, NIP="198504122010011000", NAMA="BUDI CONTOH")])
    )
    assert [s.code for s in slips_of(imported)] == ["nip_damaged"]
    row = rows_in_need(imported)[0]
    assert repairs.repair_row(imported, row, "nip_damaged", at=cast.at) == 1
    after = row_for(imported, row.line)
    assert (after.standing, repairs.values_of(after)["nip"]) == ("changed", a_nip(123))
    assert (tally(imported).blocked, tally(imported).ready) == (0, 2)


def test_all_rows_with_one_slip_are_repaired_at_once(cast: Cast, tmp_path: Path) -> None:
    rows = [a_row(n, **{"NO HP": "tidak punya", "UNIT KERJA": "Dinas Kesehtan"}) for n in range(1, 61)]
    imported = an_import(cast, a_file(tmp_path / "a.csv", rows))
    assert tally(imported).blocked == 60
    assert repairs.repair_kind(imported, "unit_unknown", at=cast.at) == 60
    assert (tally(imported).ready, imported.kinds) == (60, {"phone_unreadable": 60})
    saved(cast, imported)
    assert set(Employee.objects.values_list("phone", "unit")) == {("", cast.health.pk)}


def test_leaving_out_the_first_of_two_doubles_frees_the_second(cast: Cast, tmp_path: Path) -> None:
    imported = an_import(cast, a_file(tmp_path / "a.csv", [a_row(1), a_row(1)]))
    assert [s.code for s in slips_of(imported)] == ["nip_twice"]
    repairs.leave_out(imported, row_for(imported, 2), at=cast.at)
    assert (tally(imported).ready, tally(imported).blocked, imported.kinds) == (1, 0, {})


def test_counts_stay_true_after_many_repairs(cast: Cast, tmp_path: Path) -> None:
    rows = [
        a_row(n, NIP=a_nip(n)[:14] + "3" + a_nip(n)[15:], **{"STATUS PEGAWAI": "Entah"}) for n in range(1, 31)
    ] + [a_row(40)]
    imported = an_import(cast, a_file(tmp_path / "a.csv", rows))
    for code in ("status_unknown", "nip_sex"):
        repairs.repair_kind(imported, code, at=cast.at)
    staged = list(StagedRow.objects.filter(imported=imported).values_list("standing", flat=True))
    assert {k: v for k, v in imported.standings.items() if v} == {s: staged.count(s) for s in set(staged)}


def test_the_file_itself_is_gone_after_the_save(cast: Cast, tmp_path: Path) -> None:
    imported = an_import(cast, a_file(tmp_path / "a.csv", [a_row(1)]))
    assert imported.stored
    assert saved(cast, imported).stored == ""


def test_a_file_without_headings_is_refused_with_its_code(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("1,2,3\n4,5,6\n")
    with pytest.raises(Problem, match=r"file\.no_header"):
        an_import(cast, path)


def test_nobody_saves_into_a_body_of_others(cast: Cast, tmp_path: Path) -> None:
    imported = an_import(cast, a_file(tmp_path / "a.csv", [a_row(1)]))
    with pytest.raises(Refused):
        actions.ask_to_save(imported, by=cast.staff(cast.anton), at=cast.at)
