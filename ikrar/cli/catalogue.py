"""Keeps the English catalogue: collects every sentence of pages and words, updates the file, compiles it."""

import argparse
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "locale" / "en" / "LC_MESSAGES"
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
KEYWORDS: dict[str, None] = dict.fromkeys(
    ("_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy")
)
Message = str | tuple[str, str]
Found = tuple[str, Message, str | None]


def sentences() -> Iterator[Found]:
    """(file, message or (singular, plural), context) for every sentence of the program, in the order of its files."""
    for path in sorted(
        [*ROOT.rglob("*.py"), *(ROOT / "web").rglob("*.html"), *(ROOT / "worker").rglob("*.txt")]
    ):
        text = path.read_text()
        if path.suffix != ".py":
            text = plain(templatize(text, origin=str(path)))
        elif "gettext" not in text:
            continue
        name = path.relative_to(ROOT).as_posix()
        for message, context in messages_of(text):
            yield name, message, context


def plain(templatized: str) -> str:
    """Lines without indentation: what is left of a template is a row of names and calls, not a program."""
    return "\n".join(line.strip() for line in templatized.splitlines())


def messages_of(text: str) -> Iterator[tuple[Message, str | None]]:
    """The messages in Python source, with their contexts."""
    for _line, function, found, _comments in extract_python(io.BytesIO(text.encode()), KEYWORDS, (), {}):
        parts: list[Any] = list(found) if isinstance(found, tuple) else [found]
        context = parts.pop(0) if str(function).startswith("pgettext") else None
        strings = [p for p in parts if isinstance(p, str)]
        if not strings or not strings[0]:
            continue
        is_plural = str(function).startswith("ngettext") and len(strings) > 1
        yield (strings[0], strings[1]) if is_plural else strings[0], context


def template() -> Catalog:
    """All sentences as a catalogue without translations."""
    catalog = Catalog(locale="en", charset="utf-8")
    for name, message, context in sentences():
        catalog.add(message, locations=[(name, 1)], context=context)
    return catalog


def english() -> Catalog:
    """The catalogue as it stands in the repository; empty when there is none."""
    path = PLACE / "django.po"
    return read_po(io.BytesIO(path.read_bytes() if path.exists() else HEADER.encode()), locale="en")


def updated() -> Catalog:
    """The catalogue with exactly today's sentences; what was translated before is kept."""
    catalog = english()
    catalog.update(template(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """The catalogue as text, equal for equal content: no dates, no line numbers."""
    out = io.BytesIO()
    write_po(
        out, catalog, width=110, omit_header=True, sort_by_file=True, ignore_obsolete=True, include_lineno=False
    )
    return HEADER.encode() + re.sub(rb"\n{3,}", b"\n\n", out.getvalue()).lstrip(b"\n")


def as_mo(catalog: Catalog) -> bytes:
    """The compiled catalogue."""
    plain_copy = read_po(io.BytesIO(as_po(catalog)), locale="en")
    plain_copy.creation_date = plain_copy.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    out = io.BytesIO()
    write_mo(out, plain_copy)
    return out.getvalue()


def untranslated(catalog: Catalog) -> list[Any]:
    """The messages that lack English words (in any plural form) or are marked as doubtful."""
    return [
        m for m in catalog
        if m.id and (m.fuzzy or not all(m.string if isinstance(m.string, tuple | list) else [m.string]))
    ]  # fmt: skip


def main(argv: list[str]) -> int:
    """Update and compile the catalogue; with --check only say whether that would change or lack anything (exit 1)."""
    parser = argparse.ArgumentParser(prog="ikrar catalogue", description="Memperbarui katalog bahasa Inggris.")
    parser.add_argument("--check", action="store_true", help="hanya memeriksa")
    check = parser.parse_args(argv).check
    catalog = updated()
    stale = []
    PLACE.mkdir(parents=True, exist_ok=True)
    for name, content in (("django.po", as_po(catalog)), ("django.mo", as_mo(catalog))):
        path = PLACE / name
        if not path.exists() or path.read_bytes() != content:
            stale.append(name)
            if not check:
                path.write_bytes(content)
    missing = untranslated(catalog)
    for message in missing:
        print(f"belum diterjemahkan: {message.id}")
    print(
        f"{len(catalog)} kalimat, {len(missing)} belum diterjemahkan, {len(stale)} berkas {'berbeda' if check else 'ditulis'}"
    )
    return 1 if missing or (check and stale) else 0
