"""Who is told of a letter: the next hand, the drafter, and whoever got a disposition."""

from datetime import timedelta

import pytest

from ikrar.core.letters_stages import Order
from ikrar.domain.ledger.models import Entry
from ikrar.domain.letters import actions, notices
from ikrar.domain.people.models import Notice
from tests.domain.letters.test_incoming import received
from tests.given.cast import Cast
from tests.given.letters import a_kept_scan, a_letter_to_sign, a_submitted_letter, seen

pytestmark = pytest.mark.django_db


def react(cast: Cast) -> list[tuple[str, str]]:
    """Let every entry be reacted to, twice; who was told what."""
    for _ in range(2):
        for entry in Entry.objects.order_by("id"):
            if entry.fact in notices.MOVED:
                notices.tell_of_letter(entry, cast.at)
            elif entry.fact in notices.DISPOSED:
                notices.tell_of_disposition(entry, cast.at)
    return [(n.person.name, n.kind) for n in Notice.objects.select_related("person").order_by("pk")]


def test_the_next_hand_is_told_once(cast: Cast) -> None:
    letter = a_submitted_letter(cast)
    assert react(cast) == [("Rina", "letter.to_initial")]
    actions.initial_letter(letter, seen=seen(letter), by=cast.staff(cast.rina), at=cast.at)
    assert react(cast) == [("Rina", "letter.to_initial"), ("Hadi", "letter.to_sign")]


def test_the_drafter_hears_what_became_of_the_letter(cast: Cast) -> None:
    letter = a_letter_to_sign(cast)
    actions.return_letter(letter, note="Perbaiki", by=cast.staff(cast.hadi), at=cast.at)
    assert react(cast) == [("Sari", "letter.returned")]


def test_who_did_it_is_not_told(cast: Cast) -> None:
    letter = a_letter_to_sign(cast)
    actions.keep_scan(letter, scan=a_kept_scan(), seen=seen(letter), by=cast.staff(cast.sari), at=cast.at)
    assert react(cast) == []


def test_a_scan_of_another_officer_is_told_to_the_drafter(cast: Cast) -> None:
    letter = a_letter_to_sign(cast)
    actions.keep_scan(letter, scan=a_kept_scan(), seen=seen(letter), by=cast.staff(cast.rina), at=cast.at)
    assert react(cast) == [("Sari", "letter.signed")]


def test_a_disposition_is_told_to_its_person(cast: Cast) -> None:
    ordered = actions.Ordered("", cast.budi, (Order.NOTE,), due_on=cast.at.date() + timedelta(days=1))
    incoming = received(cast)
    actions.dispose_letter(incoming, ordered=ordered, by=cast.staff(cast.hadi), at=cast.at)
    assert react(cast) == [("Budi", "letter.disposed")]
    assert Notice.objects.get().about == incoming.subject_ref


def test_a_letter_that_comes_again_is_told_again(cast: Cast) -> None:
    letter = a_submitted_letter(cast)
    react(cast)
    actions.return_letter(letter, note="Perbaiki", by=cast.staff(cast.rina), at=cast.at)
    react(cast)
    actions.submit_letter(letter, seen=letter.version, by=cast.staff(cast.sari), at=cast.at)
    told = react(cast)
    assert told == [("Rina", "letter.to_initial"), ("Sari", "letter.returned"), ("Rina", "letter.to_initial")]
    occasions = Notice.objects.filter(kind="letter.to_initial").order_by("pk").values_list("about", flat=True)
    assert list(occasions) == [f"letter:{letter.ref}:1", f"letter:{letter.ref}:2"]
