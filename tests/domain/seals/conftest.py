"""One sealed page for all tests of seals."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ikrar.domain.seals.sealing import seal_pdf

AT = datetime(2026, 11, 23, 0, 31, 8, tzinfo=UTC)


def a_page() -> bytes:
    """A small PDF/A-3b page, unsealed."""
    import typst

    page = typst.compile(
        b'#set document(title: "Uji")\nHalaman uji.',
        pdf_standards=["a-3b"],
        timestamp=AT,
        ignore_system_fonts=True,
    )
    assert isinstance(page, bytes)
    return page


@pytest.fixture(scope="package")
def keys_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A keys folder that does not exist yet."""
    return tmp_path_factory.mktemp("home") / "keys"


@pytest.fixture(scope="package")
def page() -> bytes:
    """The unsealed page."""
    return a_page()


@pytest.fixture(scope="package")
def sealed(keys_dir: Path, page: bytes) -> bytes:
    """The same page with the seal of the development key."""
    return seal_pdf(page, keys_dir=keys_dir, reason="Uji", at=AT)
