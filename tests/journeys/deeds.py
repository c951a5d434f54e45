"""What people do in the journeys, each deed once: enter, sign, take the paper, look at the big screen, check."""

import base64
import hashlib
import hmac
import json
import re
import sqlite3
import struct
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.journeys.conftest import a_phone
from tests.journeys.site import Site

NO_NETWORK = "() => location.protocol === 'chrome-error:'"


class Untrained(Site):
    """An installation that is no exercise: the second factor is asked for."""

    @property
    def environment(self) -> dict[str, str]:
        """Without the word that says demo."""
        return {name: value for name, value in super().environment.items() if name != "IKRAR_DEMO"}


def a_site(home: Path, port: int, *, workers: int = 1) -> Iterator[Site]:
    """The small demo, served: for journeys that change what others would look at."""
    here = Site(home, port)
    here.run("demo", "--scale", "0.02")
    here.start(workers)
    yield here
    here.stop()


def people_of(site: Site) -> Iterator[dict[str, str]]:
    """Participants of the open apel who have not signed, each once."""
    return iter(site.told["participants"])


def knock(page: Any, apel: str, person: dict[str, str]) -> None:
    """Fill in number and code at the door of an apel, and go on."""
    page.goto(f"/m/{apel}/")
    page.fill("[name=nomor]", person["number"])
    page.fill("[name=kode]", person["code"])
    page.get_by_role("button", name="Lanjutkan").click()


def enter(page: Any, apel: str, person: dict[str, str]) -> None:
    """Number and code; the text is on the screen then."""
    knock(page, apel, person)
    page.wait_for_url("**/ikrar/")


def tap(page: Any, **options: Any) -> None:
    """Tick the box and tap the button."""
    page.check("[name=setuju]")
    page.get_by_role("button", name="Tanda tangani sekarang").click(**options)


def sign(page: Any) -> str:
    """Tick, tap, and read the proof code."""
    tap(page)
    page.wait_for_url("**/bukti/")
    return code_on(page)


def code_on(page: Any) -> str:
    """The proof code on the page, without its stroke."""
    found = re.search(r"\b([0-9A-Z]{4})-([0-9A-Z]{4})\b", page.inner_text("main"))
    assert found is not None, page.inner_text("main")
    return found[1] + found[2]


def signed_by(browser: Any, site: Site, person: dict[str, str], *, apel: str = "", script: bool = True) -> str:
    """Somebody signs on a phone of their own, at the open apel of the demo or another one; the proof code."""
    phone = a_phone(browser, site, script=script)
    page = phone.new_page()
    enter(page, apel or site.told["apel"], person)
    code = sign(page)
    phone.close()
    return code


def bad_line(page: Any) -> list[str]:
    """The next POST is lost on the way, the one after it is answered but the answer is lost; fates still to come."""
    fates = ["lost", "unanswered"]

    def meet(route: Any) -> None:
        fate = fates.pop(0) if route.request.method == "POST" and fates else ""
        if fate == "unanswered":
            route.fetch(max_redirects=0)
        if fate:
            route.abort("internetdisconnected")
        else:
            route.continue_()

    page.route("**/ikrar/", meet)
    return fates


def certificate(page: Any, link: Any) -> bytes:
    """Press the link, and wait until the log has signed and the paper comes."""
    with page.expect_download() as coming:
        link.click()
    return Path(coming.value.path()).read_bytes()


def on_the_screen(page: Any) -> int:
    """How many have signed, as the projector page says."""
    found = re.search(r"([\d.]+) dari [\d.]+", page.inner_text("main"))
    return int(found[1].replace(".", "")) if found else 0


def flipped(data: bytes, at: int) -> bytes:
    """The same bytes with one bit changed."""
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def hole_of(pdf: bytes) -> tuple[int, int]:
    """Where the seal stands: everything outside is the signed range."""
    found = re.search(rb"/ByteRange ?\[ ?0 (\d+) (\d+) \d+ ?\]", pdf)
    assert found is not None
    return int(found[1]), int(found[2])


def pdfsig(path: Path) -> str:
    """What a stranger's program says of the seal."""
    return subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, timeout=60, check=False).stdout


def by_the_program(site: Site, paths: Iterable[Path]) -> dict[str, dict[str, Any]]:
    """What `ikrar verify` says of each file, by name: `genuine`, and the `facts` of what is."""
    said = site.run("verify", "--json", *map(str, paths), check=False).stdout
    answers = [json.loads(line) for line in said.splitlines()]
    return {Path(one["file"]).name: one for one in answers}


def by_the_page(browser: Any, offline_page: Path, paths: Iterable[Path]) -> list[str]:
    """What the page that is opened from disk, without network, says of each file."""
    desk = browser.new_context(offline=True)
    page = desk.new_page()
    page.goto(offline_page.as_uri())
    outcomes = []
    for path in paths:
        page.set_input_files("#berkas", path)
        page.wait_for_selector(f"[data-outcome]:has-text('{path.name}')")
        outcomes.append(page.get_attribute(f"[data-outcome]:has-text('{path.name}')", "data-outcome"))
    desk.close()
    return outcomes


def see(page: Any, path: str, text: str) -> None:
    """Open a page until the worker has done what it shows, for half a minute at most."""
    for _ in range(60):
        page.goto(path)
        if text in page.inner_text("main"):
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{path} never shows {text!r}")


def rows(site: Site, question: str, *values: Any) -> list[tuple[Any, ...]]:
    """Ask the database of the installation, reading only."""
    with closing(sqlite3.connect(f"file:{site.home / 'ikrar.sqlite3'}?mode=ro", uri=True)) as opened:
        return opened.execute(question, values).fetchall()


def pledges_of(site: Site, person: dict[str, str]) -> int:
    """How many pledges are stored of a participant of the open drive."""
    drive = site.told["bodies"]["kab-contoh"]["drive"]
    found = rows(
        site,
        "select count(*) from pledges_pledge p join programme_asked a on a.id = p.asked_id"
        " join programme_drive d on d.id = a.drive_id where d.ref = ? and a.number = ?",
        drive,
        int(person["number"]),
    )
    return int(found[0][0])


def records(site: Site) -> str:
    """A digest of every record about signing and of every ledger entry but those of the worker."""
    names = [
        name for (name,) in rows(site, "select name from sqlite_master where type = 'table' order by name")
    ]
    seen = hashlib.sha256()
    for name in [n for n in names if n.startswith("pledges_") or n == "programme_codetry"]:
        seen.update(repr((name, rows(site, f'select * from "{name}" order by 1'))).encode())
    seen.update(
        repr(rows(site, "select id, ref from ledger_entry where actor not like 'worker%' order by id")).encode()
    )
    return seen.hexdigest()


def totp(secret: str, at: float) -> str:
    """The six digits of this half minute (RFC 6238, SHA-1, 30 s, 6 digits)."""
    key = base64.b32decode(secret.upper() + "=" * (-len(secret) % 8))
    mac = hmac.new(key, struct.pack(">Q", int(at) // 30), "sha1").digest()
    place = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
