"""Three phones at one apel: an ordinary one, one without script, and one that is cut off at the POST."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.conftest import a_phone, axe_findings, log_in
from tests.journeys.site import Site

pytestmark = pytest.mark.browser

FIRST_VISIT = 15 * 1024  # bytes, compressed, from the door to the proof


@pytest.fixture
def people(site: Site) -> Iterator[dict[str, str]]:
    """People of the open apel who have not signed yet; each test takes its own."""
    if not hasattr(site, "taken"):
        site.taken = iter(site.told["participants"][3:])  # type: ignore[attr-defined]
    return site.taken  # type: ignore[no-any-return,attr-defined]


def enter(page: Any, site: Site, person: dict[str, str]) -> None:
    page.goto(f"/m/{site.told['apel'].lower()}/")
    page.fill("[name=nomor]", person["number"])
    page.fill("[name=kode]", person["code"].lower())
    page.get_by_role("button", name="Lanjutkan").click()
    page.wait_for_url("**/ikrar/")


def sign(page: Any) -> str:
    """Tick, tap; the proof code."""
    page.check("[name=setuju]")
    page.get_by_role("button", name="Tanda tangani sekarang").click()
    page.wait_for_url("**/bukti/")
    return code_on(page)


def code_on(page: Any) -> str:
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", page.inner_text("main"))
    assert found is not None
    return found[0]


def test_an_ordinary_phone_signs_within_fifteen_kilobytes(browser: Any, site: Site, people: Any) -> None:
    context = a_phone(browser, site)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    enter(page, site, next(people))
    assert axe_findings(page) == []
    proof = sign(page)
    assert sum(sizes) <= FIRST_VISIT, sizes
    assert axe_findings(page) == []
    page.go_back()
    page.wait_for_load_state()
    assert code_on(page) == proof  # the form is gone: back leads to the proof, not to a second signature
    page.reload()
    assert code_on(page) == proof
    context.close()


def test_a_phone_without_script_signs_as_well(browser: Any, site: Site, people: Any) -> None:
    context = a_phone(browser, site, script=False)
    page = context.new_page()
    enter(page, site, next(people))
    assert "detik membaca" in page.inner_text("main")
    proof = sign(page)
    page.get_by_role("link", name="Periksa bukti saya").click()
    page.wait_for_load_state()
    assert proof in page.inner_text("main")
    context.close()


def test_a_phone_cut_off_at_the_post_sends_again_and_sees_one_proof(
    browser: Any, site: Site, people: Any
) -> None:
    context = a_phone(browser, site)
    page = context.new_page()
    enter(page, site, next(people))
    lost: list[int] = []

    def lose_the_answer(route: Any) -> None:
        """The server gets the POST and answers; the answer never arrives."""
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0).status)
            route.abort("internetdisconnected")
        else:
            route.continue_()

    page.route("**/ikrar/", lose_the_answer)
    page.check("[name=setuju]")
    page.get_by_role("button", name="Tanda tangani sekarang").click(no_wait_after=True)
    page.wait_for_function("() => document.readyState === 'complete'")
    assert lost == [303]
    page.goto(f"/m/{site.told['apel']}/ikrar/")  # what a person does: open the page again
    page.wait_for_url("**/bukti/")
    proof = code_on(page)
    page.goto(f"/m/{site.told['apel']}/ikrar/")
    assert code_on(page) == proof
    context.close()


def test_a_signature_moves_the_count_and_the_list(browser: Any, site: Site, people: Any) -> None:
    person = next(people)
    drive = site.told["bodies"]["kab-contoh"]["drive"]
    office = a_phone(browser, site, width=1366)
    laptop = office.new_page()
    log_in(laptop, site, "officer@kab-contoh")
    home = f"/gerakan/{drive}/ikrar/kab-contoh/"
    laptop.goto(f"{home}?siapa=not_yet")
    row = laptop.locator("tbody tr", has=laptop.locator(f"td:text-is('{person['number']}')"))
    assert row.count() == 1
    phone = a_phone(browser, site)
    page = phone.new_page()
    enter(page, site, person)
    sign(page)
    laptop.reload()
    assert row.count() == 0
    assert axe_findings(laptop) == []
    phone.close()
    office.close()
