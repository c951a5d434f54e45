"""Do the pages that people read first still say what is there?"""

import re
from pathlib import Path

import pytest

from ikrar.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
PACKAGES = sorted(p.name for p in (ROOT / "ikrar" / "domain").iterdir() if (p / "__init__.py").exists())
FLOORS = sorted(p.name for p in (ROOT / "ikrar").iterdir() if (p / "__init__.py").exists())


@pytest.mark.parametrize("name", [*PACKAGES, *FLOORS])
def test_every_package_stands_on_the_map(name: str) -> None:
    assert re.search(rf"\b{name}\b", (ROOT / "ARCHITECTURE.md").read_text())


@pytest.mark.parametrize(
    "noun",
    sorted(
        {p.name for p in (ROOT / "ikrar" / "web").iterdir() if p.is_dir()}
        - {"static", "shell", "templatetags", "errors", "mfa", "__pycache__"}
    ),
)
def test_every_noun_of_the_pages_stands_in_the_glossary(noun: str) -> None:
    words = re.findall(r"^\| ([\w ]+) \|", (ROOT / "GLOSSARY.md").read_text(), re.MULTILINE)
    singular = {
        "people": "person",
        "proofs": "proof",
        "elections": "election",
        "home": "coverage",
        "dashboards": "coverage",
        "learning": "test",
        "activities": "activity",
        "vulnerabilities": "vulnerability",
        "taskforces": "task force",
    }
    known = {w for word in words for w in (word, f"{word}s")}
    assert noun in known or singular.get(noun, noun.rstrip("s")) in known or noun == "programme"


def test_every_place_on_the_map_exists() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    for path in re.findall(r"`((?:core|domain|web|worker|words|docs|tests)/[\w/.-]+\.\w+)`", text):
        base = ROOT if path.startswith(("docs/", "tests/")) else ROOT / "ikrar"
        assert (base / path).exists(), path


def test_every_command_exists() -> None:
    for name, command in COMMANDS.items():
        path = ROOT / Path(*command.module.split("."))
        assert path.with_suffix(".py").exists() or path.is_dir(), name


def test_every_decision_has_context_decision_and_cost() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert pages
    for page in pages:
        text = page.read_text()
        assert all(part in text for part in ("**Context.**", "**Decision.**", "**Cost.**")), page.name


def test_every_picture_that_readme_shows_exists() -> None:
    shown = set(re.findall(r"\(docs/pictures/([\w-]+\.png)\)", (ROOT / "README.md").read_text()))
    there = {p.name for p in (ROOT / "docs" / "pictures").glob("*.png")}
    assert shown
    assert shown <= there
