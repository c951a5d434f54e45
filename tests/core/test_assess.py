"""Do the findings follow the text, and does an unknown fact always become a question instead of a guess?"""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.core.assess import Assessment, BadFacts, Facts, as_record, assess, read_facts
from ikrar.core.assess.known import SUPPORTING
from ikrar.core.assess.may import May, may
from ikrar.core.rulebook import Class
from ikrar.domain.elections.tables import read_calendar
from ikrar.domain.rules.tables import read_rulebook

BOOK, CALENDAR = read_rulebook(), read_calendar()
ROWS = list(csv.DictReader((Path(__file__).parent / "norm-cases.csv").open(newline="", encoding="utf-8")))
KEYS = {
    "id", "violation", "class", "sanction_level", "findings", "possible", "not_regulated", "ask", "stage", "phase",
    "permitted", "aggravating", "competent",
}  # fmt: skip


def weigh(*acts: str, **facts: object) -> Assessment:
    return assess(read_facts({"acts": list(acts), **facts}, BOOK, CALENDAR), BOOK, CALENDAR)


def rules(it: Assessment) -> set[str]:
    return {f.rule.code for f in it.findings}


def maybe(it: Assessment) -> set[str]:
    return {f.rule.code for f in it.possible}


def asked(it: Assessment) -> set[str]:
    return {question.fact for question in it.ask}


def record_of(row: dict[str, str]) -> dict[str, object]:
    record: dict[str, object] = {"id": row["id"], "acts": row["acts"].split(";")}
    answered = {}
    for part in filter(None, row["facts"].split(";")):
        name, _, value = part.partition("=")
        if name.startswith("answers."):
            answered[name.removeprefix("answers.")] = value
        else:
            record[name] = value
    return {**record, "answers": answered}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_text_prescribes_class_and_level(row: dict[str, str]) -> None:
    said = as_record(assess(read_facts(record_of(row), BOOK, CALENDAR), BOOK, CALENDAR))
    assert (said["violation"], said["class"], said["sanction_level"]) == (
        row["violation"], row["class"], row["level"],
    ), row["article"]  # fmt: skip


def test_the_table_of_norm_cases_is_large_and_every_row_names_its_article() -> None:
    assert len(ROWS) >= 120
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert all(row["article"] for row in ROWS)


def test_the_record_has_exactly_the_agreed_keys() -> None:
    said = as_record(weigh("social-media-reaction", id="x", actor_status="pns", target_stage="candidate"))
    assert said.keys() == KEYS
    assert said["findings"][0].keys() == {  # type: ignore[index]
        "rule", "norm", "class", "level", "range", "because", "source", "confidence",
    }  # fmt: skip
    assert said["findings"][0]["because"] == [  # type: ignore[index]
        "acts=social-media-reaction", "actor_status=pns", "target_stage=candidate (given)",
    ]  # fmt: skip


def test_one_event_across_determination_returns_both_classes_and_asks_for_the_day() -> None:
    it = weigh("social-media-post", actor_status="pns", target="regional_head", act_date="2024-09")
    assert {f.rule.class_ for f in it.possible} >= {Class.ETHICS, Class.DISCIPLINE}
    assert it.findings == ()
    assert "target_stage" in asked(it)
    assert it.stage.possible == ("aspirant", "candidate")
    assert "2024-09-22" in it.stage.origin


def test_a_post_that_may_stay_across_determination_is_flagged_without_a_class() -> None:
    it = weigh("social-media-post", actor_status="pns", target="regional_head", act_date="2024-08-01")
    assert it.violation == "yes"
    assert "note-online-across-determination" in maybe(it)
    assert "online_until_determination" in asked(it)
    heaviest = it.heaviest
    assert heaviest and heaviest.class_ == Class.ETHICS


def test_a_given_stage_wins_and_the_calendar_is_told_beside_it() -> None:
    it = weigh(
        "verbal-appeal",
        actor_status="pns",
        target="regional_head",
        act_date="2024-10-01",
        target_stage="aspirant",
    )
    assert it.stage.value == "aspirant"
    assert it.stage.origin.startswith("given; otherwise by calendar PILKADA_2024")


def test_criminal_exposure_is_listed_and_never_decides() -> None:
    it = weigh(
        "favouring-act", actor_status="pns", actor_rank="camat", target="regional_head", act_date="2024-10-10"
    )
    assert "crim-pilkada-biased-decision" in rules(it)
    assert it.heaviest and it.heaviest.class_ == Class.DISCIPLINE
    alone = weigh("favouring-act", actor_status="village", target="legislative", act_date="2024-01-10")
    assert rules(alone) == {"crim-pemilu-village-head-biased-decision"}
    assert alone.violation == "possible"


def test_the_rank_decides_who_is_an_official() -> None:
    facts = {"actor_status": "pns", "target": "regional_head", "act_date": "2024-10-10"}
    assert "crim-pilkada-biased-decision" not in rules(weigh("favouring-act", actor_rank="staf", **facts))
    unknown = weigh("favouring-act", **facts)
    assert "crim-pilkada-biased-decision" in maybe(unknown)
    assert "actor_rank" in asked(unknown)


