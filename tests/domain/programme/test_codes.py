"""Codes: seen once, void on reprint, kept as an HMAC under a key outside the database, slowing one person only."""

from datetime import timedelta

import pytest

from ikrar.core.verdicts import Refused
from ikrar.domain.ledger.actions import Unchanged, result_of
from ikrar.domain.ledger.models import Entry
from ikrar.domain.programme import actions
from ikrar.domain.programme.codes import check_code, code_key, slowed_until
from ikrar.domain.programme.models import Asked
from ikrar.domain.programme.queries import asked_at, asked_in
from tests.given.cast import Cast
from tests.given.programme import a_drive, an_open_apel, an_opened_drive, some_codes

pytestmark = pytest.mark.django_db


def test_every_code_opens_its_own_door_and_no_other(cast: Cast) -> None:
    made = some_codes(cast, an_opened_drive(cast))
    assert len({code for _, code in made}) == 9
    (one, code), (other, _) = made[0], made[1]
    assert check_code(one, code.lower(), at=cast.at)
    assert check_code(other, code, at=cast.at).reason == "code.wrong"


def test_a_reprint_voids_the_code_before_it(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    _, old = some_codes(cast, drive)[0]
    row, new = some_codes(cast, drive)[0]
    assert check_code(row, old, at=cast.at).reason == "code.wrong"
    assert check_code(row, new, at=cast.at)
    assert (row.code_round, row.code_given_by) == (2, cast.sari.actor_ref)


def test_nothing_stored_or_recorded_tells_a_code(cast: Cast) -> None:
    made = some_codes(cast, an_opened_drive(cast))
    said = " ".join(Entry.objects.values_list("details", flat=True))
    for row, code in made:
        assert code not in said
        assert code.encode() not in bytes(Asked.objects.get(pk=row.pk).code_hmac or b"")
    assert code_key() == code_key()
    assert len(code_key()) == 32


def test_only_new_codes_leave_the_others_alone(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    some_codes(cast, drive, cast.school)
    sari = cast.staff(cast.sari)
    rest = actions.issue_all_codes(drive, [cast.education], only_new=True, by=sari, at=cast.at)
    assert len(rest) == 3
    assert all(asked.code_round == 1 for asked in asked_in(drive, cast.education))


def test_five_wrong_codes_slow_this_person_and_nobody_else(cast: Cast) -> None:
    made = some_codes(cast, an_opened_drive(cast))
    (row, code), (other, other_code) = made[0], made[1]
    reasons = [check_code(row, "000000", at=cast.at).reason for _ in range(6)]
    assert reasons == ["code.wrong"] * 5 + ["code.wait"]
    assert slowed_until(row.pk, cast.at) == cast.at + timedelta(seconds=30)
    assert check_code(row, code, at=cast.at).reason == "code.wait"
    assert check_code(other, other_code, at=cast.at)
    later = cast.at + timedelta(seconds=31)
    assert check_code(row, "000000", at=later).reason == "code.wrong"
    assert slowed_until(row.pk, later) == later + timedelta(seconds=60)
    assert check_code(row, code, at=later + timedelta(seconds=61))
    assert slowed_until(row.pk, later + timedelta(seconds=61)) is None


def test_the_help_desk_gives_a_new_code_and_lifts_the_pause(cast: Cast) -> None:
    made = some_codes(cast, an_opened_drive(cast), cast.school)
    row, old = made[0]
    for _ in range(5):
        check_code(row, "000000", at=cast.at)
    card = actions.reissue_code(row, by=cast.staff(cast.budi), at=cast.at, key="k1")
    assert isinstance(card, actions.Card)
    row.refresh_from_db()
    assert check_code(row, card.code, at=cast.at)
    assert not check_code(row, old, at=cast.at)
    again = actions.reissue_code(row, by=cast.staff(cast.budi), at=cast.at, key="k1")
    assert isinstance(again, Unchanged)
    assert row.code_given_by == cast.budi.actor_ref


def test_an_operator_serves_his_units_only(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    budi = cast.staff(cast.budi)
    with pytest.raises(Refused, match=r"verdict\.not_your_unit"):
        actions.issue_codes(drive, cast.health, people=list(asked_in(drive, cast.health)), by=budi, at=cast.at)
    made = actions.issue_codes(
        drive, cast.school, people=list(asked_in(drive, cast.school)), by=budi, at=cast.at
    )
    assert len(result_of(made)) == 3


def test_no_code_is_made_before_the_drive_is_open(cast: Cast) -> None:
    drive = a_drive(cast)
    with pytest.raises(Refused, match=r"drive\.not_open"):
        actions.issue_codes(drive, cast.school, people=[], by=cast.staff(cast.sari), at=cast.at)


def test_somebody_without_a_code_is_told_so(cast: Cast) -> None:
    row = Asked.objects.filter(drive=an_opened_drive(cast))[0]
    assert check_code(row, "", at=cast.at).reason == "code.none"


def test_a_number_typed_at_the_door_means_one_person_of_each_body_that_stands_there(cast: Cast) -> None:
    apel = an_open_apel(cast)
    row = Asked.objects.filter(drive=apel.drive)[0]
    assert [a.pk for a in asked_at(apel, f" {row.number} ")] == [row.pk]
    assert asked_at(apel, "99999") == []
    assert asked_at(apel, "abc") == []
