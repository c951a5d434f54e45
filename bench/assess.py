"""The law engine measured four ways in one run: practice, norm, a trivial baseline beside practice, and speed.

Practice and the baseline need the development cases, which are not in this repository; without them the line says so.
"""

import argparse
import csv
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ikrar.cli.assess import answers
from ikrar.core.assess import as_record, assess, read_facts
from ikrar.core.assess.facts import CHOICES
from ikrar.domain.elections.tables import read_calendar
from ikrar.domain.rules.tables import read_rulebook

ROOT = Path(__file__).parents[1]
CASES = ROOT.parent / "shared" / "data" / "cases-dev.jsonl"
DISAGREEMENTS = ROOT / "docs" / "norm-and-practice.md"
NORMS = ROOT / "tests" / "core" / "norm-cases.csv"
CLASSES = ("ethics", "discipline", "criminal")
CONTAINED, MEAN_CLASSES, SECONDS_FOR_100_000 = 0.85, 1.7, 20.0
Record = dict[str, Any]


def main(argv: list[str]) -> int:
    """Exit 0 when every claim that could be measured holds, 1 when one does not."""
    parser = argparse.ArgumentParser(prog="bench.assess")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--cases", type=Path, default=CASES)
    args = parser.parse_args(argv)
    told: Record = {"bench": "assess"}
    holds = _practice(args.cases, told)
    holds &= _norm(told)
    holds &= _speed(args.records, told)
    print(json.dumps({**told, "holds": holds}))
    return 0 if holds else 1


def _practice(path: Path, told: Record) -> bool:
    """Real class contained, and classes returned on average; the baseline's figures stand beside."""
    if not path.exists():
        told["practice"] = "not measured: the development cases are not here"
        return True
    book, calendar = read_rulebook(), read_calendar()
    cases = [json.loads(line) for line in path.read_text().splitlines()]
    known = [case for case in cases if case["outcome"].get("class") in CLASSES]
    hits = size = base_hits = base_size = 0
    for case in known:
        record = as_record(assess(read_facts(facts_of(case), book, calendar), book, calendar))
        found = classes_of(record)
        guess = baseline(case["facts"])
        size += len(found)
        hits += case["outcome"]["class"] in found
        base_size += len(guess)
        base_hits += case["outcome"]["class"] in guess
    unlisted = sorted(_disagreeing(cases) - set(DISAGREEMENTS.read_text().split()))
    number = len(known)
    told["practice"] = {
        "cases": number,
        "class_contained": round(hits / number, 3),
        "mean_classes": round(size / number, 2),
        "baseline_contained": round(base_hits / number, 3),
        "baseline_mean_classes": round(base_size / number, 2),
        "ratio_to_baseline": round(hits / base_hits, 2),
        "disagreements_not_in_docs": unlisted,
    }
    return hits / number >= CONTAINED and size / number <= MEAN_CLASSES and not unlisted


def _disagreeing(cases: list[Record]) -> set[str]:
    """Ids of the cases whose known outcome differs from the top line in class or level."""
    book, calendar = read_rulebook(), read_calendar()
    found = set()
    for case in cases:
        outcome = case["outcome"]
        if outcome["class"] == "unknown":
            continue
        said = as_record(assess(read_facts(facts_of(case), book, calendar), book, calendar))
        level = outcome["sanction_level"]
        if outcome["class"] != said["class"] or level not in {"unknown", "criminal", said["sanction_level"]}:
            found.add(str(case["id"]))
    return found


def facts_of(case: Record) -> Record:
    """The record that a case of the development file becomes."""
    facts = case["facts"]
    names = ("actor_status", "actor_rank", "act_date", "target", "target_stage", "phase", "channel")
    told = {name: facts[name] for name in names if facts.get(name)}
    return {"id": case["id"], "acts": facts["act_codes"], "region": case["region"], **told}


def classes_of(record: Record) -> set[str]:
    """The classes among findings and possible findings; `other` is none of the three."""
    rows = [*record["findings"], *record["possible"]]
    return {str(row["class"]) for row in rows} & set(CLASSES)


def baseline(facts: Record) -> set[str]:
    """The strongest trivial guess from status and stage alone."""
    if facts["actor_status"] == "village":
        return {"discipline", "criminal"}
    if facts["actor_status"] == "non_asn":
        return {"discipline"}
    return {"ethics"} if facts["target_stage"] == "aspirant" else {"ethics", "discipline"}


def norm_rows(path: Path = NORMS) -> Iterator[tuple[Record, tuple[str, str, str]]]:
    """The hand-made cases: the record, and what the text prescribes (violation, class, level)."""
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            record: Record = {"id": row["id"], "acts": row["acts"].split(";")}
            answered: dict[str, str] = {}
            for part in filter(None, row["facts"].split(";")):
                name, _, value = part.partition("=")
                (answered if name.startswith("answers.") else record)[name.removeprefix("answers.")] = value
            yield {**record, "answers": answered}, (row["violation"], row["class"], row["level"])


def _norm(told: Record) -> bool:
    book, calendar = read_rulebook(), read_calendar()
    rows = list(norm_rows())
    good = 0
    for record, wanted in rows:
        got = as_record(assess(read_facts(record, book, calendar), book, calendar))
        good += (got["violation"], got["class"], got["sanction_level"]) == wanted
    told["norm"] = {"cases": len(rows), "as_prescribed": round(good / len(rows), 3)}
    return good == len(rows)


def _speed(number: int, told: Record) -> bool:
    """Lines in, lines out, one core; beside it the floor of reading and writing the same lines without assessing."""
    book, calendar = read_rulebook(), read_calendar()
    lines = list(random_lines(number, sorted(book.acts)))
    begun = time.process_time()  # one core's own time: other work on the machine does not count
    written = [json.dumps(record, ensure_ascii=False) for record, _ in answers(lines, book, calendar)]
    seconds = time.process_time() - begun
    begun = time.process_time()
    for line in lines:
        json.loads(line)
    for line in written:
        json.dumps(json.loads(line), ensure_ascii=False)
    floor = time.process_time() - begun
    told["speed"] = {
        "records": number,
        "core_seconds": round(seconds, 2),
        "seconds_for_100000": round(seconds / number * 100_000, 2),
        "claim_seconds": SECONDS_FOR_100_000,
        "times_the_floor": round(seconds / floor, 2),
    }
    return seconds / number * 100_000 < SECONDS_FOR_100_000


def random_lines(number: int, acts: list[str]) -> Iterator[str]:
    """Records with one to three acts and random facts, the same in every run."""
    chance = random.Random(2024)
    for id_ in range(number):
        record: Record = {
            "id": id_,
            "acts": chance.sample(acts, chance.randint(1, 3)),
            "act_date": f"{chance.randint(2018, 2026)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        }
        for name in ("actor_status", "target", "channel", "relation", "participation"):
            record[name] = chance.choice(CHOICES[name])
        yield json.dumps(record)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
