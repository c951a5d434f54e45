"""Keeping the sealed daily register of a body."""

from datetime import date, datetime

from ikrar.domain.ledger.actions import Actor, Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.files import MIB, keep_file
from ikrar.domain.pledges.models import Register
from ikrar.domain.programme.models import Drive
from ikrar.domain.roster.models import Agency

LARGEST = 200 * MIB  # a day of a very large body


def keep_register(
    drive: Drive,
    agency: Agency,
    *,
    ref: str,
    day: date,
    pdf: bytes,
    asked_level: str,
    reached_level: str,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Register | Unchanged[Register]:
    """Keep a sealed register: the file first (an orphan is harmless), then its row and entry."""
    kept = keep_file(pdf, "registers", kinds=("pdf",), largest=LARGEST)
    return note_register(
        drive, agency, ref=ref, day=day, digest=kept.sha256, name=kept.name, asked_level=asked_level,
        reached_level=reached_level, by=by, at=at, key=key,
    )  # fmt: skip


@action(Fact.REGISTER_SEALED)
def note_register(
    drive: Drive,
    agency: Agency,
    *,
    ref: str,
    day: date,
    digest: bytes,
    name: str,
    asked_level: str,
    reached_level: str,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Register | Unchanged[Register]:
    """Write down that the register of a day was sealed. A later one of the same day stands beside the first."""
    if (done := already(key)) is not None:
        return Unchanged(Register.objects.get(ref=done.subject.split(":")[1]))
    register = Register(
        ref=ref, drive=drive, agency=agency, day=day, sha256=digest, file_name=name, asked_level=asked_level,
        reached_level=reached_level, sealed_at=at, sealed_by=by.actor_ref,
    )  # fmt: skip
    register.save(force_insert=True)
    record(
        Fact.REGISTER_SEALED, register, by=by, at=at, key=key, drive=drive.ref, agency=agency.ref,
        day=day.isoformat(), sha256=digest.hex(), asked=asked_level, reached=reached_level,
    )  # fmt: skip
    return register
