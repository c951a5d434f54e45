"""Are the files of others the ones that were checked, with their licence, and none that nobody listed?"""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

PLACE = Path(__file__).parents[2] / "ikrar" / "web" / "static" / "vendor"
PACKAGES: list[dict[str, Any]] = tomllib.loads((PLACE / "vendor.toml").read_text())["package"]
FREE = {"MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC"}
FILES = [(name, told["sha256"]) for package in PACKAGES for name, told in package["files"].items()]


@pytest.mark.parametrize(("name", "digest"), FILES)
def test_every_file_is_the_one_that_was_checked(name: str, digest: str) -> None:
    assert hashlib.sha256((PLACE / name).read_bytes()).hexdigest() == digest


def test_no_file_is_there_unlisted() -> None:
    there = {p.relative_to(PLACE).as_posix() for p in PLACE.rglob("*") if p.is_file()}
    assert there - {"vendor.toml"} == {name for name, _ in FILES}


def test_every_package_has_a_free_licence_and_brings_its_text() -> None:
    for package in PACKAGES:
        assert package["licence"] in FREE
        assert package["why"]
        assert any(name.endswith("LICENSE") for name in package["files"])


def test_no_script_of_others_makes_code_from_text() -> None:
    for name, _ in FILES:
        if name.endswith(".js"):
            text = (PLACE / name).read_text()
            assert "eval(" not in text
            assert "new Function" not in text
