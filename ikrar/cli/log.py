"""ikrar log fsck | export | keys: is the log whole, and how does a stranger take it along? No database is needed."""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from ikrar.cli.verify import GENUINE, NEGATIVE, UNREADABLE, read_keys
from ikrar.core import notes, tiles
from ikrar.domain.ledger import tilestore
from ikrar.domain.ledger.fsck import KEYS_FILE, FsckReport, Problem, fsck
from ikrar.domain.ledger.tilestore import CHECKPOINT, TileStore

_FOUND = {
    "no_checkpoint": "Belum ada keadaan catatan yang ditandatangani.",
    "bad_checkpoint": "Berkas checkpoint tidak dapat dibaca.",
    "bad_keys": "Kunci publik catatan tidak dapat dibaca.",
    "no_signature": "Tanda tangan catatan tidak ada.",
    "bad_signature": "Tanda tangan catatan tidak sah.",
    "missing_file": "Berkas tidak ada.",
    "bad_file": "Berkas rusak.",
    "file_differs": "Isi berkas berbeda dari isi catatan.",
    "root_differs": "Isi catatan berbeda dari yang ditandatangani.",
    "bad_leaf": "Baris catatan tidak sesuai bentuknya.",
    "counted_twice": "Satu orang dihitung dua kali dalam satu kegiatan.",
    "roster_shrank": "Jumlah orang yang pernah diminta berkurang.",
    "without_roster": "Ada ikrar sebelum daftar peserta dicatat.",
    "above_roster": "Ikrar lebih banyak daripada orang yang diminta.",
    "correction_without_withdrawal": "Ikrar pengganti tanpa pencabutan sebelumnya.",
}


def main(argv: Sequence[str]) -> int:
    """The command. Exit 0 whole, 1 something is wrong, 2 unreadable or wrong use."""
    parser = argparse.ArgumentParser(
        prog="ikrar log", description="Periksa atau salin catatan dari berkasnya saja."
    )
    jobs = parser.add_subparsers(dest="job", required=True)
    check = jobs.add_parser("fsck", help="hitung ulang seluruh catatan")
    check.add_argument(
        "directory", nargs="?", type=Path, help="folder catatan (bawaan: folder log instalasi ini)"
    )
    check.add_argument("--trusted", type=Path, help="kunci publik yang Anda percaya, satu per baris")
    check.add_argument("--json", action="store_true", help="satu objek JSON")
    export = jobs.add_parser("export", help="salin catatan ke folder lain")
    export.add_argument("target", type=Path)
    export.add_argument("--from", dest="directory", type=Path)
    keys = jobs.add_parser("keys", help="tampilkan kunci publik catatan")
    keys.add_argument("directory", nargs="?", type=Path)
    chosen = parser.parse_args(argv)
    directory = chosen.directory or home_log()
    if chosen.job == "fsck":
        return check_log(directory, trusted=chosen.trusted, as_json=chosen.json)
    if chosen.job == "export":
        return export_log(directory, chosen.target)
    return show_keys(directory)


def check_log(directory: Path, *, trusted: Path | None, as_json: bool) -> int:
    """Checks the files under `directory` and says what was found."""
    try:
        keys = read_keys(trusted) if trusted else None
    except (OSError, ValueError):
        print("Berkas kunci tepercaya tidak dapat dibaca.", file=sys.stderr)
        return UNREADABLE
    report = fsck(directory, keys)
    print(json.dumps(_as_dict(report)) if as_json else _as_text(report))
    if report.is_clean:
        return GENUINE
    return UNREADABLE if report.found[0].code is Problem.NO_CHECKPOINT else NEGATIVE


def export_log(directory: Path, target: Path) -> int:
    """Copies the newest signed state, and nothing that no checkpoint covers yet, into a new folder."""
    store = TileStore(directory)
    text = store.checkpoint()
    if text is None:
        print(_FOUND["no_checkpoint"], file=sys.stderr)
        return UNREADABLE
    if target.exists() and any(target.iterdir()):
        print("Folder tujuan harus kosong.", file=sys.stderr)
        return NEGATIVE
    size = notes.parse_checkpoint(notes.parse_note(text).text).size
    copy = TileStore(target)
    copy.write(tiles.Write(tile, store.read(tile)) for tile in tiles.tiles_of(size))
    for name in (KEYS_FILE, tilestore.WITNESSED):
        if (directory / name).exists():
            shutil.copyfile(directory / name, target / name)
    copy.publish(text, CHECKPOINT)
    print(f"{size} catatan disalin ke {target}.")
    return GENUINE


def show_keys(directory: Path) -> int:
    """Prints the verifier keys, for a poster or a letter."""
    text = TileStore(directory).text(KEYS_FILE)
    if text is None:
        print(_FOUND["bad_keys"], file=sys.stderr)
        return UNREADABLE
    print(text, end="")
    return GENUINE


def home_log() -> Path:
    """The log folder of this installation; it must not need the settings."""
    return Path(os.environ.get("IKRAR_HOME") or ".ikrar") / "log"


def _as_dict(report: FsckReport) -> dict[str, object]:
    return {
        "clean": report.is_clean,
        "origin": report.origin,
        "size": report.size,
        "root": report.root.hex(),
        "key_trusted": report.is_key_trusted,
        "signed_by": report.signed_by,
        "counts": [
            {
                "kind": one.kind.name.lower(),
                "level": "K" if one.level.name == "PAPER" else str(int(one.level)),
                "campaign": one.campaign.hex(),
                "body": one.institution.hex(),
                "number": one.number,
            }
            for one in report.counts
        ],
        "found": [{"code": str(one.code), "where": one.where} for one in report.found],
    }


def _as_text(report: FsckReport) -> str:
    rows = [f"{report.origin or '-'}: {report.size} catatan"]
    rows += [f"  {_FOUND[one.code]} ({one.where})" for one in report.found]
    if report.is_clean:
        rows.append("  Seluruh catatan utuh dan cocok dengan tanda tangannya.")
    if not report.is_key_trusted:
        rows.append("  Kunci diambil dari folder ini sendiri; bandingkan dengan yang diumumkan instansi.")
    return "\n".join(rows)
