"""Does every part have an address, is it shown to those whose role opens it, and does it open for them?"""

import pytest
from django.conf import LazySettings
from django.urls import resolve, reverse

from ikrar.domain.people.grants import GRANTS, Permission, Role
from ikrar.web.shell.access import opening_of
from ikrar.web.shell.nav import GROUPS, Place
from tests.given.cast import Cast
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db
PLACES = [place for _, group in GROUPS for place in group]
MOST_IN_MENU = 8


@pytest.fixture(autouse=True)
def _without_second_factor(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.url_name)
def test_a_part_is_shown_to_exactly_those_whom_its_page_is_open_to(place: Place) -> None:
    opening = opening_of(resolve(reverse(place.url_name)).func)
    assert opening is not None
    shown_to = {role for role in Role if place.permission is None or place.permission in GRANTS[role]}
    opened_to = {r for r in Role if opening.kind != "permission" or GRANTS[r] & set(opening.permissions)}
    assert shown_to <= opened_to


def test_the_menu_stays_short_enough_for_one_row() -> None:
    assert sum(place.in_menu for place in PLACES) < MOST_IN_MENU


@pytest.mark.parametrize("name", ["sari", "budi", "hadi", "rina", "anton", "oki"])
def test_every_part_that_is_shown_opens(client: StrictClient, cast: Cast, name: str) -> None:
    client.force_login(cast.account(getattr(cast, name)))
    page = client.get("/semua/").content.decode()
    shown = [p for p in PLACES if f'<a href="{reverse(p.url_name)}">' in page]
    assert shown
    for place in shown:
        assert client.get(reverse(place.url_name), follow=True).status_code == 200, place.url_name


def test_an_auditor_is_shown_no_part_for_people_who_manage(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.rina))
    page = client.get("/semua/").content.decode()
    assert reverse("people:index") not in page
    assert Permission.PERSON_MANAGE not in GRANTS[Role.AUDITOR]
