"""Do a few kills lose nothing, and would the books say so if they did?"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import LazySettings

from ikrar.core import leaves
from ikrar.core.leaves import Roster
from ikrar.domain.ledger import sequencer
from ikrar.domain.ledger.actions import Unknown, action, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.pledges.models import Pledge
from tests.faults import books
from tests.given.cast import Cast
from tests.given.pledges import Morning, a_morning, a_pledge

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_a_few_kills_lose_nothing_that_was_acknowledged() -> None:
    command = [sys.executable, "-m", "tests.faults", "--kills", "6", "--people", "60"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-2_000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["holds"], told["acknowledged"], told["stored"]) == (True, 60, 60)
    assert sum(told["kills"].values()) == 6


@pytest.fixture
def morning(cast: Cast, settings: LazySettings, tmp_path: Path) -> Morning:
    settings.IKRAR_LOG, settings.IKRAR_SECOND = tmp_path / "log", tmp_path / "second"
    found = a_morning(cast)
    tell_roster(found, by=Unknown())
    return found


@action(Fact.TARGET_SET)
def tell_roster(morning: Morning, *, by: Unknown) -> None:
    """The roster leaf that the small morning leaves out."""
    leaf = leaves.roster_leaf(
        campaign=bytes(morning.drive.campaign), institution=leaves.institution(morning.ayu.agency.code),
        roster=Roster(bytes(32), 60, 60), time=0, commitment=bytes(32),
    )  # fmt: skip
    record(Fact.TARGET_SET, morning.drive, by=by, at=morning.at, leaf=leaf.pack())


@pytest.mark.django_db
def test_honest_books_agree(morning: Morning) -> None:
    a_pledge(morning.ayu, morning.at)
    a_pledge(morning.made, morning.at)
    compared = books.compare({morning.ayu.pk: 2, morning.made.pk: 1}, {})
    assert compared.wrong == []
    assert (compared.acknowledged, compared.stored) == (2, 2)


@pytest.mark.django_db
def test_the_books_say_what_was_lost_or_forked(morning: Morning) -> None:
    a_pledge(morning.ayu, morning.at)
    compared = books.compare({morning.ayu.pk: 1, morning.made.pk: 1}, {1: bytes(32), 10**6: bytes(32)})
    assert f"acknowledged and lost: {morning.made.pk}" in compared.wrong
    assert len([one for one in compared.wrong if "was shown" in one]) == 2


@pytest.mark.django_db
def test_the_books_say_when_log_and_database_differ(morning: Morning) -> None:
    a_pledge(morning.ayu, morning.at)
    sequencer.run(morning.at)
    store = sequencer.this_log().store
    bundle = next((store.directory / "tile" / "entries").rglob("*.p/*"))
    bundle.write_bytes(bundle.read_bytes()[:-1] + b"\x00")
    compared = books.compare({morning.ayu.pk: 1}, {})
    assert any("another leaf" in one for one in compared.wrong)
    assert Pledge.objects.count() == 1
