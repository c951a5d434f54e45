"""What do pages say of a letter: its words, the parts that it has, what may be done with it, and what happened?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from ikrar.core.letters import Kind
from ikrar.core.letters_content import PARTS, Content, unpack
from ikrar.core.letters_stages import Stage, may_bear
from ikrar.core.programme import Answer
from ikrar.domain.ledger.queries import history_of
from ikrar.domain.letters import policies, queries
from ikrar.domain.letters.models import Letter
from ikrar.domain.roster.queries import Staff
from ikrar.web.letters.forms import LABELS
from ikrar.words import say

MARKS = {
    Stage.DRAFT: "belum", Stage.SUBMITTED: "berjalan", Stage.SIGNED: "selesai", Stage.SENT: "selesai",
    Stage.CANCELLED: "belum",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A letter in a list."""

    letter: Letter
    kind: str
    stage: str
    mark: str


def row_of(letter: Letter) -> Row:
    """A letter as lists show it."""
    stage = Stage(letter.stage)
    return Row(letter, say(f"letter.kind.{letter.kind}"), say(f"letter.stage.{stage}"), MARKS[stage])


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a letter as the page shows it: paragraphs, pairs, or a table with its head."""

    words: Any
    lines: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def cells(self) -> list[dict[str, tuple[str, ...]]]:
        """The rows as the part `table` takes them."""
        return [{"cells": row} for row in self.rows]


def parts_of(kind: Kind, content: Content) -> list[Part]:
    """What a letter says, part by part, without those that are empty."""
    parts = [_part(LABELS[name][0], content.part(name)) for name in PARTS[kind] if name in LABELS]
    for annex in content.body.annexes:
        parts.append(Part(annex.title, lines=annex.paragraphs))
        parts += [_part(annex.title, value) for value in (annex.table, annex.people) if value]
    return [p for p in parts if p.lines or p.pairs or p.rows or p.head]


def _part(label: Any, value: Any) -> Part:
    if not value:
        return Part(label)
    if isinstance(value, str):
        return Part(label, lines=(value,))
    if hasattr(value, "head"):
        return Part(label, head=value.head, rows=value.rows)
    if isinstance(value[0], tuple):
        return Part(label, pairs=value)
    if isinstance(value[0], str):
        return Part(label, lines=value)
    named = tuple(", ".join(x for x in (p.name, p.nip, p.rank, p.position, p.role) if x) for p in value)
    return Part(label, lines=named)


def verdicts_of(staff: Staff, letter: Letter, on: date) -> dict[str, Any]:
    """What this person may do with the letter now."""
    return {
        "draft": policies.may_draft(staff, letter.agency), "change": policies.may_change(staff, letter),
        "submit": policies.may_submit(staff, letter),
        "initial": policies.may_initial(staff, letter), "send_back": policies.may_return(staff, letter),
        "number": policies.may_number(staff, letter), "sign": policies.may_sign(staff, letter, on),
        "scan": policies.may_scan(staff, letter, on), "print": policies.may_print(staff, letter),
        "check": policies.may_check_scan(staff, letter),
        "send": policies.may_send(staff, letter), "cancel": policies.may_cancel(staff, letter),
        "signer": policies.may_name_signer(staff, letter), "register": policies.may_register(staff, letter.agency),
    }  # fmt: skip


def warning_of(letter: Letter, content: Content, on: date) -> str:
    """The code of what somebody should look at before this letter is signed; empty when there is nothing."""
    if letter.stage not in {Stage.DRAFT, Stage.SUBMITTED}:
        return ""
    if letter.signer is not None and not (verdict := policies.signer_stands(letter, on)):
        return str(verdict.reason)
    bearing = may_bear(content.signer.term, Kind(letter.kind))
    return "letter.bearing_unsettled" if bearing.answer is Answer.UNSETTLED else ""


def next_step(letter: Letter) -> str:
    """Whose hand is awaited, as a code with words; the page adds the name."""
    if letter.stage == Stage.SUBMITTED:
        return "initials" if queries.next_to_initial(letter) else "signature"
    return str(letter.stage)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a history."""

    words: str
    at: datetime
    zone: str


def history(letter: Letter) -> list[Line]:
    """What happened to a letter and by whom, the newest first."""
    entries = list(history_of(letter.subject_ref))
    names = queries.names_behind(e.actor for e in entries)
    lines = [
        Line(_by(say(f"fact.{e.fact}"), names.get(e.actor, "")), e.at, letter.agency.zone) for e in entries
    ]
    return lines[::-1]


def versions(letter: Letter) -> list[Line]:
    """How the text came to be, as sentences: who changed which parts, the newest first."""
    rows = queries.versions_of(letter)
    names = queries.names_behind(row.made_by for row in rows)
    contents = [unpack(row.content) for row in rows]
    lines = []
    for row, old, new in zip(rows, [None, *contents], contents, strict=False):
        parts = changed_parts(old, new, Kind(letter.kind)) if old else []
        what = say(f"letter.version.{row.what}") + (f" ({', '.join(parts)})" if parts else "")
        lines.append(Line(_by(what, names.get(row.made_by, "")), row.made_at, letter.agency.zone))
    return lines[::-1]


def _by(what: str, name: str) -> str:
    return _("%(what)s oleh %(name)s") % {"what": what, "name": name} if name else what


def changed_parts(old: Content, new: Content, kind: Kind) -> list[str]:
    """The names of the parts in which two versions differ; the subject is not kept by version."""
    parts = [n for n in PARTS[kind] if old.part(n) != new.part(n)]
    outer = [n for n in ("title", "attachments", "signer") if getattr(old, n) != getattr(new, n)]
    return [str(LABELS[n][0]) if n in LABELS else say(f"letter.part.{n}") for n in [*parts, *outer]]
