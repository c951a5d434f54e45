"""Signing on a bad phone: 600 ms round trips, 120 kbit/s, a six times slower processor, in headless Chromium.

Counted is what the person waits for: from each tap (redirects included) until the next page shows its content, from
the first GET to the proof, typing excluded. Floor in the same run: the
same journey on a network without delay. Claim: at most 5 s, and 15 KB in all.
"""

import json
import shutil
import sys
from datetime import UTC, datetime
from typing import Any

from bench.stage.home import a_stage, fresh_home
from bench.stage.server import serving

ROUNDS = 3
CLAIM_SECONDS, CLAIM_BYTES = 5.0, 15 * 1024
SLOW = {"offline": False, "latency": 600, "downloadThroughput": 15_000, "uploadThroughput": 15_000}
_PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
FAST = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}


def main(argv: list[str]) -> int:
    """Exit 0 when the claims hold, 1 when not or without Chromium."""
    if not (chromium := shutil.which("chromium") or shutil.which("chromium-browser")):
        print("Chromium tidak ada; tolok ukur ini memerlukannya.", file=sys.stderr)
        return 1
    with fresh_home(is_plain=False):
        stage = a_stage(2 * ROUNDS)
        codes = _codes(stage.drive)
        with serving() as port:
            slow = _median([_journey(chromium, port, stage.code, card, SLOW, 6) for card in codes[:ROUNDS]])
            fast = _median([_journey(chromium, port, stage.code, card, FAST, 1) for card in codes[ROUNDS:]])
    holds = slow["seconds"] <= CLAIM_SECONDS and slow["bytes"] <= CLAIM_BYTES
    print(json.dumps({"bench": "network", "holds": holds, "claim_seconds": CLAIM_SECONDS, "claim_bytes": CLAIM_BYTES,
                      "slow": slow, "floor": fast}))  # fmt: skip
    return 0 if holds else 1


def _median(journeys: list[dict[str, Any]]) -> dict[str, Any]:
    """The journey in the middle."""
    return sorted(journeys, key=lambda one: one["seconds"])[len(journeys) // 2]


def _codes(drive: str) -> list[tuple[str, str]]:
    """Number and code of the people, as their cards say them."""
    from ikrar.domain.ledger.actions import result_of
    from ikrar.domain.people.models import Person
    from ikrar.domain.programme.actions import issue_codes
    from ikrar.domain.programme.models import Asked, Drive
    from ikrar.domain.roster.models import Unit
    from ikrar.domain.roster.queries import staff_of

    found, at = Drive.objects.get(ref=drive), datetime.now(UTC)
    officer = staff_of(Person.objects.get(name__startswith="Sari"), on=at.date())
    people = list(Asked.objects.filter(drive=found).order_by("pk"))
    root = Unit.objects.get(agency=found.agency, parent=None)
    cards = result_of(issue_codes(found, root, people=people, by=officer, at=at))
    return [(str(row.number), card.code) for row, card in zip(people, cards, strict=True)]


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
    while (paint := page.evaluate(_PAINT)) is None:
        page.wait_for_timeout(20)
    return float(paint) / 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
