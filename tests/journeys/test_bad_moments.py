"""Bad moments: pressed twice, gone back, too late, two phones, a curious robot, a wrong code, a session that ended."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signing import TimestampSigner, b62_encode

from ikrar.config import env
from ikrar.web.shell import signers
from tests.journeys import deeds
from tests.journeys.conftest import a_phone, axe_findings, log_in
from tests.journeys.site import Site, free_port

pytestmark = pytest.mark.browser
ROBOT = "WhatsApp/2.24.20 (link preview)"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo of this file alone, on two web processes that race each other."""
    yield from deeds.a_site(tmp_path_factory.mktemp("town"), free_port(), workers=2)


@pytest.fixture(scope="module")
def people(town: Site) -> Iterator[dict[str, str]]:
    """Participants who have not signed, each once; the last one is left for later."""
    return iter(town.told["participants"][:-1])


@pytest.fixture
def waiting(town: Site) -> dict[str, str]:
    """Somebody who signs in the very last test."""
    return dict(town.told["participants"][-1])


@pytest.fixture
def person(people: Any) -> dict[str, str]:
    """Somebody who has not signed."""
    return dict(next(people))


@pytest.fixture
def phone(browser: Any, town: Site) -> Iterator[Any]:
    """An ordinary phone."""
    context = a_phone(browser, town)
    yield context.new_page()
    context.close()


@pytest.fixture
def laptop(browser: Any, town: Site) -> Iterator[Any]:
    """The officer of the regency, logged in."""
    context = a_phone(browser, town, width=1366)
    page = context.new_page()
    log_in(page, town, "officer@kab-contoh")
    yield page
    context.close()


class LongAgo(TimestampSigner):
    """Signs as of three hours ago: a ticket lives two."""

    def timestamp(self) -> str:
        """The moment that goes into the signature."""
        return b62_encode(int(time.time()) - 3 * 60 * 60)


def test_a_double_press_makes_one_pledge(phone: Any, town: Site, person: dict[str, str]) -> None:
    deeds.enter(phone, town.told["apel"], person)
    phone.check("[name=setuju]")
    phone.get_by_role("button", name="Tanda tangani sekarang").dblclick(no_wait_after=True)
    phone.wait_for_url("**/bukti/")
    assert deeds.pledges_of(town, person) == 1


def test_the_form_sent_many_times_at_once_makes_one_pledge(
    phone: Any, town: Site, person: dict[str, str]
) -> None:
    """The button of a tired phone: eight requests in flight, two web processes."""
    deeds.enter(phone, town.told["apel"], person)
    phone.check("[name=setuju]")
    ends = phone.evaluate(
        """async () => { const form = document.querySelector('main form');
        const send = () => fetch(form.action, {method: 'POST', body: new URLSearchParams(new FormData(form))});
        return (await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(send))).map((answer) => [answer.status, answer.url]); }"""
    )
    assert {status for status, _ in ends} == {200}
    assert all(url.endswith("/bukti/") for _, url in ends)
    assert deeds.pledges_of(town, person) == 1


def test_back_reload_and_coming_again_show_the_same_proof(
    phone: Any, town: Site, person: dict[str, str]
) -> None:
    deeds.enter(phone, town.told["apel"], person)
    proof = deeds.sign(phone)
    phone.go_back()
    phone.wait_for_url("**/bukti/")
    assert deeds.code_on(phone) == proof
    phone.reload()
    assert deeds.code_on(phone) == proof
    deeds.knock(phone, town.told["apel"], person)
    phone.wait_for_url("**/bukti/")
    assert deeds.code_on(phone) == proof
    assert deeds.pledges_of(town, person) == 1
    phone.get_by_role("button", name="Selesai, hapus data saya dari ponsel ini").click()
    phone.wait_for_url("**/selesai/")
    phone.go_back()
    phone.wait_for_url("**/m/**")
    assert person["name"] not in phone.content()  # the next person at this phone sees nobody


def test_an_old_ticket_asks_for_the_code_again_and_signs_nothing(
    phone: Any, town: Site, person: dict[str, str]
) -> None:
    deeds.enter(phone, town.told["apel"], person)
    [ticket] = [c for c in phone.context.cookies() if c["name"] == signers.COOKIE]
    said = ticket["value"].strip('"').rsplit(":", 2)[0]
    ticket["value"] = LongAgo(key=env.secret(town.home, "django"), salt=signers.SALT).sign(said)
    phone.context.add_cookies([ticket])
    deeds.tap(phone)
    phone.wait_for_selector("text=Waktu Anda di halaman itu habis. Masukkan nomor dan kode lagi.")
    assert deeds.pledges_of(town, person) == 0
    deeds.enter(phone, town.told["apel"], person)
    deeds.sign(phone)
    assert deeds.pledges_of(town, person) == 1


