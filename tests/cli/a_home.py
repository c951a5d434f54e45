"""An installation of its own in another process, as backups meet it: `python -m tests.cli.a_home STEP…`."""

import json
import os
import sys
from datetime import UTC, datetime

AT = datetime(2026, 11, 23, 0, 31, 8, tzinfo=UTC)


def main(steps: list[str]) -> None:
    """Runs the steps in order: init, write:N, publish, key:REF, erase:REF, state."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "ikrar.config.settings"
    import django

    django.setup()
    for step in steps:
        name, _, value = step.partition(":")
        globals()[f"do_{name}"](value)


def do_init(_: str) -> None:
    """Both databases, empty."""
    from django.conf import settings
    from django.core.management import call_command

    for alias in settings.DATABASES:
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    files = settings.IKRAR_HOME / "files"
    files.mkdir(exist_ok=True)
    (files / "pindaian.pdf").write_bytes(b"%PDF-1.7 pindaian")


def do_write(count: str) -> None:
    """So many facts, each with its ledger entry."""
    from ikrar.domain.ledger.actions import Worker, action, record
    from ikrar.domain.ledger.facts import Fact

    @action(Fact.HOLIDAY_ADDED)
    def add_holiday(number: int) -> None:
        record(Fact.HOLIDAY_ADDED, f"holiday:{number}", by=Worker("test"), at=AT)

    for number in range(int(count)):
        add_holiday(number)


def do_publish(_: str) -> None:
    """One round of the sequencer: indexes, tiles, a signed checkpoint."""
    from ikrar.domain.ledger import sequencer

    sequencer.run(AT)


def do_key(ref: str) -> None:
    """A subject key."""
    from ikrar.domain.ledger.subjects import make_keys

    make_keys([ref])


def do_erase(ref: str) -> None:
    """A person erased: key gone, fact recorded."""
    from ikrar.domain.ledger.actions import Worker, action, record
    from ikrar.domain.ledger.facts import Fact
    from ikrar.domain.ledger.subjects import erase_key

    @action(Fact.PERSON_ERASED)
    def erase() -> None:
        record(Fact.PERSON_ERASED, f"employee:{ref}", by=Worker("test"), at=AT)

    erase()
    erase_key(ref)


def do_state(_: str) -> None:
    """What is there, as one JSON line."""
    from django.conf import settings

    from ikrar.domain.ledger.models import Entry, SubjectKey
    from ikrar.domain.ledger.queries import sequenced_size
    from ikrar.domain.ledger.tilestore import TileStore

    facts = list(Entry.objects.order_by("id").values_list("fact", flat=True))
    files = settings.IKRAR_HOME / "files/pindaian.pdf"
    print(json.dumps({
        "entries": len(facts), "facts": facts, "size": sequenced_size(),
        "waiting": Entry.objects.filter(index=None).count(),
        "leaves": [bytes(leaf).hex() for leaf in Entry.objects.exclude(index=None).order_by("index").values_list("leaf", flat=True)],
        "keys": sorted(SubjectKey.objects.values_list("subject", flat=True)),
        "checkpoint": TileStore(settings.IKRAR_LOG).checkpoint(),
        "held": (settings.IKRAR_HOME / "log.blocked").exists(),
        "file": files.read_text() if files.exists() else None,
    }))  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
