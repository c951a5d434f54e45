"""Every page that a member of the crew can reach: axe finds nothing, nothing scrolls sideways, no text is tiny."""

import re
from collections import deque
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.journeys.conftest import a_phone, axe_findings, log_in
from tests.journeys.site import Site

pytestmark = pytest.mark.browser
WIDTHS = (360, 1366)
PER_VIEW = 2  # pages of the same view that are looked at
SMALL = """() => [...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
  && e.getClientRects().length && !e.closest('.tersembunyi') && parseFloat(getComputedStyle(e).fontSize) < 12).map(e => e.outerHTML.slice(0, 80))"""
SIDEWAYS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
ELSEWHERE = re.compile(
    r"^/(en|static|log)/|unduh|untuk-petugas|cetak|berkas|\.(pdf|svg|txt|xlsx|csv|ics|html)\b"
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
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            found += [f"{path} {width} {theme} {line}" for line in axe_findings(page)]
        if page.evaluate(SIDEWAYS):
            found.append(f"{path} {width} scrolls sideways")
        found += [f"{path} {width} tiny text {line}" for line in page.evaluate(SMALL)]
    numbers = ENGLISH_NUMBER.search(page.inner_text("body"))
    return [*found, f"{path} writes {numbers[0]}"] if numbers else found


def walk(page: Any, site: Site, starts: list[str]) -> tuple[list[str], set[str]]:
    """Look at every page that can be reached; the faults and the views seen."""
    queue, seen, views, faults = deque(starts), set(starts), dict[str, int](), list[str]()
    while queue:
        path = queue.popleft()
        view = view_of(urlsplit(path).path)
        if not view or views.get(view, 0) >= PER_VIEW:
            continue
        answer = page.goto(path)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        views[view] = views.get(view, 0) + 1
        if answer.status != 200:
            faults.append(f"{path} answers {answer.status}")
            continue
        faults += faults_of(page, path)
        for link in links_on(page, site):
            if link not in seen:
                seen.add(link)
                queue.append(link)
    return faults, set(views)


@pytest.mark.parametrize("role", ["officer", "head", "operator", "task-force", "auditor"])
def test_every_page_of_the_crew(browser: Any, site: Site, role: str) -> None:
    phone = a_phone(browser, site)
    page = phone.new_page()
    log_in(page, site, f"{role}@kab-contoh")
    faults, views = walk(page, site, ["/"])
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
    faults, views = walk(page, site, [s for s in starts if view_of(urlsplit(s).path)])
    phone.close()
    assert faults == []
    assert len(views) >= 4
