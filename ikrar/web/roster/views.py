"""Bodies and who works there: the list, one body with a search, and the list as a file."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.verdicts import Problem
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster import actions, employee_queries, import_queries, policies
from ikrar.domain.roster.queries import agencies_seen_by, agency_for
from ikrar.web.roster import sheets
from ikrar.web.roster.forms import NewAgency
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, go, say_and_go

VIEW = Permission.ROSTER_VIEW


@open_to(VIEW)
def index(request: Request) -> HttpResponse:
    """The bodies whose roster this person may see; straight to it when there is one."""
    bodies = employee_queries.bodies_seen_by(request.staff)
    may_add = request.staff.permits(Permission.AGENCY_MANAGE)
    if len(bodies) == 1 and not may_add:
        return go("roster:body", bodies[0][0].ref)
    return answer(request, "roster/index.html", bodies=bodies, may_add=may_add)


@open_to(Permission.AGENCY_MANAGE)
def add_agency(request: Request) -> HttpResponse:
    """Add a body, below one of those that this person manages."""
    above = list(agencies_seen_by(request.staff, Permission.AGENCY_MANAGE))
    form = NewAgency(request.POST or None, bodies=[(a.ref, a.name) for a in above])
    if form.is_valid():
        data = form.cleaned_data
        parent = next((a for a in above if a.ref == data["induk"]), None)
        policies.may_add_agency(request.staff, parent).require()
        try:
            actions.add_agency(
                ref=data["ref"], code=data["kode"], name=data["nama"], kind=data["jenis"], parent=parent, by=request.staff,
                at=request.now, key=form.key, zone=data["zona"],
            )  # fmt: skip
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Instansi ditambahkan."), "roster:index")
    return answer(
        request,
        "roster/form.html",
        form=form,
        title=_("Tambah instansi"),
        submit=_("Simpan instansi"),
        back=None,
        lead="",
    )


@open_to(VIEW)
def body(request: Request, agency: str) -> HttpResponse:
    """One body: search, the list of people by unit, and the ways on."""
    found = agency_for(request.staff, agency, VIEW)
    people = employee_queries.employees_seen_by(request.staff, found)
    typed, unit = request.GET.get("cari", "").strip()[:80], request.GET.get("unit", "")
    place = employee_queries.unit_for(request.staff, found, unit) if unit else None
    if place is not None:
        people = employee_queries.of_unit(people, place)
    serving = people.filter(left_on=None)
    hits = employee_queries.search(people, typed) if typed else None
    return answer(
        request, "roster/body.html", agency=found, typed=typed, unit=place, hits=hits, page=Paginator(serving, 50).get_page(request.GET.get("hal")), total=serving.count(),
        may_import=policies.may_import(request.staff, found), may_add=policies.may_add_employee(request.staff, found),
        imports=import_queries.imports_of(found)[:5] if policies.may_import(request.staff, found) else [],
    )  # fmt: skip


@open_to(VIEW)
def export(request: Request, agency: str) -> HttpResponse:
    """The list as a workbook that can come back corrected."""
    found = agency_for(request.staff, agency, VIEW)
    people = employee_queries.employees_seen_by(request.staff, found).filter(left_on=None)
    content = sheets.roster_file(
        found,
        people.iterator(2_000),
        who=request.staff.person.name,
        at=request.now,
        filter_words=_("yang masih bertugas"),
    )
    return sheets.as_file(content, f"pegawai-{found.ref}.xlsx")


@open_to(Permission.ROSTER_IMPORT)
def template(request: Request, agency: str) -> HttpResponse:
    """An empty example."""
    found = agency_for(request.staff, agency, Permission.ROSTER_IMPORT)
    return sheets.as_file(
        sheets.example_file(found, who=request.staff.person.name, at=request.now), "contoh-pegawai.xlsx"
    )
