"""Apel sessions: planned, opened, extended, closed; roles apart; guests count at home."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ikrar.core.programme import Part, Term
from ikrar.core.verdicts import Hidden, Problem, Refused
from ikrar.domain.ledger.actions import Unchanged, result_of
from ikrar.domain.ledger.models import Entry
from ikrar.domain.programme import actions
from ikrar.domain.programme.models import ApelBody, Asked
from ikrar.domain.programme.queries import (
    apel_by_code,
    apel_for,
    asked_at,
    bodies_at,
    groups_of,
    heads_of,
    roles_of,
)
from tests.given.cast import Cast
from tests.given.programme import (
    a_foreign_drive,
    a_planned_apel,
    a_session,
    an_approved_drive,
    an_open_apel,
    an_opened_drive,
)

pytestmark = pytest.mark.django_db


def test_a_session_keeps_its_roles_apart_and_its_order(cast: Cast) -> None:
    apel = a_planned_apel(cast)
    assert [r.role for r in roles_of(apel)] == [
        "pembina", "pemimpin", "oath_reader", "witness", "symbolic_signer",
    ]  # fmt: skip
    assert [(g.number, g.echelons) for g in groups_of(apel)] == [(1, ()), (2, ("II.a", "II.b")), (3, ())]
    assert [b.agency for b in bodies_at(apel)] == [cast.agency]
    assert apel_by_code(apel.code.lower()) == apel


@pytest.mark.parametrize(
    ("duty", "reason"),
    [
        (actions.Duty(Part.PEMBINA, "Eko", term=Term.PLH), "apel.acting_without_basis"),
        (actions.Duty(Part.SYMBOLIC_SIGNER, "Eko"), "apel.symbol_without_whom"),
        (actions.Duty(Part.PEMBINA, " "), "apel.duty_without_name"),
    ],
)
def test_a_duty_says_on_what_basis_and_for_whom(cast: Cast, duty: actions.Duty, reason: str) -> None:
    apel = a_planned_apel(cast)
    with pytest.raises(Problem, match=reason):
        actions.set_ceremony(apel, duties=[duty], order=[], by=cast.staff(cast.sari), at=cast.at)
    assert len(roles_of(apel)) == 5


def test_a_session_opens_only_in_an_open_drive(cast: Cast) -> None:
    drive = an_approved_drive(cast)
    sari = cast.staff(cast.sari)
    apel = result_of(
        actions.plan_apel(drive, host=cast.agency, session=a_session(cast.at), by=sari, at=cast.at)
    )
    with pytest.raises(Refused, match=r"drive\.not_open"):
        actions.open_apel(apel, by=sari, at=cast.at)


def test_a_session_is_extended_later_only_closed_and_opened_again_for_late_comers(cast: Cast) -> None:
    apel, sari = an_open_apel(cast), cast.staff(cast.sari)
    with pytest.raises(Problem, match=r"apel\.only_later"):
        actions.extend_apel(apel, ends_at=apel.ends_at, by=sari, at=cast.at)
    actions.extend_apel(apel, ends_at=apel.ends_at + timedelta(hours=1), by=sari, at=cast.at)
    actions.close_apel(apel, by=sari, at=cast.at)
    with pytest.raises(Refused, match=r"apel\.not_open"):
        actions.close_apel(apel, by=sari, at=cast.at)
    actions.open_apel(apel, by=sari, at=cast.at)
    apel.refresh_from_db()
    assert (apel.stage, apel.closed_at) == ("open", None)


def test_shifts_are_sessions_of_their_own(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    morning = a_planned_apel(cast, drive, shift="Regu A")
    night = a_planned_apel(cast, drive, shift="Regu B", starts_at=cast.at + timedelta(hours=8), ends_at=cast.at + timedelta(hours=9))  # fmt: skip
    assert morning.code != night.code
    assert [a.shift for a in (morning, night)] == ["Regu A", "Regu B"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"ends_at": None}, "apel.ends_before_it_starts"), ({"name": " "}, "apel.field_needed")],
)
def test_a_session_that_cannot_be_is_refused(cast: Cast, changes: dict[str, object], reason: str) -> None:
    drive = an_opened_drive(cast)
    session = a_session(cast.at)
    if "ends_at" in changes:
        changes = {"ends_at": session.starts_at}
    with pytest.raises(Problem, match=reason):
        actions.plan_apel(
            drive, host=cast.agency, session=replace(session, **changes), by=cast.staff(cast.sari), at=cast.at  # type: ignore[arg-type]
        )  # fmt: skip


def test_heads_are_counted_by_body_and_the_old_count_stands_in_the_ledger(cast: Cast) -> None:
    apel = an_open_apel(cast)
    body = ApelBody.objects.get(apel=apel)
    assert heads_of(apel) is None
    for heads in (8, 9):
        actions.count_heads(body, heads=heads, by=cast.staff(cast.sari), at=cast.at)
    assert heads_of(apel) == 9
    details = list(Entry.objects.filter(fact="apel.oath_read").order_by("id").values_list("details", flat=True))
    assert '"before":-1' in details[0]
    assert '"before":8' in details[1]


def test_guests_of_another_tree_sign_and_count_at_home(cast: Cast) -> None:
    apel, drive = an_open_apel(cast), a_foreign_drive(cast)
    anton = cast.staff(cast.anton)
    with pytest.raises(Hidden):
        apel_for(anton, apel.ref)
    actions.join_apel(apel.code, drive=drive, agency=cast.other, by=anton, at=cast.at)
    assert apel_for(anton, apel.ref) == apel
    assert {(b.agency, b.drive) for b in bodies_at(apel)} == {(cast.agency, apel.drive), (cast.other, drive)}
    found = asked_at(apel, "1")
    assert {(a.agency, a.drive) for a in found} == {(cast.agency, apel.drive), (cast.other, drive)}
    assert Asked.objects.filter(drive=apel.drive, agency=cast.other).count() == 0
    with pytest.raises(Problem, match=r"apel\.body_stands_already"):
        actions.join_apel(apel.code, drive=drive, agency=cast.other, by=anton, at=cast.at)


def test_nobody_brings_a_body_that_is_not_his(cast: Cast) -> None:
    apel, drive = an_open_apel(cast), a_foreign_drive(cast)
    with pytest.raises(Refused):
        actions.join_apel(apel.code, drive=drive, agency=cast.other, by=cast.staff(cast.sari), at=cast.at)


def test_pressing_twice_plans_and_opens_once(cast: Cast) -> None:
    drive, sari = an_opened_drive(cast), cast.staff(cast.sari)
    made = [
        actions.plan_apel(drive, host=cast.agency, session=a_session(cast.at), by=sari, at=cast.at, key="k1")
        for _ in range(2)
    ]
    apel = result_of(made[0])
    assert [isinstance(one, Unchanged) for one in made] == [False, True]
    assert result_of(made[1]) == apel
    actions.open_apel(apel, by=sari, at=cast.at, key="k2")
    assert isinstance(actions.open_apel(apel, by=sari, at=cast.at, key="k2"), Unchanged)


def test_symbolic_signing_counts_nobody(cast: Cast) -> None:
    apel = an_open_apel(cast)
    assert actions.note_symbolic_signing(apel, by=cast.staff(cast.sari), at=cast.at) == 1
    entry = Entry.objects.get(fact="apel.symbolic_signed")
    assert entry.leaf[4] == 0xFF


@pytest.mark.parametrize("name", ["budi", "hadi", "rina", "joko", "oki", "anton"])
def test_only_the_officer_of_the_host_runs_a_session(cast: Cast, name: str) -> None:
    apel = a_planned_apel(cast)
    with pytest.raises(Refused):
        actions.open_apel(apel, by=cast.staff(getattr(cast, name)), at=cast.at)
