"""Is every scan kept once, whatever comes twice or late, and do the rows of a session follow from them?"""

from datetime import timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import xlsxwriter

from ikrar.core.attendance import Decision, Device, Judged, Move, Way
from ikrar.core.verdicts import Problem, Refused
from ikrar.domain.ledger.actions import Unchanged, result_of
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.gate import Unguarded
from ikrar.domain.ledger.models import Entry
from ikrar.domain.ledger.queries import details_of
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import Brought, Contact
from ikrar.domain.programme.attendance_files import read_list
from ikrar.domain.programme.intake import insert_scans
from ikrar.domain.programme.models import (
    ActivitySession,
    Attendance,
    AttendanceCard,
    Scan,
    ScanBatch,
    Scanner,
)
from ikrar.domain.programme.queries.attendance_judging import conflicts_of, wrong_clocks
from ikrar.domain.roster.models import Employee
from tests.given.activities import a_brought, a_gate, a_session_to_attend, code_for, code_on, invite
from tests.given.cast import Cast
from tests.given.programme import some_employees

pytestmark = pytest.mark.django_db
THREE_HOURS = 3 * 60 * 60 * 1000


@pytest.fixture
def people(cast: Cast) -> list[Employee]:
    """Three people of the health office, each with a card."""
    made = some_employees(cast.health, 3, cast.at)
    actions.issue_cards(cast.health, by=cast.staff(cast.sari), at=cast.at)
    return made


@pytest.fixture
def session(cast: Cast) -> ActivitySession:
    return a_session_to_attend(cast)


def bring(cast: Cast, gate: Scanner, *scans: Brought, offset_ms: int | None = 0) -> ScanBatch | Unchanged[None]:
    taken = actions.take_in_scans(gate, scans, contact=Contact(offset_ms, 80), by=gate, at=cast.at)
    actions.settle_attendance(gate.session, by=gate, at=cast.at)
    return taken


def present(session: ActivitySession) -> list[int | None]:
    rows = Attendance.objects.filter(session=session, is_void=False).order_by("employee")
    return list(rows.values_list("employee", flat=True))


def test_a_batch_is_stored_once_and_leaves_one_entry(
    cast: Cast, session: ActivitySession, people: list[Employee]
) -> None:
    gate = a_gate(cast, session)
    scans = [a_brought(code_for(p), cast.at) for p in people]
    assert not isinstance(bring(cast, gate, *scans), Unchanged)
    entry = Entry.objects.get(fact=Fact.SCANS_TAKEN_IN)
    assert (details_of(entry)["brought"], details_of(entry)["fresh"], details_of(entry)["unknown"]) == (3, 3, 0)
    assert entry.actor == f"scanner:{gate.ref}"
    before = Entry.objects.count()
    assert isinstance(bring(cast, gate, *reversed(scans)), Unchanged)
    assert Entry.objects.count() == before
    assert Scan.objects.count() == 3
    assert present(session) == [p.pk for p in people]


def test_half_of_a_batch_that_came_before_is_left_as_it_was(
    cast: Cast, session: ActivitySession, people: list[Employee]
) -> None:
    gate = a_gate(cast, session)
    first, second = (a_brought(code_for(p), cast.at) for p in people[:2])
    bring(cast, gate, first)
    batch = bring(cast, gate, second, first, second)
    assert isinstance(batch, ScanBatch)
    assert (batch.brought, batch.fresh) == (3, 1)
    assert Scan.objects.count() == 2


def test_the_door_is_guarded(cast: Cast, session: ActivitySession, people: list[Employee]) -> None:
    gate = a_gate(cast, session)
    bring(cast, gate, a_brought(code_for(people[0]), cast.at))
    row = (uuid4().hex, bytes(32), None, cast.at, 0, cast.at, "in", None, False)
    with pytest.raises(Unguarded):
        insert_scans(ScanBatch.objects.get(), [row])
    with pytest.raises(Unguarded):
        Scan.objects.all().delete()


