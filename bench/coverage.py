"""The coverage page of a body with 60,000 people and 2,000 units: milliseconds of server time and statements.

Floor in the same run: one grouping statement over those asked and one over the pledges, without Django.
Claim: under 150 ms, and as many statements as for a body of 60 people in 20 units.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from bench.stage.home import Stage, a_stage, fresh_home
from bench.stage.timing import counted, median_ms

CLAIM = 150.0


def main(argv: list[str]) -> int:
    """Exit 0 when the claim holds, 1 when it does not."""
    parser = argparse.ArgumentParser(prog="bench.coverage")
    parser.add_argument("--people", type=int, default=60_000)
    parser.add_argument("--units", type=int, default=2_000)
    parser.add_argument("--signed", type=float, default=0.7, help="share of the people who have signed")
    parser.add_argument("--part", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.part:
        print(json.dumps(measure(args.people, args.units, args.signed)))
        return 0
    large, small = (
        _apart(people, units, args.signed) for people, units in ((args.people, args.units), (60, 20))
    )
    holds = large["ms"] < CLAIM and large["statements"] == small["statements"]
    print(json.dumps({"bench": "coverage", "holds": holds, "claim_ms": CLAIM, "large": large, "small": small,
                      "ratio_to_floor": round(large["ms"] / large["floor_ms"], 2)}))  # fmt: skip
    return 0 if holds else 1


def _apart(people: int, units: int, signed: float) -> dict[str, float]:
    """One body measured in a process of its own."""
    import subprocess

    command = [sys.executable, "-m", "bench.coverage", "--part", "--people", str(people), "--units", str(units)]
    done = subprocess.run([*command, "--signed", str(signed)], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(people: int, units: int, signed: float) -> dict[str, float]:
    """Median of nine renderings after one that warms up."""
    with fresh_home() as home:
        stage = a_stage(people, units)
        _sign(stage, int(people * signed))
        fetch = _page(stage)
        statements, size = _statements(fetch)
        return {
            "people": people, "units": units, "ms": median_ms(fetch), "cpu_ms": median_ms(fetch, time.process_time), "statements": statements, "bytes": size,
            "floor_ms": median_ms(counted(home / "ikrar.sqlite3", stage.drive_pk)),
        }  # fmt: skip


def _sign(stage: Stage, count: int) -> None:
    from ikrar.core.pledges import Level, Way
    from ikrar.domain.pledges import actions, queries
    from ikrar.domain.pledges.consent import Consent

    at = datetime.now(UTC)
    for start in range(0, count, 500):
        people = [queries.signer(asked) for asked in stage.asked[start : min(start + 500, count)]]
        batch = [Consent(signer=who, level=Level.CODE, way=Way.PHONE, apel_id=stage.apel_id) for who in people]
        actions.sign_pledges(batch, by=people[0], at=at)


def _page(stage: Stage) -> Callable[[], bytes]:
    from django.test import Client

    from ikrar.domain.ledger.actions import Unknown
    from ikrar.domain.people.actions import open_account
    from ikrar.domain.people.models import Person

    sari = Person.objects.get(name__startswith="Sari")
    account = open_account(sari, username="sari", by=Unknown(), at=datetime.now(UTC))
    client = Client(headers={"host": "localhost"})
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = f"/cakupan/{stage.drive}/{stage.agency}/"

    def fetch() -> bytes:
        response = client.get(address)
        assert response.status_code == 200, (response.status_code, address)
        return bytes(response.content)

    return fetch


def _statements(fetch: Callable[[], bytes]) -> tuple[int, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    fetch()
    with CaptureQueriesContext(connection) as seen:
        size = len(fetch())
    return len(seen), size


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
