"""Every page that can be reached: axe finds nothing, nothing scrolls sideways, no text is tiny, and it travels light."""

import gzip
import re
from collections import deque
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.journeys.conftest import a_phone, axe_findings, log_in
from tests.journeys.site import Site

pytestmark = pytest.mark.browser
LOOKS = ((360, "light"), (1366, "dark"))  # a phone in the sun, a screen in the evening
STAFF_PAGE, PUBLIC_PAGE = 15_000, 5_000  # bytes of the next page as they travel (budgets of the design)
SMALL = """() => [...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
  && e.getClientRects().length && !e.closest('.tersembunyi') && parseFloat(getComputedStyle(e).fontSize) < 12).map(e => e.outerHTML.slice(0, 80))"""
SIDEWAYS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
ELSEWHERE = re.compile(
    r"^/(en|static|log)/|unduh|untuk-petugas|cetak|kertas|berkas|\.(pdf|svg|txt|xlsx|csv|ics|html)\b"
)  # files, the other language
ENGLISH_NUMBER = re.compile(r"\d\.\d+\s?%|\b\d{1,3},\d{3}\b")


def view_of(path: str) -> str:
    """The name of the view behind a path, or empty."""
    try:
        return resolve(path).view_name or ""
    except Resolver404:
        return ""


def links_on(page: Any, site: Site) -> list[str]:
    """Pages of this site that this page links to; no downloads, no other language."""
    hrefs = page.eval_on_selector_all("a[href]:not([download])", "all => all.map(a => a.href)")
    paths = [urlsplit(h) for h in hrefs if h.startswith(site.url)]
    kept = [f"{p.path}?{p.query}" if p.query else p.path for p in paths]
    return [k for k in kept if not ELSEWHERE.search(k)]


def faults_of(page: Any, path: str) -> list[str]:
    """What is wrong with the page as it stands, in both widths and both themes."""
    found = []
    for width, theme in LOOKS:
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme=theme)
        found += [f"{path} {width} {theme} {line}" for line in axe_findings(page)]
        if page.evaluate(SIDEWAYS):
            found.append(f"{path} {width} scrolls sideways")
        found += [f"{path} {width} tiny text {line}" for line in page.evaluate(SMALL)]
    numbers = ENGLISH_NUMBER.search(page.inner_text("body"))
    return [*found, f"{path} writes {numbers[0]}"] if numbers else found


def walk(
    page: Any, site: Site, starts: list[str], *, most: int, per_view: int = 2
) -> tuple[list[str], set[str]]:
    """Look at every page that can be reached, each of at most so many bytes; the faults and the views seen.

    Of each view so many pages are looked at.
    """
    queue, seen, views, faults = deque(starts), set(starts), dict[str, int](), list[str]()
    while queue:
        path = queue.popleft()
        view = view_of(urlsplit(path).path)
        if not view or views.get(view, 0) >= per_view:
            continue
        answer = page.goto(path)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        views[view] = views.get(view, 0) + 1
        if answer.status != 200:
            faults.append(f"{path} answers {answer.status}")
            continue
        if (size := len(gzip.compress(answer.body()))) > most:
            faults.append(f"{path} weighs {size} bytes")
        faults += faults_of(page, path)
        for link in links_on(page, site):
            if link not in seen:
                seen.add(link)
                queue.append(link)
    return faults, set(views)


@pytest.mark.parametrize(
    ("role", "per_view"), [("officer", 2), ("head", 1), ("operator", 1), ("task-force", 1), ("auditor", 1)]
)
def test_every_page_of_the_crew(browser: Any, site: Site, role: str, per_view: int) -> None:
    phone = a_phone(browser, site)
    page = phone.new_page()
    log_in(page, site, f"{role}@kab-contoh")
    faults, views = walk(page, site, ["/"], most=STAFF_PAGE, per_view=per_view)
    phone.close()
    assert faults == []
    assert len(views) >= 4


def test_every_public_page(browser: Any, site: Site) -> None:
    phone = a_phone(browser, site)
    page = phone.new_page()
    starts = [
        "/masuk/",
        "/galeri/",
        f"/m/{site.told['apel']}/",
        "/bukti/",
        "/boleh/",
        "/tenggat/?clock=C-DELIVER&day=2024-02-05",
        "/kalender/",
    ]
    faults, views = walk(page, site, [s for s in starts if view_of(urlsplit(s).path)], most=PUBLIC_PAGE)
    phone.close()
    assert faults == []
    assert len(views) >= 4
