"""Web and worker together: the schema is brought up to date, static files are collected, both are kept running."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from ikrar.domain.people.queries import is_empty
from ikrar.web.people.start import start_code

PATIENCE = 10  # seconds in which a stopped child may finish its requests


def prepare() -> None:
    """Bring both databases and the static files up to date."""
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    if not settings.DEBUG:
        call_command("collectstatic", interactive=False, verbosity=0)


def web_command(address: str, port: int, workers: int) -> list[str]:
    """The server: one blocking thread per process, because SQLite has one writer (DESIGN 2)."""
    granian = str(Path(sys.executable).with_name("granian"))
    return [
        granian, "--interface", "wsgi", "--host", address, "--port", str(port), "--workers", str(workers),
        "--blocking-threads", "1", "--backlog", "2048", "--no-ws", "--respawn-failed-workers",
        "--log-level", "warning", "ikrar.config.wsgi:application",
    ]  # fmt: skip


def started(command: list[str]) -> "subprocess.Popen[bytes]":
    """A child in a process group of its own, so that nothing it started outlives it."""
    return subprocess.Popen(command, start_new_session=True)


def end(child: "subprocess.Popen[bytes]", number: int) -> None:
    """Send a signal to a child and everything it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, number)


def stop(children: list["subprocess.Popen[bytes]"]) -> None:
    """Let the children finish; who does not is killed."""
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=PATIENCE)
        end(child, signal.SIGKILL)


def main(argv: list[str]) -> int:
    """Serve until stopped; a child that dies is started again."""
    parser = argparse.ArgumentParser(
        prog="ikrar serve", description="Melayani halaman dan menjalankan pekerja."
    )
    parser.add_argument("--host", default="0.0.0.0")  # noqa: S104 phones on the same network must reach it
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args(argv)
    prepare()
    commands = [web_command(args.host, args.port, args.workers), [sys.executable, "-m", "ikrar", "work"]]
    children = [started(command) for command in commands]
    stopping: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda n, _: stopping.append(n))
    print(f"Ikrar melayani di http://localhost:{args.port}", flush=True)
    if is_empty():
        print(f"Pemasangan ini masih kosong. Kode pemasangan: {start_code()}", flush=True)
    while not stopping:
        time.sleep(0.3)
        for place, child in enumerate(children):
            if child.poll() is not None and not stopping:
                end(child, signal.SIGKILL)
                children[place] = started(commands[place])
    stop(children)
    return 0
