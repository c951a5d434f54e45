"""Which bytes stand for a record, so that two programs hash the same thing? (RFC 8785, JCS)"""

import json
from typing import NoReturn, TypeAlias

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

LARGEST = 2**53 - 1  # RFC 8785 section 3.2.2.3: beyond it other programs would read another number


class NotCanonical(ValueError):
    """The value has no canonical form, or the bytes are not one."""


def dumps(value: object) -> bytes:
    """The canonical JSON of strings, integers, booleans, null, lists and objects (RFC 8785).

    Keys are sorted by UTF-16 code units. Fractions are refused: our records carry none, and their
    textual form is the one hard part of the standard. Raises NotCanonical.
    """
    return json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def loads(data: bytes) -> Json:
    """Reads JSON strictly: UTF-8, no fraction, no repeated key, nothing RFC 8785 cannot write."""
    try:
        value = json.loads(
            data.decode(), parse_float=_refuse, parse_constant=_refuse, object_pairs_hook=_without_repeats
        )
        return _ordered(value)
    except (ValueError, RecursionError) as bad:
        raise NotCanonical(str(bad)) from bad


def loads_exact(data: bytes) -> Json:
    """Reads bytes that must already be canonical, so that not one of them can differ unseen."""
    value = loads(data)
    if dumps(value) != data:
        raise NotCanonical("the bytes are not the canonical form of their content")
    return value


def _ordered(value: object) -> Json:
    if isinstance(value, str):
        return _writable(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise NotCanonical(f"integer beyond 2^53: {value}")
        return value
    if isinstance(value, list | tuple):
        return [_ordered(item) for item in value]
    if isinstance(value, dict):
        return _ordered_object(value)
    raise NotCanonical(f"no canonical form for {type(value).__name__}")


def _ordered_object(value: dict[object, object]) -> Json:
    named: dict[str, object] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise NotCanonical(f"key is no string: {key!r}")
        named[_writable(key)] = item
    keys = sorted(named) if all(map(str.isascii, named)) else sorted(named, key=_utf16)
    return {key: _ordered(named[key]) for key in keys}


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be")


def _writable(text: str) -> str:
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError as half:
        raise NotCanonical("a lone surrogate has no UTF-8 form") from half
    return text


def _refuse(literal: str) -> NoReturn:
    raise NotCanonical(f"only integers are allowed: {literal}")


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("a key stands twice")
    return found