def test_moments_are_written_as_the_orm_writes_them(
    cast: Cast, session: ActivitySession, people: list[Employee]
) -> None:
    """Otherwise a comparison in SQLite, which compares texts, would be wrong."""
    wita = timezone(timedelta(hours=8))
    for at in (cast.at, cast.at.replace(microsecond=1200), cast.at.astimezone(wita)):
        gate = a_gate(cast, session)
        bring(cast, gate, a_brought(code_for(people[0]), at))
        assert Scan.objects.filter(at=at, device_at=at, scanner=gate).exists()


def test_two_gates_are_listed_with_both_devices_and_times(
    cast: Cast, session: ActivitySession, people: list[Employee]
) -> None:
    north, south = a_gate(cast, session), a_gate(cast, session, "Gerbang selatan")
    code = code_for(people[0])
    bring(cast, south, a_brought(code, cast.at + timedelta(minutes=4)))
    bring(cast, north, a_brought(code, cast.at))
    (found,) = conflicts_of(session)
    assert found.judged is Judged.TWO_GATES
    assert (found.device, found.other_device) == ("Gerbang selatan", "Gerbang utara")
    assert (found.scan.at, found.other and found.other.at) == (cast.at + timedelta(minutes=4), cast.at)
    row = Attendance.objects.get(session=session)
    assert (row.at, row.recorded_by) == (cast.at, f"scanner:{south.ref}")


def test_a_clock_three_hours_ahead_is_set_right_and_told(
    cast: Cast, session: ActivitySession, people: list[Employee]
) -> None:
    gate = a_gate(cast, session)
    wrong = cast.at + timedelta(hours=3)
    bring(cast, gate, a_brought(code_for(people[0]), wrong, offset_ms=THREE_HOURS), offset_ms=THREE_HOURS + 40)
    assert Scan.objects.get().at == cast.at
    assert Scan.objects.get().device_at == wrong
    assert present(session) == [people[0].pk]
    (told,) = wrong_clocks(session)
    assert told.offset == timedelta(milliseconds=THREE_HOURS + 40)
    assert not told.has_moved


def test_a_clock_never_measured_before_takes_the_offset_of_the_contact(
    cast: Cast, session: ActivitySession, people: list[Employee]
) -> None:
    gate = a_gate(cast, session)
    wrong = cast.at + timedelta(hours=3)
    bring(cast, gate, a_brought(code_for(people[0]), wrong, offset_ms=None), offset_ms=THREE_HOURS)
    assert Scan.objects.get().at == cast.at
    bring(cast, gate, a_brought(code_for(people[1]), wrong, offset_ms=None), offset_ms=None)
    assert [c.judged for c in conflicts_of(session)] == [Judged.CLOCK_DOUBTFUL]
    assert present(session) == [people[0].pk]


def test_unknown_revoked_and_uninvited_cards_are_kept_and_not_counted(
    cast: Cast, session: ActivitySession, people: list[Employee]
) -> None:
    ayu, made, nyoman = people
    invite(session, [ayu, made], by=cast.staff(cast.sari), at=cast.at)
    old = code_for(made)
    actions.reissue_card(made, by=cast.staff(cast.sari), at=cast.at - timedelta(days=1))
    gate = a_gate(cast, session)
    bring(
        cast, gate, *(a_brought(code, cast.at) for code in ("0000ZZZZ", old, code_for(nyoman), code_for(ayu)))
    )
    assert {c.judged for c in conflicts_of(session)} == {
        Judged.UNKNOWN_CARD, Judged.REVOKED_CARD, Judged.NOT_INVITED,
    }  # fmt: skip
    assert present(session) == [ayu.pk]
    assert Scan.objects.count() == 4


