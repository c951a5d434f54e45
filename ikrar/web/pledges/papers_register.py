"""The daily register (berita acara) of a body, filled from counts and log, and sealed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import translation

from ikrar import words
from ikrar.core.pledges import Level
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger import proving
from ikrar.domain.pledges import queries
from ikrar.domain.pledges.queries.registers import DayOfLog
from ikrar.domain.programme.models import Drive
from ikrar.domain.programme.queries import elections_of
from ikrar.domain.roster.models import Agency
from ikrar.domain.seals import pkcs12, sealing
from ikrar.papers import register as paper

SHOWN = (Level.PAPER, Level.KIOSK, Level.CODE, Level.PASSKEY, Level.CERTIFICATE)
REASON = "Berita acara ikrar netralitas"


@dataclass(frozen=True, slots=True)
class DayRegister:
    """Which register is made: of what, under which reference, by whom and when."""

    drive: Drive
    agency: Agency
    day: date
    ref: str
    at: datetime


def sealed_register(it: DayRegister) -> sealing.Sealed:
    """The sealed PDF. Raises Problem while the day has no pledges, or some of them no place in a signed log."""
    log = queries.day_of_log(it.drive, it.agency, it.day)
    state = proving.published()
    if not log.lines and not log.waiting:
        raise Problem("register.nothing")
    if log.waiting or state is None or log.lines[-1].index >= state[1].size:
        raise Problem("register.not_in_log")
    note, size = proving.this_store().checkpoint() or "", state[1].size
    with translation.override("id"):
        pdf = paper.register(_filled(it, log, note, size), proofs={"daftar-catatan.txt": _listed(log)})
    return sealing.seal(pdf, keys_dir=settings.IKRAR_KEYS, reason=REASON, at=it.at)


def _filled(it: DayRegister, log: DayOfLog, note: str, size: int) -> paper.Register:
    found = queries.coverage(it.drive, it.agency, on=it.day)
    return paper.Register(
        ref=it.ref,
        number="",
        agency=it.agency.name,
        drive=it.drive.name,
        elections=tuple(_election(code) for code in elections_of(it.drive)),
        day=it.day,
        place=it.agency.place or it.agency.name,
        levels=tuple((level.value, words.say(f"pledge.level.{level.value}")) for level in SHOWN),
        units=tuple(_row(row) for row in found.rows if row.own.asked),
        absent=tuple((words.say(f"absence.{reason}"), n) for reason, n in found.total.absent.items()),
        read=found.read or 0,
        first_target=found.target.first or 0,
        joined=found.target.joined,
        left=sum(found.target.left.values()),
        first_index=log.lines[0].index if log.lines else None,
        last_index=log.lines[-1].index if log.lines else None,
        size=size,
        checkpoint=note,
        address=f"{settings.IKRAR_ADDRESS}/bukti/periksa-sendiri/",
        signers=(paper.Signing(it.agency.responsible_title, it.agency.responsible_name),),
        certificate=pkcs12.certificate_name(settings.IKRAR_KEYS),
        is_development=pkcs12.is_development(settings.IKRAR_KEYS),
        made_at=it.at,
        zone=it.agency.zone,
    )


def _row(row: queries.Row) -> paper.UnitRow:
    own = row.own
    by_level = tuple(own.signed.get(level.value, 0) for level in SHOWN)
    return paper.UnitRow(row.unit.name, own.asked, by_level, own.absent_in_all, own.not_yet)


def _election(code: str) -> str:
    known = f"drive.election.{code}"
    return words.say(known) if known in words.WORDS else code


def _listed(log: DayOfLog) -> bytes:
    """Every pledge of the day as the log holds it: its number and the hash of its leaf (RFC 6962), one a line."""
    return "".join(f"{line.index} {line.leaf_hash.hex()}\n" for line in log.lines).encode()
