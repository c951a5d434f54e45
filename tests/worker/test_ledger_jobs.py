"""Does the worker say once why the log stands still, and go on by itself when it may?"""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from ikrar.domain.ledger.actions import Unknown
from ikrar.domain.ledger.models import Bookmark, Checkpoint
from ikrar.domain.people.actions import add_person
from ikrar.worker import ledger_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_log(settings: LazySettings, tmp_path: Path) -> None:
    settings.IKRAR_HOME, settings.IKRAR_LOG, settings.IKRAR_SECOND = (
        tmp_path,
        tmp_path / "log",
        tmp_path / "second",
    )


def test_a_held_log_is_told_once_and_goes_on_when_it_is_let_go(
    settings: LazySettings, now, caplog: pytest.LogCaptureFixture
) -> None:
    add_person(name="Contoh", by=Unknown(), at=now)
    held = settings.IKRAR_HOME / "log.blocked"
    held.write_text("{}")
    with caplog.at_level(logging.ERROR):
        for second in range(3):
            assert ledger_jobs.sequence(now + timedelta(seconds=second)) == 0
    assert [record.getMessage() for record in caplog.records] == ["the log stands still: log.blocked"]
    assert Bookmark.objects.get(reader="sequencer").failed == "log.blocked"
    assert not Checkpoint.objects.exists()
    held.unlink()
    assert ledger_jobs.sequence(now) == 1
    assert Bookmark.objects.get(reader="sequencer").failed == ""


def test_a_quiet_log_writes_nothing(now) -> None:
    assert ledger_jobs.sequence(now) == ledger_jobs.sequence(now) == 0
    assert not Bookmark.objects.filter(reader="sequencer").exists()
