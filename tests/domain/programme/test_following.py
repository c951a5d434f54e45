"""What the worker does by itself: openings go on, rosters are followed, texts are ready."""

import pytest

from ikrar.domain.ledger.models import Entry
from ikrar.domain.programme import actions, following
from ikrar.domain.programme.models import Asked, Following
from ikrar.domain.texts.models import Text
from ikrar.worker import programme_jobs
from tests.given.cast import Cast
from tests.given.programme import an_approved_drive, an_opened_drive, some_employees

pytestmark = pytest.mark.django_db


def test_the_worker_opens_what_an_officer_began(cast: Cast) -> None:
    drive = an_approved_drive(cast)
    assert programme_jobs.open_drives(cast.at) == 0
    actions.begin_opening(drive, by=cast.staff(cast.sari), at=cast.at)
    assert programme_jobs.open_drives(cast.at) == 1
    drive.refresh_from_db()
    assert (drive.stage, drive.opened_by) == ("open", cast.sari.actor_ref)
    assert Asked.objects.filter(drive=drive).count() == 9
    assert programme_jobs.open_drives(cast.at) == 0


def test_a_fact_about_a_whole_body_is_noted_and_followed_later(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    some_employees(cast.health, 2, cast.at)
    entry = Entry.objects.filter(fact="employee.added").order_by("-id")[0]
    following.follow_fact(entry, cast.at)
    assert Following.objects.filter(body__drive=drive).count() == 1
    assert programme_jobs.follow_rosters(cast.at) == 2
    assert Entry.objects.filter(fact="target.set").count() == 2
    assert programme_jobs.follow_rosters(cast.at) == 0


def test_a_drive_that_is_not_open_follows_nothing(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    actions.close_drive(drive, by=cast.staff(cast.sari), at=cast.at)
    some_employees(cast.health, 2, cast.at)
    following.note_changed_roster(cast.agency.ref, cast.at)
    assert not Following.objects.exists()


def test_the_texts_are_ready_without_anybody_asking(cast: Cast) -> None:
    programme_jobs.load_texts(cast.at)
    programme_jobs.load_texts(cast.at)
    assert sorted(Text.objects.values_list("kind", flat=True)) == ["oath", "pact"]
