"""`ikrar due CLOCK --from DATE`: the due day of a clock with its explanation; needs no database.

Exit 0 a due day was told, 1 no due day (paused, length not set) or refused input, 2 wrong use or unreadable input.
"""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from ikrar.cli import due_words as words
from ikrar.core.clocks import ClockFacts, Due, due
from ikrar.core.clocks_table import Clock, Length, Unit
from ikrar.core.days import BadDays, DayOff, Pause, Zone, zone_of
from ikrar.core.verdicts import Problem
from ikrar.domain.elections.holidays import BadOverlay, read_overlay, work_week
from ikrar.domain.rules.clock_tables import BadClockTable, read_clocks

Read = TypeVar("Read", date, datetime)


def main(argv: list[str]) -> int:
    """Tell one due day, or list the clocks."""
    parser = _parser()
    args = parser.parse_args(argv)
    try:
        clocks = read_clocks()
        if args.list:
            return _list(clocks, args.json)
        if not args.clock or not args.started:
            parser.error("tulis kode tenggat dan --from TANGGAL, atau --list")
        found = _answer(clocks, args)
    except Problem as problem:
        return _refuse(problem, args)
    except BadClockTable as bad:
        print(f"Tabel tenggat tidak dapat dibaca: {bad}", file=sys.stderr)
        return 2
    except (OSError, UnicodeDecodeError):
        print(f"Berkas «{args.local}» tidak dapat dibaca sebagai teks UTF-8.", file=sys.stderr)
        return 2
    print(json.dumps(as_record(found, args.zone), ensure_ascii=False) if args.json else as_text(found))
    return 0 if found.day else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ikrar due", description=__doc__)
    parser.add_argument("clock", nargs="?", help="kode tenggat, misalnya C-SUMMON-1")
    parser.add_argument("--list", action="store_true", help="daftar tenggat")
    parser.add_argument("--from", dest="started", help="YYYY-MM-DD atau YYYY-MM-DDTHH:MM[+07:00]")
    parser.add_argument("--zone", type=Zone, choices=list(Zone), default=Zone.WIB, help="zona waktu, baku WIB")
    parser.add_argument("--json", action="store_true", help="satu objek JSON per baris")
    parser.add_argument("--extended", action="store_true", help="dengan perpanjangan")
    parser.add_argument(
        "--pause", action="append", default=[], help="jeda YYYY-MM-DD..YYYY-MM-DD; tanpa akhir: masih"
    )
    parser.add_argument("--stopped", help="hari selesai")
    parser.add_argument("--as-of", help="hari yang ditanyakan")
    parser.add_argument("--length", type=int, help="panjang yang ditetapkan instansi")
    parser.add_argument(
        "--unit", type=Unit, choices=list(Unit), default=Unit.WORKING_DAYS, help="satuan --length"
    )
    parser.add_argument("--six-days", action="store_true", help="kantor enam hari kerja")
    parser.add_argument("--known-on", help="libur sebagaimana diketahui pada hari ini")
    parser.add_argument("--local", type=Path, help="CSV libur daerah: day,name,known_from,withdrawn_on")
    return parser


def _answer(clocks: dict[str, Clock], args: argparse.Namespace) -> Due:
    if (clock := clocks.get(args.clock.upper())) is None:
        raise Problem("clock.unknown", "clock", clock=args.clock)
    pauses, since = _pauses(args.pause)
    facts = ClockFacts(
        _moment("--from", args.started, args.zone),
        args.zone,
        pauses,
        since,
        args.extended,
        _optional("--stopped", args.stopped),
        _optional("--as-of", args.as_of),
        Length(args.length, args.unit) if args.length is not None else None,
    )
    known_on = _optional("--known-on", args.known_on)
    return due(clock, facts, work_week(_local(args.local), known_on=known_on, has_six_days=args.six_days))


def _local(path: Path | None) -> tuple[DayOff, ...]:
    try:
        return read_overlay(path) if path else ()
    except BadOverlay as bad:
        raise Problem("clock.local_row", "--local", row=bad.row, column=bad.field) from bad


