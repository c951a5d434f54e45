"""One person: the record, its history, and every change by hand with day and basis."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster import actions, employee_queries, policies
from ikrar.domain.roster.models import Employee
from ikrar.domain.roster.queries import agencies_seen_by, agency_for, units_of_agencies, units_seen_by
from ikrar.web.roster import shown
from ikrar.web.roster.forms import Leave, Move, NewPerson, PersonFields
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go

VIEW, EDIT = Permission.ROSTER_VIEW, Permission.ROSTER_EDIT
FIELD_OF = {"nip": "nip", "unit": "unit", "name": "nama"}


@open_to(VIEW)
def person(request: Request, ref: str) -> HttpResponse:
    """Everything the roster says about one person."""
    found = employee_queries.employee_for(request.staff, ref, VIEW)
    history = shown.changes(employee_queries.history_of(found), found.agency.zone)
    may_edit = policies.may_edit_employee(request.staff, found)
    return answer(
        request, "roster/person.html", person=found, agency=found.agency, history=history, may_edit=may_edit
    )


@open_to(EDIT)
def add(request: Request, agency: str) -> HttpResponse:
    """Add one person by hand."""
    found = agency_for(request.staff, agency, EDIT)
    units = list(units_seen_by(request.staff, found, EDIT).filter(closed_on=None))
    form = NewPerson(request.POST or None, units=shown.unit_choices(units))
    if form.is_valid():
        unit = next(u for u in units if u.ref == form.cleaned_data["unit"])
        new = actions.NewEmployee(unit, form.values)
        try:
            made = actions.add_employee(
                found,
                new,
                joined_on=form.cleaned_data["mulai"],
                basis=form.cleaned_data["dasar"],
                by=request.staff,
                at=request.now,
                key=form.key,
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Pegawai ditambahkan."), "roster:person", result_of(made).ref)
    return answer(
        request,
        "roster/form.html",
        form=form,
        title=_("Tambah pegawai"),
        submit=_("Simpan pegawai"),
        back=None,
        lead=found.name,
    )


@open_to(EDIT)
def change(request: Request, ref: str) -> HttpResponse:
    """Correct the record of one person."""
    found = employee_queries.employee_for(request.staff, ref, EDIT)
    form = PersonFields(
        request.POST or None,
        initial={name: getattr(found, column) for name, column in PersonFields.COLUMNS.items()},
    )
    if form.is_valid():
        return _done(request, form, found, lambda: actions.change_employee(found, values=form.values, by=request.staff, at=request.now, key=form.key), _("Perubahan disimpan."))  # fmt: skip
    return _ask(request, form, found, _("Ubah data pegawai"), _("Simpan perubahan"))


@open_to(EDIT)
def move(request: Request, ref: str) -> HttpResponse:
    """Move one person to another unit, also of another body that this person manages."""
    found = employee_queries.employee_for(request.staff, ref, EDIT)
    units = list(units_of_agencies(agencies_seen_by(request.staff, EDIT)).select_related("agency"))
    form = Move(request.POST or None, units=[(u.ref, f"{u.name} · {u.agency.shown}") for u in units])
    if form.is_valid():
        data, unit = form.cleaned_data, next(u for u in units if u.ref == form.cleaned_data["unit"])
        return _done(request, form, found, lambda: actions.move_employee(found, unit, on=data["mulai"], basis=data["dasar"], by=request.staff, at=request.now, key=form.key), _("Perpindahan dicatat."))  # fmt: skip
    return _ask(request, form, found, _("Pindahkan pegawai"), _("Catat perpindahan"))


@open_to(EDIT)
def leave(request: Request, ref: str) -> HttpResponse:
    """Note that one person serves no longer."""
    found = employee_queries.employee_for(request.staff, ref, EDIT)
    form = Leave(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        return _done(request, form, found, lambda: actions.leave_employee(found, on=data["sejak"], reason=data["alasan"], basis=data["dasar"], by=request.staff, at=request.now, key=form.key), _("Berhentinya pegawai dicatat."))  # fmt: skip
    return _ask(request, form, found, _("Catat pegawai berhenti"), _("Catat berhenti"))


def _ask(request: Request, form: Any, found: Employee, title: str, submit: str) -> HttpResponse:
    return answer(
        request, "roster/form.html", form=form, title=title, submit=submit, back=found, lead=found.full_name
    )


def _done(request: Request, form: Any, found: Employee, act: Any, sentence: str) -> HttpResponse:
    try:
        act()
    except Problem as problem:
        form.refuse(problem)
        return _ask(request, form, found, _("Ubah data pegawai"), _("Simpan perubahan"))
    return say_and_go(request, sentence, "roster:person", found.ref)
