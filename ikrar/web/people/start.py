"""The first start: an empty installation becomes the installation of one body with one account."""

from typing import Any

from django import forms
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ikrar.core.refs import make_ref
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.ledger.actions import Unknown
from ikrar.domain.people import actions, queries
from ikrar.domain.people.grants import Role
from ikrar.domain.roster import actions as roster
from ikrar.web.people.forms import shown_at
from ikrar.web.people.start_forms import Body, First, Letterhead, Zone, short_address
from ikrar.web.shell.access import Request, open_to_everyone
from ikrar.web.shell.answers import answer, go, say_and_go

KEPT = "mulai"
FOUNDED = "mulai-selesai"
LAST = 4


def start_code() -> str:
    """The code that the terminal shows: only who sees the machine may make the first account."""
    return make_ref(salted_hmac("ikrar.start", "first account", algorithm="sha256").digest(), 8)


def question(step: int, kept: dict[str, Any], data: Any = None) -> forms.Form:
    """The form of a step, filled with what was answered before."""
    if step == 1:
        return Body(data, initial=kept, code=start_code())
    kind: type[forms.Form] = {2: Zone, 3: Letterhead, LAST: First}[step]
    return kind(data, initial=kept)


@open_to_everyone
def start(request: Request, step: int = 1) -> HttpResponse:
    """One step of the first start; gone once an account exists."""
    if not queries.is_empty():
        return _after(request)
    kept: dict[str, Any] = request.session.get(KEPT, {})
    if not 1 <= step <= LAST:
        raise Hidden
    open_step = next((n for n in range(1, step) if not question(n, {}, kept).is_valid()), step)
    if open_step != step:
        return go("people:start_step", open_step)
    form = question(step, kept, request.POST or None)
    if form.is_valid() and step < LAST:
        request.session[KEPT] = {**kept, **form.cleaned_data}
        return go("people:start_step", step + 1)
    if isinstance(form, First) and form.is_valid() and _found(form, kept, request):
        return _after(request)
    names = [_("Instansi"), _("Zona waktu"), _("Kop surat"), _("Akun pertama"), _("Impor pegawai")]
    return answer(request, "people/start.html", form=form, step=step, steps=names, title=names[step - 1])


def _after(request: Request) -> HttpResponse:
    """Where the first start leads; a stranger learns nothing about an installation that is in use."""
    if not request.session.get(FOUNDED):
        raise Hidden
    return say_and_go(
        request, _("Instansi dan akun pertama sudah dibuat. Masuk, lalu impor data pegawai."), "account_login"
    )


def _found(form: First, kept: dict[str, Any], request: Request) -> bool:
    """Make the body, the person, both seats and the account, or nothing; whether that is done."""
    encoded = make_password(form.cleaned_data["sandi"])
    try:
        with transaction.atomic():
            if queries.is_empty():
                _write(form.cleaned_data, kept, encoded, request)
    except IntegrityError:
        if queries.is_empty():
            raise
    except Problem as problem:
        form.refuse(shown_at(problem))
        return False
    request.session.pop(KEPT, None)
    request.session[FOUNDED] = True
    return True


def _write(data: dict[str, Any], kept: dict[str, Any], encoded: str, request: Request) -> None:
    by, at = Unknown(), request.now
    agency = roster.add_agency(
        ref=short_address(kept["instansi"]), code=queries.fresh_ref(), name=kept["instansi"], short=kept["singkatan"],
        kind=kept["jenis"], zone=kept["zona"], place=kept["tempat"], address=kept["alamat"], phone=kept["telepon"],
        responsible_title=kept["jabatan"], responsible_name=kept["pejabat"], by=by, at=at,
    )  # fmt: skip
    person = actions.add_person(name=data["nama"], by=by, at=at)
    actions.open_account(person, username=data["pengguna"], encoded=encoded, by=by, at=at)
    since = localdate(at)
    roster.give_seat(person, role=Role.OFFICER, agency=agency, since=since, by=by, at=at)
    roster.give_seat(person, role=Role.SYSTEM_OPERATOR, since=since, by=by, at=at)
