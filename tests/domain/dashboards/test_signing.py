"""Present but not signed, signed but absent: are the lists right, and only for those who may list people?"""

import pytest
from django.conf import LazySettings

from ikrar.core.verdicts import Hidden
from ikrar.domain.dashboards.signing import activity_signing, session_to_compare
from ikrar.domain.programme import actions
from ikrar.domain.programme.models import ActivitySession
from tests.given.activities import a_session_to_attend
from tests.given.cast import Cast
from tests.given.pledges import Morning, a_morning, a_pledge, right_now
from tests.given.programme import some_employees
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def morning(cast: Cast) -> Morning:
    return a_morning(cast, at=right_now())


@pytest.fixture
def session(cast: Cast, morning: Morning) -> ActivitySession:
    return a_session_to_attend(cast, apel=morning.apel)


def test_the_two_lists_and_their_numbers(cast: Cast, morning: Morning, session: ActivitySession) -> None:
    sari = cast.staff(cast.sari)
    outside = some_employees(cast.education, 1, cast.at)
    present = [morning.ayu.employee, morning.made.employee, *outside]
    actions.record_list(session, cast.education, present=present, absent={}, by=sari, at=cast.at)
    for asked in (morning.ayu, morning.nyoman):
        a_pledge(asked, morning.at, apel_id=morning.apel.pk)
    found = activity_signing(sari, session)
    assert [n.name for n in found.present_not_signed] == [morning.made.employee.full_name]
    assert [n.name for n in found.signed_absent] == [morning.nyoman.employee.full_name]
    assert (found.present, found.signed, found.not_asked) == (2, 2, 1)


def test_lists_hold_only_units_within_reach(cast: Cast, morning: Morning, session: ActivitySession) -> None:
    sari = cast.staff(cast.sari)
    root = cast.agency.units.get(parent=None)
    actions.record_list(
        session, root, present=[morning.ayu.employee, morning.wayan.employee], absent={}, by=sari, at=cast.at
    )
    assert len(activity_signing(sari, session).present_not_signed) == 2
    seen = activity_signing(cast.staff(cast.budi), session).present_not_signed
    assert [n.name for n in seen] == [morning.ayu.employee.full_name]


def test_the_page_is_for_those_who_may_list(
    cast: Cast, morning: Morning, session: ActivitySession, settings: LazySettings
) -> None:
    settings.IKRAR_DEMO = True
    for name, status in (("sari", 200), ("rina", 200), ("hadi", 403), ("joko", 403), ("anton", 404)):
        client = StrictClient()
        client.force_login(cast.account(getattr(cast, name)))
        assert client.get(f"/hadir-dan-ikrar/{session.ref}/").status_code == status, name


def test_an_activity_without_an_apel_has_nothing_to_compare(cast: Cast, morning: Morning) -> None:
    with pytest.raises(Hidden):
        session_to_compare(cast.staff(cast.sari), a_session_to_attend(cast).ref)
