"""python -m tests.faults.offline_day: three scanners, a day without network, browsers killed, one clock wrong by three hours.

Exit 0 when nothing that a screen said was kept is lost, nothing stands twice, and every conflict is listed; 1 when not.
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.stage.home import fresh_home
from tests.faults.__main__ import _free_port
from tests.faults.devices import Phone
from tests.faults.processes import Served

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's driver runs in a loop of its own
GATES = ("Gerbang utara", "Gerbang selatan", "Gerbang barat")
DAY = timedelta(hours=8)
THREE_HOURS = 3 * 60 * 60 * 1000
MOST_SECONDS = 60.0  # for one device to bring its day


@dataclass(frozen=True)
class Morning:
    """A session of an open activity with three gates, the tokens of valid, revoked and foreign cards."""

    session: Any
    gates: list[Any]
    valid: list[str]
    odd: list[str]


def a_morning(people: int, at: datetime) -> Morning:
    """The stage, built by the real actions; the session began nine hours ago and goes on."""
    from ikrar.domain.ledger.actions import Unknown
    from ikrar.domain.programme import actions
    from ikrar.domain.programme.actions.attendance_cards import print_cards
    from tests.given.activities import a_gate, add_activity_session
    from tests.given.cast import a_cast
    from tests.given.programme import some_employees

    cast = a_cast(at)
    staff = cast.staff(cast.sari)
    made = some_employees(cast.health, people, at)
    actions.issue_cards(cast.health, by=staff, at=at)
    session = add_activity_session(
        cast.agency, name="Apel akbar", starts_at=at - timedelta(hours=9), hours=12, is_open=True, by=Unknown(), at=at
    )  # fmt: skip
    gates = [a_gate(cast, session, name) for name in GATES]
    old = [card.token for card in print_cards(cast.health, by=staff)]
    for one in made[:5]:
        actions.reissue_card(one, by=staff, at=at - timedelta(days=1))
    new = [card.token for card in print_cards(cast.health, by=staff)]
    return Morning(session, gates, new, [token for token in old if token not in set(new)])


def main(argv: list[str]) -> int:
    """Run it and print one JSON line."""
    parser = argparse.ArgumentParser(prog="tests.faults.offline_day")
    parser.add_argument("--scans", type=int, default=2_000)
    parser.add_argument("--people", type=int, default=900)
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--seed", type=int, default=20_270_201)
    args = parser.parse_args(argv)
    with fresh_home() as home, tempfile.TemporaryDirectory(prefix="ikrar-phones-") as folder:
        morning = a_morning(args.people, datetime.now(UTC))
        served = Served(home, _free_port())
        try:
            served.wait()
            told = play_day(morning, served, Path(folder), args)
        finally:
            served.stop()
    print(json.dumps(told))
    return 0 if told["holds"] else 1


def play_day(morning: Morning, served: Served, folder: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Prepare, lose the network, scan and be killed, find the network, and look at the books."""
    from playwright.sync_api import sync_playwright

    chance = random.Random(args.seed)
    with sync_playwright() as play:
        phones = [a_phone(play, morning, served, folder, n) for n in range(len(GATES))]
        for phone in phones:
            phone.start()
            phone.prepare()
        cut_off(served)
        for phone in phones:
            phone.lose_network()
        begun = time.monotonic()
        scan_all(phones, hands(morning, args.scans, chance), args.kills, chance)
        scanning = round(time.monotonic() - begun, 1)
        served.wait()
        seconds = []
        for phone in phones:
            phone.set_aside(0)
            phone.find_network()
            seconds.append(phone.synced())
        told = books(morning, phones)
        for phone in phones:
            phone.context.close()
    holds = not told["wrong"] and max(seconds) <= MOST_SECONDS and sum(p.kills for p in phones) == args.kills
    return {
        "faults": "offline_day", "holds": holds, "devices": len(phones), "scans": sum(len(p.typed) for p in phones),
        "kept": sum(p.kept.total() for p in phones), "kills": sum(p.kills for p in phones), "wrong_clock_minutes": 180,
        "scanning_seconds": scanning, "sync_seconds": seconds, **told,
    }  # fmt: skip


def cut_off(served: Served) -> None:
    """End the server and its workers, and nothing else: the driver of the browsers lives in the same surroundings."""
    assert served.process is not None
    os.killpg(served.process.pid, signal.SIGTERM)
    served.process.wait(timeout=30)
    served.process = None


def a_phone(play: Any, morning: Morning, served: Served, folder: Path, n: int) -> Phone:
    """The phone of one gate; the last one's clock is three hours ahead."""
    from ikrar.domain.programme.card_keys import scanner_secret

    ref = morning.gates[n].ref
    place = folder / f"phone-{n}"
    place.mkdir()
    link = f"http://127.0.0.1:{served.port}/pindai/buka/{ref}/{scanner_secret(ref)}/"
    return Phone(play, place, link, error_ms=THREE_HOURS if n == len(GATES) - 1 else 0)


