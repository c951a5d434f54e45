"""Registers: one number once, a year at a time, no gap without a note, and numbers that others gave."""

from datetime import date, timedelta

import pytest

from ikrar.core.letters import Kind
from ikrar.core.verdicts import Hidden, Problem, Refused
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.letters import actions
from ikrar.domain.letters.handed_in import keep_logo
from ikrar.domain.letters.models import Letter, Numbering, RegisterNumber
from ikrar.domain.letters.queries import (
    letterhead_of,
    number_for,
    numbering_for,
    numbers_of,
    reserved_for,
    usable_for,
)
from tests.given.cast import Cast
from tests.given.letters import PLAIN, a_letter, a_register, a_scan

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def numbered(cast: Cast, register: Numbering, on: date = DAY, **changes: object) -> Letter:
    """A letter that took the next number."""
    letter = a_letter(cast, kind=Kind.LETTER, body=PLAIN, **changes)
    actions.give_number(letter, numbering=register, dated_on=on, by=cast.staff(cast.sari), at=cast.at)
    return letter


def test_numbers_follow_each_other_and_begin_anew_each_year(cast: Cast) -> None:
    register = a_register(cast)
    letters = [numbered(cast, register) for _ in range(3)]
    assert [x.number for x in letters] == [f"800.1.6/{n}/ORG/XI/2026" for n in (1, 2, 3)]
    assert numbered(cast, register, date(2025, 12, 30)).number == "800.1.6/1/ORG/XII/2025"
    serials = [r.serial for r in numbers_of(cast.agency, year=2026) if r.serial]
    assert sorted(serials) == list(range(1, max(serials) + 1))


def test_the_old_book_is_continued(cast: Cast) -> None:
    register = a_register(cast, start_year=2026, start_serial=215)
    assert numbered(cast, register).number == "800.1.6/215/ORG/XI/2026"
    change = actions.Register("Surat keluar", "{nomor}/{tahun}", start_year=2026, start_serial=300)
    with pytest.raises(Problem) as late:
        actions.set_numbering(
            cast.agency, register=change, numbering=register, by=cast.staff(cast.sari), at=cast.at
        )
    assert late.value.reason == "number.start_too_late"


