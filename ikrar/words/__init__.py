"""Every code in words: one table per noun, merged here (Indonesian is the source)."""

from django.utils.functional import Promise

from ikrar.words.people import WORDS as PEOPLE
from ikrar.words.pledges import WORDS as PLEDGES
from ikrar.words.shell import WORDS as SHELL

Table = dict[str, "str | Promise"]
WORDS: Table = {**SHELL, **PEOPLE, **PLEDGES}


def say(code: str, **values: object) -> str:
    """The sentence of a code, filled with `values`. Raises KeyError for a code without words."""
    return str(WORDS[str(code)]) % values if values else str(WORDS[str(code)])
