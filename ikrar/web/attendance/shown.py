"""Conflicts and clocks in words."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ikrar import words
from ikrar.domain.programme.queries.attendance_judging import Conflict, WrongClock
from ikrar.web.templatetags.ikrar import pukul


@dataclass(frozen=True, slots=True)
class ShownConflict:
    """One scan that needs a look: who, the sentence, and what was decided."""

    scan: str
    who: str
    unit: str
    sentence: str
    decided: str
    reason: str


def shown_conflict(conflict: Conflict, zone: str) -> ShownConflict:
    """A conflict in a sentence that names both devices and both times where two met."""
    values = {
        "device": conflict.device, "time": pukul(conflict.scan.at, zone), "other": conflict.other_device,
        "before": pukul(conflict.other.at, zone) if conflict.other else "",
    }  # fmt: skip
    who, said = conflict.employee, conflict.decided
    return ShownConflict(
        scan=str(UUID(conflict.scan.id)),
        who=who.full_name if who else _("Kartu tidak dikenal"),
        unit=who.unit.name if who else "",
        sentence=words.say(f"attendance.judged.{conflict.judged}", **values),
        decided=words.say(f"attendance.decision.{said.decision}") if said else "",
        reason=said.reason if said else "",
    )


def shown_offset(clock: WrongClock) -> str:
    """What a wrong clock means, in a sentence."""
    name = {"device": clock.scanner.name}
    if clock.offset is None:
        return _("Jam %(device)s belum pernah dicocokkan.") % name
    if clock.has_moved:
        return _("Jam %(device)s diubah di tengah hari. Periksa jam catatannya.") % name
    minutes = round(clock.offset.total_seconds() / 60)
    values = {**name, "minutes": abs(minutes)}
    if minutes > 0:
        return ngettext(
            "Jam %(device)s terlalu cepat %(minutes)s menit. Jam catatannya sudah dibetulkan.",
            "Jam %(device)s terlalu cepat %(minutes)s menit. Jam catatannya sudah dibetulkan.",
            abs(minutes),
        ) % values  # fmt: skip
    return ngettext(
        "Jam %(device)s terlambat %(minutes)s menit. Jam catatannya sudah dibetulkan.",
        "Jam %(device)s terlambat %(minutes)s menit. Jam catatannya sudah dibetulkan.",
        abs(minutes),
    ) % values  # fmt: skip
