"""Does the demo play through the real actions, so that every page of an activity has something to show?"""

import pytest

from ikrar.demo.activities import play_activities
from ikrar.domain.programme.models import Activity, News
from ikrar.domain.programme.queries import activities as queries
from ikrar.domain.programme.queries.documentation import photos_of, public_photos
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff
from tests.given.cast import Cast

pytestmark = pytest.mark.django_db


class Scene:
    """The regency with Sari as its officer."""

    agency: Agency

    def __init__(self, cast: Cast) -> None:
        self.cast, self.agency = cast, cast.agency

    def by(self, name: str) -> Staff:
        assert name == "officer"
        return self.cast.staff(self.cast.sari)


def test_the_demo_plays_one_held_and_one_to_come(cast: Cast) -> None:
    session = play_activities(Scene(cast), cast.at)
    held = session.activity
    assert (held.stage, held.was_past) == ("held", False) and session.ends_at < cast.at
    assert len(photos_of(held)) == 3 and len(public_photos(News.objects.get())) == 1
    coming = Activity.objects.exclude(pk=held.pk).get()
    assert len(queries.sessions_of(coming)) == 6 and not coming.was_past
