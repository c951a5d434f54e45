"""`ikrar rules-diff OLD NEW [FILE]`: which records would a changed rulebook answer differently? Needs no database.

OLD and NEW are folders of tables, or `-` for the ones of this installation. Exit 0 nothing changes, 1 something does,
2 unreadable input.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from ikrar.cli import assess_words
from ikrar.cli.assess import read_lines
from ikrar.core.assess import BadFacts, Facts, read_facts
from ikrar.core.assess.checks import Change, changes
from ikrar.core.elections import Calendar
from ikrar.core.rulebook import Rulebook
from ikrar.core.rulebook.checks import contradictions
from ikrar.domain.elections.tables import read_calendar
from ikrar.domain.rules.tables import LIBRARY, BadTable, read_rulebook


def main(argv: list[str]) -> int:
    """Compare two rulebooks on the records of a file."""
    parser = argparse.ArgumentParser(prog="ikrar rules-diff", description=__doc__)
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("file", nargs="?", default="-", help="JSON per baris; - untuk masukan baku")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    calendar = read_calendar()
    try:
        old, new = (read_rulebook(LIBRARY if name == "-" else Path(name)) for name in (args.old, args.new))
        records = list(_records(args.file, new, calendar))
    except BadTable as bad:
        print(f"Tabel aturan tidak dapat dibaca: {bad}", file=sys.stderr)
        return 2
    except (OSError, UnicodeDecodeError):
        print("Berkas fakta atau map aturan tidak dapat dibaca.", file=sys.stderr)
        return 2
    for quarrel in contradictions(new):
        print(f"Aturan bertentangan: {quarrel.what} {' '.join(quarrel.rows)}", file=sys.stderr)
    found = list(changes(records, old, new, calendar))
    for one in found:
        print(json.dumps(as_record(one), ensure_ascii=False) if args.json else as_text(one))
    if not args.json:
        print(f"{len(found)} dari {len(records)} catatan berubah ({old.version} menjadi {new.version}).")
    return 1 if found else 0


def _records(name: str, book: Rulebook, calendar: Calendar) -> Iterator[Facts]:
    for number, line in enumerate(read_lines(name), 1):
        if not line.strip():
            continue
        try:
            yield read_facts(json.loads(line), book, calendar)
        except BadFacts as bad:
            print(assess_words.say(bad, number), file=sys.stderr)
        except ValueError:
            print(assess_words.say(BadFacts("record", "not_json"), number), file=sys.stderr)


def as_record(it: Change) -> dict[str, object]:
    """A JSON object: the top line before and after, rules that came and went."""
    keys = ("violation", "class", "sanction_level")
    return {
        "id": it.id,
        "before": dict(zip(keys, it.before, strict=True)),
        "after": dict(zip(keys, it.after, strict=True)),
        "came": list(it.came),
        "went": list(it.went),
    }


def as_text(it: Change) -> str:
    """One line for a reader."""
    return f"{it.id}: {' '.join(it.before)} -> {' '.join(it.after)} (masuk {list(it.came)}, keluar {list(it.went)})"
