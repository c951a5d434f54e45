"""`python -m tests.journeys.pictures`: take the pictures of README from the demo, as people see it."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.journeys.conftest import FLAGS, a_phone, log_in
from tests.journeys.site import Site, chromium, free_port

PLACE = Path(__file__).parents[2] / "docs" / "pictures"


def take(page: Any, name: str, *, whole: bool = False) -> None:
    """One picture."""
    page.screenshot(path=str(PLACE / f"{name}.png"), full_page=whole)


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
        finally:
            browser.close()
            site.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
