"""Does docs/stories.md name every line of the five programmes, journeys that exist, and pictures that are there?"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES = {1: 9, 2: 8, 3: 6, 4: 6, 5: 6}  # how many lines each programme has
ROWS = re.findall(
    r"^\| (F\d\.\d) \| (.*?) \| (.*?) \| (.*?) ?\|$", (ROOT / "docs" / "stories.md").read_text(), re.MULTILINE
)


def test_every_line_has_its_row_once() -> None:
    wanted = [f"F{p}.{n}" for p, count in LINES.items() for n in range(1, count + 1)]
    assert [line for line, *_ in ROWS] == wanted


@pytest.mark.parametrize(("line", "journeys", "pictures"), [(r[0], r[2], r[3]) for r in ROWS])
def test_what_a_row_names_exists(line: str, journeys: str, pictures: str) -> None:
    named = re.findall(r"`(test_\w+)::(test_\w+)`", journeys)
    assert named or "not built yet" in journeys, line
    for file, name in named:
        assert f"def {name}(" in (ROOT / "tests" / "journeys" / f"{file}.py").read_text(), name
    shown = re.findall(r"\((pictures/[\w.-]+\.png)\)", pictures)
    assert shown or "not built yet" in journeys, line
    for picture in shown:
        assert (ROOT / "docs" / picture).exists(), picture


def test_no_picture_is_there_for_nothing() -> None:
    pages = (ROOT / "README.md").read_text() + (ROOT / "docs" / "stories.md").read_text()
    for picture in (ROOT / "docs" / "pictures").glob("*.png"):
        assert f"pictures/{picture.name}" in pages, picture.name
