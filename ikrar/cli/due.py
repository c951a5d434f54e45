"""`ikrar due CLOCK --from DATE`: the due day of a clock with its explanation; needs no database.

Exit 0 a due day was told, 1 no length is set or the input was refused, 2 wrong use or unreadable input.
"""

import argparse
import json
import sys
from datetime import date, datetime, time
from pathlib import Path

from ikrar.cli import due_words as words
from ikrar.core.clocks import BadFacts, Clock, Due, Facts, State, Unit, due, state
from ikrar.core.days import YEARS, BadDays, DayOff, Pause, Zone, zone_of
from ikrar.domain.elections.holidays import BadOverlay, read_overlay, work_week
from ikrar.domain.rules.clock_tables import BadClockTable, ClockWords, explain, read_clock_words, read_clocks


class Unreadable(BadFacts):
    """What was written does not read as a day, pause or clock; `value` is the writing."""

    def __init__(self, field: str, reason: str, value: str) -> None:
        super().__init__(field, reason)
        self.value = value


def main(argv: list[str]) -> int:
    """Tell one due day, or list the clocks."""
    parser = _parser()
    args = parser.parse_args(argv)
    if not args.list and not (args.clock and args.started):
        parser.error("tulis kode tenggat dan --from TANGGAL, atau --list")
    try:
        if args.list:
            return _list(args.json)
        found = _answer(args)
        told = as_record(found, args) if args.json else as_text(found, args)
    except BadFacts as bad:
        return _refuse(bad, args)
    except BadClockTable as bad:
        print(f"Tabel tenggat tidak dapat dibaca: {bad}", file=sys.stderr)
        return 2
    except (OSError, UnicodeDecodeError):
        print(f"Berkas «{args.local}» tidak dapat dibaca sebagai teks UTF-8.", file=sys.stderr)
        return 2
    print(told)
    return 0 if found.readings else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ikrar due", description=__doc__)
    parser.add_argument("clock", nargs="?", help="kode tenggat, misalnya C-SUMMON-1")
    parser.add_argument("--list", action="store_true", help="daftar tenggat")
    parser.add_argument("--from", dest="started", help="YYYY-MM-DD atau YYYY-MM-DDTHH:MM[+07:00]")
    parser.add_argument("--zone", choices=[zone.value for zone in Zone], default="WIB", help="baku: WIB")
    parser.add_argument("--json", action="store_true", help="satu objek JSON")
    parser.add_argument("--extended", action="store_true", help="dengan perpanjangan paling lama")
    parser.add_argument("--pause", action="append", default=[], help="jeda, YYYY-MM-DD..YYYY-MM-DD")
    parser.add_argument("--stopped", help="hari atau saat selesai")
    parser.add_argument("--as-of", help="bagaimana keadaannya pada hari atau saat ini")
    parser.add_argument("--length", type=int, help="panjang yang ditetapkan instansi")
    parser.add_argument("--unit", choices=[unit.value for unit in Unit], default=Unit.WORKING.value)
    parser.add_argument("--six-days", action="store_true", help="kantor dengan enam hari kerja")
    parser.add_argument("--known-on", help="hari libur sebagaimana diketahui pada hari ini")
    parser.add_argument("--local", type=Path, help="CSV libur setempat: day,name,known_from,withdrawn_on")
    return parser


def _answer(args: argparse.Namespace) -> Due:
    """Raises BadFacts, BadClockTable or OSError."""
    clock = read_clocks().get(args.clock.upper())
    if clock is None:
        raise Unreadable("clock", "clock.unknown", args.clock)
    zone = Zone(args.zone)
    facts = Facts(
        _moment("started", args.started, zone),
        zone,
        _moment("stopped", args.stopped, zone) if args.stopped else None,
        tuple(_pause(text) for text in args.pause),
        max(clock.extension, 1) if args.extended else 0,
        args.length,
        Unit(args.unit),
    )
    known_on = _day("known_on", args.known_on) if args.known_on else None
    return due(clock, facts, work_week(_local(args.local), known_on=known_on, has_six_days=args.six_days))


def _local(path: Path | None) -> tuple[DayOff, ...]:
    try:
        return read_overlay(path) if path else ()
    except BadOverlay as bad:
        raise Unreadable("local", "clock.local_row", f"baris {bad.row}, kolom {bad.field}") from bad


