"""Drafting, initialling in order, returning, naming another signer, cancelling."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ikrar.core.letters import Body, Kind
from ikrar.core.letters_stages import Behalf
from ikrar.core.programme import Term
from ikrar.core.verdicts import Hidden, Problem, Refused
from ikrar.domain.ledger.actions import Unchanged, Unknown, result_of
from ikrar.domain.ledger.models import Entry
from ikrar.domain.letters import actions
from ikrar.domain.letters.models import Initial, Letter
from ikrar.domain.letters.policies import may_sign
from ikrar.domain.letters.queries import (
    content_of,
    digest_of,
    initials_of,
    letter_for,
    letters_about,
    letters_seen_by,
    to_initial,
    to_sign,
    versions_of,
)
from ikrar.domain.people.grants import Role
from ikrar.domain.people.models import Person
from ikrar.domain.roster.actions import give_seat
from tests.given.cast import Cast
from tests.given.letters import (
    PLAIN,
    a_block,
    a_draft,
    a_letter,
    a_letter_to_sign,
    a_signed_letter,
    a_submitted_letter,
    end_seats_of,
    initial_all,
    seen,
)

pytestmark = pytest.mark.django_db


def test_a_draft_belongs_to_its_thing_and_is_told_without_its_text(cast: Cast) -> None:
    letter = a_letter(cast, about="taskforce:7K3M9QX2")
    assert letters_about("taskforce:7K3M9QX2") == [letter]
    assert letter.stage == "draft"
    entry = Entry.objects.get(fact="letter.drafted", subject=letter.subject_ref)
    assert "satuan tugas" not in entry.details
    assert "Hadi" not in entry.details


def test_the_foot_comes_from_the_seat_of_the_signer(cast: Cast) -> None:
    give_seat(
        cast.rina, role=Role.HEAD, agency=cast.agency, since=cast.at.date(), term="plt", basis="SP 1/2026",
        by=Unknown(), at=cast.at,
    )  # fmt: skip
    block = content_of(a_letter(cast, signer=cast.rina, initials=())).signer
    assert (block.name, block.office, block.term) == ("Rina", "Sekretaris Daerah", Term.PLT)
    assert block.basis == "SP 1/2026"


def test_drafting_twice_with_one_key_makes_one_letter(cast: Cast) -> None:
    first = actions.draft_letter(
        cast.agency, draft=a_draft(cast), by=cast.staff(cast.sari), at=cast.at, key="k" * 20
    )
    again = actions.draft_letter(
        cast.agency, draft=a_draft(cast), by=cast.staff(cast.sari), at=cast.at, key="k" * 20
    )
    assert isinstance(again, Unchanged)
    assert again.result == first
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("who", ["joko", "budi", "oki", "anton"])
def test_who_does_not_draft_for_the_body_may_not(cast: Cast, who: str) -> None:
    with pytest.raises(Refused):
        actions.draft_letter(cast.agency, draft=a_draft(cast), by=cast.staff(getattr(cast, who)), at=cast.at)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"subject": "  "}, "letter.subject_needed", "subject"),
        ({"subject": "x" * 201}, "letter.subject_too_long", "subject"),
        ({"paper": "a3"}, "letter.paper_unknown", "paper"),
        ({"body": Body(paragraphs=("x" * 320_000,))}, "letter.too_long", ""),
    ],
)
def test_a_draft_that_cannot_be_kept_says_why(
    cast: Cast, changes: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(Problem) as refused:
        a_letter(cast, **changes)
    assert (refused.value.reason, refused.value.field) == (code, field)


def test_each_change_is_a_version_and_the_slower_of_two_is_told(cast: Cast) -> None:
    letter = a_letter(cast)
    draft = a_draft(cast, subject="Judul baru")
    actions.change_letter(letter, draft=draft, seen=1, by=cast.staff(cast.sari), at=cast.at)
    assert [v.number for v in versions_of(letter)] == [1, 2]
    with pytest.raises(Problem) as refused:
        actions.change_letter(letter, draft=draft, seen=1, by=cast.staff(cast.rina), at=cast.at)
    assert refused.value.reason == "letter.changed_meanwhile"


def test_a_letter_that_lacks_a_part_is_not_submitted(cast: Cast) -> None:
    letter = a_letter(cast, body=Body(considering=("a",), recalling=("b",)))
    with pytest.raises(Problem) as refused:
        actions.submit_letter(letter, seen=1, by=cast.staff(cast.sari), at=cast.at)
    assert (refused.value.reason, refused.value.field) == ("letter.missing.dictum", "dictum")


@pytest.mark.parametrize(
    ("block", "code"),
    [
        ({"term": Term.PLT}, "letter.acting_without_basis"),
        ({"behalf": Behalf.AN}, "letter.behalf_an_needed"),
        ({"office": ""}, "letter.office_needed"),
    ],
)
def test_a_foot_that_does_not_say_enough_is_not_submitted(
    cast: Cast, block: dict[str, object], code: str
) -> None:
    letter = a_letter(cast, block=a_block(**block))
    with pytest.raises(Problem) as refused:
        actions.submit_letter(letter, seen=1, by=cast.staff(cast.sari), at=cast.at)
    assert refused.value.reason == code


def test_somebody_who_may_not_sign_is_no_signer(cast: Cast) -> None:
    letter = a_letter(cast, signer=cast.rina, initials=())
    with pytest.raises(Problem) as refused:
        actions.submit_letter(letter, seen=1, by=cast.staff(cast.sari), at=cast.at)
    assert refused.value.reason == "letter.signer_has_left"
    note = a_letter(cast, kind=Kind.NOTE, body=PLAIN, to=("Bupati",), signer=cast.rina, initials=())
    assert actions.submit_letter(note, seen=1, by=cast.staff(cast.sari), at=cast.at)


def test_submitting_freezes_the_text(cast: Cast) -> None:
    letter = a_submitted_letter(cast)
    assert bytes(letter.digest or b"") == digest_of(letter)
    with pytest.raises(Refused):
        actions.change_letter(letter, draft=a_draft(cast), seen=1, by=cast.staff(cast.sari), at=cast.at)


def test_initials_come_in_order_and_name_what_was_read(cast: Cast) -> None:
    letter = a_submitted_letter(cast, initials=(cast.sari, cast.rina))
    rina, sari, hadi = cast.staff(cast.rina), cast.staff(cast.sari), cast.staff(cast.hadi)
    assert list(to_initial(rina)) == []
    assert list(to_initial(sari)) == [letter]
    with pytest.raises(Refused) as early:
        actions.initial_letter(letter, seen=seen(letter), by=rina, at=cast.at)
    assert early.value.reason == "letter.not_your_turn"
    with pytest.raises(Problem) as stale:
        actions.initial_letter(letter, seen="00", by=sari, at=cast.at)
    assert stale.value.reason == "letter.form_out_of_date"
    actions.initial_letter(letter, seen=seen(letter), by=sari, at=cast.at)
    assert list(to_initial(rina)) == [letter]
    assert list(to_sign(hadi)) == []
    actions.initial_letter(letter, seen=seen(letter), by=rina, at=cast.at)
    assert list(to_sign(hadi)) == [letter]
    assert {bytes(i.digest or b"") for i in initials_of(letter)} == {digest_of(letter)}


def test_a_returned_letter_is_a_draft_and_loses_its_initials(cast: Cast) -> None:
    letter = a_letter_to_sign(cast)
    with pytest.raises(Problem):
        actions.return_letter(letter, note=" ", by=cast.staff(cast.hadi), at=cast.at)
    actions.return_letter(letter, note="Perbaiki dasar hukumnya", by=cast.staff(cast.hadi), at=cast.at)
    letter.refresh_from_db()
    assert (letter.stage, letter.returned_note) == ("draft", "Perbaiki dasar hukumnya")
    assert letter.number
    assert not Initial.objects.filter(letter=letter).exclude(given_at=None).exists()


def test_a_signer_who_has_left_is_replaced_and_everything_is_initialled_anew(cast: Cast) -> None:
    letter = a_letter_to_sign(cast)
    end_seats_of(cast.hadi, cast.at)
    file = actions.SignedFile(b"%PDF-1.7", way="pkcs12")  # type: ignore[arg-type]
    with pytest.raises(Refused) as gone:
        actions.sign_letter(letter, signed=file, seen=seen(letter), by=cast.staff(cast.hadi), at=cast.at)
    assert gone.value.reason == "letter.signer_has_left"
    give_seat(cast.joko, role=Role.HEAD, agency=cast.agency, since=cast.at.date(), by=Unknown(), at=cast.at)
    block = a_block(name="Joko", term=Term.PLH)
    by = cast.staff(cast.sari)
    with pytest.raises(Problem) as bare:
        actions.name_signer(letter, signer=cast.joko, block=block, by=by, at=cast.at)
    assert bare.value.reason == "letter.acting_without_basis"
    actions.name_signer(letter, signer=cast.joko, block=replace(block, basis="SP 2"), by=by, at=cast.at)
    with pytest.raises(Problem) as other:
        actions.submit_letter(letter, seen=2, by=by, at=cast.at)
    assert other.value.reason == "letter.term_changed"
    actions.name_signer(letter, signer=cast.joko, block=a_block(name="Joko"), by=by, at=cast.at)
    letter.refresh_from_db()
    assert (letter.stage, letter.version, letter.signer) == ("draft", 3, cast.joko)
    actions.submit_letter(letter, seen=3, by=by, at=cast.at)
    initial_all(cast, letter)
    assert list(to_sign(cast.staff(cast.joko))) == [letter]


def test_a_cancelled_letter_keeps_its_number_in_the_register_as_void(cast: Cast) -> None:
    letter = a_letter_to_sign(cast)
    actions.cancel_letter(letter, note="Kegiatan batal", by=cast.staff(cast.sari), at=cast.at)
    row = letter.number_row
    assert row is not None
    row.refresh_from_db()
    assert (row.state, row.note) == ("void", "Kegiatan batal")
    with pytest.raises(Refused):
        actions.cancel_letter(letter, note="lagi", by=cast.staff(cast.sari), at=cast.at)


def test_only_the_body_and_those_who_are_asked_see_a_letter(cast: Cast) -> None:
    cast.account(cast.budi)
    draft = a_letter(cast)
    asked = a_submitted_letter(cast, initials=(cast.budi,))
    for person in (cast.sari, cast.hadi, cast.rina, cast.joko):
        assert set(letters_seen_by(cast.staff(person))) == {draft, asked}, person
    assert list(letters_seen_by(cast.staff(cast.budi))) == [asked]
    for person in (cast.anton, cast.oki):
        with pytest.raises(Hidden):
            letter_for(cast.staff(person), asked.ref)


def test_whoever_has_left_the_body_sees_nothing_that_once_waited(cast: Cast) -> None:
    letter = a_signed_letter(cast)
    end_seats_of(cast.hadi, cast.at)
    later: Person = cast.hadi
    with pytest.raises(Hidden):
        letter_for(cast.staff(later), letter.ref)


def test_the_same_deed_with_the_same_key_is_done_once(cast: Cast) -> None:
    letter = a_letter(cast)
    for _ in range(2):
        actions.submit_letter(letter, seen=1, by=cast.staff(cast.sari), at=cast.at, key="s" * 20)
    for _ in range(2):
        actions.initial_letter(letter, seen=seen(letter), by=cast.staff(cast.rina), at=cast.at, key="i" * 20)
    assert Entry.objects.filter(subject=letter.subject_ref).count() == 3


def test_who_initials_must_still_work_there(cast: Cast) -> None:
    letter = a_letter(cast)
    end_seats_of(cast.rina, cast.at - timedelta(days=1))
    with pytest.raises(Problem) as refused:
        actions.submit_letter(letter, seen=1, by=cast.staff(cast.sari), at=cast.at)
    assert (refused.value.reason, refused.value.field) == ("letter.initialler_has_left", "initials")
    assert result_of(letter) == letter


def test_a_signer_whose_term_changed_does_not_sign_under_the_old_one(cast: Cast) -> None:
    letter = a_letter_to_sign(cast)
    end_seats_of(cast.hadi, cast.at)
    give_seat(
        cast.hadi, role=Role.HEAD, agency=cast.agency, since=cast.at.date(), term="plh", basis="SP 3",
        by=Unknown(), at=cast.at,
    )  # fmt: skip
    verdict = may_sign(cast.staff(cast.hadi), letter, cast.at.date())
    assert verdict.reason == "letter.term_changed"
