"""`ikrar ballots`: an estimate with reasons, one JSON object, and a clear refusal."""

import json

import pytest

from ikrar.cli.main import main


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(["ballots", *argv])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_voter_from_another_regency_sees_what_each_ballot_rests_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = run(
        capsys, "PEMILU_2024", "--same-province", "ya", "--same-kabkota", "tidak", "--same-dapil-dpr", "ya"
    )
    assert code == 0
    assert "Perkiraan: 3 sampai 4 surat suara." in out
    assert (
        "DPR: dapat, asal dan TPS satu wilayah pemilihan (PKPU 7/2022 Pasal 116 ayat (4); naskah aturan)" in out
    )
    assert "Tanyakan: apakah alamat asal di dapil DPRD provinsi TPS?" in out
    assert out.rstrip().endswith("yang berlaku.")


def test_nobody_from_another_province_votes_in_a_pilkada(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "PILKADA_2024", "--same-province", "no", "--json")
    record = json.loads(out)
    assert code == 1
    assert (record["at_least"], record["at_most"], record["estimate"]) == (0, 0, True)
    assert {row["confidence"] for row in record["ballots"]} == {"secondary"}


def test_facts_that_contradict_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    argv = ("PEMILU_2024", "--same-province", "tidak", "--same-kabkota", "ya")
    code, _, err = run(capsys, *argv)
    assert code == 1
    assert "bertentangan" in err
    code, out, _ = run(capsys, *argv, "--json")
    assert json.loads(out)["error"]["field"] in {"same_province", "same_kabkota"}


def test_an_unknown_election_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "PEMILU_1955")
    assert code == 2
    assert "PEMILU_2024" in err
