"""Texts for chat groups: short enough to be read at once, with the address whole on the last line."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

LONGEST = 700  # letters: what a chat group still reads at once


def cut(text: str, most: int = 140) -> str:
    """Text on one line without asterisks, which chat programs take for bold; at most so many letters."""
    plain = " ".join(text.replace("*", "").split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def fit(lines: Sequence[str], address: str = "") -> str:
    """The lines that fit into 700 letters, a word on what was left out, and the address alone on the last line."""
    end = [address] if address else []
    whole = "\n".join([*lines, *end])
    if len(whole) <= LONGEST:
        return whole
    rest = [_("Selengkapnya di Ikrar."), *end]
    kept: list[str] = []
    for line in lines:
        if len("\n".join([*kept, line, *rest])) > LONGEST:
            break
        kept.append(line)
    return "\n".join([*kept, *rest])
