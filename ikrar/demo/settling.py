"""How the people of a body come onto the roster in the demo: by the files that a personnel system would export."""

from datetime import datetime
from pathlib import Path

from django.core.files.base import File

from ikrar.core.verdicts import Problem
from ikrar.demo.bodies import Body
from ikrar.demo.messy import write_messy
from ikrar.demo.siasn import write_export, write_units
from ikrar.domain.roster import actions, running, staging, unit_files
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff


def settle(agency: Agency, body: Body, folder: Path, *, by: Staff, at: datetime) -> int:
    """Write the exports of a body and import them like an officer does; how many people are on the roster then."""
    folder.mkdir(parents=True, exist_ok=True)
    units, people = folder / f"unit-{body.ref}.xlsx", folder / f"pegawai-{body.ref}.xlsx"
    write_units(units, body)
    write_export(people, body)
    actions.import_units(agency, unit_files.read_tree(units), by=by, at=at)
    with people.open("rb") as file:
        imported = staging.start_import(agency, File(file), people.name, by=by, at=at)
    running.work_on(imported, at=at)
    running.begin_saving(imported, by=by, at=at)
    running.work_on(imported, at=at)
    if imported.failed:
        raise Problem(imported.failed)
    return int(imported.rows_saved)


def messy_file(folder: Path, body: Body) -> Path:
    """A personnel file of this body with every slip that the check knows, for people who try the import."""
    path = folder / "berantakan.xlsx"
    write_messy(path, body)
    return path
