"""A real installation for the journeys: the demo story played small, served by the real server, on a free port."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS_TO_START = 60


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Site:
    """A running installation."""

    home: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its processes."""
        kept = {
            k: v for k, v in os.environ.items() if not k.startswith("IKRAR_") and k != "DJANGO_SETTINGS_MODULE"
        }
        return {**kept, "IKRAR_HOME": str(self.home), "IKRAR_ADDRESS": self.url, "IKRAR_DEMO": "1"}

    def run(self, *args: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one command of the program."""
        command = [sys.executable, "-m", "ikrar", *args]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert not check or done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return done

    def start(self, workers: int = 1) -> None:
        """Serve, and wait until it answers."""
        command = [sys.executable, "-m", "ikrar", "serve", "--host", "127.0.0.1", "--port", str(self.port)]
        with (self.home / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--workers", str(workers)],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.url}/masuk/", timeout=5).close()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        self.stop()
        raise AssertionError((self.home / "serve.log").read_text()[-3000:])

    def stop(self) -> None:
        """Stop the server and everything it started."""
        if self.process is None:
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, number)
                self.process.wait(timeout=25)
                break
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue
        self.process = None

    @property
    def told(self) -> dict[str, Any]:
        """What the demo prints for people who try it: logins, codes, addresses."""
        found: dict[str, Any] = json.loads((self.home / "demo.json").read_text())
        return found


def chromium() -> str | None:
    """The installed browser."""
    return shutil.which("chromium") or shutil.which("chromium-browser")
