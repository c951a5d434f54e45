"""Numbers in sentences: for the page, for a chat group (naming nobody), for the leader."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _

from ikrar import words
from ikrar.domain.dashboards.queries import Standing
from ikrar.domain.pledges.queries.counts import Counts, Coverage
from ikrar.domain.programme.models import Drive
from ikrar.domain.roster.models import Unit
from ikrar.web.templatetags.ikrar import angka, persen, saat


def share(counts: Counts) -> float:
    """Signed out of asked, 0 to 1."""
    return counts.signed_in_all / counts.asked if counts.asked else 0.0


def described(counts: Counts) -> dict[str, Any]:
    """The counts with the words of levels and reasons."""
    return {
        "counts": counts,
        "share": share(counts),
        "levels": [(words.say(f"pledge.level.{level}"), n) for level, n in counts.signed.items()],
        "reasons": [(words.say(f"absence.{reason}"), n) for reason, n in counts.absent.items()],
    }


def target(whole: Coverage) -> str:
    """How the number of people asked came about."""
    found = whole.target
    return _("Sasaran awal %(first)s, masuk %(joined)s, keluar %(left)s, sekarang %(now)s.") % {
        "first": angka(found.first or 0), "joined": angka(found.joined), "left": angka(sum(found.left.values())),
        "now": angka(found.now),
    }  # fmt: skip


def chase(drive: Drive, unit: Unit, counts: Counts, address: str, *, at: datetime) -> str:
    """A message for the group of a unit: counts and the deadline, no name."""
    zone = unit.agency.zone
    return "\n".join(
        (
            f"*{drive.name}*",
            unit.name,
            _("Sampai %(now)s:") % {"now": saat(at, zone)},
            _("%(signed)s dari %(asked)s pegawai sudah menandatangani (%(share)s).")
            % {
                "signed": angka(counts.signed_in_all),
                "asked": angka(counts.asked),
                "share": persen(share(counts)),
            },
            _("Belum: %(number)s orang (daftar ada pada operator unit).") % {"number": angka(counts.not_yet)},
            _("Tenggat: %(day)s.") % {"day": saat(drive.deadline_at, zone)},
            address,
        )
    )


def leader(standings: Iterable[Standing], *, at: datetime) -> str:
    """A message for the leader's own report upward."""
    lines = [_("Izin melaporkan, keadaan ikrar netralitas:"), *(_standing(one) for one in standings)]
    return "\n".join([*lines, _("Per %(now)s.") % {"now": saat(at)}])


def _standing(one: Standing) -> str:
    counts = one.counts
    sentence = _("%(body)s: %(signed)s dari %(asked)s (%(share)s), berhalangan %(absent)s, belum %(missing)s.")
    return sentence % {
        "body": one.agency.shown, "signed": angka(counts.signed_in_all), "asked": angka(counts.asked),
        "share": persen(share(counts)), "absent": angka(counts.absent_in_all), "missing": angka(counts.not_yet),
    }  # fmt: skip


def day_in(zone: str, at: datetime) -> str:
    """The local day of a moment, as it stands in file names."""
    return formats.date_format(at.astimezone(ZoneInfo(zone)).date(), "Y-m-d")