def test_one_person_on_two_phones_gets_one_proof(
    browser: Any, phone: Any, town: Site, person: dict[str, str]
) -> None:
    other = a_phone(browser, town)
    second = other.new_page()
    deeds.enter(phone, town.told["apel"], person)
    deeds.enter(second, town.told["apel"], person)
    proof = deeds.sign(phone)
    assert deeds.sign(second) == proof
    assert deeds.pledges_of(town, person) == 1
    other.close()


def test_a_robot_that_looks_at_every_signing_address_changes_nothing(
    browser: Any, phone: Any, town: Site, person: dict[str, str]
) -> None:
    """Even one that carries the ticket of the person; link previews come by GET and HEAD."""
    apel = town.told["apel"]
    deeds.enter(phone, apel, person)
    [(signed,)] = deeds.rows(town, "select ref from pledges_pledge order by id limit 1")
    [(late,)] = deeds.rows(town, "select ref from pledges_latelink order by id limit 1")
    ways = ["", "ikrar/", "bukti/", "tidak/", "lapor/data/", "lapor/bukan-saya/", "selesai/"]
    paths = [f"/m/{apel}/{way}" for way in ways] + [f"/M/{apel}", f"/m/{late}/", f"/layar/{apel}/"]
    paths += [f"/bukti/{signed}/", f"/bukti/{signed}/milik-saya/", f"/p/{signed}", f"/bukti/{signed}/unduh/"]
    robot = browser.new_context(base_url=town.url, user_agent=ROBOT)
    robot.add_cookies(phone.context.cookies())
    before = deeds.records(town)
    for path in paths:
        assert robot.request.get(path).status < 500, path
        assert robot.request.head(path).status < 500, path
    assert deeds.records(town) == before
    robot.close()
    deeds.sign(phone)  # the ticket still serves the person
    assert deeds.records(town) != before


def test_wrong_codes_slow_that_person_and_nobody_else(phone: Any, town: Site, people: Any) -> None:
    hasty, calm = next(people), next(people)
    for _ in range(5):
        deeds.knock(phone, town.told["apel"], {**hasty, "code": "000000"})
        phone.wait_for_selector("[role=alert]")
    deeds.knock(phone, town.told["apel"], hasty)
    phone.wait_for_selector("text=Kode belum cocok beberapa kali. Coba lagi pukul")
    assert phone.input_value("[name=nomor]") == hasty["number"]
    deeds.enter(phone, town.told["apel"], calm)  # the same phone, the same address
    deeds.sign(phone)
    assert deeds.pledges_of(town, hasty) == 0


def test_a_form_with_an_old_token_stores_nothing_and_keeps_the_text(
    phone: Any, town: Site, waiting: dict[str, str]
) -> None:
    deeds.enter(phone, town.told["apel"], waiting)
    phone.get_by_role("link", name="Data saya salah").click()
    phone.fill("[name=pesan]", "Unit saya sekarang Kecamatan Sukamaju.")
    phone.context.clear_cookies(name="csrftoken")
    phone.locator("main form button").first.click()
    phone.wait_for_selector("h1:has-text('Formulir kedaluwarsa')")
    assert "Unit saya sekarang Kecamatan Sukamaju." in phone.inner_text("main")
    assert not deeds.rows(town, "select 1 from pledges_dispute")


def test_a_session_that_ended_keeps_what_the_officer_typed(laptop: Any, town: Site) -> None:
    laptop.goto("/apel/")
    laptop.get_by_role("link", name="Apel ikrar netralitas").click()
    laptop.get_by_role("link", name="Ubah sesi").click()
    laptop.fill("[name=guidance]", "Arahan panjang yang diketik sejak pagi.")
    laptop.context.clear_cookies(name="sessionid")
    laptop.locator("main form button").first.click()
    laptop.wait_for_selector("h1:has-text('Sesi Anda sudah berakhir')")
    assert "Arahan panjang yang diketik sejak pagi." in laptop.inner_text("main")
    assert laptop.locator("main a[href^='/masuk/']").count() == 1
    assert axe_findings(laptop) == []
    [(guidance,)] = deeds.rows(town, "select guidance from programme_apel where code = ?", town.told["apel"])
    assert guidance != "Arahan panjang yang diketik sejak pagi."


def test_a_closed_session_says_so_and_lets_those_inside_finish(
    browser: Any, laptop: Any, phone: Any, town: Site, waiting: dict[str, str]
) -> None:
    deeds.enter(phone, town.told["apel"], waiting)
    laptop.goto("/apel/")
    laptop.get_by_role("link", name="Apel ikrar netralitas").click()
    laptop.get_by_role("button", name="Tutup sesi").click()
    laptop.wait_for_selector("text=Sesi ditutup.")
    late = a_phone(browser, town)
    page = late.new_page()
    page.goto(f"/m/{town.told['apel']}/")
    assert "Sesi ini sudah ditutup. Minta tautan susulan" in page.inner_text("main")
    assert not page.locator("[name=kode]").count()
    late.close()
    deeds.sign(phone)
    assert deeds.pledges_of(town, waiting) == 1
    laptop.goto(f"/layar/{town.told['apel']}/")
    assert re.search(r"Sesi sudah ditutup", laptop.inner_text("main"))
