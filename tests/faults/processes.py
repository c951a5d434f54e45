"""The served installation as the operating system sees it: which processes there are, and killing one."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

SECONDS_TO_START = 40


@dataclass
class Served:
    """`ikrar serve` in a process group of its own, started again whenever it is gone."""

    home: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None
    starts: int = 0
    kills: dict[str, int] = field(default_factory=dict)

    def start(self) -> None:
        """Start it when it is not running."""
        if self.process is not None and self.process.poll() is None:
            return
        self.starts += 1
        command = [sys.executable, "-m", "ikrar", "serve", "--host", "127.0.0.1", "--port", str(self.port)]
        with (self.home / "serve.out").open("ab") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True)

    def wait(self) -> None:
        """Until it answers. Raises TimeoutError."""
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            self.start()
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/bukti/", timeout=5):
                    return
            except (URLError, OSError):
                time.sleep(0.2)
        raise TimeoutError((self.home / "serve.out").read_text(errors="replace")[-3_000:])

    def kill(self, chance: random.Random) -> str:
        """SIGKILL one process at random, or everything at once as a power cut does; returns what was hit."""
        found = [(pid, part) for pid, part in self.members() if part != "serve"]
        if not found or chance.random() < 0.2:
            return self._cut_power()
        pid, kind = chance.choice(found)
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            kind = "gone"
        self.kills[kind] = self.kills.get(kind, 0) + 1
        return kind

    def members(self) -> list[tuple[int, str]]:
        """Every process that serves this home, each with its part: known by its environment, whoever its parent is."""
        mark, found = f"IKRAR_HOME={self.home}".encode(), []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (folder / "environ").read_bytes().split(b"\0"):
                    found.append((int(folder.name), _part((folder / "cmdline").read_bytes())))
            except OSError:
                continue
        return [(pid, part) for pid, part in found if pid != os.getpid() and part]

    def stop(self) -> None:
        """End everything in an orderly way, then whatever is left: workers whose master was killed live on."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=25)
        self._kill_all()

    def _cut_power(self) -> str:
        self._kill_all()
        self.kills["power"] = self.kills.get("power", 0) + 1
        return "power"

    def _kill_all(self) -> None:
        """Until nobody is left: a dying master may just have started another worker."""
        while left := self.members():
            for pid, _ in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            if self.process is not None:
                self.process.wait()
            time.sleep(0.05)


def _part(command: bytes) -> str:
    """Which part of the installation a command line is; empty for a process that has just ended."""
    words = command.rstrip(b"\0").split(b"\0")
    return (
        "" if words == [b""] else "worker" if words[-1] == b"work" else "serve" if b"serve" in words else "web"
    )
