"""Signing on a bad phone: 600 ms round trips, 120 kbit/s, a six times slower processor, in headless Chromium.

Counted is what the person waits for: from each tap (redirects included) until the next page shows its content, from
the first GET to the proof, typing excluded. Floor in the same run: the
same journey on a network without delay. Claim: at most 5 s, and 15 KB in all.
"""

import json
import shutil
import sys
from typing import Any

from bench.stage.home import a_stage, fresh_home
from bench.stage.server import serving

CLAIM_SECONDS, CLAIM_BYTES = 5.0, 15 * 1024
SLOW = {"offline": False, "latency": 600, "downloadThroughput": 15_000, "uploadThroughput": 15_000}
FAST = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}


def main(argv: list[str]) -> int:
    """Exit 0 when the claims hold, 1 when not or without Chromium."""
    if not (chromium := shutil.which("chromium") or shutil.which("chromium-browser")):
        print("Chromium tidak ada; tolok ukur ini memerlukannya.", file=sys.stderr)
        return 1
    with fresh_home(is_plain=False):
        stage = a_stage(4)
        codes = _codes(stage.drive)
        with serving() as port:
            slow = _journey(chromium, port, stage.code, codes[0], SLOW, 6)
            fast = _journey(chromium, port, stage.code, codes[1], FAST, 1)
    holds = slow["seconds"] <= CLAIM_SECONDS and slow["bytes"] <= CLAIM_BYTES
    print(json.dumps({"bench": "network", "holds": holds, "claim_seconds": CLAIM_SECONDS, "claim_bytes": CLAIM_BYTES,
                      "slow": slow, "floor": fast}))  # fmt: skip
    return 0 if holds else 1


def _codes(drive: str) -> list[tuple[str, str]]:
    """Number and code of the people, as their cards say them."""
    from ikrar.domain.people.models import Person
    from ikrar.domain.programme.models import Drive
    from ikrar.domain.roster.models import Unit
    from tests.given.cast import Cast
    from tests.given.programme import some_codes

    found = Drive.objects.get(ref=drive)
    people = {person.name.split()[0].lower(): person for person in Person.objects.all()}
    units = {unit.name: unit for unit in Unit.objects.filter(agency=found.agency)}
    cast = Cast(
        found.agency, units["Dinas Pendidikan"], units["Dinas Kesehatan"], units["SD Negeri 1 Contoh"], found.agency,
        *(people[name] for name in ("sari", "budi", "hadi", "rina", "joko", "oki", "anton")), at=found.opened_at,
    )  # fmt: skip
    return [(str(asked.number), code) for asked, code in some_codes(cast, found)]


def _journey(
    chromium: str, port: int, code: str, card: tuple[str, str], network: dict[str, Any], slower: int
) -> dict[str, Any]:
    """Door, text, proof: seconds waited for each page, and every byte that came over the line."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium)
        page = browser.new_page(viewport={"width": 360, "height": 740})
        line = page.context.new_cdp_session(page)
        got: list[float] = []
        line.send("Network.enable")
        line.on("Network.loadingFinished", lambda event: got.append(event["encodedDataLength"]))
        line.send("Network.emulateNetworkConditions", network)
        line.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.goto(f"http://127.0.0.1:{port}/M/{code}")
        waits = [_painted(page)]
        page.fill("[name=nomor]", card[0])
        page.fill("[name=kode]", card[1])
        _press(page)
        waits.append(_painted(page))
        page.check("[name=setuju]")
        _press(page)
        waits.append(_painted(page))
        proof = "/bukti/" in page.url
        browser.close()
    if not proof:
        raise RuntimeError(f"the journey ended at {page.url}")
    return {"seconds": round(sum(waits), 2), "each": [round(wait, 2) for wait in waits], "bytes": int(sum(got))}


def _press(page: Any) -> None:
    with page.expect_navigation(wait_until="load"):
        page.click("main form button[type=submit], main form button:not([type])")


def _painted(page: Any) -> float:
    """Seconds from the tap (or the first GET), redirects included, until the page showed its content."""
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
    return float(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")) / 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
