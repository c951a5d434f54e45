"""Is every template used, short, and free of decisions that belong to a policy?"""

import re
from pathlib import Path

import pytest

import ikrar

ROOT = Path(ikrar.__file__).parent
TEMPLATES = sorted(p for p in (ROOT / "web").rglob("*.html"))
SOURCES = "\n".join(p.read_text() for p in [*ROOT.rglob("*.py"), *(ROOT / "web").rglob("*.html")])
BY_ALLAUTH = {"account", "mfa"}  # folders whose names allauth fixes
FROM_DISK = {"periksa.html", "soal.html"}  # opened without a network: one file by design
EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\u2b50]")


def name_of(path: Path) -> str:
    """The name by which a template is asked for."""
    return path.relative_to(ROOT / "web").as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_template_is_used(path: Path) -> None:
    name = name_of(path)
    part = path.stem if path.parent.name == "parts" else ""
    used = (
        f'"{name}"' in SOURCES
        or f"'{name}'" in SOURCES
        or (part and re.search(rf"""part ["']{part}["']""", SOURCES))
    )
    assert used or path.relative_to(ROOT / "web").parts[0] in BY_ALLAUTH or path.name in FROM_DISK, name


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_is_long_or_shows_a_symbol(path: Path) -> None:
    text = path.read_text()
    assert EMOJI.search(text) is None
    assert text.count("\n") <= 250 or path.name in {"gallery.html", *FROM_DISK}


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_carries_inline_code(path: Path) -> None:
    if path.name in FROM_DISK:
        return
    text = path.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son(click|load|submit|change)=", text), (
        path
    )
