"""Every code in words: one module per noun, each with a table WORDS, merged here (Indonesian is the source)."""

import importlib
import pkgutil

from django.utils.functional import Promise

Table = dict[str, "str | Promise"]


def _merged() -> Table:
    merged: Table = {}
    for module in pkgutil.iter_modules(__path__):
        table: Table = importlib.import_module(f"{__name__}.{module.name}").WORDS
        twice = merged.keys() & table.keys()
        if twice:
            raise ValueError(f"codes with two sentences: {sorted(twice)}")
        merged.update(table)
    return merged


WORDS: Table = _merged()


def say(code: str, **values: object) -> str:
    """The sentence of a code, filled with `values`. Raises KeyError for a code without words."""
    return str(WORDS[str(code)]) % values if values else str(WORDS[str(code)])
