"""The program `ikrar`: finds the command and hands over; commands that need no database load no framework."""

import importlib
import os
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """Where a command lives (`main(argv) -> exit code`), whether it needs the database, and what it does."""

    module: str
    needs_database: bool
    does: str


COMMANDS: dict[str, Command] = {
    "serve": Command("ikrar.cli.serve", True, "melayani halaman dan menjalankan pekerja"),
    "work": Command("ikrar.cli.work", True, "menjalankan pekerja saja"),
    "assess": Command("ikrar.cli.assess", False, "menilai fakta menurut aturan, tanpa basis data"),
    "ballots": Command("ikrar.cli.ballots", False, "memperkirakan surat suara pemilih yang pindah tempat"),
    "rules-diff": Command("ikrar.cli.rules_diff", False, "membandingkan dua versi aturan pada catatan fakta"),
    "due": Command("ikrar.cli.due", False, "menghitung hari tenggat dan menjelaskannya"),
    "verify": Command("ikrar.cli.verify", False, "memeriksa bukti atau sertifikat tanpa jaringan"),
    "log": Command("ikrar.cli.log", False, "memeriksa atau menyalin catatan dari berkasnya saja"),
    "witness": Command("ikrar.cli.witness", False, "menjadi saksi catatan lewat berkas"),
    "backup": Command("ikrar.cli.backup", True, "membuat cadangan yang utuh, kunci terpisah"),
    "restore": Command("ikrar.cli.restore", True, "memeriksa dan memulihkan cadangan"),
    "import-roster": Command("ikrar.cli.import_roster", True, "memeriksa dan mengimpor berkas pegawai"),
    "demo": Command("ikrar.cli.demo", True, "memainkan cerita latihan dengan data rekaan"),
    "bench": Command("ikrar.cli.bench", False, "menjalankan tolok ukur"),
    "catalogue": Command("ikrar.cli.catalogue", False, "memperbarui katalog bahasa Inggris"),
    "house-docs": Command("ikrar.cli.house_docs", True, "menulis docs/generated dari kode"),
    "manage": Command("ikrar.cli.manage", True, "perintah Django (migrate, makemigrations, ...)"),
}


def main(argv: list[str] | None = None) -> int:
    """Run one command. Exit 0 success, 1 a negative answer or refused input, 2 wrong use or unreadable input."""
    args = sys.argv[1:] if argv is None else argv
    if not args or args[0] in {"-h", "--help", "help"}:
        print("Pemakaian: ikrar PERINTAH [...]\n")
        for name, known in sorted(COMMANDS.items()):
            print(f"  {name:15} {known.does}")
        return 0 if args else 2
    if (command := COMMANDS.get(args[0])) is None:
        print(f"Perintah «{args[0]}» tidak dikenal. Lihat: ikrar help", file=sys.stderr)
        return 2
    if command.needs_database:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikrar.config.settings")
        import django

        django.setup()
    try:
        code: int = importlib.import_module(command.module).main(args[1:])
    except BrokenPipeError:
        return 1
    return code
