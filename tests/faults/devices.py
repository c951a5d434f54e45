"""A phone at a gate in the trial of a day without network: a Chromium of its own, killed and started again."""

import contextlib
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.journeys.conftest import FLAGS
from tests.journeys.site import chromium

AT_ONCE = 10  # codes that a hand scanner types before anybody looks at the screen
# The clock of a device, wrong by `error` ms, and moved back by what the trial has put aside, so that minutes pass for hours.
CLOCK = """(() => {
  const real = Date.now.bind(Date);
  Date.now = () => real() + %d + Number(localStorage.getItem("geser") ?? 0);
})();"""
THROTTLE = {
    "offline": False,
    "latency": 300,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}  # 400 kbit/s


@dataclass
class Phone:
    """One device: what was typed on it, and what its screen said was kept."""

    play: Any
    folder: Path
    link: str
    error_ms: int = 0
    typed: list[str] = field(default_factory=list)
    kept: Counter[str] = field(default_factory=Counter)
    half_way: set[str] = field(
        default_factory=set
    )  # typed as the browser was killed: kept or not, both are honest
    kills: int = 0
    context: Any = None
    page: Any = None

    def start(self) -> None:
        """Start the browser on what it left on disk."""
        for lock in self.folder.glob("Singleton*"):
            lock.unlink()
        self.context = self.play.chromium.launch_persistent_context(
            str(self.folder), executable_path=chromium(), args=FLAGS, headless=True, locale="id-ID",
            timezone_id="Asia/Makassar", viewport={"width": 360, "height": 740},
        )  # fmt: skip
        self.context.add_init_script(CLOCK % self.error_ms)
        self.page = self.context.pages[0]

    def prepare(self) -> None:
        """Become the scanner while there is network."""
        self.page.goto(self.link)
        self.page.get_by_role("button", name="Pakai perangkat ini").click()
        self.page.wait_for_selector("body[data-siap=ya]", timeout=60_000)
        self.page.wait_for_selector("body[data-terkirim=true]", timeout=60_000)
        self.address = self.page.url

    def lose_network(self) -> None:
        """From now on nothing is reached; the page is loaded once more from what the device keeps."""
        self.context.set_offline(True)
        self.page.goto(self.address)
        self.page.wait_for_selector("body[data-nyala=ya]", timeout=60_000)

    def find_network(self) -> None:
        """The network is back, slow as it is."""
        wire = self.context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.send("Network.emulateNetworkConditions", THROTTLE)
        self.context.set_offline(False)

    def set_aside(self, milliseconds: int) -> None:
        """Move the clock of this device, so that the trial need not last a day."""
        self.page.evaluate("ms => localStorage.setItem('geser', String(ms))", milliseconds)

    def scan(self, tokens: list[str]) -> None:
        """Type codes as a hand scanner does, ten at a time, and count what the screen says was kept."""
        for start in range(0, len(tokens), AT_ONCE):
            part = tokens[start : start + AT_ONCE]
            before = int(self.page.get_attribute("#hasil", "data-ke") or 0)
            for token in part:
                self.typed.append(token)
                self.page.keyboard.insert_text(token)
                self.page.keyboard.press("Enter")
            self.page.wait_for_function(
                "n => Number(document.getElementById('hasil').dataset.ke) >= n", arg=before + len(part)
            )
            self.kept.update(part)

    def kill(self, half_way: str = "") -> None:
        """SIGKILL the whole browser, perhaps while a code is on its way; then start it again without network."""
        if half_way:
            self.half_way.add(half_way)
            self.typed.append(half_way)
            self.page.keyboard.insert_text(half_way)
            self.page.keyboard.press("Enter")
        for pid in self._processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.kills += 1
        with contextlib.suppress(Exception):  # the other end of the line is dead
            self.context.close()
        while any(True for _ in self._processes()):
            time.sleep(0.05)
        self.start()
        self.lose_network()

    def synced(self) -> float:
        """Seconds until nothing waits any more."""
        begun = time.monotonic()
        self.page.wait_for_selector("body[data-terkirim=true]", timeout=120_000)
        return round(time.monotonic() - begun, 1)

    def _processes(self) -> Iterator[int]:
        mark = str(self.folder).encode()
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if mark in (folder / "cmdline").read_bytes() and int(folder.name) != os.getpid():
                    yield int(folder.name)
