"""The installation and the browser that all journeys share."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.site import Site, chromium, free_port

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The small demo, served."""
    home: Path = tmp_path_factory.mktemp("ikrar")
    here = Site(home, free_port())
    here.run("demo", "--scale", "0.02")
    here.start()
    yield here
    here.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    if path is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


def axe_findings(page: Any) -> list[str]:
    """What axe finds on the page as it stands, one line per rule and element."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def a_phone(browser: Any, site: Site, *, script: bool = True, dark: bool = False, width: int = 360) -> Any:
    """A phone: a context of its own, so nothing is shared with another phone."""
    return browser.new_context(
        base_url=site.url, viewport={"width": width, "height": 740}, java_script_enabled=script, locale="id-ID",
        timezone_id="Asia/Makassar", color_scheme="dark" if dark else "light", bypass_csp=True,
    )  # fmt: skip


def log_in(page: Any, site: Site, role: str) -> None:
    """Log in with the login of the demo for this role."""
    login = site.told["logins"][role]
    page.goto("/masuk/")
    page.fill("input[name=login]", login["username"])
    page.fill("input[name=password]", login["password"])
    page.click("main button[type=submit]")
    page.wait_for_selector("h1:has-text('Yang perlu Anda kerjakan')")
