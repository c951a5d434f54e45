"""Putting a backup back: whole or not at all, never over a living installation, never so that the log forks."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from ikrar.cli import backup_parts as parts
from ikrar.cli import restore_log as brakes
from ikrar.cli.backup_manifest import BadBackup
from ikrar.cli.restore_steps import NotRestored, check_backup, put_back

SAYINGS = {
    "no_manifest": "Folder ini bukan cadangan lengkap: {path} tidak ada.",
    "manifest_changed": "Daftar isi cadangan ({path}) berubah. Cadangan tidak dipulihkan.",
    "wrong_part": "Folder utama dan folder kunci tertukar atau tidak cocok.",
    "file_missing": "Berkas {path} hilang dari cadangan. Cadangan tidak dipulihkan.",
    "file_added": "Berkas {path} tidak tercatat dalam cadangan. Cadangan tidak dipulihkan.",
    "file_changed": "Berkas {path} berubah sejak dicadangkan. Cadangan tidak dipulihkan.",
    "other_run": "Kunci berasal dari cadangan lain yang lebih lama. Pilih kunci yang sama atau lebih baru.",
    "other_engine": "Cadangan ini dari {path}, sedangkan pemasangan ini memakai yang lain.",
    "not_empty": "Pemasangan ini sudah berisi data. Tambahkan --force bila memang akan diganti.",
    "in_use": "Ikrar masih berjalan. Hentikan dahulu, lalu ulangi.",
    "keys_missing": "Kunci belum ada di sini. Tambahkan --keys dengan folder kuncinya.",
    "log_missing": "Catatan {path} dan sesudahnya tidak ada di folder log. Salin folder log dari tempat kedua.",
    "log_differs": "Buku catatan di {path} tidak cocok dengan titik periksanya.",
    "not_blocked": "Buku catatan tidak sedang ditahan.",
    "reason_missing": "Tuliskan alasan yang jelas, sedikitnya 20 huruf.",
}


def main(argv: list[str]) -> int:
    """Restore, check, re-read or accept. Exit 0 done, 1 refused or the log is held, 2 wrong use."""
    args = _arguments(argv)
    at = datetime.now(UTC)
    try:
        if args.reread:
            return _tell_reread(brakes.reread_log(args.log or settings.IKRAR_LOG, at=at))
        if args.accept_fork is not None:
            brakes.accept_fork(args.accept_fork, at=at)
            print("Cabang buku catatan diterima dan alasannya dicatat. Buku catatan berjalan lagi.")
            return 0
        if args.folder is None:
            print("Sebutkan folder cadangan, --reread, atau --accept-fork ALASAN.", file=sys.stderr)
            return 2
        if args.check:
            found = check_backup(args.folder, args.keys)
            print(f"Cadangan {found.id} utuh: {len(found.files)} berkas, {found.log_size} catatan.")
            return 0
        done = put_back(
            args.folder, args.keys, at=at, is_forced=args.force, second=args.second, erased=args.erased
        )
    except (BadBackup, NotRestored) as refused:
        print(SAYINGS[refused.reason].format(path=refused.path), file=sys.stderr)
        return 1
    except parts.CannotCopy as refused:
        print(f"Pemulihan berhenti: {refused.reason} {refused.detail}".rstrip(), file=sys.stderr)
        return 1
    print(json.dumps(done.as_dict()) if args.json else done.sentence())
    return 1 if done.is_held else 0


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="ikrar restore", description="Memulihkan cadangan.")
    parser.add_argument("folder", type=Path, nargs="?", help="folder cadangan utama")
    parser.add_argument("--keys", type=Path, metavar="FOLDER", help="folder cadangan kunci")
    parser.add_argument("--force", action="store_true", help="ganti isi yang ada; yang lama disisihkan")
    parser.add_argument("--check", action="store_true", help="hanya memeriksa cadangan")
    parser.add_argument("--second", type=Path, metavar="BERKAS", help="titik periksa dari tempat kedua")
    parser.add_argument("--erased", type=Path, metavar="BERKAS", help="daftar orang yang datanya sudah dihapus")
    parser.add_argument(
        "--reread", action="store_true", help="baca ulang catatan yang sudah terbit, lalu lanjutkan"
    )
    parser.add_argument("--log", type=Path, metavar="FOLDER", help="folder log yang dibaca ulang")
    parser.add_argument("--accept-fork", metavar="ALASAN", help="lanjutkan dengan cabang baru; alasan dicatat")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(argv)


def _tell_reread(done: brakes.Reread) -> int:
    print(f"{done.matched} catatan ditemukan kembali, {done.lost} catatan hanya ada di buku terbit.")
    print(f"Buku catatan berjalan lagi dari {done.size} catatan.")
    return 0
