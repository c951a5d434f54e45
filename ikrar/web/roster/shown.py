"""How do imports, repairs and changes read on a page?"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ikrar import words
from ikrar.core.roster.defects import ACCEPTED, DEFECTS, LEFT_OUT, Defect, Found, Repair
from ikrar.domain.roster import import_queries
from ikrar.domain.roster.employee_queries import Change
from ikrar.domain.roster.models import RosterImport, Unit


@dataclass(frozen=True, slots=True)
class ShownDefect:
    """A defect in words, and what its one press says ("" when a person must type)."""

    code: str
    sentence: str
    press: str


def sentence(found: Found) -> str:
    """The sentence of a defect."""
    return words.say(f"defect.{found.code}", given=found.given or "-")


def press_of(found: Found, units: dict[str, str]) -> str:
    """What the button of the one-press repair says."""
    fix = found.fix
    if fix is None:
        return ""
    if LEFT_OUT in fix:
        return words.say("repair.leave_out")
    if "unit_new" in fix:
        return words.say("repair.new_unit")
    if fix.get("key"):
        return words.say("repair.same_person")
    value = next((v for f, v in fix.items() if f != ACCEPTED and v), "")
    if value:
        if found.code == Defect.NO_IDENTITY:
            return words.say("repair.local_id", value=value)
        return words.say("repair.replace", value=units.get(value) or _code_in_words(found.field, value))
    cleared = any(f != ACCEPTED for f in fix)
    return words.say("repair.clear" if cleared else "repair.accept")


def _code_in_words(field: str, value: str) -> str:
    prefix = {"status": "status", "sex": "sex", "legal_position": "legal"}.get(field)
    return words.say(f"{prefix}.{value}") if prefix else value


def shown_defects(found: tuple[Found, ...], units: dict[str, str]) -> list[ShownDefect]:
    """The defects of one row."""
    return [ShownDefect(f.code, sentence(f), press_of(f, units)) for f in found]


def counts(imported: RosterImport) -> list[dict[str, Any]]:
    """The four counts for the page of an import."""
    tally = import_queries.tally(imported)
    rows = [
        (tally.ready, _("siap")),
        (tally.new, _("baru")),
        (tally.changed, _("berubah")),
        (tally.blocked, _("perlu diperbaiki")),
    ]
    if tally.moved:
        rows.append((tally.moved, _("pindah unit")))
    if tally.left_out:
        rows.append((tally.left_out, _("tidak diambil")))
    return [{"number": number, "label": label} for number, label in rows]


def saved_counts(imported: RosterImport) -> list[dict[str, Any]]:
    """What was saved."""
    labels = {
        "saved_new": _("baru"),
        "saved_changed": _("berubah"),
        "saved_moved": _("pindah unit"),
        "saved_same": _("tetap"),
    }
    return [
        {"number": imported.standings[k], "label": label}
        for k, label in labels.items()
        if imported.standings.get(k)
    ]


def slips(imported: RosterImport) -> list[dict[str, Any]]:
    """The kinds of defects with their sentence and what one press for all of them does."""
    rows = []
    for slip in import_queries.slips_of(imported):
        repair = DEFECTS[Defect(slip.code)].repair
        press = "" if repair is Repair.NONE else _("Perbaiki semua")
        rows.append(
            {
                "code": slip.code,
                "rows": slip.rows,
                "blocks": slip.blocks,
                "words": words.say(f"defect.{slip.code}", given="…"),
                "press": press,
            }
        )
    return rows


def notes(imported: RosterImport) -> list[str]:
    """What must be said about the file, and which columns were not taken over."""
    said = [words.say(code, text=text) for code, text in imported.notes]
    header = import_queries.columns_of(imported)
    if header.left_out:
        kinds = ", ".join(words.say(f"unneeded.{k}") for k in header.left_out)
        said.append(_("Kolom yang tidak diperlukan tidak disimpan: %(kinds)s.") % {"kinds": kinds})
    if header.unknown:
        said.append(
            _("Kolom yang tidak dikenal tidak disimpan: %(names)s.") % {"names": ", ".join(header.unknown[:12])}
        )
    if header.missing:
        fields = ", ".join(words.say(f"field.{f}") for f in header.missing)
        said.append(_("Kolom yang biasanya ada tetapi tidak ditemukan: %(fields)s.") % {"fields": fields})
    return said


def changes(rows: list[Change], zone: str) -> list[dict[str, Any]]:
    """The history of a person in words; names of columns, not the old values of identity numbers."""
    return [
        {
            "at": row.at, "by": row.by, "cause": words.say(f"cause.{row.cause}") if f"cause.{row.cause}" in words.WORDS else row.cause,
            "was": _("ditambahkan") if row.before is None else "; ".join(f"{words.say(f'field.{f}')}: {_old(f, v)}" for f, v in row.before.items()),
        }
        for row in rows
    ]  # fmt: skip


def _old(field: str, value: str) -> str:
    if not value:
        return _("kosong")
    if field == "unit_ref":
        return value
    prefix = {"status": "status", "sex": "sex", "legal_position": "legal", "left_reason": "leaving"}.get(field)
    code = f"{prefix}.{value}"
    return words.say(code) if prefix and code in words.WORDS else value


def unit_choices(units: Any) -> list[tuple[str, str]]:
    """Units as choices, indented by depth."""
    found: list[Unit] = list(units)
    return [(u.ref, "\u00a0\u00a0" * u.depth + u.name) for u in found]
