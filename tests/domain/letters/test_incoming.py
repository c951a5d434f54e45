"""How letters begin elsewhere: received under an agenda number, disposed, answered."""

from datetime import date, timedelta

import pytest

from ikrar.core.letters_stages import Order
from ikrar.core.verdicts import Hidden, Problem, Refused
from ikrar.domain.ledger.actions import Unchanged, result_of
from ikrar.domain.ledger.files import read_file
from ikrar.domain.letters import actions
from ikrar.domain.letters.handed_in import keep_document
from ikrar.domain.letters.models import Disposition, Incoming
from ikrar.domain.letters.queries import incoming_for, waiting_dispositions
from tests.domain.letters.test_ends import a_pdf
from tests.given.cast import Cast
from tests.given.letters import a_kept_scan, a_scan

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def arrived(**changes: object) -> actions.Arrived:
    """A letter of the election office."""
    told = {
        "sender": "Bawaslu Contoh", "number": "12/PM.00/2026", "dated_on": DAY - timedelta(days=2),
        "received_on": DAY, "subject": "Permintaan data",
    }  # fmt: skip
    return actions.Arrived(**{**told, **changes})  # type: ignore[arg-type]


def received(cast: Cast, **changes: object) -> Incoming:
    """What Sari registered."""
    return result_of(
        actions.receive_letter(cast.agency, arrived=arrived(**changes), by=cast.staff(cast.sari), at=cast.at)
    )


def test_what_comes_in_gets_the_next_agenda_number_of_its_year(cast: Cast) -> None:
    first = received(cast, scan=keep_document(a_pdf(), field="scan"))
    second = received(cast, number="13/PM.00/2026")
    last_year = received(cast, number="9", dated_on=date(2025, 12, 1), received_on=date(2025, 12, 2))
    assert [(x.year, x.agenda) for x in (first, second, last_year)] == [(2026, 1), (2026, 2), (2025, 1)]
    with pytest.raises(Problem) as twin:
        received(cast, sender="BAWASLU Contoh")
    assert (twin.value.reason, twin.value.values) == (
        "letter.received_already", {"agenda": 1, "year": 2026},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sender": ""}, "letter.incoming_sender_needed"),
        ({"number": " "}, "letter.incoming_number_needed"),
        ({"subject": ""}, "letter.incoming_subject_needed"),
        ({"received_on": DAY + timedelta(days=1)}, "letter.received_ahead"),
        ({"dated_on": DAY + timedelta(days=1)}, "letter.dated_after_received"),
    ],
)
def test_what_cannot_have_come_is_refused(cast: Cast, changes: dict[str, object], code: str) -> None:
    with pytest.raises(Problem) as refused:
        received(cast, **changes)
    assert refused.value.reason == code
    assert not Incoming.objects.exists()


def test_a_disposition_goes_to_a_person_and_is_answered_once(cast: Cast) -> None:
    incoming = received(cast)
    ordered = actions.Ordered("", cast.budi, (Order.FOLLOW_UP,), "Segera", DAY + timedelta(days=3))
    given = actions.dispose_letter(incoming, ordered=ordered, by=cast.staff(cast.hadi), at=cast.at)
    row = result_of(given)
    budi = cast.staff(cast.budi)
    assert list(waiting_dispositions(budi)) == [row]
    assert incoming_for(budi, incoming.ref) == incoming
    with pytest.raises(Refused):
        actions.answer_disposition(row, answer="sudah", by=cast.staff(cast.rina), at=cast.at)
    actions.answer_disposition(row, answer="Data sudah dikirim", by=budi, at=cast.at)
    assert not waiting_dispositions(budi).exists()
    with pytest.raises(Refused):
        actions.answer_disposition(row, answer="lagi", by=budi, at=cast.at)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"to": ""}, "letter.disposed_to_needed"),
        ({"orders": (), "note": ""}, "letter.order_needed"),
        ({"due_on": DAY - timedelta(days=1)}, "letter.due_in_the_past"),
    ],
)
def test_an_order_that_says_nothing_is_refused(cast: Cast, changes: dict[str, object], code: str) -> None:
    ordered = actions.Ordered(**{"to": "Kepala Bagian Umum", "orders": (Order.NOTE,), **changes})  # type: ignore[arg-type]
    with pytest.raises(Problem) as refused:
        actions.dispose_letter(received(cast), ordered=ordered, by=cast.staff(cast.hadi), at=cast.at)
    assert refused.value.reason == code
    assert not Disposition.objects.exists()


def test_only_the_registrar_registers_and_only_the_body_sees(cast: Cast) -> None:
    incoming = received(cast)
    for person in (cast.hadi, cast.rina, cast.anton):
        with pytest.raises(Refused):
            actions.receive_letter(cast.agency, arrived=arrived(), by=cast.staff(person), at=cast.at)
    for person in (cast.anton, cast.budi, cast.oki):
        with pytest.raises(Hidden):
            incoming_for(cast.staff(person), incoming.ref)
    ordered = actions.Ordered("Kabag", orders=(Order.NOTE,))
    for person in (cast.rina, cast.joko):
        with pytest.raises(Refused):
            actions.dispose_letter(incoming, ordered=ordered, by=cast.staff(person), at=cast.at)
    again = actions.receive_letter(
        cast.agency, arrived=arrived(number="77"), by=cast.staff(cast.sari), at=cast.at, key="r" * 20
    )
    twice = actions.receive_letter(
        cast.agency, arrived=arrived(number="77"), by=cast.staff(cast.sari), at=cast.at, key="r" * 20
    )
    assert isinstance(twice, Unchanged)
    assert twice.result == again


def test_a_scan_may_follow_once(cast: Cast) -> None:
    incoming, by = received(cast), cast.staff(cast.sari)
    with pytest.raises(Refused):
        actions.add_incoming_scan(incoming, scan=a_kept_scan(), by=cast.staff(cast.hadi), at=cast.at)
    actions.add_incoming_scan(incoming, scan=a_kept_scan(), by=by, at=cast.at)
    assert read_file(incoming.scan_name, bytes(incoming.scan_sha256 or b""))[0] == a_scan()
    with pytest.raises(Refused) as again:
        actions.add_incoming_scan(incoming, scan=a_kept_scan(), by=by, at=cast.at)
    assert again.value.reason == "letter.has_scan"
