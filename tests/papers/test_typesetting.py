"""The typesetter names what is wrong with template, paper or moment, and codes are read back from QR."""

import re
from datetime import datetime

import pytest

from ikrar.papers.qr import QUIET, qr_address, qr_svg
from ikrar.papers.typesetting import CannotTypeset, typeset
from tests.given.papers import AT


def test_an_unknown_template_and_missing_data_are_named() -> None:
    with pytest.raises(CannotTypeset, match=r"tidak-ada\.typ"):
        typeset("tidak-ada", {}, at=AT)
    with pytest.raises(CannotTypeset, match=r"poster\.typ"):
        typeset("poster", {}, at=AT)


def test_an_unknown_paper_and_a_naive_moment_are_refused() -> None:
    with pytest.raises(ValueError, match="paper"):
        typeset("poster", {}, at=AT, paper="a5")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="zone"):
        typeset("poster", {}, at=datetime(2026, 1, 1))  # noqa: DTZ001


def test_an_upper_case_address_needs_the_smaller_code() -> None:
    def modules(text: str) -> int:
        found = re.search(rb'viewBox="0 0 (\d+) \1"', qr_svg(text))
        assert found
        return int(found[1]) - 2 * QUIET

    address = "https://ikrar.contoh.go.id/P/7K3M9QX2"
    assert qr_address(address) == "HTTPS://IKRAR.CONTOH.GO.ID/P/7K3M9QX2"
    assert qr_address("http://localhost:8000/bukti/aB") == "HTTP://LOCALHOST:8000/bukti/aB"
    assert modules(qr_address(address)) == 25
    assert modules(address) == 29


def test_a_code_is_one_small_svg_and_the_same_every_time() -> None:
    picture = qr_svg("HTTPS://IKRAR.CONTOH/P/7K3M9QX2")
    assert picture == qr_svg("HTTPS://IKRAR.CONTOH/P/7K3M9QX2")
    assert picture.startswith(b"<svg")
    assert len(picture) < 5000
    assert b"script" not in picture
