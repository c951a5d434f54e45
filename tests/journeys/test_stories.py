"""The five programmes, line by line (F numbers), as people would see them in a browser."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.journeys.conftest import a_phone, log_in
from tests.journeys.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Any, site: Site) -> Any:
    """A laptop of an officer."""
    context = a_phone(browser, site, width=1366)
    yield context.new_page()
    context.close()


def drive_of(site: Site, body: str) -> str:
    """The address of the drive of a body."""
    return f"/gerakan/{site.told['bodies'][body]['drive']}/"


def apel_page(page: Any, name: str = "Apel ikrar netralitas") -> str:
    """Go to the apel of this name; its address."""
    page.goto("/apel/")
    page.get_by_role("link", name=name).first.click()
    page.wait_for_url("**/apel/*/")
    return str(page.url)


def test_f1_1_shifts_have_sessions_of_their_own(page: Any, site: Site) -> None:
    """Not everybody is at the morning assembly: a later session for the night guard, of the same drive."""
    log_in(page, site, "officer@rutan-contoh")
    page.goto(f"{drive_of(site, 'rutan-contoh')}apel/rutan-contoh/")
    page.fill("[name=name]", "Apel regu malam")
    page.fill("[name=place]", "Ruang jaga")
    page.fill("[name=shift]", "Regu malam")
    tomorrow = datetime.now(tz=UTC).date() + timedelta(days=1)
    page.fill("[name=starts_at]", f"{tomorrow}T19:30")
    page.fill("[name=ends_at]", f"{tomorrow}T20:30")
    page.fill("[name=agenda]", "Pembacaan ikrar\nPenandatanganan")
    page.click("main form button")
    assert "Regu malam" in page.inner_text("main")
    page.goto("/apel/")
    names = page.inner_text("main")
    assert "Apel regu malam" in names
    assert "Apel ikrar netralitas" in names


def test_f1_4_the_guidance_of_the_head_stays_in_the_record(page: Any, site: Site) -> None:
    log_in(page, site, "officer@rutan-contoh")
    address = apel_page(page)
    assert "Layani masyarakat tanpa membedakan pilihan" in page.inner_text("main")
    page.goto(f"{address}ubah/")
    page.fill(
        "[name=guidance]", "Jaga ketenangan rutan. Koordinasi dengan penyelenggara pemilu berjalan terus."
    )
    page.click("main form button")
    page.goto(address)
    assert "Jaga ketenangan rutan" in page.inner_text("main")


def test_f1_4_everybody_signs_and_the_counts_are_kept_apart(page: Any, site: Site) -> None:
    log_in(page, site, "head@rutan-contoh")
    page.goto(f"/cakupan/{site.told['bodies']['rutan-contoh']['drive']}/rutan-contoh/")
    text = page.inner_text("main")
    assert all(
        word in text
        for word in ("menandatangani dari", "berhalangan dengan keterangan", "belum", "membaca ikrar bersama")
    )


def test_f2_2_f2_3_heads_sign_first_in_one_ceremony(page: Any, site: Site) -> None:
    """The order of ceremony: the head in front of echelon III, then by rank; oath and signing in one session."""
    log_in(page, site, "officer@satpolpp-contoh")
    page.goto(f"{apel_page(page)}susunan/")
    text = page.inner_text("main")
    order = text[text.index("Urutan menandatangani") :]
    assert order.index("eselon III") > 0
    assert "di hadapan" in order
    assert "Pembacaan ikrar" in text
    assert "Penandatanganan" in text


def test_f2_4_the_pact_carries_the_aims_of_the_decree(page: Any, site: Site) -> None:
    log_in(page, site, "officer@satpolpp-contoh")
    page.goto(drive_of(site, "satpolpp-contoh"))
    page.get_by_role("link", name="Pakta").first.click()
    text = page.inner_text("main").lower()
    assert all(point in text for point in ("media sosial", "kepentingan", "netral", "politik uang"))
    assert "keputusan bersama" in text or "skb" in text


def test_f3_4_an_elected_head_opens_and_counts_as_nobody(page: Any, site: Site) -> None:
    log_in(page, site, "officer@kota-contoh")
    address = apel_page(page)
    before = page.inner_text("table")
    page.goto(f"{address}petugas/")
    page.select_option("[name=petugas-5-part]", "witness")
    page.fill("[name=petugas-5-name]", "Dewi Contoh")
    page.fill("[name=petugas-5-office]", "Wakil Wali Kota")
    page.select_option("[name=petugas-5-term]", "elected")
    page.click("main form button")
    page.goto(f"{address}susunan/")
    assert "Dewi Contoh" in page.inner_text("main")
    page.goto(address)
    assert page.inner_text("table") == before


def test_f5_1_the_roles_of_an_apel_are_kept_apart(page: Any, site: Site) -> None:
    log_in(page, site, "officer@kab-hilir")
    page.goto(f"{apel_page(page)}susunan/")
    text = page.inner_text("main")
    for role in ("Pembina apel", "Pemimpin apel", "Pembaca ikrar", "Saksi"):
        assert role in text
    assert "Penjabat (Pj.)" in text


def test_f5_1_a_body_of_another_tree_stands_in_the_apel_and_counts_at_home(page: Any, site: Site) -> None:
    log_in(page, site, "officer@satpolpp-contoh")
    page.goto(drive_of(site, "satpolpp-contoh"))
    home = f"/cakupan/{site.told['bodies']['satpolpp-contoh']['drive']}/satpolpp-contoh/"
    page.goto(home)
    before = page.inner_text(".hitungan")
    page.goto(f"/apel/ikut/{site.told['bodies']['satpolpp-contoh']['drive']}/satpolpp-contoh/")
    page.fill("main input[type=text]", site.told["apel"])
    page.click("main form button")
    page.goto("/apel/")
    assert "Pemerintah Kabupaten Contoh" in page.inner_text("main") or "Kab. Contoh" in page.inner_text("main")
    page.goto(home)
    assert page.inner_text(".hitungan") == before


def test_f5_2_all_staff_are_asked_without_exception(page: Any, site: Site) -> None:
    log_in(page, site, "officer@kab-hilir")
    page.goto(drive_of(site, "kab-hilir"))
    text = page.inner_text("main")
    assert all(status in text for status in ("PNS", "PPPK", "Non-ASN"))


def test_f5_3_two_elections_one_roster(page: Any, site: Site) -> None:
    log_in(page, site, "officer@kab-hilir")
    page.goto(drive_of(site, "kab-hilir"))
    text = page.inner_text("main").lower()
    assert "pemilu" in text
    assert "pilkada" in text


def test_f2_1_the_joint_decree_is_cited_in_the_pact(page: Any, site: Site) -> None:
    log_in(page, site, "officer@satpolpp-contoh")
    page.goto(drive_of(site, "satpolpp-contoh"))
    page.get_by_role("link", name="Pakta").first.click()
    assert "22 September 2022" in page.inner_text("main")


def test_f2_5_guidance_stands_in_the_activity_and_behind_it_the_rule(page: Any, site: Site) -> None:
    """The head says "wise in social media"; the public page says what that means, with its source."""
    log_in(page, site, "officer@satpolpp-contoh")
    apel_page(page)
    assert "Bijak di media sosial" in page.inner_text("main")
    page.goto("/boleh/mengunggah/?day=2024-10-10&target=regional_head&status=pns")
    text = page.inner_text("main")
    assert "Tidak" in text
    assert "Pasal" in text


def test_f2_6_the_right_to_vote_stands_beside_every_prohibition(page: Any, site: Site) -> None:
    page.goto("/boleh/")
    topics = page.eval_on_selector_all("main a[href^='/boleh/']", "all => all.map(a => a.getAttribute('href'))")
    assert len(topics) > 10
    for topic in [t for t in topics if "perbuatan" not in t][:20]:
        page.goto(topic)
        assert "berhak memilih" in page.inner_text("main"), topic


def test_f5_5_the_answer_follows_the_calendar(page: Any, site: Site) -> None:
    """The same act before and after the candidates were determined: another class, each with its article."""
    page.goto("/boleh/atribut/?day=2024-08-10&target=regional_head&status=pns")
    before = page.inner_text("main")
    page.goto("/boleh/atribut/?day=2024-10-10&target=regional_head&status=pns")
    after = page.inner_text("main")
    assert "Kode etik" in before
    assert "PP 42/2004" in before
    assert "PP 94/2021" in after
    assert before != after
