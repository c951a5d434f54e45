"""`ikrar ballots ELECTION`: which ballots a voter may expect away from home, as an estimate; needs no database.

Exit 0 at least one ballot, 1 none or a refused input, 2 wrong use.
"""

import argparse
import json
import sys

from ikrar.core.ballots import AREAS, Answer, Contradiction, Entitlement, Known, Place, Voter, Why, entitlement
from ikrar.domain.rules.ballot_tables import read_ballot_names, read_ballots, read_voter_lists

FACTS = {
    "same_province": "alamat asal di provinsi TPS",
    "same_kabkota": "alamat asal di kabupaten/kota TPS",
    "same_dapil_dpr": "alamat asal di dapil DPR TPS",
    "same_dapil_dprd_prov": "alamat asal di dapil DPRD provinsi TPS",
    "same_dapil_dprd_kab": "alamat asal di dapil DPRD kabupaten/kota TPS",
    "on_list": "terdaftar di DPT",
    "id_here": "KTP-el beralamat di wilayah TPS",
    "place": "provinsi TPS",
}
REASONS = {
    Why.ALWAYS: "selalu diberikan",
    Why.SHARED_AREA: "asal dan TPS satu wilayah pemilihan",
    Why.OTHER_AREA: "asal dan TPS berbeda wilayah pemilihan",
    Why.AREA_UNKNOWN: "belum diketahui",
    Why.NO_SUCH_BALLOT_THERE: "surat suara ini tidak ada di provinsi itu",
    Why.PLACE_UNKNOWN: "tergantung provinsi TPS",
    Why.SPECIAL_VOTER: "KTP-el setempat; bila tidak di DPT, sebagai DPK pukul 12.00 sampai 13.00",
    Why.ON_NO_LIST: "tidak ada di daftar mana pun dan KTP-el beralamat di tempat lain",
    Why.LIST_UNKNOWN: "tergantung daftar pemilih",
    Why.LIST_NOT_REGULATED: "tabel pemilihan ini tidak mengatur pemilih di luar DPT",
}
SURE = {
    "text": "naskah aturan",
    "secondary": "sumber kedua",
    "memory": "belum ada sumber",
    "unsettled": "belum pasti",
    "projection": "perkiraan",
}
ANSWERS = {Known.YES: "dapat", Known.NO: "tidak", Known.UNKNOWN: "mungkin"}
ESTIMATE = "Ini perkiraan. Jawaban KPU pada surat pindah memilih yang berlaku."
VALUES = {"ya": Known.YES, "tidak": Known.NO, "belum": Known.UNKNOWN} | {known.value: known for known in Known}
PLACES = {"lain": Place.ANY, "belum": Place.UNKNOWN} | {place.value: place for place in Place}


def main(argv: list[str]) -> int:
    """Estimate the ballots of one voter."""
    args = _parser().parse_args(argv)
    ballots = read_ballots().get(args.election)
    if ballots is None:
        known = ", ".join(read_ballots())
        print(
            f"Pemilihan «{args.election}» tidak ada di tabel surat suara. Yang ada: {known}.", file=sys.stderr
        )
        return 2
    areas = {name: VALUES[getattr(args, name)] for name in AREAS}
    voter = Voter(**areas, on_list=VALUES[args.on_list], id_here=VALUES[args.id_here], place=PLACES[args.place])
    lists = {code: row.gives for code, row in read_voter_lists(args.election).items()}
    try:
        found = entitlement(ballots, voter, lists)
    except Contradiction as bad:
        _refuse(bad, as_json=args.json)
        return 1
    print(json.dumps(as_record(args.election, found), ensure_ascii=False) if args.json else as_text(found))
    return 0 if found.least or found.most else 1


def _refuse(bad: Contradiction, *, as_json: bool) -> None:
    sentence = f"«{FACTS[bad.first]}» bertentangan dengan «{FACTS[bad.second]}»."
    if as_json:
        record = {"field": bad.first, "other": bad.second, "reason": "contradiction", "message": sentence}
        print(json.dumps({"error": record}, ensure_ascii=False))
    else:
        print(sentence, file=sys.stderr)


def as_record(election: str, found: Entitlement) -> dict[str, object]:
    """One JSON object: each ballot with its reason, source and confidence, and what would settle the rest."""
    rows = [
        {
            "ballot": a.ballot.code,
            "given": a.given.value,
            "because": a.why.value,
            "fact": a.fact,
            "basis": a.ballot.basis,
            "source": a.ballot.source,
            "confidence": a.ballot.confidence,
        }
        for a in found.answers
    ]
    return {
        "election": election,
        "estimate": True,
        "at_least": found.least,
        "at_most": found.most,
        "ballots": rows,
        "ask": list(found.ask),
    }


def as_text(found: Entitlement) -> str:
    """A few lines for a reader, ending with whose answer counts."""
    span = str(found.least) if found.least == found.most else f"{found.least} sampai {found.most}"
    lines = [f"Perkiraan: {span} surat suara.", *(f"  {_line(answer)}" for answer in found.answers)]
    lines += [f"  Tanyakan: apakah {FACTS[fact]}?" for fact in found.ask if fact != "place"]
    lines += ["  Tanyakan: di provinsi mana TPS itu?"] if "place" in found.ask else []
    return "\n".join([*lines, ESTIMATE])


def _line(answer: Answer) -> str:
    """One ballot: its answer, why, on what it rests and how sure that is."""
    ballot = answer.ballot
    rests = f"{ballot.basis}; {SURE[ballot.confidence]}"
    return f"{read_ballot_names()[ballot.code]}: {ANSWERS[answer.given]}, {REASONS[answer.why]} ({rests})"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ikrar ballots", description=__doc__)
    parser.add_argument("election", help="kode pemilihan, misalnya PEMILU_2024")
    for name in AREAS:
        _ask(parser, name, "belum")
    _ask(parser, "on_list", "ya")
    _ask(parser, "id_here", "belum")
    parser.add_argument("--place", choices=sorted(PLACES), default="lain", help=FACTS["place"])
    parser.add_argument("--json", action="store_true", help="satu objek JSON")
    return parser


def _ask(parser: argparse.ArgumentParser, name: str, default: str) -> None:
    option = f"--{name.replace('_', '-')}"
    parser.add_argument(option, choices=sorted(VALUES), default=default, help=FACTS[name])
