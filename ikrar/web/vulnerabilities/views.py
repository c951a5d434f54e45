"""The vulnerability register of a body: review first, then entries, their heat, and numbers by area."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ikrar.core.verdicts import Problem
from ikrar.core.vulnerabilities import HIGHEST, LOWEST, Category, level
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions, vulnerability_policies
from ikrar.domain.programme.models import Vulnerability
from ikrar.domain.programme.queries import vulnerabilities as queries
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import units_seen_by
from ikrar.domain.roster.seat_queries import holders_of
from ikrar.papers.sheet_files import Column, Kind, Notes, Sheet, workbook
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, go, say_and_go
from ikrar.web.shell.fields import said
from ikrar.web.vulnerabilities import forms
from ikrar.words import say
from ikrar.words.programme import ELECTIONS

VIEW, MANAGE = Permission.VULNERABILITY_VIEW, Permission.VULNERABILITY_MANAGE
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TWO_WEEKS = timedelta(days=14)


@open_to(VIEW)
def index(request: Request) -> HttpResponse:
    """The registers that the person may see; a single one opens at once."""
    bodies = [b for b in queries.registers_seen_by(request.staff)[:200] if request.staff.permits_at(VIEW, b)]
    if len(bodies) == 1:
        return go("vulnerabilities:register", bodies[0].ref)
    return answer(request, "vulnerabilities/index.html", bodies=bodies)


@open_to(VIEW)
def register(request: Request, agency: str) -> HttpResponse:
    """The entries of a body, the heaviest first, and the heat table."""
    body = queries.register_for(request.staff, agency)
    category = request.GET.get("jenis", "")
    category = category if category in set(Category) else ""
    entries = queries.entries_of(body, category=category, with_closed="selesai" in request.GET)
    return answer(
        request, "vulnerabilities/register.html", body=body, entries=[(e, _level(e)) for e in entries],
        reviews=queries.reviews_of(body), heat=_heat(body), category=category, today=localdate(request.now),
        categories=said("vulnerability.category", Category), with_closed="selesai" in request.GET,
        may_keep=vulnerability_policies.may_keep_register(request.staff, body),
    )  # fmt: skip


def _level(entry: Vulnerability) -> str:
    return f"vulnerability.level.{level(entry.likelihood, entry.impact)}"


def _heat(body: Agency) -> list[tuple[int, list[tuple[int, str]]]]:
    """Rows from the most to the least likely; each cell its count and its level in words."""
    cells = queries.heat_of(body)
    across = range(LOWEST, HIGHEST + 1)
    return [
        (likely, [(cells[likely, heavy], f"vulnerability.level.{level(likely, heavy)}") for heavy in across])
        for likely in reversed(across)
    ]


@open_to(MANAGE)
def review(request: Request, agency: str) -> HttpResponse:
    """What happened in the last election; the register opens with it."""
    body = queries.register_for(request.staff, agency)
    vulnerability_policies.may_keep_register(request.staff, body).require()
    form = forms.Review(request.POST or None, elections=said("drive.election", ELECTIONS))
    if form.is_valid():
        try:
            actions.review_last_election(
                body, lesson=form.lesson, by=request.staff, at=request.now, key=form.key
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Tinjauan disimpan."), "vulnerabilities:register", body.ref)
    return answer(
        request, "vulnerabilities/review.html", body=body, form=form, reviews=queries.reviews_of(body)
    )


@open_to(MANAGE)
def add(request: Request, agency: str) -> HttpResponse:
    """A new entry."""
    body = queries.register_for(request.staff, agency)
    vulnerability_policies.may_keep_register(request.staff, body).require()
    if not queries.is_reviewed(body):
        return say_and_go(request, say("vulnerability.not_reviewed"), "vulnerabilities:review", body.ref)
    form = _form(request, body, initial={"review_on": localdate(request.now) + TWO_WEEKS})
    if form.is_valid():
        try:
            made = result_of(
                actions.add_vulnerability(
                    body, rated=form.rated, by=request.staff, at=request.now, key=form.key
                )
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Kerawanan dicatat."), "vulnerabilities:entry", made.ref)
    return answer(request, "vulnerabilities/form.html", body=body, form=form, entry=None)


def _form(request: Request, body: Agency, initial: dict[str, Any]) -> forms.Entry:
    units = units_seen_by(request.staff, body, VIEW).filter(closed_on=None)
    people = holders_of(MANAGE, body, on=localdate(request.now))
    return forms.Entry(request.POST or None, units=units, people=people, initial=initial)


@open_to(VIEW)
def entry(request: Request, ref: str) -> HttpResponse:
    """One entry with its history."""
    found = queries.entry_for(request.staff, ref)
    history = [
        (c, [(f"vulnerability.field.{n}", _value(n, v)) for n, v in c.before])
        for c in queries.changes_of(found)
    ]
    return answer(
        request, "vulnerabilities/entry.html", entry=found, body=found.agency, level=_level(found), history=history,
        may_change=vulnerability_policies.may_change_entry(request.staff, found),
    )  # fmt: skip


def _value(name: str, value: str) -> str:
    return say(f"vulnerability.{name}.{value}") if name in {"category", "stage"} else value


@open_to(MANAGE)
def change(request: Request, ref: str) -> HttpResponse:
    """Rate, assign or describe anew."""
    found = queries.entry_for(request.staff, ref)
    vulnerability_policies.may_change_entry(request.staff, found).require()
    form = _form(request, found.agency, initial=forms.initial_of(found))
    if form.is_valid():
        try:
            actions.change_vulnerability(
                found, rated=form.rated, by=request.staff, at=request.now, key=form.key
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Perubahan disimpan."), "vulnerabilities:entry", ref)
    return answer(request, "vulnerabilities/form.html", body=found.agency, form=form, entry=found)


@open_to(MANAGE)
def close(request: Request, ref: str) -> HttpResponse:
    """The entry is done, with the reason."""
    found = queries.entry_for(request.staff, ref)
    vulnerability_policies.may_change_entry(request.staff, found).require()
    form = forms.Close(request.POST or None)
    if form.is_valid():
        try:
            actions.close_vulnerability(
                found, because=form.cleaned_data["because"], by=request.staff, at=request.now, key=form.key
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Catatan selesai."), "vulnerabilities:entry", ref)
    return answer(request, "vulnerabilities/close.html", entry=found, form=form)


@open_to(VIEW)
def areas(request: Request, agency: str) -> HttpResponse:
    """Numbers by area that may leave the task force: few are withheld, and what would give them away."""
    body = queries.register_for(request.staff, agency)
    shown = queries.numbers_by_area(body)
    rows = [(row, [shown.cells[row, c] for c in shown.columns], shown.row_totals[row]) for row in shown.rows]
    return answer(
        request, "vulnerabilities/areas.html", body=body, rows=rows, shown=shown,
        columns=[f"vulnerability.category.{c}" for c in shown.columns],
        totals=[shown.column_totals[c] for c in shown.columns],
    )  # fmt: skip


@open_to(MANAGE)
def workbook_file(request: Request, agency: str) -> HttpResponse:
    """The whole register as a workbook, for those who keep it."""
    body = queries.register_for(request.staff, agency)
    vulnerability_policies.may_keep_register(request.staff, body).require()
    names = (
        "category",
        "title",
        "area",
        "unit",
        "likelihood",
        "impact",
        "owner",
        "measure",
        "review_on",
        "stage",
    )
    numbers = {"likelihood", "impact"}
    columns = [
        Column(
            say(f"vulnerability.field.{n}"),
            Kind.NUMBER if n in numbers else Kind.TEXT,
            12 if n in numbers else 28,
        )
        for n in names
    ]
    rows = (_cells(e) for e in queries.entries_of(body, with_closed=True))
    notes = Notes(
        source=_("Daftar kerawanan"),
        at=request.now,
        zone=body.zone,
        filter=body.name,
        who=request.staff.person.name,
    )
    content = workbook([Sheet(_("Kerawanan"), tuple(columns), rows)], notes)
    name = f'attachment; filename="kerawanan-{body.ref}.xlsx"'
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": name})


def _cells(entry: Vulnerability) -> list[str | int]:
    return [
        say(f"vulnerability.category.{entry.category}"), entry.title, entry.area, entry.unit.name if entry.unit else "",
        entry.likelihood, entry.impact, entry.owner.name if entry.owner else "", entry.measure,
        f"{entry.review_on:%d-%m-%Y}", say(f"vulnerability.stage.{entry.stage}"),
    ]  # fmt: skip
