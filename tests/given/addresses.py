"""An address of every page, filled with references that exist in the cast or are well formed and unknown."""

import re

from ikrar.cli.pages import Page
from tests.given.cast import Cast

CONVERTER = re.compile(r"<(?:(\w+):)?(\w+)>")


def a_path(page: Page, cast: Cast) -> str:
    """A path that the pattern accepts; unknown references lead to 404 for those who pass the gate."""
    known = {"agency": cast.agency.ref, "unit": cast.education.ref}

    def fill(match: re.Match[str]) -> str:
        kind, name = match[1] or "str", match[2]
        if name in known:
            return known[name]
        return {"int": "1", "uuid": "00000000-0000-0000-0000-000000000000", "path": "checkpoint"}.get(
            kind, "7K3M9QX2"
        )

    return CONVERTER.sub(fill, page.pattern)