def test_an_officer_decides_and_the_rows_follow(
    cast: Cast, session: ActivitySession, people: list[Employee]
) -> None:
    invite(session, people[:1], by=cast.staff(cast.sari), at=cast.at)
    gate = a_gate(cast, session)
    bring(cast, gate, a_brought(code_for(people[1]), cast.at), a_brought("0000ZZZZ", cast.at))
    sari = cast.staff(cast.sari)
    walked_in = Scan.objects.get(employee=people[1])
    said: dict[str, Any] = {
        "judged": Judged.NOT_INVITED,
        "reason": "Menggantikan rekan",
        "by": sari,
        "at": cast.at,
    }
    actions.decide_scan(walked_in, decision=Decision.COUNT, **said)
    assert present(session) == [people[1].pk]
    actions.decide_scan(walked_in, decision=Decision.LEAVE_OUT, **said)
    assert present(session) == []
    with pytest.raises(Problem, match="nobody_on_this_card"):
        actions.decide_scan(Scan.objects.get(employee=None), decision=Decision.COUNT, **said)
    with pytest.raises(Refused):
        actions.decide_scan(walked_in, decision=Decision.COUNT, **{**said, "by": cast.staff(cast.anton)})


def test_what_the_device_takes_back_goes_even_when_it_comes_first(
    cast: Cast, session: ActivitySession, people: list[Employee]
) -> None:
    gate = a_gate(cast, session)
    scan = a_brought(code_for(people[0]), cast.at)
    undo = a_brought(code_for(people[0]), cast.at, move=Move.UNDO, undoes=scan.id)
    bring(cast, gate, undo)
    bring(cast, gate, scan)
    assert present(session) == []
    late = a_brought(code_for(people[1]), cast.at)
    bring(cast, gate, late)
    assert present(session) == [people[1].pk]
    bring(cast, gate, a_brought(code_for(people[1]), cast.at, move=Move.UNDO, undoes=late.id))
    assert present(session) == []
    assert Attendance.objects.filter(session=session, is_void=True).count() == 1


def test_an_earlier_scan_that_comes_late_moves_the_row_and_an_exit_is_noted(
    cast: Cast, session: ActivitySession, people: list[Employee]
) -> None:
    north, south = a_gate(cast, session), a_gate(cast, session, "Gerbang selatan")
    code = code_for(people[0])
    bring(cast, north, a_brought(code, cast.at + timedelta(minutes=9)))
    bring(
        cast, south, a_brought(code, cast.at), a_brought(code, cast.at + timedelta(minutes=20), move=Move.OUT)
    )
    row = Attendance.objects.get(session=session)
    assert (row.at, row.left_at) == (cast.at, cast.at + timedelta(minutes=20))
    assert row.left_by == f"scanner:{south.ref}"


def test_a_row_that_people_made_or_voided_is_not_touched_by_scans(
    cast: Cast, session: ActivitySession, people: list[Employee]
) -> None:
    sari, gate = cast.staff(cast.sari), a_gate(cast, session)
    actions.record_list(session, cast.health, present=people[:1], absent={}, by=sari, at=cast.at)
    bring(cast, gate, *(a_brought(code_for(p), cast.at + timedelta(minutes=1)) for p in people[:2]))
    assert dict(Attendance.objects.values_list("employee", "way")) == {
        people[0].pk: Way.LIST, people[1].pk: Way.CARD,
    }  # fmt: skip
    row = Attendance.objects.get(employee=people[1])
    actions.void_attendance(row, reason="Kartu dipakai orang lain", by=sari, at=cast.at)
    bring(cast, gate, a_brought(code_for(people[1]), cast.at + timedelta(minutes=2)))
    assert present(session) == [people[0].pk]


def test_a_closed_device_is_still_heard(cast: Cast, session: ActivitySession, people: list[Employee]) -> None:
    gate = a_gate(cast, session)
    actions.close_scanner(gate, by=cast.staff(cast.sari), at=cast.at)
    bring(cast, gate, a_brought(code_for(people[0]), cast.at))
    assert present(session) == [people[0].pk]


