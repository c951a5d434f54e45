"""Opening a drive: approval first, everybody asked once, and a leaf that a stranger can recompute."""

import hashlib

import pytest

from ikrar.core import leaves
from ikrar.core.verdicts import Problem, Refused
from ikrar.domain.ledger.actions import Unchanged, Unknown
from ikrar.domain.ledger.models import Entry
from ikrar.domain.ledger.subjects import keys_of
from ikrar.domain.people.grants import Role
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import opening, roster_leaf
from ikrar.domain.programme.models import Asked, DriveBody
from ikrar.domain.programme.queries import bodies_of, plan_digest, preview_of, roster_of
from ikrar.domain.programme.queries.target import next_slice
from ikrar.domain.roster.actions import give_seat
from ikrar.domain.roster.models import Seat
from tests.given.cast import Cast
from tests.given.programme import a_drive, a_plan, a_text, an_approved_drive, an_opened_drive, some_employees

pytestmark = pytest.mark.django_db


def slow_root(hashes: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, as it is written there: an oracle that shares no code with the house."""
    if len(hashes) == 1:
        return hashlib.sha256(b"\x00" + hashes[0]).digest()
    half = 1
    while half * 2 < len(hashes):
        half *= 2
    return hashlib.sha256(b"\x01" + slow_root(hashes[:half]) + slow_root(hashes[half:])).digest()


def root_of_asked(body: DriveBody) -> bytes:
    """The root over everybody asked now in a body, recomputed from the subject keys."""
    rows = Asked.objects.filter(drive=body.drive, agency=body.agency, left_on=None).select_related("employee")
    keys = keys_of([r.employee.ref for r in rows])
    marks = [leaves.nullifier(keys[r.employee.ref], bytes(body.drive.campaign)) for r in rows]
    return slow_root(sorted(hashlib.sha256(b"ikrar/v1/roster\x00" + m).digest() for m in marks))


def last_leaf(body: DriveBody) -> leaves.Leaf:
    entry = Entry.objects.filter(fact="target.set", subject=body.subject_ref).order_by("-id")[0]
    return leaves.unpack(bytes(entry.leaf))


def test_a_drive_opens_only_after_approval(cast: Cast) -> None:
    some_employees(cast.education, 2, cast.at)
    drive = a_drive(cast)
    with pytest.raises(Refused, match=r"drive\.not_approved"):
        actions.open_drive(drive, by=cast.staff(cast.sari), at=cast.at)
    assert not Asked.objects.exists()


def test_who_drafted_never_approves(cast: Cast) -> None:
    some_employees(cast.education, 2, cast.at)
    give_seat(cast.sari, role=Role.HEAD, agency=cast.agency, since=cast.at.date(), by=Unknown(), at=cast.at)
    drive = a_drive(cast)
    with pytest.raises(Refused, match=r"verdict\.same_person_twice"):
        actions.approve_drive(drive, seen=plan_digest(drive), by=cast.staff(cast.sari), at=cast.at)
    drive.refresh_from_db()
    assert drive.stage == "draft"


@pytest.mark.parametrize("name", ["sari", "budi", "rina", "joko", "anton"])
def test_nobody_but_the_head_approves(cast: Cast, name: str) -> None:
    some_employees(cast.education, 2, cast.at)
    drive = a_drive(cast)
    with pytest.raises(Refused):
        actions.approve_drive(drive, seen=plan_digest(drive), by=cast.staff(getattr(cast, name)), at=cast.at)


def test_an_acting_head_without_letter_approves_nothing(cast: Cast) -> None:
    some_employees(cast.education, 2, cast.at)
    drive = a_drive(cast)
    seat = Seat.objects.get(person=cast.hadi)
    acting = give_seat(
        cast.rina,
        role=Role.HEAD,
        agency=cast.agency,
        since=cast.at.date(),
        term="plt",
        by=Unknown(),
        at=cast.at,
    )
    with pytest.raises(Refused, match=r"drive\.acting_without_basis"):
        actions.approve_drive(drive, seen=plan_digest(drive), by=cast.staff(cast.rina), at=cast.at)
    assert seat.term == "definitive"
    named = give_seat(
        cast.joko, role=Role.HEAD, agency=cast.agency, since=cast.at.date(), term="plt", basis="SP 3/2026", by=Unknown(),
        at=cast.at,
    )  # fmt: skip
    assert (acting.basis, named.basis) == ("", "SP 3/2026")
    actions.approve_drive(drive, seen=plan_digest(drive), by=cast.staff(cast.joko), at=cast.at)
    assert drive.stage == "approved"


def test_a_change_voids_the_approval(cast: Cast) -> None:
    drive = an_approved_drive(cast)
    seen = plan_digest(drive)
    actions.change_drive(
        drive, plan=a_plan(cast.at, name="Nama lain"), wording=actions.Wording(a_text(cast.at)), bodies=[cast.agency],
        by=cast.staff(cast.sari), at=cast.at,
    )  # fmt: skip
    assert (drive.stage, drive.approved_by) == ("draft", "")
    with pytest.raises(Problem, match=r"drive\.changed_meanwhile"):
        actions.approve_drive(drive, seen=seen, by=cast.staff(cast.hadi), at=cast.at)


def test_everybody_is_asked_once_with_their_own_number_and_mark(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    rows = list(Asked.objects.filter(drive=drive).select_related("employee"))
    assert [r.number for r in rows] == [r.employee.number for r in rows]
    assert len({bytes(r.nullifier) for r in rows}) == len(rows) == 9
    assert bodies_of(drive)[0].first_target == 9
    assert (drive.stage, drive.opened_by) == ("open", cast.sari.actor_ref)


def test_the_roster_leaf_equals_a_slow_recomputation(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    body = bodies_of(drive)[0]
    leaf = last_leaf(body)
    assert (leaf.roster.root, leaf.roster.asked, leaf.roster.ever) == (root_of_asked(body), 9, 9)
    assert leaf.campaign == leaves.campaign(drive.ref)
    assert leaf.institution == leaves.institution(cast.agency.code)


def test_non_asn_staff_are_in_and_legal_positions_keep_others_out(cast: Cast) -> None:
    some_employees(cast.education, 2, cast.at, status="NON_ASN")
    some_employees(cast.education, 1, cast.at, legal_position="suspended")
    some_employees(cast.education, 1, cast.at, legal_position="retired")
    shown = preview_of([cast.agency], ("PNS", "NON_ASN")).bodies[0]
    assert shown.by_status == (("PNS", 0), ("NON_ASN", 2))
    assert (shown.listed, shown.left_out) == ((("suspended", 1),), (("retired", 1),))
    drive = an_opened_drive(cast, people=0)
    assert Asked.objects.filter(drive=drive, employee__status="NON_ASN").count() == 2
    assert Asked.objects.filter(drive=drive).count() == 2


def test_an_opening_that_fell_goes_on_where_it_stopped(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    drive = an_approved_drive(cast)
    monkeypatch.setattr(opening, "PEOPLE_PER_SLICE", 4)
    actions.begin_opening(drive, by=cast.staff(cast.sari), at=cast.at)
    people = next_slice(drive, cast.agency, 4)
    opening.ask_people(
        drive, cast.agency, people=opening.with_marks(drive, people), by=cast.staff(cast.sari), at=cast.at
    )
    assert Asked.objects.filter(drive=drive).count() == 4
    actions.continue_opening(drive, by=cast.staff(cast.sari), at=cast.at)
    assert drive.stage == "open"
    assert Asked.objects.filter(drive=drive).count() == 9
    assert Entry.objects.filter(fact="target.asked").count() == 3
    assert Entry.objects.filter(fact="target.set").count() == 1


def test_asking_the_same_slice_twice_asks_nobody_twice(cast: Cast) -> None:
    drive = an_approved_drive(cast)
    actions.begin_opening(drive, by=cast.staff(cast.sari), at=cast.at)
    people = opening.with_marks(drive, next_slice(drive, cast.agency, 9))
    counts = [
        opening.ask_people(drive, cast.agency, people=people, by=cast.staff(cast.sari), at=cast.at)
        for _ in range(2)
    ]
    assert counts == [9, 0]


def test_pressing_open_twice_opens_once(cast: Cast) -> None:
    drive = an_approved_drive(cast)
    for _ in range(2):
        actions.open_drive(drive, by=cast.staff(cast.sari), at=cast.at, key="k1")
    assert Entry.objects.filter(fact="drive.opened").count() == 1
    again = actions.begin_opening(drive, by=cast.staff(cast.sari), at=cast.at, key="k1")
    assert isinstance(again, Unchanged)


def test_a_root_that_was_overtaken_is_never_written(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    body = bodies_of(drive)[0]
    with pytest.raises(roster_leaf.TargetMoved):
        roster_leaf.set_target(
            body, roster=roster_of(body), seen=body.changes - 1, by=cast.staff(cast.sari), at=cast.at
        )
    assert Entry.objects.filter(fact="target.set").count() == 1


def test_nothing_of_a_drive_holds_a_name(cast: Cast) -> None:
    an_opened_drive(cast)
    said = " ".join(Entry.objects.filter(fact__startswith="target").values_list("details", flat=True))
    assert "Pegawai" not in said