def test_a_register_that_writes_otherwise_counts_on(cast: Cast) -> None:
    register = a_register(cast)
    numbered(cast, register)
    change = actions.Register("Surat keluar", "B-{nomor}/{tahun}")
    actions.set_numbering(
        cast.agency, register=change, numbering=register, by=cast.staff(cast.sari), at=cast.at
    )
    assert numbered(cast, register).number == "B-2/2026"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"name": " "}, "number.name_needed", "name"),
        ({"pattern": "{tahun}"}, "number.pattern_without_serial", "pattern"),
        ({"pattern": "{nomor}/{kode}"}, "number.value_missing", "body_code"),
        ({"unit_code": "A/B"}, "number.value_unfit", "unit_code"),
        ({"start_serial": 0}, "number.register_full", "start_serial"),
    ],
)
def test_a_register_that_could_not_number_is_refused(
    cast: Cast, changes: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(Problem) as refused:
        a_register(cast, **changes)
    assert (refused.value.reason, refused.value.field) == (code, field)


def test_two_registers_of_a_body_have_two_names(cast: Cast) -> None:
    a_register(cast)
    with pytest.raises(Problem) as refused:
        a_register(cast)
    assert refused.value.reason == "number.name_taken"


def test_each_register_numbers_its_kinds(cast: Cast) -> None:
    decrees = a_register(cast, name="SK", kinds=(Kind.DECREE,), pattern="{nomor} TAHUN {tahun}")
    others = a_register(cast, kinds=(Kind.LETTER, Kind.INVITATION))
    assert usable_for(cast.agency, "decree") == [decrees]
    assert usable_for(cast.agency, "letter") == [others]
    letter = a_letter(cast)
    with pytest.raises(Problem) as refused:
        actions.give_number(letter, numbering=others, dated_on=DAY, by=cast.staff(cast.sari), at=cast.at)
    assert refused.value.field == "numbering"


def test_a_letter_has_one_number_and_no_day_ahead(cast: Cast) -> None:
    register = a_register(cast)
    letter = numbered(cast, register)
    with pytest.raises(Refused) as twice:
        actions.give_number(letter, numbering=register, dated_on=DAY, by=cast.staff(cast.sari), at=cast.at)
    assert twice.value.reason == "letter.has_number"
    with pytest.raises(Problem) as ahead:
        numbered(cast, register, DAY + timedelta(days=1))
    assert ahead.value.reason == "number.day_ahead"
    assert RegisterNumber.objects.count() == 1


def test_a_reserved_number_is_used_later_or_released_with_its_reason(cast: Cast) -> None:
    register = a_register(cast)
    by = cast.staff(cast.sari)

    def reserve(reason: str = "SK menyusul") -> RegisterNumber:
        return result_of(
            actions.reserve_number(register, subject="SK", reason=reason, dated_on=DAY, by=by, at=cast.at)
        )

    with pytest.raises(Problem):
        reserve(" ")
    used, freed = reserve(), reserve()
    assert reserved_for(cast.agency, "decree") == [used, freed]
    letter = a_letter(cast)
    actions.use_reserved(letter, number=used, dated_on=DAY, by=by, at=cast.at)
    assert letter.number == "800.1.6/1/ORG/XI/2026"
    with pytest.raises(Problem) as unsaid:
        actions.release_number(freed, note="", by=by, at=cast.at)
    assert unsaid.value.reason == "number.note_needed"
    actions.release_number(freed, note="Tidak jadi", by=by, at=cast.at)
    for number in (used, freed):
        with pytest.raises(Problem) as gone:
            actions.use_reserved(a_letter(cast), number=number, dated_on=DAY, by=by, at=cast.at)
        assert gone.value.reason == "number.not_reserved"
    assert numbered(cast, register).number == "800.1.6/3/ORG/XI/2026"


def test_a_number_reserved_in_one_year_is_not_used_in_another(cast: Cast) -> None:
    register, by = a_register(cast), cast.staff(cast.sari)
    kept = actions.reserve_number(
        register, subject="", reason="x", dated_on=date(2025, 12, 31), by=by, at=cast.at
    )
    with pytest.raises(Problem) as other:
        actions.use_reserved(a_letter(cast), number=result_of(kept), dated_on=DAY, by=by, at=cast.at)
    assert (other.value.reason, other.value.field) == ("number.other_year", "dated_on")


def elsewhere(cast: Cast, letter: Letter, text: str) -> None:
    """Srikandi gave this number."""
    actions.note_elsewhere(
        letter, number=actions.Elsewhere(text), dated_on=DAY, by=cast.staff(cast.sari), at=cast.at
    )


def test_a_number_given_elsewhere_is_typed_once(cast: Cast) -> None:
    letter = a_letter(cast)
    elsewhere(cast, letter, " 100.3.3 / 15 /ORG ")
    assert letter.number == "100.3.3 / 15 /ORG"
    with pytest.raises(Problem) as used:
        elsewhere(cast, a_letter(cast), "100.3.3/15/org")
    assert (used.value.reason, used.value.field) == ("number.used", "text")
    assert used.value.values == {"number": "100.3.3 / 15 /ORG"}
    other_kind = a_letter(cast, kind=Kind.LETTER, body=PLAIN)
    elsewhere(cast, other_kind, "100.3.3/15/ORG")


@pytest.mark.parametrize("text", ["", "tanpa angka", "1" * 121, "1\x00"])
def test_what_is_no_number_is_refused(cast: Cast, text: str) -> None:
    with pytest.raises(Problem) as refused:
        elsewhere(cast, a_letter(cast), text)
    assert refused.value.reason == "number.unreadable"


def test_a_number_of_our_own_register_is_not_typed_again(cast: Cast) -> None:
    register = a_register(cast)
    numbered(cast, register)
    with pytest.raises(Problem):
        elsewhere(cast, a_letter(cast, kind=Kind.LETTER, body=PLAIN), "800.1.6/1/ORG/XI/2026")
    actions.reserve_number(register, subject="", reason="x", dated_on=DAY, by=cast.staff(cast.sari), at=cast.at)
    with pytest.raises(Problem):
        elsewhere(cast, a_letter(cast), "800.1.6/2/ORG/XI/2026")


def test_a_serial_that_another_system_wrote_is_passed_over_with_a_note(cast: Cast) -> None:
    register = a_register(cast)
    elsewhere(cast, a_letter(cast, kind=Kind.LETTER, body=PLAIN), "800.1.6/1/ORG/XI/2026")
    assert numbered(cast, register).number == "800.1.6/2/ORG/XI/2026"
    passed = RegisterNumber.objects.get(numbering=register, serial=1)
    assert (passed.state, passed.note) == ("released", "number.skipped")


def test_doors_and_permissions_of_a_register(cast: Cast) -> None:
    register = a_register(cast)
    letter = numbered(cast, register)
    assert letter.number_row is not None
    for person in (cast.anton, cast.budi, cast.oki):
        with pytest.raises(Hidden):
            numbering_for(cast.staff(person), register.ref)
        with pytest.raises(Hidden):
            number_for(cast.staff(person), letter.number_row.ref)
    assert numbering_for(cast.staff(cast.joko), register.ref) == register
    for person in (cast.rina, cast.hadi, cast.anton):
        with pytest.raises(Refused):
            actions.reserve_number(
                register, subject="", reason="x", dated_on=DAY, by=cast.staff(person), at=cast.at
            )


def test_a_closed_register_gives_nothing(cast: Cast) -> None:
    register = a_register(cast)
    actions.close_numbering(register, is_closed=True, by=cast.staff(cast.sari), at=cast.at)
    with pytest.raises(Problem) as closed:
        numbered(cast, register)
    assert closed.value.reason == "number.register_closed"


def test_the_register_is_searched(cast: Cast) -> None:
    register = a_register(cast)
    numbered(cast, register, subject="Undangan rapat")
    numbered(cast, register, subject="Laporan bulanan")
    assert [r.serial for r in numbers_of(cast.agency, year=2026, search="bulanan")] == [2]
    assert [r.serial for r in numbers_of(cast.agency, year=2026, search="/1/")] == [1]
    assert not numbers_of(cast.agency, year=2025).exists()


def test_a_letterhead_is_set_with_its_logo(cast: Cast) -> None:
    by = cast.staff(cast.sari)
    head = actions.Head(
        body="Sekretariat Daerah", above="Pemerintah Kabupaten Contoh", paper="f4", logo=keep_logo(a_scan())
    )
    actions.set_letterhead(cast.agency, head=head, by=by, at=cast.at)
    stored = letterhead_of(cast.agency)
    assert stored is not None
    assert stored.logo_name.endswith(".png")
    actions.set_letterhead(cast.agency, head=actions.Head(body="Sekretariat", paper="f4"), by=by, at=cast.at)
    stored.refresh_from_db()
    assert stored.logo_name.endswith(".png")
    assert a_letter(cast).paper == "f4"
    for bad, field in (
        (actions.Head(body=" "), "body"),
        (actions.Head(body="x", paper="a3"), "paper"),
    ):
        with pytest.raises(Problem) as refused:
            actions.set_letterhead(cast.agency, head=bad, by=by, at=cast.at)
        assert refused.value.field == field
    with pytest.raises(Refused):
        actions.set_letterhead(cast.agency, head=head, by=cast.staff(cast.hadi), at=cast.at)
