"""A log of its own for every test, because the files outlive the rolled-back rows."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings

from ikrar.domain.ledger import sequencer
from ikrar.domain.pledges.models import Pledge
from tests.given.cast import Cast
from tests.given.pledges import Morning, a_morning, a_pledge


@pytest.fixture(autouse=True)
def own_log(settings: LazySettings, tmp_path: Path) -> None:
    settings.IKRAR_LOG = tmp_path / "log"
    settings.IKRAR_SECOND = tmp_path / "second"
    settings.IKRAR_DEMO = True


@pytest.fixture
def morning(cast: Cast) -> Morning:
    return a_morning(cast)


@pytest.fixture
def pledge(morning: Morning) -> Pledge:
    """Ayu's pledge, not yet in a signed checkpoint."""
    return Pledge.objects.get(ref=a_pledge(morning.ayu, morning.at).ref)


@pytest.fixture
def sign_log(morning: Morning) -> Callable[[], int]:
    """One round of the sequencer."""
    return lambda: sequencer.run(morning.at)
