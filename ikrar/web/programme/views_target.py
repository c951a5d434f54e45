"""The moving target: who joined, moved and left, and the list behind the roster leaf."""

from django.core.cache import cache
from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.programme import Left
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.subjects import make_keys
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions, policies, queries
from ikrar.domain.programme.models import Drive
from ikrar.domain.roster.models import Agency
from ikrar.web.programme.forms import Adding, Leaving
from ikrar.web.shell.access import Request, open_to, open_to_everyone
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.shell.fields import in_words

MANAGE = Permission.DRIVE_MANAGE
HASHES_KEPT = 300  # seconds that the list of one roster leaf stays in memory


@open_to(Permission.DRIVE_VIEW)
def target(request: Request, ref: str) -> HttpResponse:
    """First target, joined, moved, left and now, body by body."""
    drive = queries.drive_for(request.staff, ref)
    rows = [
        (t, [(in_words("target.left", reason), n) for reason, n in t.left],
         bool(policies.may_change_target(request.staff, drive, t.agency)))
        for t in queries.target_of(drive)
    ]  # fmt: skip
    return answer(request, "programme/target.html", drive=drive, rows=rows)


@open_to(MANAGE)
def body(request: Request, ref: str, agency: str) -> HttpResponse:
    """One body: take somebody out with date and basis, or ask somebody whom the rule left out."""
    drive = queries.drive_for(request.staff, ref)
    home = queries.agency_in_drive(request.staff, drive, agency, MANAGE)
    is_adding = request.POST.get("apa") == "tambah"
    leaving = Leaving(request.POST if request.POST and not is_adding else None)
    adding = Adding(request.POST if is_adding else None)
    try:
        if leaving.is_bound and leaving.is_valid():
            take_out(request, drive, home, leaving)
            return say_and_go(request, _("Perubahan sasaran dicatat."), "programme:body", ref, agency)
        if adding.is_bound and adding.is_valid():
            put_in(request, drive, home, adding)
            return say_and_go(request, _("Pegawai itu sekarang diminta."), "programme:body", ref, agency)
    except Problem as problem:
        (adding if is_adding else leaving).refuse(problem)
    people = queries.not_asked([home], queries.statuses_of(drive))
    rows = [(p, in_words("drive.position", p.legal_position)) for p in people]
    form = adding if adding.is_bound else leaving
    return answer(
        request, "programme/body.html", drive=drive, home=home, leaving=leaving, adding=adding, form=form, rows=rows,
        leaf=queries.last_roster_leaf(queries.body_of(drive, home)),
    )  # fmt: skip


def take_out(request: Request, drive: Drive, home: Agency, form: Leaving) -> None:
    """Somebody leaves. Raises Problem."""
    data = form.cleaned_data
    row = queries.asked_by_number(drive, home, data["number"])
    actions.remove_asked(
        row, reason=Left(data["reason"]), on=data["on"], basis=data["basis"], by=request.staff, at=request.now,
        key=form.key,
    )  # fmt: skip


def put_in(request: Request, drive: Drive, home: Agency, form: Adding) -> None:
    """Somebody is asked after all; the subject key comes first. Raises Problem."""
    employee = queries.employee_by_number(home, form.cleaned_data["number"])
    make_keys([employee.ref])
    actions.add_asked(drive, employee, by=request.staff, at=request.now, key=form.key)


@open_to_everyone
def hashes(request: Request, ref: str, agency: str) -> HttpResponse:
    """The published list behind the roster leaf: one hash a person, no identity."""
    found = queries.public_body(ref, agency)
    name = f"roster-{found.pk}-{found.told}"
    text = cache.get(name)
    if text is None:
        text = "\n".join(queries.roster_hashes(found)) + "\n"
        cache.set(name, text, HASHES_KEPT)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
