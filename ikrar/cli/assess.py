"""`ikrar assess [FILE]`: facts as JSON lines in, assessments out; needs no database.

A bad line answers with an error object and the rest goes on. Exit 0 all lines assessed, 1 a line was refused,
2 wrong use or unreadable input.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from ikrar.cli import assess_words
from ikrar.core.assess import Assessment, BadFacts, as_record, assess, read_facts
from ikrar.core.elections import Calendar
from ikrar.core.rulebook import Rulebook
from ikrar.domain.elections.tables import read_calendar
from ikrar.domain.rules.tables import LIBRARY, BadTable, read_rulebook

Answer = tuple[dict[str, object], Assessment | None]


def main(argv: list[str]) -> int:
    """Assess a file or standard input (`-`)."""
    parser = argparse.ArgumentParser(prog="ikrar assess", description=__doc__)
    parser.add_argument("file", nargs="?", default="-", help="JSON per baris; - untuk masukan baku")
    parser.add_argument("--json", action="store_true", help="satu objek JSON per baris")
    parser.add_argument("--rules", type=Path, default=LIBRARY, help="map tabel aturan lain")
    args = parser.parse_args(argv)
    try:
        book = read_rulebook(args.rules)
        lines = read_lines(args.file)
        refused = 0
        for record, found in answers(lines, book, read_calendar()):
            refused += found is None
            print(json.dumps(record, ensure_ascii=False) if args.json or found is None else as_text(found))
    except BadTable as bad:
        print(f"Tabel aturan tidak dapat dibaca: {bad}", file=sys.stderr)
        return 2
    except (OSError, UnicodeDecodeError):
        print(f"Berkas «{args.file}» tidak dapat dibaca sebagai teks UTF-8.", file=sys.stderr)
        return 2
    return 1 if refused else 0


def read_lines(name: str) -> Iterator[str]:
    """The lines of a file, or of standard input for `-`. Raises OSError or UnicodeDecodeError."""
    if name == "-":
        for raw in sys.stdin.buffer:
            yield raw.decode("utf-8")
        return
    with Path(name).open(encoding="utf-8") as file:
        yield from file


def answers(lines: Iterable[str], book: Rulebook, calendar: Calendar) -> Iterator[Answer]:
    """One answer a line: (JSON object, assessment), or (error object, None). Empty lines are passed over."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield answer(line, number, book, calendar)


def answer(line: str, number: int, book: Rulebook, calendar: Calendar) -> Answer:
    """The answer to one line."""
    record: object = None
    try:
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            raise BadFacts("record", "not_json") from None
        found = assess(read_facts(record, book, calendar), book, calendar)
    except BadFacts as bad:
        known = record.get("id") if isinstance(record, dict) else None
        error = {"field": bad.field, "reason": bad.reason, "message": assess_words.say(bad, number)}
        return {"id": known if isinstance(known, str | int) else None, "line": number, "error": error}, None
    return as_record(found), found


def as_text(it: Assessment) -> str:
    """A few lines for a reader: what the rules say, and what would settle the rest."""
    rows = [f"{it.id if it.id is not None else '-'}: {assess_words.HEADINGS[it.violation]}"]
    rows += [f"  {f.rule.class_} {f.rule.level}: {f.rule.title}. {f.rule.norm}" for f in it.findings]
    rows += [f"  mungkin {f.rule.class_} {f.rule.level}: {f.rule.title}. {f.rule.norm}" for f in it.possible]
    rows += [f"  boleh: {permit.title}. {permit.norm}" for permit in it.permitted]
    rows += [f"  tidak diatur: {silence.reason}" for silence in it.silences]
    rows += [f"  tanya: {question.text}" for question in it.ask]
    return "\n".join(rows)
