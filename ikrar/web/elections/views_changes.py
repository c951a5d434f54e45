"""Changing the calendar of a body: correct a stage, take in a file, enter and withdraw local days off."""

from hashlib import sha256

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.verdicts import Problem
from ikrar.domain.elections import actions, queries
from ikrar.domain.elections.files import Fault, read_file
from ikrar.domain.elections.policies import may_correct
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.queries import agency_for
from ikrar.web.elections.forms import Added, Correction, DayOff, File
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.shell.forms import Confirm


@open_to(Permission.ELECTION_MANAGE)
def correct(request: Request, agency: str, election: str, stage: str) -> HttpResponse:
    """Let other days or another source stand for one stage."""
    body = agency_for(request.staff, agency, Permission.ELECTION_MANAGE)
    line = queries.line_for(body, election, stage)
    form = Correction(request.POST or None, line=line)
    if form.is_valid():
        try:
            actions.correct_stage(
                body,
                form.line(),
                reason=form.cleaned_data["reason"],
                by=request.staff,
                at=request.now,
                key=form.key,
            )
            return say_and_go(request, _("Kalender dikoreksi."), "elections:stage", agency, election, stage)
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "elections/correct.html", form=form, body=body, line=line)


@open_to(Permission.ELECTION_MANAGE)
def add(request: Request, agency: str) -> HttpResponse:
    """Add an election that the tables do not know, for example a fresh one in this region."""
    body = agency_for(request.staff, agency, Permission.ELECTION_MANAGE)
    form = Added(request.POST or None)
    if form.is_valid():
        try:
            actions.add_election(body, form.draft(), by=request.staff, at=request.now, key=form.key)
            return say_and_go(
                request, _("Pemilihan ditambahkan. Isi tanggal tahapannya."), "elections:calendar", agency
            )
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "elections/add.html", form=form, body=body)


@open_to(Permission.ELECTION_MANAGE)
def take_in(request: Request, agency: str) -> HttpResponse:
    """Take in a calendar file; every faulty row is named and nothing is written."""
    body = agency_for(request.staff, agency, Permission.ELECTION_MANAGE)
    form = File(request.POST or None, request.FILES or None)
    faults: list[Fault] = []
    if form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            standing = {(x.election, x.stage): x for told in queries.elections_for(body) for x in told.lines}
            lines, faults = read_file(content, standing)
            if not faults:
                digest = sha256(content).hexdigest()
                number = result_of(
                    actions.import_calendar(
                        body, lines, digest=digest, by=request.staff, at=request.now, key=form.key
                    )
                )
                said = _("%(number)s tahapan dikoreksi dari berkas.") % {"number": number}
                return say_and_go(request, said, "elections:calendar", agency)
            form.add_error("file", _("Tidak ada yang disimpan. Perbaiki baris di bawah ini."))
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "elections/take_in.html", form=form, body=body, faults=faults)


@open_to(Permission.ELECTION_MANAGE)
def days_off(request: Request, agency: str) -> HttpResponse:
    """The local days off of a body, and a form for one more."""
    body = agency_for(request.staff, agency, Permission.ELECTION_MANAGE)
    form = DayOff(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.add_day_off(
                body, day=data["day"], name=data["name"], basis=data["basis"], by=request.staff, at=request.now,
                key=form.key,
            )  # fmt: skip
            return say_and_go(request, _("Hari libur dicatat."), "elections:days_off", agency)
        except Problem as problem:
            form.refuse(problem)
    return answer(
        request, "elections/days_off.html", form=form, body=body, rows=queries.days_off_of(body)[:200]
    )


@open_to(Permission.ELECTION_MANAGE)
def withdraw(request: Request, agency: str, ref: str) -> HttpResponse:
    """Withdraw a local day off of this body."""
    body = agency_for(request.staff, agency, Permission.ELECTION_MANAGE)
    may_correct(request.staff, body).require()
    row = queries.day_off_for(body, ref)
    form = Confirm(request.POST or None)
    if form.is_valid():
        actions.withdraw_day_off(row, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Hari libur dibatalkan."), "elections:days_off", agency)
    return answer(request, "elections/withdraw.html", form=form, body=body, row=row)