def _pause(text: str) -> Pause:
    first, dots, last = text.partition("..")
    if not dots:
        raise Unreadable("pauses", "clock.not_a_pause", text)
    try:
        return Pause(_day("pauses", first), _day("pauses", last))
    except BadDays as bad:
        raise BadFacts("pauses", bad.reason) from bad


def _moment(field: str, text: str, zone: Zone) -> date | datetime:
    """A day, or a moment; a moment without an offset stands on the clocks of `zone`."""
    if len(text) <= len("YYYY-MM-DD"):
        return _day(field, text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Unreadable(field, "clock.not_a_day", text) from None
    if moment.year not in YEARS:
        raise BadFacts(field, "days.year_out_of_reach")
    return moment if moment.tzinfo else moment.replace(tzinfo=zone_of(zone))


def _day(field: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        looks_like_one = len(text) == len("YYYY-MM-DD") and text.replace("-", "").isdecimal()
        reason = "clock.no_such_day" if looks_like_one else "clock.not_a_day"
        raise Unreadable(field, reason, text) from None


def _refuse(bad: BadFacts, args: argparse.Namespace) -> int:
    message = words.say(bad, bad.value if isinstance(bad, Unreadable) else "")
    if args.json:
        error = {"field": bad.field, "reason": bad.reason, "message": message}
        print(json.dumps({"clock": args.clock, "error": error}, ensure_ascii=False))
    else:
        print(message, file=sys.stderr)
    return 1


def _list(as_json: bool) -> int:
    told = read_clock_words()
    for clock in read_clocks().values():
        if as_json:
            print(json.dumps(_row(clock, told[clock.code]), ensure_ascii=False))
        else:
            length = f"{clock.length} {words.UNITS[clock.units[0]]}" if clock.units else "belum ditetapkan"
            print(f"{clock.code:17} {length:17} {told[clock.code].title} ({clock.article})")
    return 0


def _row(clock: Clock, told: ClockWords) -> dict[str, object]:
    """What the table says, whatever the day."""
    return {
        "clock": clock.code,
        "title": told.title,
        "starts": clock.starts,
        "length": clock.length,
        "units": list(clock.units),
        "owner": clock.owner,
        "stops_when": clock.stops_when,
        "lapse": clock.lapse,
        "article": clock.article,
        "source": clock.source,
        "address": told.address,
        "confidence": clock.confidence,
    }


def as_record(found: Due, args: argparse.Namespace) -> str:
    """The answer for machines: one JSON object."""
    told = read_clock_words()[found.clock.code]
    own = {"length": found.length, "units": [args.unit]} if found.clock.length is None and found.length else {}
    record = {
        **_row(found.clock, told),
        **own,
        "from": found.facts.started.isoformat(),
        "zone": found.facts.zone,
        "due": found.due.isoformat() if found.due else None,
        "latest_reading": found.other.isoformat() if found.other else None,
        "readings": [{"unit": r.unit, "due": r.due.isoformat()} for r in found.readings],
        "days_off_passed": sorted({day.day.isoformat() for r in found.readings for day in r.skipped}),
        "state": _state(found, args),
        "notes": list(found.notes),
        "explain": explain(found, told, words.tell_day, words.UNITS),
    }
    return json.dumps(record, ensure_ascii=False)


def as_text(found: Due, args: argparse.Namespace) -> str:
    """A few lines for a reader: the sentence first, then what belongs beside it."""
    told = read_clock_words()[found.clock.code]
    lines = [explain(found, told, words.tell_day, words.UNITS), *(words.NOTES[note] for note in found.notes)]
    lines += [told.note] if told.note else []
    lines.append(f"Pelaksana: {told.owner}. Bila lewat: {told.lapse}")
    if (stands := _state(found, args)) is not None:
        lines.append(f"Keadaan: {words.STATES[stands]}.")
    lines.append(f"Sumber: {words.CONFIDENCES[found.clock.confidence]}.")
    return "\n  ".join(lines)


def _state(found: Due, args: argparse.Namespace) -> State | None:
    """How the clock stands on the day asked about; a bare day is asked about at its end."""
    if not args.as_of:
        return None
    asked = _moment("as_of", args.as_of, found.facts.zone)
    if not isinstance(asked, datetime):
        asked = datetime.combine(asked, time(23, 59, 59), zone_of(found.facts.zone))
    return state(found, asked)
