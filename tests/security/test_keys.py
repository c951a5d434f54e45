"""Can a one-time key of one form swallow what another form, or the same form filled in anew, was sent to do?"""

import pytest
from django.conf import LazySettings

from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.models import Entry
from ikrar.domain.programme import actions
from ikrar.domain.programme.models import Absence, Apel
from ikrar.web.shell.forms import Confirm
from tests.given.cast import Cast
from tests.given.pledges import Morning, a_morning, right_now
from tests.given.programme import a_planned_apel, an_opened_drive
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def sari(client: StrictClient, cast: Cast, settings: LazySettings) -> StrictClient:
    settings.IKRAR_DEMO = True
    client.force_login(cast.account(cast.sari))
    return client


@pytest.fixture
def morning(cast: Cast) -> Morning:
    return a_morning(cast, at=right_now())


def absences(cast: Cast, morning: Morning) -> str:
    return f"/gerakan/{morning.drive.ref}/ikrar/{cast.agency.ref}/keterangan/"


def test_going_back_and_ticking_somebody_else_is_a_new_act(
    sari: StrictClient, cast: Cast, morning: Morning
) -> None:
    """The browser gives the old page back with its old key."""
    for who in (morning.ayu, morning.made):
        sari.post(absences(cast, morning), {"orang": [who.pk], "alasan": "leave", "kunci": "satu"})
    assert set(Absence.objects.values_list("asked_id", flat=True)) == {morning.ayu.pk, morning.made.pk}


def test_the_same_form_sent_twice_is_one_act(sari: StrictClient, cast: Cast, morning: Morning) -> None:
    for _ in range(2):
        page = sari.post(
            absences(cast, morning), {"orang": [morning.ayu.pk], "alasan": "leave", "kunci": "satu"}
        )
        assert page.status_code == 303
    assert Absence.objects.count() == 1


def test_the_other_button_of_a_form_is_another_act(sari: StrictClient, cast: Cast, morning: Morning) -> None:
    typed = {"orang": [morning.ayu.pk], "alasan": "leave", "kunci": "satu"}
    sari.post(absences(cast, morning), typed)
    sari.post(absences(cast, morning), {**typed, "kembali": "1"})
    assert Absence.objects.get().ended_at is not None


def test_a_key_of_another_act_is_no_yes(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    apel = a_planned_apel(cast, drive)
    actions.open_apel(apel, by=cast.staff(cast.sari), at=cast.at, key="satu")
    with pytest.raises(Problem):
        actions.close_drive(drive, by=cast.staff(cast.sari), at=cast.at, key="satu")


def test_a_key_of_another_session_opens_no_second_one(sari: StrictClient, cast: Cast) -> None:
    drive = an_opened_drive(cast)
    first, second = a_planned_apel(cast, drive), a_planned_apel(cast, drive)
    assert sari.post(f"/apel/{first.ref}/buka/", {"kunci": "satu"}).status_code == 303
    assert sari.post(f"/apel/{second.ref}/buka/", {"kunci": "satu"}).status_code == 422
    assert Apel.objects.get(pk=second.pk).stage == "planned"


@pytest.mark.parametrize("planted", ["undo:7K3M9QX2:0", "import:7K3M9QX2:0"])
def test_no_key_typed_by_hand_meets_a_key_of_the_program(planted: str, db: None) -> None:
    form = Confirm({"kunci": planted})
    assert form.is_valid() and form.key not in {None, planted}
    assert len(form.key or "") <= (Entry._meta.get_field("key").max_length or 0)
