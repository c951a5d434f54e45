"""Is a pledge written once, whole, and only when it may be?"""

import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from ikrar.core.pledges import Why
from ikrar.core.verdicts import Problem, Refused
from ikrar.domain.ledger.actions import Unchanged, Unknown, action, record, result_of
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.ledger.subjects import erase_key, key_of
from ikrar.domain.pledges import actions, queries
from ikrar.domain.pledges.models import Pledge
from ikrar.domain.programme.models import Asked
from tests.given.cast import Cast
from tests.given.pledges import TEXT, a_consent, a_morning, a_pledge

pytestmark = pytest.mark.django_db


@action(Fact.TARGET_CHANGED)
def _moved(asked: Asked, *, by: Unknown, at: object, **fields: object) -> None:
    Asked.objects.filter(pk=asked.pk).update(**fields)
    record(Fact.TARGET_CHANGED, asked, by=by, at=at)  # type: ignore[arg-type]


def test_one_pledge_leaves_one_row_and_one_entry(cast: Cast) -> None:
    morning = a_morning(cast)
    pledge = a_pledge(morning.ayu, cast.at)
    entry = Entry.objects.get(fact=Fact.PLEDGE_SIGNED)
    assert (entry.ref, entry.subject, entry.actor) == (pledge.entry, pledge.subject_ref, morning.ayu.actor_ref)
    assert bytes(entry.salt) == b""  # the salt comes from the key of the person, so that erasing the key erases
    assert "Ayu" not in entry.details


def test_signing_again_gives_the_same_pledge_back(cast: Cast) -> None:
    morning = a_morning(cast)
    first = a_pledge(morning.ayu, cast.at)
    again = actions.sign_pledges([a_consent(morning.ayu)], by=Unknown(), at=cast.at + timedelta(minutes=5))[0]
    assert isinstance(again, Unchanged)
    assert again.result.ref == first.ref
    assert Pledge.objects.count() == Entry.objects.filter(fact=Fact.PLEDGE_SIGNED).count() == 1


def test_a_batch_answers_each_person_in_order(cast: Cast) -> None:
    morning = a_morning(cast)
    first = a_pledge(morning.made, cast.at)
    batch = [a_consent(a) for a in (morning.ayu, morning.made, morning.nyoman)]
    outcomes = actions.sign_pledges(batch, by=Unknown(), at=cast.at)
    assert [isinstance(o, Unchanged) for o in outcomes] == [False, True, False]
    assert [result_of(o).asked_id for o in outcomes] == [morning.ayu.pk, morning.made.pk, morning.nyoman.pk]
    assert result_of(outcomes[1]).ref == first.ref


def test_the_leaf_and_the_record_follow_from_the_description_alone(cast: Cast) -> None:
    """An independent reading of reference 3.1: nothing of our own code is used to recompute."""
    morning = a_morning(cast)
    pledge = a_pledge(morning.ayu, cast.at)
    entry = Entry.objects.get(ref=pledge.entry)
    leaf, key = bytes(entry.leaf), key_of(morning.ayu.employee.ref)
    said = json.loads(pledge.record)
    canonical = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    salt = hmac.new(key, b"ikrar/v1/salt\0" + str(entry.ref).encode(), hashlib.sha256).digest()
    seconds = int(cast.at.timestamp()) // 60 * 60
    assert leaf == b"".join(
        (
            b"IKR1", bytes([2, 1]), bytes(2),
            hashlib.sha256(b"ikrar/v1/campaign\0" + morning.drive.ref.encode()).digest()[:16],
            hashlib.sha256(b"ikrar/v1/institution\0" + cast.agency.code.encode()).digest()[:8],
            seconds.to_bytes(4, "big"),
            hashlib.sha256(TEXT.encode()).digest(),
            hmac.new(key, b"ikrar/v1/nullifier\0" + bytes(morning.drive.campaign), hashlib.sha256).digest(),
            hashlib.sha256(b"ikrar/v1/commitment\0" + salt + canonical).digest(),
        )
    )  # fmt: skip
    assert said["evidence_sha256"] == hashlib.sha256(pledge.evidence.encode()).hexdigest()
    assert said["subject"] == {
        "agency": cast.agency.name, "name": "Ayu Lestari", "nip": morning.ayu.employee.nip, "number": 101,
        "position": "Analis", "unit": "Dinas Pendidikan",
    }  # fmt: skip
    assert (said["at"], said["level"], said["proof"]) == ("2026-11-23T00:31:08Z", "1", pledge.ref)


