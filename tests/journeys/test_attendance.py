"""A day at the gate in a real browser: scanning with and without network, with and without script, and the officer's lists."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.given.film import a_film
from tests.journeys import deeds
from tests.journeys.conftest import FLAGS, a_phone, axe_findings, log_in
from tests.journeys.site import Site, chromium, free_port

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
FIRST_VISIT, SCRIPT, EYES = 25_000, 10_000, 450_000  # bytes as they travel; eyes where the browser has none
CAMERA = """(() => {
  navigator.mediaDevices.getUserMedia = async () => { window.asked = true; return new MediaStream(); };
  HTMLMediaElement.prototype.play = async () => {};
  window.seen = [];
  window.BarcodeDetector = class {
    static async getSupportedFormats() { return ["qr_code"]; }
    async detect() { return window.seen.length ? [{ rawValue: window.seen.shift() }] : []; }
  };
})();"""

BLIND = "Object.defineProperty(navigator, 'mediaDevices', { value: undefined });"
WITH_FILM = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo of this file alone."""
    yield from deeds.a_site(tmp_path_factory.mktemp("town"), free_port())


@pytest.fixture(scope="module")
def stage(town: Site) -> dict[str, Any]:
    """A session with cards and devices."""
    command = [sys.executable, "-m", "tests.journeys.attendance_stage"]
    done = subprocess.run(
        command, cwd=ROOT, env=town.environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def at_the_gate(browser: Any, town: Site, link: str, *, before: str = "") -> Any:
    """A phone that has become the scanner and is ready for a day without network."""
    phone = a_phone(browser, town)
    if before:
        phone.add_init_script(before)
    page = phone.new_page()
    page.goto(link)
    page.get_by_role("button", name="Pakai perangkat ini").click()
    page.wait_for_selector("body[data-siap=ya]")
    page.wait_for_selector("body[data-terkirim=true]")
    return page


def scan(page: Any, typed: str) -> str:
    """Type a code and a line end, as a hand scanner does; what the page says."""
    before = int(page.get_attribute("#hasil", "data-ke") or 0)
    page.keyboard.insert_text(typed)
    page.keyboard.press("Enter")
    page.wait_for_function("n => Number(document.getElementById('hasil').dataset.ke) > n", arg=before)
    return str(page.inner_text("#hasil"))


def counters(page: Any) -> tuple[int, int]:
    """Present at this device, and waiting."""
    return int(page.inner_text("#jumlah-hadir")), int(page.inner_text("#jumlah-menunggu"))


def stored(town: Site, session: str) -> int:
    """How many scans the installation has of this session."""
    found = deeds.rows(
        town,
        "select count(*) from programme_scan s join programme_activitysession a on a.id = s.session_id where a.ref = ?",
        session,
    )
    return int(found[0][0])


def test_a_day_at_the_gate(browser: Any, town: Site, stage: dict[str, Any]) -> None:
    page = at_the_gate(browser, town, stage["gate"])
    cards, before = stage["cards"], stored(town, stage["session"])
    assert axe_findings(page) == []
    said = scan(page, cards[0]["token"])
    assert said == f"Tercatat: kartu {cards[0]['code'][-4:]}"
    assert cards[0]["name"] not in page.inner_text("main")
    assert "Sudah tercatat" in scan(page, cards[0]["code"])
    assert "tidak ada dalam daftar" in scan(page, "0000-ZZZZ")
    assert "belum terbaca" in scan(page, "7K3M")
    expect(page.locator("#jumlah-menunggu")).to_have_text("0", timeout=15_000)
    assert stored(town, stage["session"]) == before + 3

    page.context.set_offline(True)
    assert "Tercatat" in scan(page, cards[1]["token"])
    assert "Tercatat" in scan(page, cards[2]["token"])
    page.reload()
    page.wait_for_selector("body[data-nyala=ya]")
    assert counters(page) == (4, 2)
    expect(page.locator("#jaringan")).to_contain_text("Tidak ada jaringan", timeout=15_000)
    page.get_by_role("button", name=f"Batalkan {cards[2]['code'][-4:]}").click()
    expect(page.locator("#terakhir")).to_contain_text("dibatalkan")
    page.check("#keluar")
    assert "Keluar" in scan(page, cards[1]["token"])
    assert counters(page) == (3, 4)
    assert axe_findings(page) == []

    page.context.set_offline(False)
    expect(page.locator("#jaringan")).to_contain_text("Semua catatan sudah terkirim", timeout=20_000)
    assert stored(town, stage["session"]) == before + 7
    page.context.close()


def test_the_first_visit_is_small(browser: Any, town: Site, stage: dict[str, Any]) -> None:
    phone = a_phone(browser, town)
    page = phone.new_page()
    page.goto(stage["second"])
    wire = phone.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: dict[str, float] = {}
    names: dict[str, str] = {}
    wire.on("Network.responseReceived", lambda e: names.__setitem__(e["requestId"], e["response"]["url"]))
    wire.on("Network.loadingFinished", lambda e: sizes.__setitem__(e["requestId"], e["encodedDataLength"]))
    page.get_by_role("button", name="Pakai perangkat ini").click()
    page.wait_for_selector("body[data-siap=ya]")
    said: dict[str, float] = {}
    for key, size in sizes.items():
        said[names.get(key, key)] = said.get(names.get(key, key), 0) + size
    assert sum(size for name, size in said.items() if name.endswith(".js")) <= SCRIPT, said
    assert sum(said.values()) <= FIRST_VISIT, said
    kept = page.evaluate("caches.open('pindai').then(c => c.keys()).then(all => all.map(one => one.url))")
    eyes = [url for url in kept if "/vendor/" in url]
    assert len(eyes) == 2
    assert sum(int(page.request.get(url).headers["content-length"]) for url in eyes) <= EYES
    phone.close()


def test_the_camera_of_the_browser_reads_codes(browser: Any, town: Site, stage: dict[str, Any]) -> None:
    page = at_the_gate(browser, town, stage["third"], before=CAMERA)
    page.get_by_role("button", name="Nyalakan kamera").click()
    token = stage["cards"][3]["token"]
    page.evaluate("token => window.seen.push(token)", token)
    expect(page.locator("#hasil")).to_contain_text(f"Tercatat: kartu {stage['cards'][3]['code'][-4:]}")
    assert page.evaluate("window.asked") is True
    page.context.close()


def test_a_browser_without_a_reader_of_its_own_reads_cards_without_network(
    browser: Any, town: Site, stage: dict[str, Any], tmp_path: Path
) -> None:
    """As on an iPhone: the reader came with the preparation, under the policy of the page, and needs no network."""
    cards = stage["cards"][5:8]
    film = a_film([card["token"] for card in cards], tmp_path / "kamera.y4m")
    flags = [*FLAGS, *WITH_FILM, f"--use-file-for-fake-video-capture={film}"]
    started = browser.browser_type.launch(executable_path=chromium(), args=flags)
    phone = started.new_context(base_url=town.url, viewport={"width": 360, "height": 740}, locale="id-ID")
    page, refused = phone.new_page(), []
    page.on("console", lambda said: refused.append(said.text) if "Content Security" in said.text else None)
    page.goto(stage["third"])
    page.get_by_role("button", name="Pakai perangkat ini").click()
    page.wait_for_selector("body[data-siap=ya]")
    assert page.evaluate("'BarcodeDetector' in self") is False
    phone.set_offline(True)
    page.get_by_role("button", name="Nyalakan kamera").click()
    for card in cards:
        expect(page.locator("#terakhir")).to_contain_text(card["code"][-4:], timeout=20_000)
    assert refused == []
    started.close()


def test_a_browser_that_cannot_see_says_so(browser: Any, town: Site, stage: dict[str, Any]) -> None:
    page = at_the_gate(browser, town, stage["third"], before=BLIND)
    expect(page.locator("#tanpa-kamera")).to_be_visible()
    expect(page.locator("[data-kamera]")).not_to_be_visible()
    page.context.close()


def test_without_script_the_page_says_so_and_takes_a_typed_code(
    browser: Any, town: Site, stage: dict[str, Any]
) -> None:
    phone = a_phone(browser, town, script=False)
    page = phone.new_page()
    page.goto(stage["second"])
    page.get_by_role("button", name="Pakai perangkat ini").click()
    expect(page.locator("main")).to_contain_text("tidak menjalankan skrip")
    expect(page.locator("#hitungan")).not_to_be_visible()
    page.fill("[name=kode]", stage["cards"][4]["code"])
    page.get_by_role("button", name="Catat", exact=True).click()
    expect(page.locator("#hasil")).to_contain_text(stage["cards"][4]["code"][-4:])
    phone.close()


def test_a_kiosk_clears_its_screen(browser: Any, town: Site, stage: dict[str, Any]) -> None:
    phone = a_phone(browser, town, script=False)
    page = phone.new_page()
    page.goto(stage["kiosk"])
    page.get_by_role("button", name="Pakai perangkat ini").click()
    page.fill("[name=kode]", stage["cards"][5]["token"])
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Tercatat")
    assert stage["cards"][5]["name"] not in page.inner_text("main")
    expect(page.get_by_role("button", name="Catat saya hadir")).to_be_visible(timeout=12_000)
    phone.close()


@pytest.mark.parametrize("script", [True, False])
def test_the_officer_lists_counts_and_closes(
    browser: Any, town: Site, stage: dict[str, Any], script: bool
) -> None:
    context = a_phone(browser, town, script=script)
    page = context.new_page()
    log_in(page, town, "officer@kab-contoh")
    page.goto(f"/kehadiran/{stage['session']}/")
    look(page, script)
    page.get_by_role("link", name="Buku tamu").click()
    page.fill("[name=guest_name]", f"Tamu {script}")
    page.fill("[name=guest_institution]", "Bawaslu Contoh")
    page.get_by_role("button", name="Catat tamu").click()
    expect(page.locator("main")).to_contain_text(f"Tamu {script}")
    look(page, script)
    page.goto(f"/kehadiran/{stage['session']}/daftar/kab-contoh/{stage['unit']}/")
    page.locator("select[name^=p]:enabled").first.select_option("hadir")
    look(page, script)
    page.get_by_role("button", name="Simpan daftar").click()
    expect(page.locator("main")).to_contain_text("1 nama baru tercatat hadir.")
    page.goto(f"/kehadiran/{stage['session']}/barisan/")
    page.fill("[name=heads]", "25")
    page.get_by_role("button", name="Catat jumlah").click()
    expect(page.locator("main")).to_contain_text("Jumlah orang dicatat.")
    for part in ("pemindai", "periksa", "koreksi", "hadir", "berkas", "tutup"):
        page.goto(f"/kehadiran/{stage['session']}/{part}/")
        look(page, script)
    page.fill("[name=leader_name]", "Hadi Contoh")
    page.fill("[name=committee_name]", "hadi contoh")
    page.get_by_role("button", name="Tutup kehadiran").click()
    expect(page.locator("main")).to_contain_text("dua orang yang berbeda")
    assert page.input_value("[name=leader_name]") == "Hadi Contoh"
    page.goto("/kartu-hadir/kab-contoh/")
    look(page, script)
    context.close()


def look(page: Any, script: bool) -> None:
    """What axe finds, and whether a phone must scroll sideways."""
    if script:
        assert axe_findings(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def test_a_short_day_without_network_loses_nothing() -> None:
    """The trial itself, small: three devices, browsers killed, one clock wrong by three hours."""
    command = [
        sys.executable,
        "-m",
        "tests.faults.offline_day",
        "--scans",
        "90",
        "--people",
        "50",
        "--kills",
        "3",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-2_000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["holds"], told["lost"], told["double"], told["kills"]) == (True, 0, 0, 3)
    assert told["two_gates_listed"] > 0
    assert re.fullmatch(r"\[180\]", str(told["clock_minutes"]))
