"""Every page of the site, read from the address table: pattern, name, view, template folder, whom it is open to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from ikrar.web.shell.access import Opening, opening_of


@dataclass(frozen=True)
class Page:
    """One address."""

    pattern: str
    name: str
    view: str
    callback: Any
    opening: Opening | None


def pages() -> Iterator[Page]:
    """All addresses below the root, in order; the language prefix is left out."""
    yield from _below(get_resolver().url_patterns, "/", "")


def _below(patterns: list[Any], prefix: str, space: str) -> Iterator[Page]:
    for part in patterns:
        here = prefix + _text(part)
        if isinstance(part, URLResolver):
            inner = f"{space}{part.namespace}:" if part.namespace else space
            yield from _below(part.url_patterns, here, inner)
        elif isinstance(part, URLPattern):
            view = part.callback
            where = f"{getattr(view, '__module__', '')}.{getattr(view, '__qualname__', type(view).__name__)}"
            yield Page(here, f"{space}{part.name or ''}", where, view, opening_of(view))


def _text(part: Any) -> str:
    if type(part.pattern).__name__ == "LocalePrefixPattern":
        return ""
    return str(part.pattern).removeprefix("^").removesuffix("$").removesuffix(r"\Z")
