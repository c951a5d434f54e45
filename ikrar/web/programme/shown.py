"""Drives, previews and sessions as pages show them: codes in words, marks of the stage."""

from dataclasses import dataclass
from typing import Any

from ikrar import words
from ikrar.core.programme import ApelStage, Stage
from ikrar.domain.programme.models import Apel, Drive
from ikrar.domain.programme.queries import Preview, elections_of, statuses_of
from ikrar.domain.roster.models import Employee
from ikrar.web.shell.fields import in_words

MARKS = {
    Stage.DRAFT: "belum",
    Stage.APPROVED: "perlu",
    Stage.OPENING: "berjalan",
    Stage.OPEN: "berjalan",
    Stage.CLOSED: "selesai",
    ApelStage.PLANNED: "belum",
}


@dataclass(frozen=True, slots=True)
class ShownDrive:
    """A drive with its stage, elections and statuses in words."""

    drive: Drive
    mark: str
    stage: str
    elections: str
    statuses: str


def shown_drive(drive: Drive) -> ShownDrive:
    """A drive in words."""
    stage = Stage(drive.stage)
    elections = ", ".join(in_words("drive.election", code) for code in elections_of(drive))
    statuses = ", ".join(in_words("drive.status", code) for code in statuses_of(drive))
    return ShownDrive(drive, MARKS[stage], words.say(f"drive.stage.{stage}"), elections, statuses)


def apel_mark(apel: Apel) -> tuple[str, str]:
    """The mark and the words of a session's stage."""
    stage = ApelStage(apel.stage)
    mark = {"planned": "belum", "open": "berjalan", "closed": "selesai"}[stage]
    return mark, words.say(f"apel.stage.{stage}")


def shown_preview(preview: Preview, people: list[Employee]) -> dict[str, Any]:
    """The target before it opens: counts by body, status and unit, and who is not asked with the reason."""
    bodies = [
        {
            "name": b.agency.name, "asked": b.asked, "other": b.other_status,
            "statuses": [(in_words("drive.status", s), n) for s, n in b.by_status],
            "units": b.by_unit,
            "not_asked": [(in_words("drive.position", p), n) for p, n in (*b.listed, *b.left_out)],
        }
        for b in preview.bodies
    ]  # fmt: skip
    rows = [(p.full_name, p.unit.name, in_words("drive.position", p.legal_position)) for p in people]
    return {"bodies": bodies, "asked": preview.asked, "people": rows}