def hands(morning: Morning, number: int, chance: random.Random) -> list[list[str]]:
    """Which cards come by at which gate: most people once, many at two gates or twice, a few with a card that is void."""
    each = [number // len(GATES) + (n < number % len(GATES)) for n in range(len(GATES))]
    found = []
    for size in each:
        odd = chance.sample(morning.odd, min(2, len(morning.odd)))
        people = [chance.choice(morning.valid) for _ in range(size - len(odd))]
        row = [*people, *odd]
        chance.shuffle(row)
        found.append(row)
    return found


def scan_all(phones: list[Phone], rows: list[list[str]], kills: int, chance: random.Random) -> None:
    """In turns, a part at a time; the day goes by on the clocks; a kill after some of the parts, some with a code half way."""
    parts = max(kills // len(phones) + 1, 4)
    when = [(n % len(phones), n // len(phones) + 1) for n in range(kills)]
    for part in range(parts):
        aside = -round(DAY.total_seconds() * 1000 * (1 - part / parts))
        for n, phone in enumerate(phones):
            phone.set_aside(aside)
            row = rows[n]
            size = -(-len(row) // parts)
            mine = row[part * size : (part + 1) * size]
            if (n, part) in when and mine:
                half_way = mine.pop() if chance.random() < 0.5 else ""
                phone.scan(mine)
                phone.kill(half_way)
                phone.set_aside(aside)
            else:
                phone.scan(mine)


def books(morning: Morning, phones: list[Phone]) -> dict[str, Any]:
    """What is stored beside what the screens said, and the conflicts beside those that must be."""
    from ikrar.core import attendance_cards as cards
    from ikrar.core.attendance import Judged
    from ikrar.domain.ledger.actions import Worker
    from ikrar.domain.programme import actions
    from ikrar.domain.programme.models import Attendance, Scan
    from ikrar.domain.programme.queries.attendance_judging import conflicts_of, wrong_clocks

    actions.settle_attendance(morning.session, by=Worker("trial"), at=datetime.now(UTC))
    mark = {token: cards.mark_of(cards.read_code(token)) for token in (*morning.valid, *morning.odd)}
    wrong, lost, double, out_of_order = [], 0, 0, 0
    where: dict[bytes, set[str]] = {}
    for gate, phone in zip(morning.gates, phones, strict=True):
        found = Scan.objects.filter(scanner=gate).order_by("device_at", "pk").values_list("mark", "at")
        rows = [(bytes(one), at) for one, at in found]
        stored = Counter(one for one, _ in rows)
        typed, kept = Counter(mark[t] for t in phone.typed), Counter[bytes]()
        for token, number in phone.kept.items():
            kept[mark[token]] += number
        lost += (kept - stored).total()
        double += (stored - typed).total()
        out_of_order += disorder([mark[t] for t in phone.typed if t not in phone.half_way], rows)
        for one in stored:
            where.setdefault(one, set()).add(gate.ref)
    valid = {mark[token] for token in morning.valid}
    conflicts = conflicts_of(morning.session)
    listed = {c.scan.mark for c in conflicts if c.judged is Judged.TWO_GATES}
    wanted = {one for one, gates in where.items() if one in valid and len(gates) > 1}
    revoked = {c.scan.mark for c in conflicts if c.judged is Judged.REVOKED_CARD}
    present = Attendance.objects.filter(session=morning.session, is_void=False).count()
    clocks = [
        round(c.offset.total_seconds() / 60)
        for c in wrong_clocks(morning.session)
        if c.offset and not c.has_moved
    ]
    checks = {
        "lost": lost == 0, "double": double == 0, "order": out_of_order == 0, "two_gates": listed == wanted,
        "revoked": revoked == set(where) - valid, "present": present == len(set(where) & valid),
        "no_other_conflict": len({c.judged for c in conflicts} - {Judged.TWO_GATES, Judged.REVOKED_CARD}) == 0,
        "clock": clocks == [180],
    }  # fmt: skip
    wrong = [name for name, holds in checks.items() if not holds]
    return {
        "stored": Scan.objects.filter(session=morning.session).count(), "lost": lost, "double": double,
        "people_present": present, "two_gates_listed": len(listed), "revoked_listed": len(revoked),
        "clock_minutes": clocks, "wrong": wrong,
    }  # fmt: skip


def disorder(typed: list[bytes], rows: list[tuple[bytes, datetime]]) -> int:
    """How often a scan that was typed later is stored as earlier."""
    times: dict[bytes, list[datetime]] = {}
    for one, at in rows:
        times.setdefault(one, []).append(at)
    seen: Counter[bytes] = Counter()
    last, found = datetime.min.replace(tzinfo=UTC), 0
    for one in typed:
        own = times.get(one, [])
        if seen[one] < len(own):
            found += own[seen[one]] < last
            last = max(last, own[seen[one]])
        seen[one] += 1
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
