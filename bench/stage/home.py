"""A fresh installation for one benchmark, filled by the real actions."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Stage:
    """An open drive with an open apel: rows of the people asked, the short code, the digest of the text."""

    agency: str
    drive: str
    apel_id: int
    code: str
    text: str
    asked: list[int]
    drive_pk: int
    agency_pk: int
    unit_pk: int


@contextmanager
def fresh_home(*, is_plain: bool = True) -> Iterator[Path]:
    """A home folder of its own with both databases made; Django is set up on it. One a process.

    `is_plain=False` also collects the static files as production serves them: hashed and compressed.
    """
    with tempfile.TemporaryDirectory(prefix="ikrar-bench-") as folder:
        os.environ |= {
            "IKRAR_HOME": folder,
            "IKRAR_PLAIN_STATIC": "1" if is_plain else "",
            "IKRAR_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "ikrar.config.settings",
        }
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        for alias in settings.DATABASES:
            call_command("migrate", database=alias, interactive=False, verbosity=0)
        if not is_plain:
            call_command("collectstatic", interactive=False, verbosity=0)
        yield Path(folder)
        from django.db import connections

        connections.close_all()


def a_stage(people: int, units: int = 1) -> Stage:
    """So many people in so many units under one body, all asked in one open drive with an apel that is open now."""
    from ikrar.domain.programme.models import Asked
    from tests.given import programme as given
    from tests.given.cast import a_cast

    at = datetime.now(UTC)
    cast = a_cast(at)
    places = [cast.education, *_more_units(cast, units - 1, at)]
    share, rest = divmod(people, len(places))
    for number, unit in enumerate(places):
        if count := share + (number < rest):
            given.some_employees(unit, count, at, position="Analis Kebijakan Ahli Muda")
    drive = given.an_opened_drive(cast, people=0)
    apel = given.an_open_apel(cast, drive)
    return Stage(
        cast.agency.ref, drive.ref, apel.pk, apel.code, bytes(drive.text.sha256).hex(),
        list(Asked.objects.filter(drive=drive).order_by("pk").values_list("pk", flat=True)),
        drive.pk, cast.agency.pk, cast.education.pk,
    )  # fmt: skip


def _more_units(cast: Any, count: int, at: datetime) -> list[Any]:
    """Units in a tree of realistic shape: offices of 40 units each under the body."""
    from ikrar.domain.ledger.actions import Unknown
    from ikrar.domain.roster import actions as roster

    made: list[Any] = []
    parent = cast.education
    for number in range(count):
        above = cast.education.parent if number % 40 == 0 else parent
        unit = roster.add_unit(
            cast.agency, name=f"Unit Contoh {number:04}", parent=above, code=f"B{number}", by=Unknown(), at=at
        )
        if number % 40 == 0:
            parent = unit
        made.append(unit)
    return made


def ticket_cookies(stage: Stage, asked: int) -> str:
    """The cookies of a person who came through the door of the apel a moment ago."""
    from django.core import signing

    from ikrar.web.shell import signers

    raw = f"{asked}/{stage.drive}/{stage.code}.{stage.apel_id}/phone/0"
    value = signing.TimestampSigner(salt=signers.SALT).sign(raw)
    return f"{signers.COOKIE}={value}; perangkat=bench{asked % 64:059}"
