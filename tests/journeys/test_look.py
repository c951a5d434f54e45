"""Does every part hold on a narrow phone, in the dark, by keyboard and on paper? What axe sees and what it does not."""

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.urls import reverse

import ikrar
from tests.journeys.conftest import axe_findings
from tests.strict import StrictClient

pytestmark = pytest.mark.browser
STATIC = Path(ikrar.__file__).parent / "web" / "static"
TYPES = {".css": "text/css", ".js": "text/javascript"}
PROJECTOR = """{% extends "shell/projector.html" %}{% block main %}<h1>Apel Senin</h1>
<svg class="qr" viewBox="0 0 10 10" role="img" aria-label="Kode QR"><path d="M1 1h8v8H1z"/></svg>
<div><ol><li>Arahkan kamera</li><li>Masukkan nomor</li></ol><p class="alamat">contoh.go.id/m/7K3M9Q</p></div>{% endblock %}"""
SMALL_TEXT = """() => { const small = []; const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) { const node = walk.currentNode; if (!node.data.trim()) continue;
    const size = parseFloat(getComputedStyle(node.parentElement).fontSize); if (size < 12) small.push(node.data.trim()); } return small; }"""
HIDDEN_FOCUS = """() => { const on = document.activeElement; if (!on || on === document.body) return null;
  const box = on.getClientRects()[0]; if (!box || !box.width) return null; const hit = document.elementFromPoint(box.x + Math.min(box.width, 20) / 2, box.y + box.height / 2);
  return hit && (on === hit || on.contains(hit) || hit.contains(on)) ? null : on.outerHTML.slice(0, 120); }"""


# Share of pixels with OKLab chroma above 0.09 whose hue is not that of our plum (330 to 10 degrees).
PARTY_SHARE = """async (data) => { const image = new Image(); image.src = data; await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height); const pen = canvas.getContext("2d"); pen.drawImage(image, 0, 0);
  const dots = pen.getImageData(0, 0, image.width, image.height).data; let party = 0;
  const line = (v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  for (let i = 0; i < dots.length; i += 4) { const [r, g, b] = [line(dots[i]), line(dots[i + 1]), line(dots[i + 2])];
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    const x = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s, y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
    const hue = (Math.atan2(y, x) * 180 / Math.PI + 360) % 360;
    if (Math.hypot(x, y) > 0.09 && hue > 10 && hue < 330) party++; }
  return party / (dots.length / 4); }"""


def party_share(page: Any) -> float:
    """Which part of the picture of the page has a colour of the party families."""
    data = "data:image/png;base64," + b64encode(page.screenshot(full_page=True)).decode()
    return float(page.evaluate(PARTY_SHARE, data))


def opened(browser: Any, html: str, **options: Any) -> Any:
    """A page of its own showing `html`, with our static files; every other address fails."""

    def answer(route: Any) -> None:
        path = route.request.url.split("/", 3)[3].split("?")[0]
        if path.startswith("static/"):
            file = STATIC / path.removeprefix("static/")
            route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        else:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")

    page = browser.new_context(bypass_csp=True, **options).new_page()
    page.route("**/*", answer)
    page.goto("http://ikrar.test/")
    return page


@pytest.fixture
def gallery(client: StrictClient) -> str:
    return str(client.get(reverse("shell:gallery")).content.decode())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1366])
def test_every_part_passes_axe_and_fits(browser: Any, gallery: str, width: int, scheme: str) -> None:
    page = opened(browser, gallery, viewport={"width": width, "height": 740}, color_scheme=scheme)
    assert axe_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SMALL_TEXT) == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_pixel_has_a_colour_of_a_party(browser: Any, gallery: str, scheme: str) -> None:
    page = opened(browser, gallery, viewport={"width": 360, "height": 740}, color_scheme=scheme)
    assert party_share(page) <= 0.0005
    page.evaluate("document.querySelector('h1').style.background = '#dd1122'")
    assert party_share(page) > 0.0005
    page.context.close()


def test_every_part_passes_axe_in_forced_colours(browser: Any, gallery: str) -> None:
    page = opened(
        browser, gallery, viewport={"width": 360, "height": 740}, forced_colors="active", contrast="more"
    )
    assert axe_findings(page) == []
    page.context.close()


def test_the_focus_is_never_hidden_on_the_way_through_the_page(browser: Any, gallery: str) -> None:
    page = opened(browser, gallery, viewport={"width": 360, "height": 740})
    seen = 0
    for _ in range(80):
        page.keyboard.press("Tab")
        assert page.evaluate(HIDDEN_FOCUS) is None
        seen += page.evaluate("document.activeElement !== document.body")
    assert seen > 30
    page.context.close()


def test_the_code_of_the_big_screen_takes_two_fifths_of_its_height(browser: Any) -> None:
    html = engines["django"].from_string(PROJECTOR).render({"demo": True})
    for width, height in ((1366, 768), (1024, 768), (1920, 1080)):
        page = opened(browser, html, viewport={"width": width, "height": height})
        assert page.locator("svg.qr").bounding_box()["height"] >= 0.4 * height
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight + 1")
        page.context.close()


@pytest.mark.parametrize(
    ("paper", "width", "height"), [("", 210, 297), (' class="f4"', 215, 330)], ids=["A4", "F4"]
)
def test_paper_has_the_asked_size(browser: Any, gallery: str, paper: str, width: float, height: float) -> None:
    page = opened(browser, gallery.replace("<body>", f"<body{paper}>"), viewport={"width": 1366, "height": 768})
    pdf = page.pdf(prefer_css_page_size=True)
    box = pdf.split(b"/MediaBox [", 1)[1].split(b"]", 1)[0].split()
    assert [round(float(n) / 72 * 25.4) for n in box[2:]] == [width, height]
    page.context.close()
