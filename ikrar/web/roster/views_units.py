"""The units of a body: the tree, its file, and one unit."""

import tempfile
from pathlib import Path

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar import words
from ikrar.core.roster.unit_tree import CheckedTree
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster import actions, employee_queries, policies, unit_files
from ikrar.domain.roster.queries import agency_for, units_seen_by
from ikrar.web.roster import shown
from ikrar.web.roster.forms import NewUnit, UnitFields, Upload
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go

VIEW, IMPORT = Permission.ROSTER_VIEW, Permission.ROSTER_IMPORT


@open_to(VIEW)
def tree(request: Request, agency: str) -> HttpResponse:
    """The units with how many people serve in each, and in each and below."""
    found = agency_for(request.staff, agency, VIEW)
    branches = employee_queries.tree_seen_by(request.staff, found)
    return answer(
        request,
        "roster/units.html",
        agency=found,
        branches=branches,
        may_edit=policies.may_edit_units(request.staff, found),
    )


@open_to(IMPORT)
def upload(request: Request, agency: str) -> HttpResponse:
    """The unit tree from its own file; what is no tree is refused whole, line by line."""
    found = agency_for(request.staff, agency, IMPORT)
    form, lines = Upload(request.POST or None, request.FILES or None), []
    if form.is_valid():
        try:
            checked = _read(form.cleaned_data["berkas"])
            lines = [(f.line, words.say(f.code, given=f.given)) for f in checked.found]
            new, changed = result_of(
                actions.import_units(found, checked, by=request.staff, at=request.now, key=form.key)
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(
                request,
                _("%(new)d unit baru, %(changed)d berubah.") % {"new": new, "changed": changed},
                "roster:units",
                agency,
            )
    return answer(request, "roster/upload_units.html", form=form, agency=found, lines=lines[:100])


def _read(file: object) -> CheckedTree:
    with tempfile.NamedTemporaryFile(prefix="ikrar-units-") as kept:
        for chunk in file.chunks():  # type: ignore[attr-defined]
            kept.write(chunk)
        kept.flush()
        return unit_files.read_tree(Path(kept.name))


@open_to(IMPORT)
def unit(request: Request, agency: str, unit: str) -> HttpResponse:
    """Rename, move or close one unit."""
    found = agency_for(request.staff, agency, IMPORT)
    place = employee_queries.unit_for(request.staff, found, unit, IMPORT)
    others = [
        u for u in units_seen_by(request.staff, found, IMPORT) if not place.first <= u.first <= place.last
    ]
    initial = {"nama": place.name, "induk": place.parent.ref if place.parent else "", "tutup": place.closed_on}
    form = UnitFields(request.POST or None, units=shown.unit_choices(others), initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        parent = next((u for u in others if u.ref == data["induk"]), None)
        try:
            actions.change_unit(
                place,
                name=data["nama"],
                parent=parent,
                closed_on=data["tutup"],
                by=request.staff,
                at=request.now,
                key=form.key,
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Unit disimpan."), "roster:units", agency)
    return answer(request, "roster/unit.html", form=form, agency=found, unit=place)


@open_to(IMPORT)
def add(request: Request, agency: str, unit: str) -> HttpResponse:
    """Add a unit below this one."""
    found = agency_for(request.staff, agency, IMPORT)
    place = employee_queries.unit_for(request.staff, found, unit, IMPORT)
    form = NewUnit(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        policies.may_edit_units(request.staff, found).require()
        actions.add_unit(
            found,
            name=data["nama"],
            parent=place,
            code=data["kode"],
            by=request.staff,
            at=request.now,
            key=form.key,
        )
        return say_and_go(request, _("Unit ditambahkan."), "roster:units", agency)
    return answer(
        request,
        "roster/form.html",
        form=form,
        title=_("Tambah unit"),
        submit=_("Simpan unit"),
        back=None,
        lead=place.name,
    )
