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
        found = self.members()
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
        """The processes of the group but its leader, each with its part."""
        if self.process is None:
            return []
        rows = subprocess.run(["ps", "-eo", "pid,pgid,args"], capture_output=True, text=True, check=True).stdout
        group = self.process.pid
        fields = [row.split(None, 2) for row in rows.splitlines()[1:]]
        mine = [(int(pid), args) for pid, pgid, args in fields if int(pgid) == group and int(pid) != group]
        return [
            (pid, "worker" if args.endswith(" work") else "web") for pid, args in mine if "ps -eo" not in args
        ]

    def stop(self) -> None:
        """End everything in an orderly way, then whatever is left: workers whose master was killed live on."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=25)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def _cut_power(self) -> str:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.kills["power"] = self.kills.get("power", 0) + 1
        return "power"