@pytest.mark.parametrize(("people", "unit"), [(60, 60), (12, 3600), (9, 86_400)])
def test_a_small_body_is_told_by_the_hour_or_the_day(cast: Cast, people: int, unit: int) -> None:
    morning = a_morning(cast, people=people)
    pledge = a_pledge(morning.ayu, cast.at)
    leaf = bytes(Entry.objects.get(ref=pledge.entry).leaf)
    assert int.from_bytes(leaf[32:36], "big") == int(cast.at.timestamp()) // unit * unit


def test_the_write_reads_nothing_and_inserts_twice(cast: Cast) -> None:
    morning = a_morning(cast)
    consent = a_consent(morning.ayu)
    with CaptureQueriesContext(connection) as seen, CaptureQueriesContext(connections["keys"]) as keys:
        actions.sign_pledges([consent], by=consent.signer, at=cast.at)
    verbs = [q["sql"].split()[0] for q in seen]
    assert [v for v in verbs if v not in {"BEGIN", "SAVEPOINT", "RELEASE"}] == ["INSERT", "INSERT"]
    assert len(keys) == 1


def test_reading_the_signer_is_one_statement(cast: Cast) -> None:
    morning = a_morning(cast)
    queries.signer(morning.ayu.pk)
    with CaptureQueriesContext(connection) as seen:
        read = queries.signer(morning.ayu.pk)
    assert len(seen) == 1
    assert queries.signers([morning.ayu.pk]) == {morning.ayu.pk: read}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"stage": "closed"}, Why.DRIVE_NOT_OPEN),
        ({"late_until": "past"}, Why.WINDOW_CLOSED),
    ],
)
def test_nothing_is_written_when_the_drive_takes_nothing(
    cast: Cast, fields: dict[str, object], reason: Why
) -> None:
    past = {"deadline_at": cast.at - timedelta(days=2), "late_until": cast.at - timedelta(seconds=1)}
    morning = a_morning(cast, **(past if "late_until" in fields else fields))
    with pytest.raises(Refused) as refused:
        a_pledge(morning.ayu, cast.at)
    assert refused.value.reason == reason
    assert not Pledge.objects.exists()


def test_a_pledge_after_the_deadline_says_that_it_is_late(cast: Cast) -> None:
    morning = a_morning(cast, deadline_at=cast.at - timedelta(minutes=1))
    pledge = a_pledge(morning.ayu, cast.at)
    assert pledge.late
    assert bytes(Entry.objects.get(ref=pledge.entry).leaf)[6:8] == b"\x00\x02"


def test_a_pledge_through_a_late_link_is_late_before_the_deadline_too(cast: Cast) -> None:
    assert a_pledge(a_morning(cast).ayu, cast.at, by_late_link=True).late


def test_whoever_left_the_body_is_not_asked_any_more(cast: Cast) -> None:
    morning = a_morning(cast)
    _moved(morning.ayu, by=Unknown(), at=cast.at, left_on=cast.at.date(), left_reason="retired")
    with pytest.raises(Refused) as refused:
        a_pledge(morning.ayu, cast.at)
    assert refused.value.reason == Why.LEFT


def test_a_moved_person_signs_once(cast: Cast) -> None:
    morning = a_morning(cast)
    first = a_pledge(morning.ayu, cast.at)
    _moved(morning.ayu, by=Unknown(), at=cast.at, unit=cast.health)
    again = actions.sign_pledges([a_consent(morning.ayu)], by=Unknown(), at=cast.at)[0]
    assert result_of(again).ref == first.ref


@pytest.mark.parametrize(("minutes", "kept"), [(-5, True), (-60 * 49, False), (30, False)])
def test_a_tap_is_kept_as_a_claim_only_when_a_clock_could_mean_it(cast: Cast, minutes: int, kept: bool) -> None:
    morning = a_morning(cast)
    tapped = cast.at + timedelta(minutes=minutes)
    pledge = a_pledge(morning.ayu, cast.at, tapped_at=tapped)
    assert pledge.signed_at == cast.at
    assert pledge.tapped_at == (tapped if kept else None)


def test_an_erased_person_cannot_be_signed_for(cast: Cast) -> None:
    morning = a_morning(cast)
    erase_key(morning.ayu.employee.ref)
    with pytest.raises(Problem) as problem:
        a_pledge(morning.ayu, cast.at)
    assert problem.value.reason == Why.ERASED
