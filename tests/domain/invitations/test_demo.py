"""Does the demo play invitations and duty notes through the real actions, one of every fate?"""

import pytest

from ikrar.demo.invitations import play_invitations
from ikrar.domain.invitations.models import DutyNote, Invitation
from ikrar.domain.letters.models import Letter
from ikrar.domain.people.models import Account, Person
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff
from tests.given.cast import Cast

pytestmark = pytest.mark.django_db


class Scene:
    """The regency with Sari as its officer and Hadi as its head."""

    agency: Agency
    crew: dict[str, Person]

    def __init__(self, cast: Cast) -> None:
        self.cast, self.agency = cast, cast.agency
        self.crew = {"officer": cast.sari, "head": cast.hadi}

    def by(self, name: str) -> Staff:
        return self.cast.staff(self.crew[name])


def test_the_demo_plays_one_of_every_fate(cast: Cast) -> None:
    logins = play_invitations(Scene(cast), encoded="!", at=cast.at)
    assert Account.objects.filter(username__in=logins.values()).count() == len(logins) == 3
    fates = Invitation.objects.order_by("decision").values_list("decision", "left_reason", "was_late")
    assert list(fates) == [("", "", False), ("attend", "persuasion", False), ("decline", "", False)]
    assert sorted(Letter.objects.values_list("kind", flat=True)) == ["duty", "letter"]
    assert sorted(bool(note.answered_at) for note in DutyNote.objects.all()) == [False, True]
