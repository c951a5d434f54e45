"""What all tests share: the strict client, the cast, and one moment."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

import pytest
from django.core.cache import cache
from django.utils import translation

from tests.given.cast import Cast, a_cast
from tests.strict import StrictClient

NOW = datetime(2026, 11, 23, 0, 31, 8, tzinfo=UTC)  # Monday, 07.31 WIB, 08.31 WITA


@pytest.fixture
def now() -> datetime:
    """The moment at which tests happen."""
    return NOW


@pytest.fixture
def cast(db: None, now: datetime) -> Cast:
    """The same people in every test (GLOSSARY: the cast)."""
    return a_cast(now)


@pytest.fixture
def client() -> StrictClient:
    """A browser that refuses sloppy pages."""
    return StrictClient()


@pytest.fixture(autouse=True)
def _no_tries_counted() -> None:
    """Wrong passwords of another test slow nobody here."""
    cache.clear()


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """The active language leaks between requests otherwise."""
    yield
    translation.activate("id")


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Both databases are open to every test that asks for one."""
    for item in items:
        for mark in item.iter_markers("django_db"):
            mark.kwargs.setdefault("databases", ["default", "keys"])
