"""How a body writes: its letterhead with the logo, and its registers."""

import json
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.ledger.files import read_file
from ikrar.domain.letters import actions, policies, queries
from ikrar.domain.letters.models import Numbering
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.models import Agency
from ikrar.web.letters.files import inline
from ikrar.web.letters.forms_books import HeadForm, RegisterForm
from ikrar.web.letters.views import body_for
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, go, say_and_go
from ikrar.web.shell.fields import fresh_keys
from ikrar.web.shell.forms import Confirm

VIEW, REGISTER = Permission.LETTER_VIEW, Permission.LETTER_REGISTER


@open_to(REGISTER)
def head(request: Request, agency: str) -> HttpResponse:
    """The letterhead of a body."""
    home = body_for(request.staff, agency, REGISTER)
    row = queries.letterhead_of(home)
    form = HeadForm(request.POST or None, request.FILES or None, initial=_head_as_typed(home))
    if form.is_valid():
        try:
            actions.set_letterhead(home, head=form.head, by=request.staff, at=request.now, key=form.key)
            return say_and_go(request, _("Kop surat disimpan."), "letters:body", agency)
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "letters/head.html", home=home, form=form, has_logo=bool(row and row.logo_sha256))


def _head_as_typed(home: Agency) -> dict[str, Any]:
    row = queries.letterhead_of(home)
    if row is None:
        return {
            "body": home.name, "address": home.address, "phone": home.phone, "place": home.place, "paper": "a4",
        }  # fmt: skip
    return {n: getattr(row, n) for n in ("above", "body", "address", "phone", "place", "paper")}


@open_to(VIEW)
def logo(request: Request, agency: str) -> HttpResponse:
    """The logo of a body."""
    row = queries.letterhead_of(body_for(request.staff, agency))
    if row is None or not row.logo_sha256:
        raise Hidden
    content, kind = read_file(row.logo_name, bytes(row.logo_sha256))
    return inline(content, kind, f"lambang.{row.logo_name.rpartition('.')[2]}")


@open_to(VIEW)
def registers(request: Request, agency: str) -> HttpResponse:
    """The registers of a body."""
    home = body_for(request.staff, agency)
    rows = queries.numberings_of(home)
    may = policies.may_register(request.staff, home)
    return answer(request, "letters/registers.html", home=home, rows=rows, may_register=may)


@open_to(REGISTER)
def open_register(request: Request, agency: str) -> HttpResponse:
    """Open a register."""
    home = body_for(request.staff, agency, REGISTER)
    return _register(request, home, None, {"pattern": "{klasifikasi}/{nomor}/{kode}/{tahun}"})


@open_to(REGISTER)
def register(request: Request, ref: str) -> HttpResponse:
    """Change how a register writes; its counter goes on."""
    row = queries.numbering_for(request.staff, ref, REGISTER)
    texts = ("name", "pattern", "classification", "unit_code", "body_code", "start_serial")
    now = {n: getattr(row, n) for n in texts} | {
        "kinds": json.loads(row.kinds),
        "start_year": row.start_year or None,
    }
    return _register(request, row.agency, row, now)


def _register(request: Request, home: Agency, row: Numbering | None, initial: dict[str, Any]) -> HttpResponse:
    form = RegisterForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.set_numbering(
                home, register=form.register, numbering=row, by=request.staff, at=request.now, key=form.key
            )
            return say_and_go(request, _("Buku nomor disimpan."), "letters:registers", home.ref)
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "letters/register.html", home=home, form=form, row=row, keys=fresh_keys("close"))


@open_to(REGISTER)
def close(request: Request, ref: str) -> HttpResponse:
    """Close a register, or open it again."""
    row, form = queries.numbering_for(request.staff, ref, REGISTER), Confirm(request.POST or None)
    if not form.is_valid():
        return go("letters:register", ref)
    actions.close_numbering(row, is_closed=not row.is_closed, by=request.staff, at=request.now, key=form.key)
    sentence = _("Buku nomor ditutup.") if row.is_closed else _("Buku nomor dibuka lagi.")
    return say_and_go(request, sentence, "letters:registers", row.agency.ref)