def _pauses(texts: list[str]) -> tuple[tuple[Pause, ...], date | None]:
    """The pauses that are over, and the first day of one that lasts. Raises Problem."""
    over, since = [], None
    for text in texts:
        first, dots, last = text.partition("..")
        if not dots:
            raise Problem("clock.not_a_pause", "--pause", value=text)
        begun = _day("--pause", first)
        if not last:
            since = begun
            continue
        try:
            over.append(Pause(begun, _day("--pause", last)))
        except BadDays as bad:
            raise Problem(bad.reason, "--pause") from bad
    return tuple(over), since


def _moment(field: str, text: str, zone: Zone) -> date | datetime:
    """A day, or a moment; a moment without an offset is told on the clocks of `zone`."""
    if len(text) <= len("YYYY-MM-DD"):
        return _day(field, text)
    moment = _read(field, text, datetime.fromisoformat)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone_of(zone))


def _optional(field: str, text: str | None) -> date | None:
    return _day(field, text) if text else None


def _day(field: str, text: str) -> date:
    return _read(field, text, date.fromisoformat)


def _read(field: str, text: str, reader: Callable[[str], Read]) -> Read:
    try:
        return reader(text)
    except ValueError:
        shaped = len(text) >= len("YYYY-MM-DD") and text.replace("-", "")[:8].isdecimal()
        raise Problem("clock.no_such_day" if shaped else "clock.not_a_day", field, value=text) from None


def _refuse(problem: Problem, args: argparse.Namespace) -> int:
    if args.json:
        error = {"field": problem.field, "reason": problem.reason, "message": words.say(problem)}
        print(json.dumps({"clock": args.clock, "error": error}, ensure_ascii=False))
    else:
        print(words.say(problem), file=sys.stderr)
    return 1


def _list(clocks: dict[str, Clock], as_json: bool) -> int:
    for clock in clocks.values():
        told = f"{clock.length.count} {words.UNITS[clock.length.unit]}" if clock.length else "belum ditetapkan"
        if as_json:
            print(json.dumps(_row(clock), ensure_ascii=False))
        else:
            print(f"{clock.code:17} {told:16} {clock.title} ({clock.article})")
    return 0


def _row(clock: Clock) -> dict[str, object]:
    """What the table says, whatever the day."""
    return {
        "clock": clock.code,
        "title": clock.title,
        "starts": clock.starts,
        "length": clock.length.count if clock.length else None,
        "unit": clock.length.unit if clock.length else None,
        "other_unit": clock.other_unit,
        "owner": clock.owner,
        "stops_when": clock.stops_when,
        "lapse": clock.lapse,
        "article": clock.article,
        "source": clock.source,
        "confidence": clock.confidence,
    }


def as_record(it: Due, zone: Zone) -> dict[str, object]:
    """The answer for machines."""
    return {
        **_row(it.clock),
        "length": it.length.count if it.length else None,
        "unit": it.length.unit if it.length else None,
        "from": it.started.isoformat(),
        "zone": zone,
        "state": it.state,
        "due": it.day.isoformat() if it.day else None,
        "other_due": it.other.isoformat() if it.other else None,
        "due_at": it.at.isoformat() if it.at else None,
        "extended": it.extended,
        "in_time": it.in_time,
        "notes": list(it.notes),
        "explain": it.sentence(words.tell_day, words.UNITS),
    }


def as_text(it: Due) -> str:
    """A few lines for a reader: the sentence first, then what belongs beside it."""
    lines = [it.sentence(words.tell_day, words.UNITS)]
    lines += [f"  {words.NOTES[note]}" for note in it.notes]
    lines += [f"  {it.clock.note}"] if it.clock.note else []
    lines.append(
        f"  Keadaan: {words.STATES[it.state]}. Pelaksana: {it.clock.owner_told}. Bila lewat: {it.clock.lapse_told}"
    )
    lines.append(f"  Sumber: {words.CONFIDENCES[it.clock.confidence]}.")
    return "\n".join(lines)
