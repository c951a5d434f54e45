"""Whom may two officers let sign at their kiosk on their word alone?"""

from typing import Any

import pytest
from django.conf import LazySettings

from ikrar.domain.ledger.actions import Unknown
from ikrar.domain.people import actions as persons
from ikrar.domain.people.grants import Role
from ikrar.domain.people.hashing import Argon2id
from ikrar.domain.people.models import Person
from ikrar.domain.pledges.models import Kiosk, Pledge
from ikrar.domain.programme import actions
from ikrar.domain.roster.actions import give_seat
from tests.given.cast import PASSWORD, Cast
from tests.given.pledges import Morning, a_morning, code_of, right_now
from tests.given.programme import a_foreign_drive
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def morning(cast: Cast, settings: LazySettings) -> Morning:
    settings.IKRAR_DEMO = True
    return a_morning(cast, at=right_now())


def with_password(cast: Cast, person: Person) -> None:
    account = cast.account(person)
    account.password = Argon2id().encode(PASSWORD, "")
    account.save()


def a_kiosk(client: StrictClient, cast: Cast, morning: Morning, operator: Person, witness: Person) -> Kiosk:
    with_password(cast, witness)
    client.force_login(cast.account(operator))
    typed = {"saksi": witness.name, "password": PASSWORD}
    assert client.post(f"/apel/{morning.apel.ref}/kios/", typed).status_code == 303
    return Kiosk.objects.get()


def sign(client: StrictClient, kiosk: Kiosk, **typed: str) -> Any:
    client.post(f"/kios/{kiosk.ref}/", typed)
    page = client.get(f"/kios/{kiosk.ref}/ikrar/")
    if page.status_code == 200:
        text = page.context["form"]["dibaca"].value()
        client.post(f"/kios/{kiosk.ref}/ikrar/", {"setuju": "on", "dibaca": text})
    return page


@pytest.fixture
def strangers(client: StrictClient, cast: Cast, morning: Morning) -> Kiosk:
    """Anton brought his body into the session by the code on the big screen, and a colleague witnesses."""
    drive = a_foreign_drive(cast)
    mate = persons.add_person(name="Rudi", by=Unknown(), at=cast.at)
    give_seat(mate, role=Role.OFFICER, agency=cast.other, since=cast.at.date(), by=Unknown(), at=cast.at)
    actions.join_apel(morning.apel.code, drive=drive, agency=cast.other, by=cast.staff(cast.anton), at=cast.at)
    return a_kiosk(client, cast, morning, cast.anton, mate)


def test_officers_of_another_body_let_nobody_sign_on_their_word(client: StrictClient, strangers: Kiosk) -> None:
    sign(client, strangers, nomor="101")
    assert not Pledge.objects.exists()


def test_officers_of_another_body_find_no_names(client: StrictClient, strangers: Kiosk) -> None:
    assert "Ayu Lestari" not in client.post(f"/kios/{strangers.ref}/", {"cari": "Ayu"}).content.decode()


def test_whoever_brings_the_card_may_sign_at_any_kiosk(client: StrictClient, strangers: Kiosk) -> None:
    sign(client, strangers, nomor="101", kode=code_of(101))
    assert Pledge.objects.count() == 1


def test_a_unit_operator_vouches_for_the_own_unit_only(
    client: StrictClient, cast: Cast, morning: Morning
) -> None:
    kiosk = a_kiosk(client, cast, morning, cast.budi, cast.sari)
    sign(client, kiosk, nomor=str(morning.wayan.number))
    assert not Pledge.objects.exists()
    assert "Wayan" not in client.post(f"/kios/{kiosk.ref}/", {"cari": "Wayan"}).content.decode()
    sign(client, kiosk, nomor=str(morning.nyoman.number))
    assert Pledge.objects.get().asked_id == morning.nyoman.pk


def test_a_witness_vouches_for_the_own_unit_only(client: StrictClient, cast: Cast, morning: Morning) -> None:
    kiosk = a_kiosk(client, cast, morning, cast.sari, cast.budi)
    sign(client, kiosk, nomor=str(morning.wayan.number))
    assert not Pledge.objects.exists()


def test_an_officer_who_lost_the_seat_vouches_for_nobody(
    client: StrictClient, cast: Cast, morning: Morning
) -> None:
    from datetime import timedelta

    from ikrar.domain.roster.actions import end_seat
    from ikrar.domain.roster.models import Seat

    kiosk = a_kiosk(client, cast, morning, cast.sari, cast.budi)
    yesterday = (right_now() - timedelta(days=1)).date()
    end_seat(Seat.objects.get(person=cast.budi), on=yesterday, by=cast.sari, at=right_now())
    sign(client, kiosk, nomor="101")
    assert not Pledge.objects.exists()
