"""The demo: five invented bodies, played through real actions, then served."""

import argparse
import json
import os
import socket
import sys
from dataclasses import asdict
from datetime import UTC, datetime

from django.conf import settings

from ikrar.cli.serve import main as serve
from ikrar.cli.serve import prepare
from ikrar.demo.story import Told, play
from ikrar.domain.people.queries import is_empty
from ikrar.worker.loop import work

SHOWN = ("officer", "second", "head", "operator", "task-force", "auditor")


def main(argv: list[str]) -> int:
    """Play the story into an empty home; with --serve also serve it. Exit 1 when the home holds something else."""
    parser = argparse.ArgumentParser(
        prog="ikrar demo", description="Memainkan cerita latihan dengan data rekaan."
    )
    parser.add_argument("--serve", action="store_true", help="layani setelah selesai")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--scale", type=float, default=1.0, help="bagian dari jumlah pegawai, untuk uji")
    args = parser.parse_args(argv)
    file = settings.IKRAR_HOME / "demo.json"
    os.environ["IKRAR_DEMO"] = "1"
    settings.IKRAR_DEMO = True
    prepare()
    if not file.exists():
        if not is_empty():
            print(
                "Folder ini sudah berisi data lain. Pilih IKRAR_HOME yang kosong untuk latihan.",
                file=sys.stderr,
            )
            return 1
        print("Menyiapkan latihan dengan data rekaan …", flush=True)
        told = play(
            settings.IKRAR_HOME / "demo",
            at=datetime.now(UTC),
            scale=args.scale,
            say=lambda s: print(s, flush=True),
        )
        work(once=True)
        file.write_text(json.dumps(asdict(told), indent=1))
    told = Told(**json.loads(file.read_text()))
    show(told, args.port)
    return serve(["--port", str(args.port)]) if args.serve else 0


def show(told: Told, port: int) -> None:
    """Print what people who try it need."""
    address = f"http://{own_address()}:{port}"
    print(f"\nHalaman petugas   http://localhost:{port}")
    print(f"Ponsel (jaringan yang sama)   {address}/m/{told.apel}/")
    print("\nAkun latihan (kata sandi semua sama):")
    for name in SHOWN:
        login = told.logins[f"{name}@kab-contoh"]
        print(f"  {name:12} {login['username']:28} {login['password']}")
    login = told.logins["system-operator"]
    print(f"  {'operator':12} {login['username']:28} {login['password']}")
    print("\nPeserta yang belum menandatangani (nomor, kode):")
    for one in told.participants[:3]:
        print(f"  {one['number']:>6}  {one['code']}")
    print(f"\nBerkas pegawai yang berantakan untuk dicoba: {told.messy_file}\n", flush=True)


def own_address() -> str:
    """The address of this machine in its network, or localhost. Nothing is sent."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
    except OSError:
        return "localhost"