def test_people_of_different_status_are_to_be_assessed_alone() -> None:
    it = weigh(
        "attend-campaign", actor_status="pns", actor_rank="camat; 6 kepala desa", target_stage="candidate"
    )
    assert "one_actor" in asked(it)


def test_passive_presence_is_allowed_by_one_source_and_advised_against_by_others() -> None:
    it = weigh(
        "attend-campaign",
        actor_status="pns",
        target_stage="candidate",
        phase="campaign",
        participation="passive",
    )
    assert [p.code for p in it.permitted] == ["hear-campaign"]
    assert maybe(it) == {"guide-attend-keep-away"}
    assert rules(it) == set()


def test_who_speaks_at_an_event_was_not_there_passively() -> None:
    it = weigh("attend-campaign", "verbal-appeal", actor_status="pns", target_stage="candidate")
    assert "disc-attend-declaration-partial" in rules(it)


def test_leave_without_pay_lifts_the_rules_on_own_candidacy() -> None:
    facts = {"actor_status": "pns", "target_stage": "aspirant"}
    on_leave = weigh("party-approach", unpaid_leave="yes", **facts)
    assert on_leave.violation == "no"
    assert [p.code for p in on_leave.permitted] == ["cltn-own-candidacy"]
    assert rules(weigh("party-approach", actor_status="pns", unpaid_leave="no")) == {
        "disc-approach-party-no-cltn"
    }


def test_a_gesture_takes_away_the_spouse_exception() -> None:
    facts = {"actor_status": "pns", "relation": "spouse", "target_stage": "candidate", "channel": "online"}
    assert rules(weigh("photo-with-candidate", **facts)) == set()
    with_sign = weigh("photo-with-candidate", "finger-pose-photo", **facts)
    assert {"disc-photo-with-candidate", "guide-spouse-hand-symbol-photo"} <= rules(with_sign)


def test_every_kind_of_actor_has_its_own_deciders() -> None:
    decides = {
        status: as_record(weigh("verbal-appeal", actor_status=status))["competent"]
        for status in ("pns", "pppk", "non_asn", "village", "unknown")
    }
    assert decides["village"]["decides"] == ["regent"]  # type: ignore[index]
    assert decides["non_asn"]["decides"] == ["appointing_officer"]  # type: ignore[index]
    assert decides["unknown"]["decides"] == ["check_register"]  # type: ignore[index]
    assert decides["pns"]["forward"] == ["bawaslu", "bkn"]  # type: ignore[index]


def test_before_september_2024_the_commission_received_the_file() -> None:
    it = weigh("verbal-appeal", actor_status="pns", act_date="2023-12-01", target="presidential")
    assert it.track and it.track.forward == ("bawaslu", "kasn")


@pytest.mark.parametrize(
    ("acts", "facts", "answer"),
    [
        ("social-media-reaction", {"target_stage": "candidate"}, May.NOT_ALLOWED),
        ("photo-with-candidate", {"target_stage": "candidate"}, May.DEPENDS),
        ("photo-with-candidate", {"target_stage": "candidate", "channel": "offline"}, May.ALLOWED),
        ("attend-campaign", {"target_stage": "candidate", "participation": "passive"}, May.BESIDE),
        ("superior-no-action", {"superior_knew": "no"}, May.SILENT),
    ],
)
def test_may_i_is_answered_with_allowed_only_where_a_source_allows(
    acts: str, facts: dict[str, object], answer: May
) -> None:
    it = weigh(acts, actor_status="pns", **facts)
    assert may(it) == answer
    assert bool(it.permitted) == (answer in {May.ALLOWED, May.BESIDE})


def test_criminal_exposure_alone_is_no_answer_to_may_i() -> None:
    it = weigh("favouring-act", actor_status="village", target="legislative", act_date="2024-01-10")
    assert may(it) == May.DEPENDS


def test_aggravating_facts_are_listed_and_change_no_class() -> None:
    plain = weigh("verbal-appeal", actor_status="pns", target_stage="candidate", phase="quiet")
    heavier = weigh(
        "verbal-appeal", "intimidation", actor_status="pns", target_stage="candidate", phase="quiet"
    )
    assert (plain.aggravating, heavier.aggravating) == ((), ("intimidation",))
    assert plain.heaviest and heavier.heaviest
    assert (plain.heaviest.class_, plain.heaviest.level) == (heavier.heaviest.class_, heavier.heaviest.level)


def test_old_lists_speak_only_of_old_days() -> None:
    assert not any(code.startswith("old-") for code in rules(weigh("verbal-appeal", actor_status="pns")))
    it = weigh("verbal-appeal", actor_status="pns", target="regional_head", act_date="2020-03-08")
    assert rules(it) == {"old-ethics-aspirant"}
    assert maybe(it) == {"old-discipline"}


