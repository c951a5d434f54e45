"""`python -m tests.journeys.pictures`: take the pictures of README and docs/stories.md from the demo, as people see it."""

import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.journeys.conftest import FLAGS, a_phone, log_in
from tests.journeys.site import Site, chromium, free_port

PLACE = Path(__file__).parents[2] / "docs" / "pictures"
COLOURS = 48


def take(page: Any, name: str, *, whole: bool = False) -> None:
    """One picture, in few colours: pages have no more, and the repository stays light."""
    taken = Image.open(BytesIO(page.screenshot(full_page=whole))).convert("RGB")
    taken.quantize(COLOURS, dither=Image.Dither.NONE).save(PLACE / f"{name}.png", optimize=True)


def on_the_phone(browser: Any, site: Site) -> None:
    """Number and code, the text, the proof."""
    phone = a_phone(browser, site)
    page = phone.new_page()
    who = site.told["participants"][0]
    page.goto(f"/m/{site.told['apel']}/")
    take(page, "sign-1-number-and-code")
    page.locator("main input:visible").nth(0).fill(who["number"])
    page.locator("main input:visible").nth(1).fill(who["code"])
    page.click("main form button")
    take(page, "sign-2-read-and-sign", whole=True)
    page.check("main input[type=checkbox]")
    page.click("main form button")
    take(page, "sign-3-proof")
    phone.close()


def on_the_laptop(browser: Any, site: Site) -> None:
    """The officer's day."""
    laptop = a_phone(browser, site, width=1366)
    page = laptop.new_page()
    log_in(page, site, "officer@kab-contoh")
    told = site.told["bodies"]["kab-contoh"]
    for name, address in (
        ("projector", f"/layar/{site.told['apel']}/"),
        ("coverage", f"/cakupan/{told['drive']}/kab-contoh/"),
    ):
        page.goto(address)
        take(page, name)
    laptop.close()


@dataclass(frozen=True)
class Story:
    """One picture of docs/stories.md: who looks, where the way begins, which links are followed."""

    name: str
    login: str  # empty: nobody has logged in
    address: str
    links: tuple[str, ...] = ()
    width: int = 1366
    tall: int = 820  # pixels; what a picture shows of a long page


APEL, OUTREACH = ("Apel ikrar netralitas",), ("Sosialisasi netralitas pegawai",)
ORDER = ("Netralitas pegawai menjelang pemungutan suara",)
STORIES = (
    Story("f1-1-shifts", "officer@kab-contoh", "/kegiatan/", ("Pengarahan regu jaga",)),
    Story("f1-2-task-force", "officer@kab-contoh", "/satgas/", ("Satgas Netralitas",)),
    Story("f1-4-guidance", "officer@kab-contoh", "/apel/", APEL, tall=1900),
    Story("f1-5-contacts", "officer@kab-contoh", "/kontak/kab-contoh/"),
    Story("f2-2-order-of-signing", "officer@kab-contoh", "/apel/", (*APEL, "Susunan upacara"), tall=1100),
    Story("f2-7-photos", "officer@kab-contoh", "/kegiatan/", (*OUTREACH, "Foto"), tall=1200),
    Story("f3-1-outreach", "officer@kab-contoh", "/kegiatan/", OUTREACH, tall=1700),
    Story("f3-1-attendance", "officer@kab-contoh", "/kehadiran/", OUTREACH, tall=1100),
    Story("f3-5-reach-of-the-test", "officer@kab-contoh", "/uji/", ("Uji pemahaman netralitas",)),
    Story("f5-3-calendar", "officer@kab-contoh", "/kalender/", tall=1100),
    Story("f5-4-vulnerabilities", "officer@kab-contoh", "/kerawanan/", tall=1200),
    Story(
        "letter",
        "officer@kab-contoh",
        "/surat/instansi/kab-contoh/",
        ("Pembentukan Satuan Tugas Netralitas Pegawai",),
        tall=1500,
    ),
    Story("f1-3-what-is-due", "officer@rutan-contoh", "/", tall=900),
    Story("f1-3-instruction", "officer@kanwil-contoh", "/instruksi/", ORDER, tall=1500),
    Story("f1-3-account", "officer@kanwil-contoh", "/instruksi/", (*ORDER, "Laporan ke atas"), tall=1300),
    Story("f4-4-duty-note", "kesbangpol@kota-contoh", "/undangan/nota/", ("Balai kelurahan",)),
    Story("f4-5-invitation", "lurah@kota-contoh", "/undangan/", ("Acara sosial",), width=360, tall=1700),
    Story("f2-7-news", "", "/kabar/kab-contoh/", ("Pegawai Contoh",), width=360, tall=1100),
    Story(
        "f5-5-may-i", "", "/boleh/atribut/?day=2024-10-10&target=regional_head&status=pns", width=360, tall=1200
    ),
)


def of_stories(browser: Any, site: Site) -> None:
    """The lines of the five programmes."""
    for (login, width), stories in groupby(STORIES, key=lambda one: (one.login, one.width)):
        context = a_phone(browser, site, width=width)
        page = context.new_page()
        if login:
            log_in(page, site, login)
        for story in stories:
            page.goto(story.address)
            for link in story.links:
                page.get_by_role("link", name=link).first.click()
            page.set_viewport_size({"width": width, "height": story.tall})
            take(page, story.name)
        context.close()


def main() -> int:
    """All pictures. Exit 2 without a browser."""
    path = chromium()
    if path is None:
        print("Chromium tidak terpasang.", file=sys.stderr)
        return 2
    PLACE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        site = Site(Path(folder), free_port())
        site.run("demo")
        site.start()
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        try:
            on_the_phone(browser, site)
            on_the_laptop(browser, site)
            of_stories(browser, site)
        finally:
            browser.close()
            site.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
