"""Are the colours readable, do they belong to no party, and does the style stay light?"""

import gzip
import math
import re
from pathlib import Path

import pytest

import ikrar

WEB = Path(ikrar.__file__).parent / "web"
PUBLIC = (WEB / "static/css/public.css").read_text()
STAFF = (WEB / "static/css/staff.css").read_text()
# Main colours of national parties and of the ballots of 2024, approximate (reference: experience 2.7).
PARTY = ("#e30613", "#ff0000", "#c8102e", "#ffde00", "#fdd835", "#ffb81c", "#009b3a", "#00843d", "#005baa", "#1e90ff",
         "#0d47a1", "#f57c00", "#ff6600", "#8bc34a")  # fmt: skip
SCANNER = "pindai"
FAR_ENOUGH = 0.09


def tokens(css: str) -> dict[str, str]:
    """Name -> hex of the colours declared in a piece of css."""
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", css))


LIGHT = tokens(PUBLIC.split("prefers-color-scheme: dark")[0])
DARK = LIGHT | tokens(PUBLIC.split("prefers-color-scheme: dark")[1].split("prefers-contrast")[0])


def linear(colour: str) -> list[float]:
    """Linear sRGB of a hex colour."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    lum = sorted(
        sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True)) for c in (one, other)
    )
    return (lum[1] + 0.05) / (lum[0] + 0.05)


def oklab(colour: str) -> tuple[float, float, float]:
    """OKLab (Ottosson 2020)."""
    r, g, b = linear(colour)
    cone_l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    cone_m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    cone_s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * cone_l + 0.7936177850 * cone_m - 0.0040720468 * cone_s,
        1.9779984951 * cone_l - 2.4285922050 * cone_m + 0.4505937099 * cone_s,
        0.0259040371 * cone_l + 0.7827717662 * cone_m - 0.8086757660 * cone_s,
    )


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_readable_in_the_sun(theme: dict[str, str]) -> None:
    for ground in ("gading", "kertas"):
        for ink in ("tinta", "sogan", "manggis"):
            assert contrast(theme[ink], theme[ground]) >= 7, (ink, ground)
        assert contrast(theme["tinta-2"], theme[ground]) >= 6, ground
        assert contrast(theme["garis"], theme[ground]) >= 3, ground
    assert contrast(theme["sogan-teks"], theme["sogan"]) >= 7


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_no_colour_lies_near_a_party(theme: dict[str, str]) -> None:
    for name, colour in theme.items():
        near = min(math.dist(oklab(colour), oklab(party)) for party in PARTY)
        assert near >= FAR_ENOUGH, name
        chroma = math.hypot(*oklab(colour)[1:])
        assert chroma <= (0.14 if name == "manggis" else 0.065), name


def test_a_party_red_would_be_found() -> None:
    assert min(math.dist(oklab("#dd1122"), oklab(party)) for party in PARTY) < FAR_ENOUGH


def test_no_colour_stands_outside_the_tokens() -> None:
    bare = {"#fff", "#000"}  # paper and the ground of a QR code
    rest = PUBLIC.split("@layer base")[1] + STAFF
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", rest)) <= bare


def test_the_style_stays_within_its_budget() -> None:
    public, both = (len(gzip.compress(css.encode(), 9)) for css in (PUBLIC, PUBLIC + STAFF))
    assert public <= 3 * 1024
    assert both <= 12 * 1024


def test_every_script_is_small_and_optional() -> None:
    scripts = [s for s in (WEB / "static/js").glob("*.js") if not s.name.startswith(SCANNER)]
    for script in scripts:
        assert script.stat().st_size < 2048, script.name


def test_the_scanner_keeps_its_budget() -> None:
    """It is one of the two pages that need script: 10 KB of it, compressed."""
    scripts = list((WEB / "static/js").glob(f"{SCANNER}*.js"))
    assert scripts
    assert sum(len(gzip.compress(s.read_bytes(), 9)) for s in scripts) <= 10 * 1024


def test_every_class_of_a_page_is_defined() -> None:
    """A class that ends in a value of the page (geser-{{ depth }}) needs one defined class that begins so."""
    defined = set(re.findall(r"\.([a-z][\w-]*)", PUBLIC + STAFF)) | {"saya", "nama"}
    for page in WEB.rglob("*.html"):
        plain = re.sub(r"\{\{.*?\}\}", "*", re.sub(r"\{%.*?%\}", " ", page.read_text()))
        for name in {n for names in re.findall(r'class="([^"]*)"', plain) for n in names.split() if n != "*"}:
            start, value, _ = name.partition("*")
            assert name in defined or (value and any(d.startswith(start) for d in defined)), (page.name, name)
