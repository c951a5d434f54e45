"""Does a person sign on a phone in two taps, once, whatever is pressed, lost or repeated?"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from ikrar.domain.ledger.actions import Unknown, action, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.pledges.models import Dispute, Pledge, Refusal
from ikrar.domain.programme.models import Apel, Asked, Drive
from tests.given.cast import Cast
from tests.given.pledges import Morning, a_morning, code_of, right_now
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def morning(cast: Cast) -> Morning:
    return a_morning(cast, at=right_now())


@action(Fact.APEL_CHANGED)
def changed(thing: Any, *, by: Unknown, at: object, **fields: object) -> None:
    type(thing).objects.filter(pk=thing.pk).update(**fields)
    record(Fact.APEL_CHANGED, thing, by=by, at=at)  # type: ignore[arg-type]


def enter(client: StrictClient, morning: Morning, who: Asked, **fields: str) -> Any:
    typed = {"nomor": str(who.number), "kode": code_of(who.number), **fields}
    return client.post(f"/m/{morning.apel.code}/", typed)


def the_form(client: StrictClient, morning: Morning) -> dict[str, str]:
    page = client.get(f"/m/{morning.apel.code}/ikrar/").content.decode()
    hidden = dict(re.findall(r'name="(kunci|dibaca)" value="([^"]*)"', page))
    return {**hidden, "setuju": "on"}


def sign(client: StrictClient, morning: Morning, **fields: str) -> Any:
    return client.post(f"/m/{morning.apel.code}/ikrar/", {**the_form(client, morning), **fields})


def test_ayu_signs_in_two_taps_after_number_and_code(client: StrictClient, morning: Morning) -> None:
    assert "Apel Senin" in client.get(f"/m/{morning.apel.code}/").content.decode()
    answered = enter(client, morning, morning.ayu)
    assert (answered.status_code, answered["Location"]) == (303, f"/m/{morning.apel.code}/ikrar/")
    page = client.get(answered["Location"]).content.decode()
    assert "Ayu Lestari" in page and "politik uang" in page and "Dinas Pendidikan" in page
    assert morning.ayu.employee.nip not in page
    done = sign(client, morning)
    assert (done.status_code, done["Location"]) == (303, f"/m/{morning.apel.code}/bukti/")
    pledge = Pledge.objects.get()
    proof = client.get(done["Location"]).content.decode()
    assert f"{pledge.ref[:4]}-{pledge.ref[4:]}" in proof and "WITA" in proof
    assert (pledge.asked_id, pledge.level, pledge.apel_id) == (morning.ayu.pk, "1", morning.apel.pk)


@pytest.mark.parametrize("path", ["/m/{}", "/M/{}/", "/M/{}", "/m/{}/"])
def test_the_short_address_works_however_it_is_typed(client: StrictClient, morning: Morning, path: str) -> None:
    assert client.get(path.format(morning.apel.code)).status_code == 200
    assert client.get(path.format(morning.apel.code.lower())).status_code == 200


def test_a_nip_with_spaces_works_as_well_as_the_number(client: StrictClient, morning: Morning) -> None:
    nip = morning.ayu.employee.nip
    spaced = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    assert enter(client, morning, morning.ayu, nomor=spaced, kode=code_of(101).lower()).status_code == 303


def test_looking_signs_nothing_whoever_looks(client: StrictClient, morning: Morning) -> None:
    enter(client, morning, morning.ayu)
    before = Entry.objects.count()
    for path in ("", "ikrar/", "bukti/", "tidak/", "lapor/data/", "lapor/bukan-saya/", "selesai/"):
        for method in (client.get, client.head):
            assert method(f"/m/{morning.apel.code}/{path}").status_code in {200, 303}
    assert (Pledge.objects.count(), Refusal.objects.count(), Dispute.objects.count()) == (0, 0, 0)
    assert Entry.objects.count() == before


def test_pressing_twice_or_on_a_second_phone_shows_the_same_proof(
    client: StrictClient, morning: Morning
) -> None:
    enter(client, morning, morning.ayu)
    form = the_form(client, morning)
    other = StrictClient()
    enter(other, morning, morning.ayu)
    second = the_form(other, morning)
    address = f"/m/{morning.apel.code}/ikrar/"
    answers = [client.post(address, form), client.post(address, form), other.post(address, second)]
    assert {a["Location"] for a in answers} == {f"/m/{morning.apel.code}/bukti/"}
    assert Pledge.objects.count() == 1
    ref = Pledge.objects.get().ref
    assert all(
        f"{ref[:4]}-{ref[4:]}" in c.get(answers[0]["Location"]).content.decode() for c in (client, other)
    )


def test_signing_costs_one_reading_and_two_inserts(client: StrictClient, morning: Morning) -> None:
    """The hot path: one statement finds the person, one the key, two inserts; no session and no user row."""
    enter(client, morning, morning.made)
    sign(client, morning)
    enter(client, morning, morning.ayu)
    form = the_form(client, morning)
    with CaptureQueriesContext(connection) as seen, CaptureQueriesContext(connections["keys"]) as keys:
        assert client.post(f"/m/{morning.apel.code}/ikrar/", form).status_code == 303
    verbs = [q["sql"].split()[0] for q in seen if q["sql"].split()[0] not in {"SAVEPOINT", "RELEASE"}]
    assert verbs == ["SELECT", "INSERT", "INSERT"]
    assert [q["sql"].split()[0] for q in keys] == ["SELECT"]


def test_an_unticked_box_signs_nothing_and_says_so(client: StrictClient, morning: Morning) -> None:
    enter(client, morning, morning.ayu)
    form = the_form(client, morning)
    del form["setuju"]
    answered = client.post(f"/m/{morning.apel.code}/ikrar/", form)
    assert answered.status_code == 422
    assert "Centang kotak ini" in answered.content.decode()
    assert not Pledge.objects.exists()


def test_a_text_that_changed_meanwhile_must_be_read_again(client: StrictClient, morning: Morning) -> None:
    enter(client, morning, morning.ayu)
    answered = sign(client, morning, dibaca="0" * 64)
    assert answered.status_code == 422
    assert not Pledge.objects.exists()


def test_wrong_codes_slow_one_person_and_nobody_else(client: StrictClient, morning: Morning) -> None:
    for _ in range(5):
        assert enter(client, morning, morning.ayu, kode="ZZZZZZ").status_code == 422
    slowed = enter(client, morning, morning.ayu)
    assert slowed.status_code == 422
    assert "meja bantu" in slowed.content.decode()
    assert enter(client, morning, morning.made).status_code == 303


def test_an_unknown_number_and_a_wrong_code_sound_the_same(client: StrictClient, morning: Morning) -> None:
    said = "Nomor atau kode belum cocok"
    assert said in enter(client, morning, morning.ayu, kode="ZZZZZZ").content.decode()
    assert said in enter(client, morning, morning.ayu, nomor="99998").content.decode()


def test_a_closed_session_says_when_it_closed_and_the_way_on(client: StrictClient, morning: Morning) -> None:
    changed(morning.apel, by=Unknown(), at=morning.at, stage="closed", closed_at=morning.at)
    page = client.get(f"/m/{morning.apel.code}/").content.decode()
    assert "Minta tautan susulan" in page and "Sesi ditutup" in page
    assert enter(client, morning, morning.ayu).status_code == 200  # the form is gone: nothing was accepted


def test_a_statement_on_the_screen_can_be_signed_after_the_session_closed(
    client: StrictClient, morning: Morning
) -> None:
    enter(client, morning, morning.ayu)
    form = the_form(client, morning)
    changed(morning.apel, by=Unknown(), at=morning.at, stage="closed", closed_at=morning.at)
    past = morning.at - timedelta(seconds=1)
    Drive.objects.filter(pk=morning.drive.pk)
    changed(morning.drive, by=Unknown(), at=morning.at, deadline_at=past)
    assert client.post(f"/m/{morning.apel.code}/ikrar/", form).status_code == 303
    assert Pledge.objects.get().late


def test_after_the_late_window_the_page_says_so(client: StrictClient, morning: Morning) -> None:
    enter(client, morning, morning.ayu)
    form = the_form(client, morning)
    past = morning.at - timedelta(seconds=1)
    changed(morning.drive, by=Unknown(), at=morning.at, deadline_at=past, late_until=past)
    answered = client.post(f"/m/{morning.apel.code}/ikrar/", form)
    assert "Masa penandatanganan sudah berakhir" in answered.content.decode()
    assert not Pledge.objects.exists()


def test_a_stale_or_forged_ticket_leads_back_to_number_and_code(client: StrictClient, morning: Morning) -> None:
    address = f"/m/{morning.apel.code}/ikrar/"
    for cookie in ("", "1/x/y/phone:abc:def"):
        client.cookies["peserta"] = cookie
        answered = client.post(address, {"setuju": "on"})
        assert answered["Location"] == f"/m/{morning.apel.code}/?lagi"
    assert "Masukkan nomor dan kode lagi" in client.get(f"/m/{morning.apel.code}/?lagi").content.decode()


def test_a_ticket_of_another_session_does_not_open_this_one(client: StrictClient, morning: Morning) -> None:
    enter(client, morning, morning.ayu)
    other = Apel.objects.get(pk=morning.apel.pk)
    assert client.get(f"/m/{'0' * 6 if other.code != '0' * 6 else '1' * 6}/ikrar/")["Location"].endswith(
        "?lagi"
    )


def test_whoever_refuses_may_change_their_mind(client: StrictClient, morning: Morning) -> None:
    enter(client, morning, morning.ayu)
    here = f"/m/{morning.apel.code}/tidak/"
    assert client.post(here, {"alasan": "Saya perlu bertanya dahulu"}).status_code == 303
    assert "sudah dicatat" in client.get(here).content.decode()
    cannot = client.get(f"/m/{morning.apel.code}/ikrar/").content.decode()
    assert "tidak bersedia" in cannot and 'name="setuju"' not in cannot
    assert client.post(here, {"batal": "1"})["Location"] == f"/m/{morning.apel.code}/ikrar/"
    assert sign(client, morning).status_code == 303
    assert Pledge.objects.count() == 1


def test_a_refusal_names_nobody_in_the_ledger(client: StrictClient, morning: Morning) -> None:
    enter(client, morning, morning.ayu)
    client.post(f"/m/{morning.apel.code}/tidak/", {"alasan": ""})
    entry = Entry.objects.get(fact=Fact.PLEDGE_REFUSED)
    assert (entry.subject, entry.actor) == (morning.drive.subject_ref, "unknown")
    assert bytes(entry.leaf)[4] == 0xFF and bytes(entry.leaf)[8:32] == bytes(24)


def test_this_was_not_me_reaches_the_officers_once(client: StrictClient, morning: Morning) -> None:
    enter(client, morning, morning.ayu)
    sign(client, morning)
    page = client.get(f"/m/{morning.apel.code}/lapor/bukan-saya/").content.decode()
    key = re.findall(r'name="kunci" value="([^"]*)"', page)[0]
    for _ in range(2):
        said = client.post(f"/m/{morning.apel.code}/lapor/bukan-saya/", {"pesan": "Saya cuti", "kunci": key})
        assert "sudah dikirim" in said.content.decode()
    assert Dispute.objects.get().kind == "not_me"


def test_the_next_person_finds_nothing_of_the_last(client: StrictClient, morning: Morning) -> None:
    enter(client, morning, morning.ayu)
    sign(client, morning)
    assert client.post(f"/m/{morning.apel.code}/selesai/").status_code == 303
    assert client.get(f"/m/{morning.apel.code}/bukti/")["Location"].endswith("?lagi")
    assert "Ayu" not in client.get(f"/m/{morning.apel.code}/").content.decode()


def test_signatures_from_one_device_share_a_mark_and_no_address(client: StrictClient, morning: Morning) -> None:
    for who in (morning.ayu, morning.made):
        enter(client, morning, who)
        sign(client, morning)
    other = StrictClient()
    enter(other, morning, morning.nyoman)
    sign(other, morning)
    marks = {p.asked_id: p.device for p in Pledge.objects.all()}
    assert marks[morning.ayu.pk] == marks[morning.made.pk] != marks[morning.nyoman.pk]
    assert "127.0.0.1" not in "".join(p.evidence for p in Pledge.objects.all())


@pytest.mark.parametrize("said", ["1e9", "-5", "abc", "9" * 19])
def test_an_odd_claim_of_the_tap_is_ignored(client: StrictClient, morning: Morning, said: str) -> None:
    enter(client, morning, morning.ayu)
    assert sign(client, morning, ketuk=said).status_code == 303
    assert Pledge.objects.get().tapped_at is None


def test_an_unknown_code_is_not_found(client: StrictClient, morning: Morning) -> None:
    assert client.get("/m/000000/").status_code == 404
    assert client.get("/m/" + "A" * 300 + "/").status_code == 404
