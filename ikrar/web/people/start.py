"""The first start: an empty installation becomes the installation of one body with one account."""

import hashlib
import secrets

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ikrar.config import env
from ikrar.core.refs import make_ref, read_ref
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.ledger.actions import Unknown
from ikrar.domain.people import actions, queries
from ikrar.domain.people.grants import Role
from ikrar.domain.roster import actions as roster
from ikrar.web.people.forms import Start
from ikrar.web.shell.access import Request, open_to_everyone
from ikrar.web.shell.answers import answer, say_and_go


def start_code() -> str:
    """The code that the terminal shows: only who sees the machine may make the first account."""
    seed = env.secret(settings.IKRAR_HOME, "start")
    return make_ref(hashlib.sha256(seed.encode()).digest(), 8)


@open_to_everyone
def start(request: Request) -> HttpResponse:
    """The first-account page; gone once an account exists."""
    if not queries.is_empty():
        raise Hidden
    form = Start(request.POST or None)
    if form.is_valid():
        try:
            found(form, request)
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(
                request, _("Instansi dan akun pertama sudah dibuat. Silakan masuk."), "account_login"
            )
    return answer(request, "people/start.html", form=form)


def found(form: Start, request: Request) -> None:
    """Make the body, the person, both seats and the account, or nothing. Raises Problem."""
    data, at, by = form.cleaned_data, request.now, Unknown()
    if not secrets.compare_digest(read_ref(data["kode"]), start_code()):
        raise Problem("start.wrong_code", "kode")
    encoded = make_password(data["sandi"])
    with transaction.atomic():
        agency = roster.add_agency(
            ref=form.ref, code=queries.fresh_ref(), name=data["instansi"], kind=data["jenis"], zone=data["zona"],
            place=data["tempat"], address=data["alamat"], responsible_title=data["jabatan"], by=by, at=at,
        )  # fmt: skip
        person = actions.add_person(name=data["nama"], by=by, at=at)
        actions.open_account(person, username=data["pengguna"], encoded=encoded, by=by, at=at)
        since = localdate(at)
        roster.give_seat(person, role=Role.OFFICER, agency=agency, since=since, by=by, at=at)
        roster.give_seat(person, role=Role.SYSTEM_OPERATOR, since=since, by=by, at=at)
