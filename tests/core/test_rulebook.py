"""Is the rulebook whole and at peace with itself, and would a planted hole or quarrel be seen?"""

import csv
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ikrar.core.assess.checks import changes, gaps
from ikrar.core.assess.facts import Facts
from ikrar.core.rulebook import Class, Condition, Confidence, Days, Level, Rulebook
from ikrar.core.rulebook.checks import contradictions, overlap
from ikrar.domain.elections.tables import read_calendar
from ikrar.domain.rules.tables import LIBRARY, BadTable, read_rulebook, read_sources, version_of

BOOK, CALENDAR = read_rulebook(), read_calendar()
ERAS = (None, date(2018, 5, 1), date(2020, 8, 1), date(2022, 1, 1), date(2023, 6, 1), date(2024, 10, 1))


def without(book: Rulebook, code: str) -> Rulebook:
    """The rulebook with one row taken out."""
    return replace(
        book,
        rules=tuple(r for r in book.rules if r.code != code),
        silences=tuple(s for s in book.silences if s.code != code),
    )


def test_every_act_has_an_answer_for_every_status_stage_and_phase_now_and_then() -> None:
    assert list(gaps(BOOK, CALENDAR, ERAS)) == []


@pytest.mark.parametrize(
    "code", ["disc-social-reaction", "resignation-not-yet-due", "ethics-display-materials", "nonasn-no-rule"]
)
def test_a_planted_hole_is_seen(code: str) -> None:
    assert next(gaps(without(BOOK, code), CALENDAR), None) is not None


def test_no_row_contradicts_another() -> None:
    assert contradictions(BOOK) == []


def planted(**changed: object) -> Rulebook:
    """The rulebook with a second row about liking, which differs in the given columns only."""
    like = BOOK.rule("disc-social-reaction")
    assert like
    return replace(BOOK, rules=(*BOOK.rules, replace(like, code="planted", **changed)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("book", "what"),
    [
        (planted(level=Level.MEDIUM), "two_levels"),
        (planted(level=Level.MORAL), "level_not_of_class"),
        (planted(days=Days(date(2020, 1, 1))), "outside_norm"),
        (planted(norm_codes=("no-such-norm",)), "unknown_norm"),
        (planted(days=Days(date(2024, 1, 2), date(2024, 1, 1))), "ends_before_it_begins"),
        (planted(acts=frozenset({"no-such-act"})), "unknown_act"),
        (planted(conditions=(Condition("no_such_fact", frozenset({"yes"})),)), "unknown_fact"),
        (planted(conditions=(Condition("channel", frozenset({"radio"})),)), "unknown_value"),
        (replace(BOOK, rules=BOOK.rules * 2), "double_code"),
        (planted(acts=frozenset({"attend-campaign"}), conditions=()), "forbidden_and_allowed"),
        (
            replace(BOOK, permits=(replace(BOOK.permits[0], beside=("no-such-rule",)),)),
            "unknown_rule",
        ),
    ],
)
def test_a_planted_quarrel_is_seen(book: Rulebook, what: str) -> None:
    assert what in {one.what for one in contradictions(book)}


def test_conditions_that_exclude_each_other_do_not_overlap() -> None:
    aspirant = [Condition("target_stage", frozenset({"aspirant"}))]
    candidate = [Condition("target_stage", frozenset({"candidate"}))]
    not_elected = [Condition("actor_rank", frozenset({"elected"}), but_not=True)]
    assert not overlap(aspirant, candidate)
    assert overlap(aspirant, not_elected)
    assert not overlap([Condition("actor_rank", frozenset({"elected"}))], not_elected)


@pytest.mark.parametrize(
    ("days", "start", "end", "expected"),
    [
        (Days(date(2022, 9, 22)), date(2022, 9, 22), date(2022, 9, 22), True),
        (Days(date(2022, 9, 22)), date(2022, 9, 21), date(2022, 9, 21), False),
        (Days(date(2022, 9, 22)), date(2022, 9, 1), date(2022, 9, 30), None),
        (Days(None, date(2022, 9, 21)), None, None, False),
        (Days(date(2022, 9, 22)), None, None, True),
    ],
)
def test_a_rule_speaks_only_while_it_is_in_force(
    days: Days, start: date | None, end: date | None, expected: bool | None
) -> None:
    assert days.holds(start, end) is expected


def test_nothing_from_memory_is_a_plain_finding() -> None:
    for rule in BOOK.rules:
        if rule.confidence == Confidence.MEMORY:
            assert any(c.fact in {"state_official", "campaign_role"} for c in rule.conditions), rule.code


def test_every_row_but_the_unsettled_ones_names_a_source_that_exists() -> None:
    known = read_sources().keys()
    for rule in BOOK.rules:
        assert set(rule.sources) <= known
        assert rule.sources or rule.confidence in {Confidence.MEMORY, Confidence.UNSETTLED}, rule.code
    assert all(permit.sources for permit in BOOK.permits)


def test_criminal_rows_promise_nothing_but_forwarding() -> None:
    for rule in BOOK.rules:
        if rule.class_ == Class.CRIMINAL:
            assert "diteruskan" in rule.range


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the tables that a test may spoil."""
    return Path(shutil.copytree(LIBRARY, tmp_path / "library"))


def change(library: Path, row_code: str, **columns: str) -> None:
    """Correct one row of rules.csv, as a person with a spreadsheet would."""
    path = library / "rules.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["rule"] == row_code:
            row.update(columns)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def test_a_corrected_table_is_another_version(library: Path) -> None:
    before = version_of(library)
    assert before == BOOK.version
    change(library, "disc-social-reaction", note="diperiksa ulang")
    assert version_of(library) != before


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"class": "grave"}, "rules.csv, row"),
        ({"sanction": "unheard"}, "nothing is called 'unheard'"),
        ({"valid_from": "2022-13-01"}, "rules.csv, row"),
        ({"norms": "PP99"}, "nothing is called 'PP99'"),
    ],
)
def test_a_wrong_cell_is_told_with_file_and_row(library: Path, columns: dict[str, str], said: str) -> None:
    change(library, "disc-social-reaction", **columns)
    with pytest.raises(BadTable, match=said):
        read_rulebook(library)


def test_a_row_with_a_missing_column_is_told(library: Path) -> None:
    with (library / "acts.csv").open("a", encoding="utf-8") as file:
        file.write("new-act,Nama\n")
    with pytest.raises(BadTable, match=r"acts\.csv, row 37"):
        read_rulebook(library)


def test_a_changed_rule_names_exactly_the_records_that_come_out_differently(library: Path) -> None:
    change(library, "disc-social-reaction", level="medium", sanction="medium")
    new = read_rulebook(library)
    liked = Facts("liked", ("social-media-reaction",), "pns", target_stage="candidate")
    posted = Facts("posted", ("social-media-post",), "pns", target_stage="candidate")
    earlier = Facts("earlier", ("social-media-reaction",), "pns", target_stage="aspirant")
    found = list(changes([liked, posted, earlier], BOOK, new, CALENDAR))
    assert [(c.id, c.before[2], c.after[2]) for c in found] == [("liked", "severe", "medium")]
    assert found[0].came == found[0].went == ("disc-social-reaction",)


def test_the_same_rulebook_changes_nothing() -> None:
    facts = [Facts(act, (act,), "pns", target_stage="candidate") for act in BOOK.acts]
    assert list(changes(facts, BOOK, read_rulebook(), CALENDAR)) == []
