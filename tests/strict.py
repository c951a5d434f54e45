"""A test client that is also a reviewer: it refuses inline script and style, leftover tags and foreign hosts."""

import re
from typing import Any

from django.test import Client

INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\son\w+\s*=|\sstyle\s*=|javascript:", re.IGNORECASE)
LEFTOVER = re.compile(r"\{%|\{\{|%\}|\}\}")
FOREIGN = re.compile(
    r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//(?!localhost|testserver|wa\.me/)""", re.IGNORECASE
)


class StrictClient(Client):
    """Checks every HTML answer that any test asks for."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
            refuse_sloppy(response.content.decode())
        return response


def refuse_sloppy(page: str) -> None:
    """Raise AssertionError for what no page may contain."""
    for name, pattern in (("inline code", INLINE), ("a leftover tag", LEFTOVER), ("a foreign host", FOREIGN)):
        found = pattern.search(page)
        assert found is None, f"{name}: {page[max(0, found.start() - 60) : found.end() + 60]!r}"