def test_cards_are_made_once_and_reissued_with_a_new_code(cast: Cast, people: list[Employee]) -> None:
    sari = cast.staff(cast.sari)
    assert isinstance(actions.issue_cards(cast.health, by=sari, at=cast.at), Unchanged)
    before = code_for(people[0])
    card = result_of(actions.reissue_card(people[0], by=sari, at=cast.at, key="k" * 20))
    assert isinstance(actions.reissue_card(people[0], by=sari, at=cast.at, key="k" * 20), Unchanged)
    assert code_on(card) == code_for(people[0]) != before
    assert AttendanceCard.objects.filter(employee=people[0]).count() == 2
    with pytest.raises(Refused):
        actions.issue_cards(cast.health, by=cast.staff(cast.budi), at=cast.at)
    with pytest.raises(Refused):
        actions.reissue_card(people[0], by=cast.staff(cast.anton), at=cast.at)


def test_nothing_personal_reaches_the_ledger(
    cast: Cast, session: ActivitySession, people: list[Employee]
) -> None:
    sari, gate = cast.staff(cast.sari), a_gate(cast, session)
    bring(cast, gate, a_brought(code_for(people[0]), cast.at))
    actions.note_guest(session, name="Tamu Contoh", institution="Bawaslu Contoh", by=sari, at=cast.at)
    actions.record_list(session, cast.health, present=people, absent={}, by=sari, at=cast.at)
    said = "".join(Entry.objects.filter(fact__startswith="attendance.").values_list("details", flat=True))
    assert "Contoh" not in said
    assert people[0].name not in said
    assert code_for(people[0]) not in said


def test_a_file_is_read_by_nip_and_number_and_handed_in_twice_counts_once(
    cast: Cast, session: ActivitySession, tmp_path: Path
) -> None:
    ayu, made = some_employees(cast.health, 1, cast.at, nip="198504122010012001")[0], None
    made = some_employees(cast.health, 1, cast.at)[0]
    path = tmp_path / "hadir.csv"
    path.write_text(
        f"No;Nomor peserta;Jam\n1;198504122010012001;08.25\n2;{made.number};23-11-2026 08:27\n3;99999;08.30\n4;{made.number};pagi\n"
    )
    read = read_list(session, path, path.name)
    assert [(r.employee, r.device_at.isoformat()) for r in read.rows] == [
        (ayu.pk, "2026-11-23T08:25:00+08:00"), (made.pk, "2026-11-23T08:27:00+08:00"),
    ]  # fmt: skip
    assert read.unread == [(4, "attendance.line_nobody"), (5, "attendance.line_no_time")]
    sari = cast.staff(cast.sari)
    actions.take_in_list(session, read.rows, name=path.name, by=sari, at=cast.at)
    again = read_list(session, path, "nama lain.csv")
    assert isinstance(
        actions.take_in_list(session, again.rows, name="nama lain.csv", by=sari, at=cast.at), Unchanged
    )
    actions.settle_attendance(session, by=sari, at=cast.at)
    assert present(session) == [ayu.pk, made.pk]
    assert set(Attendance.objects.values_list("way", flat=True)) == {Way.FILE}
    assert Scanner.objects.filter(kind=Device.FILE).count() == 1


def test_a_workbook_keeps_its_hours(cast: Cast, session: ActivitySession, tmp_path: Path) -> None:
    who = some_employees(cast.health, 1, cast.at, nip="198504122010012001")[0]
    path = tmp_path / "hadir.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page, stamp = book.add_worksheet(), book.add_format({"num_format": "dd-mm-yyyy hh:mm"})
        page.write_row(0, 0, ["NIP", "Waktu"])
        page.write_string(1, 0, who.nip)
        page.write_datetime(1, 1, cast.at.replace(tzinfo=None), stamp)
    (row,) = read_list(session, path, path.name).rows
    assert (row.employee, row.device_at.strftime("%Y-%m-%d %H:%M:%S%z")) == (who.pk, "2026-11-23 00:31:08+0800")


def test_a_file_without_numbers_is_told(cast: Cast, session: ActivitySession, tmp_path: Path) -> None:
    path = tmp_path / "hadir.csv"
    path.write_text("Nama;Jabatan\nAyu;Analis\nMade;Analis\n")
    with pytest.raises(Problem, match="no_number_column"):
        read_list(session, path, path.name)