@pytest.mark.parametrize(
    ("record", "field", "reason"),
    [
        ([], "record", "not_an_object"),
        ({}, "acts", "missing"),
        ({"acts": []}, "acts", "missing"),
        ({"acts": "verbal-appeal"}, "acts", "not_a_list"),
        ({"acts": ["verbal-apeal"]}, "acts", "unknown_code"),
        ({"acts": [7]}, "acts", "unknown_code"),
        ({"acts": ["verbal-appeal"], "actor_stauts": "pns"}, "actor_stauts", "unknown_field"),
        ({"acts": ["verbal-appeal"], "actor_status": "asn"}, "actor_status", "unknown_code"),
        ({"acts": ["verbal-appeal"], "phase": 3}, "phase", "unknown_code"),
        ({"acts": ["verbal-appeal"], "act_date": "2024-02-30"}, "act_date", "no_such_day"),
        ({"acts": ["verbal-appeal"], "act_date": "2024-13"}, "act_date", "no_such_day"),
        ({"acts": ["verbal-appeal"], "act_date": "30/02/2024"}, "act_date", "not_a_date"),
        ({"acts": ["verbal-appeal"], "act_date": 2024}, "act_date", "not_a_date"),
        ({"acts": ["verbal-appeal"], "region": 5}, "region", "not_a_text"),
        ({"acts": ["verbal-appeal"], "region": "x" * 501}, "region", "too_long"),
        ({"acts": ["verbal-appeal"], "election": "PILKADA_1999"}, "election", "unknown_code"),
        ({"acts": ["verbal-appeal"], "answers": {"colour": "yes"}}, "answers", "unknown_code"),
        ({"acts": ["verbal-appeal"], "answers": {"appeal": "maybe"}}, "answers.appeal", "unknown_code"),
        ({"acts": ["family-candidate-support"], "relation": "self"}, "relation", "contradicts_acts"),
        (
            {"acts": ["party-approach"], "actor_status": "village", "unpaid_leave": "yes"},
            "unpaid_leave",
            "contradicts_actor_status",
        ),
        (
            {"acts": ["verbal-appeal"], "election": "PILKADA_2024", "target": "presidential"},
            "target",
            "contradicts_election",
        ),
        (
            {"acts": ["verbal-appeal"], "election": "PILKADA_2018", "act_date": "2023-01-01"},
            "act_date",
            "after_election",
        ),
    ],
)
def test_a_record_that_cannot_be_taken_names_its_field(record: object, field: str, reason: str) -> None:
    with pytest.raises(BadFacts) as caught:
        read_facts(record, BOOK, CALENDAR)
    assert (caught.value.field, caught.value.reason) == (field, reason)


def test_a_null_is_a_fact_not_told() -> None:
    assert read_facts({"acts": ["verbal-appeal"], "channel": None, "id": None}, BOOK, CALENDAR) == Facts(
        None, ("verbal-appeal",)
    )


# Facts left open in turn, and the values that may fill them.
OPEN = {
    "actor_status": ("pns", "pppk", "non_asn", "village"),
    "target_stage": ("aspirant", "candidate"),
    "phase": ("pre", "campaign", "quiet", "polling", "post"),
    "channel": ("online", "offline"),
    "unpaid_leave": ("yes", "no"),
    "participation": ("passive", "active"),
    "superior_knew": ("yes", "no"),
}


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_filling_in_facts_never_overturns_what_was_certain(data: st.DataObject) -> None:
    acts = data.draw(st.lists(st.sampled_from(sorted(BOOK.acts)), min_size=1, max_size=2, unique=True))
    given_facts = {
        name: data.draw(st.sampled_from(values))
        for name, values in OPEN.items()
        if data.draw(st.booleans()) or (name == "participation" and SUPPORTING & set(acts))
    }
    relation = data.draw(st.sampled_from(["none", "spouse", "family"]))
    partial = Facts(None, tuple(acts), relation=relation, **given_facts)  # type: ignore[arg-type]
    before = assess(partial, BOOK, CALENDAR)
    filled = {name: data.draw(st.sampled_from(v)) for name, v in OPEN.items() if name not in given_facts}
    after = assess(replace(partial, **filled), BOOK, CALENDAR)  # type: ignore[arg-type]
    assert rules(before) <= rules(after)
    assert rules(after) | maybe(after) <= rules(before) | maybe(before)


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from(sorted(BOOK.acts)),
    st.sampled_from(["pns", "pppk"]),
    st.sampled_from(["aspirant", "candidate"]),
)
def test_every_open_question_can_be_answered_and_then_settles(act: str, status: str, stage: str) -> None:
    facts = Facts(None, (act,), status, target_stage=stage, relation="none")
    for finding in assess(facts, BOOK, CALENDAR).possible:
        told = {
            c.fact: sorted(BOOK.questions[c.fact].values - c.values if c.but_not else c.values)[0]
            for c in finding.unsettled_by
        }
        record = {name: told.pop(name) for name in list(told) if name in OPEN or name == "target"}
        if told.keys() & {"actor_rank", "family", "replacement_window"}:
            continue
        settled = assess(replace(facts, **record, answers=told), BOOK, CALENDAR)
        assert finding.rule.code in rules(settled), finding.rule.code
