"""ikrar witness request | sign | accept: cosign the log by courier, as files on a stick; no network, no database.

request (at the log) -> file -> sign (at the witness) -> file -> accept (at the log).
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from ikrar.cli.log import home_log
from ikrar.cli.verify import GENUINE, NEGATIVE, UNREADABLE, read_keys
from ikrar.core import notes, tiles
from ikrar.domain.ledger import tilestore, witnessing
from ikrar.domain.ledger.tilestore import TileStore
from ikrar.domain.ledger.witnessing import NotCosigned, Witness

_REFUSED = {
    "witness.unknown_log": "Kunci catatan ini belum Anda percaya.",
    "witness.bad_signature": "Tanda tangan catatan tidak sah.",
    "witness.other_size": "Permintaan harus dimulai dari ukuran {size}.",
    "witness.not_a_continuation": "Catatan ini bukan lanjutan dari yang Anda saksikan pada ukuran {size}.",
}


def main(argv: Sequence[str]) -> int:
    """The command. Exit 0 done, 1 refused, 2 unreadable or wrong use."""
    chosen = _parser().parse_args(argv)
    try:
        if chosen.job == "request":
            return request(_log(chosen.log), chosen.old, chosen.out)
        if chosen.job == "sign":
            return sign(chosen)
        return accept(_log(chosen.log), chosen.answer, chosen.witnesses)
    except (OSError, ValueError, tiles.BadTile) as unreadable:
        print(f"Berkas tidak dapat dibaca: {unreadable}", file=sys.stderr)
        return UNREADABLE


def request(store: TileStore, old: int, out: Path) -> int:
    """Writes the request for the newest checkpoint."""
    text = store.checkpoint()
    if text is None:
        print("Belum ada keadaan catatan yang ditandatangani.", file=sys.stderr)
        return UNREADABLE
    out.write_text(str(witnessing.make_request(store, notes.parse_note(text), old)), encoding="utf-8")
    print(f"Permintaan ditulis ke {out}.")
    return GENUINE


def sign(chosen: argparse.Namespace) -> int:
    """Checks a request and writes the answer."""
    witness = Witness(chosen.folder, chosen.name)
    trusted = [notes.parse_vkey(key) for key in read_keys(chosen.trusted)]
    asked = witnessing.parse_request(chosen.request.read_text("utf-8"))
    at = datetime.now(UTC)  # the moment of this command
    try:
        answer = witness.cosign(asked, trusted, at)
    except NotCosigned as refused:
        print(_REFUSED[refused.reason].format(size=refused.size), file=sys.stderr)
        return NEGATIVE
    chosen.out.write_text(answer, encoding="utf-8")
    print(f"Kesaksian ditulis ke {chosen.out}. Kunci publik saksi:")
    print("\n".join(witness.keys.vkeys))
    return GENUINE


def accept(store: TileStore, answer: Path, witnesses: Path) -> int:
    """Adds the cosignatures of known witnesses to the published checkpoint they are about."""
    keys = [notes.parse_vkey(key) for key in read_keys(witnesses)]
    for name in (tilestore.CHECKPOINT, tilestore.WITNESSED):
        text = store.text(name)
        if text is None:
            continue
        try:
            note = witnessing.accept_answer(notes.parse_note(text), answer.read_text("utf-8"), keys)
        except notes.BadNote:
            continue
        store.publish(str(note), name)
        store.publish(str(note), tilestore.WITNESSED)
        print("Kesaksian diterima dan diumumkan.")
        return GENUINE
    print("Kesaksian ini tidak cocok dengan keadaan catatan yang diumumkan.", file=sys.stderr)
    return NEGATIVE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ikrar witness", description="Saksikan catatan lewat berkas, tanpa jaringan."
    )
    jobs = parser.add_subparsers(dest="job", required=True)
    ask = jobs.add_parser("request", help="tulis permintaan kesaksian (di tempat catatan)")
    ask.add_argument("out", type=Path)
    ask.add_argument("--old", type=int, default=0, help="ukuran catatan yang terakhir disaksikan")
    confirm = jobs.add_parser("sign", help="periksa permintaan dan beri kesaksian (di tempat saksi)")
    confirm.add_argument("request", type=Path)
    confirm.add_argument("out", type=Path)
    confirm.add_argument("--name", required=True, help="nama saksi, misalnya bawaslu.example/saksi")
    confirm.add_argument("--folder", type=Path, required=True, help="folder kunci dan ingatan saksi")
    confirm.add_argument("--trusted", type=Path, required=True, help="kunci publik catatan, satu per baris")
    take = jobs.add_parser("accept", help="terima jawaban saksi (di tempat catatan)")
    take.add_argument("answer", type=Path)
    take.add_argument("--witnesses", type=Path, required=True, help="kunci publik para saksi, satu per baris")
    for job in (ask, take):
        job.add_argument("--log", type=Path, help="folder catatan (bawaan: folder log instalasi ini)")
    return parser


def _log(folder: Path | None) -> TileStore:
    return TileStore(folder or home_log())
