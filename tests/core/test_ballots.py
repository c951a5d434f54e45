"""Does every row of the published ballot table come out, and does an unknown fact stay unknown?"""

from itertools import product

import pytest

from ikrar.core.ballots import AREAS, Contradiction, Entitlement, Known, Place, Voter, Why, entitlement
from ikrar.domain.rules.ballot_tables import read_ballot_names, read_ballots, read_voter_lists

Y, N, U = Known.YES, Known.NO, Known.UNKNOWN


def expect(election: str, areas: str = "uuuuu", **more: object) -> Entitlement:
    """`areas`: one letter a fact, in the order province, regency, DPR, provincial and regency district."""
    letters = {"y": Y, "n": N, "u": U}
    told = {name: letters[letter] for name, letter in zip(AREAS, areas, strict=True)}
    lists = {code: row.gives for code, row in read_voter_lists(election).items()}
    return entitlement(read_ballots()[election], Voter(**told, **more), lists)  # type: ignore[arg-type]


def given(found: Entitlement) -> set[str]:
    return {answer.ballot.code for answer in found.answers if answer.given == Y}


@pytest.mark.parametrize(
    ("election", "areas", "place", "wanted"),
    [
        ("PEMILU_2024", "nnnnn", "any", "ppwp"),
        ("PEMILU_2024", "ynnnn", "any", "ppwp dpd"),
        ("PEMILU_2024", "ynynn", "any", "ppwp dpd dpr"),
        ("PEMILU_2024", "ynyyn", "any", "ppwp dpd dpr dprd_prov"),
        ("PEMILU_2024", "yyyyn", "any", "ppwp dpd dpr dprd_prov"),
        ("PEMILU_2024", "yyyyy", "any", "ppwp dpd dpr dprd_prov dprd_kab"),
        ("PEMILU_2024", "yyynn", "any", "ppwp dpd dpr"),
        ("PEMILU_2024", "yyyyy", "jakarta", "ppwp dpd dpr dprd_prov"),
        ("PILPRES_2024_R2", "nnnnn", "any", "ppwp"),
        ("PILKADA_2024", "yyuuu", "any", "gubernur bupati_walikota"),
        ("PILKADA_2024", "ynuuu", "any", "gubernur"),
        ("PILKADA_2024", "nnuuu", "any", ""),
        ("PILKADA_2024", "yyuuu", "jakarta", "gubernur"),
        ("PILKADA_2024", "yyuuu", "yogyakarta", "bupati_walikota"),
        ("PILKADA_2024", "ynuuu", "yogyakarta", ""),
        ("PEMILU_NASIONAL_2029", "nnnnn", "any", "ppwp"),
        ("PEMILU_NASIONAL_2029", "yunuu", "any", "ppwp dpd"),
        ("PEMILU_NASIONAL_2029", "yuyuu", "any", "ppwp dpd dpr"),
        ("PEMILU_DAERAH_2031", "yyuyn", "any", "gubernur bupati_walikota dprd_prov"),
    ],
)
def test_the_rows_of_the_table_come_out(election: str, areas: str, place: str, wanted: str) -> None:
    assert given(expect(election, areas, place=Place(place))) == set(wanted.split())


def test_an_unknown_district_leaves_its_ballot_open_and_asks_for_it() -> None:
    found = expect("PEMILU_2024", "ynuuu")
    assert (found.least, found.most) == (2, 4)
    assert found.ask == ("same_dapil_dpr", "same_dapil_dprd_prov")
    assert next(a for a in found.answers if a.ballot.code == "dprd_kab").given == N


def test_an_answer_holds_for_every_way_the_unknown_facts_may_turn_out() -> None:
    """The three-valued answer lies between the least and the most over all completions without contradiction."""
    for letters in product("ynu", repeat=5):
        try:
            found = expect("PEMILU_2024", "".join(letters))
        except Contradiction:
            continue
        sure: list[set[str]] = []
        for whole in product(*("yn" if one == "u" else one for one in letters)):
            try:
                sure.append(given(expect("PEMILU_2024", "".join(whole))))
            except Contradiction:
                continue
        assert sure, letters
        assert given(found) == set.intersection(*sure), letters
        possible = {a.ballot.code for a in found.answers if a.given != N}
        assert possible == set.union(*sure), letters


@pytest.mark.parametrize("areas", ["nyuuu", "nuyuu", "nuuyu", "nuuuy", "ynuuy"])
def test_a_smaller_area_shared_without_the_larger_is_a_contradiction(areas: str) -> None:
    with pytest.raises(Contradiction):
        expect("PEMILU_2024", areas)


def test_who_is_on_no_list_and_lives_elsewhere_gets_nothing() -> None:
    found = expect("PEMILU_2024", "nnnnn", on_list=N, id_here=N)
    assert found.most == 0
    assert {answer.why for answer in found.answers} == {Why.ON_NO_LIST}


def test_an_id_of_the_station_gives_every_ballot_in_the_last_hour() -> None:
    found = expect("PEMILU_2024", on_list=N, id_here=Y)
    assert found.least == 5
    assert {answer.why for answer in found.answers} == {Why.SPECIAL_VOTER}
    assert expect("PEMILU_2024", on_list=N, id_here=Y, place=Place.JAKARTA).least == 4


def test_an_id_of_the_station_contradicts_another_province() -> None:
    with pytest.raises(Contradiction):
        expect("PEMILU_2024", "nuuuu", on_list=N, id_here=Y)


def test_an_unknown_list_leaves_even_the_presidential_ballot_open() -> None:
    found = expect("PEMILU_2024", "nnnnn", on_list=U, id_here=N)
    assert (found.least, found.most) == (0, 1)
    assert found.ask == ("on_list",)


def test_what_no_table_regulates_is_said_and_not_guessed() -> None:
    found = expect("PILKADA_2024", "yyuuu", on_list=N, id_here=Y)
    assert {answer.given for answer in found.answers} == {U}
    assert {answer.why for answer in found.answers} == {Why.LIST_NOT_REGULATED}


def test_every_ballot_has_a_name_a_basis_and_a_confidence() -> None:
    names = read_ballot_names()
    for ballots in read_ballots().values():
        assert all(names[b.code] and b.basis and b.confidence for b in ballots)
        assert all(b.source or b.confidence == "memory" for b in ballots)
