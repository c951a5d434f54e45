"""Packages for the records system: the signed letters of a period, or one letter; made for this answer, kept nowhere."""

from collections.abc import Sequence

from django.http import HttpResponse

from ikrar.core.letters_stages import Stage, stands
from ikrar.core.verdicts import Problem
from ikrar.domain.letters import actions, policies, queries
from ikrar.domain.letters.models import Incoming, Letter
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import day_at
from ikrar.web.letters.files import attachment
from ikrar.web.letters.forms_handling import Period
from ikrar.web.letters.package import package_of
from ikrar.web.letters.views import body_for
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer
from ikrar.web.shell.forms import Confirm

REGISTER = Permission.LETTER_REGISTER


@open_to(REGISTER)
def period(request: Request, agency: str) -> HttpResponse:
    """The letters of some days as one package."""
    home = body_for(request.staff, agency, REGISTER)
    today = day_at(home, request.now)
    form = Period(request.POST or None, initial={"since": today.replace(day=1), "until": today})
    if form.is_valid():
        since, until = form.cleaned_data["since"], form.cleaned_data["until"]
        came = queries.received_between(home, since, until) if form.cleaned_data["with_incoming"] else []
        try:
            if until < since:
                raise Problem("letter.period_backwards", "until")
            letters = queries.signed_between(home, since, until)
            return _package(request, home, letters, came, form.key, f"srikandi-{home.ref}-{since}-{until}.zip")
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "letters/export.html", home=home, form=form)


@open_to(REGISTER)
def one(request: Request, ref: str) -> HttpResponse:
    """One letter as a package."""
    letter = queries.letter_for(request.staff, ref)
    verdict = policies.may_register(request.staff, letter.agency) & stands(
        letter.stage, Stage.SIGNED, Stage.SENT
    )
    form = Confirm(request.POST or None)
    if form.is_valid():
        verdict.require()
        return _package(request, letter.agency, [letter], [], form.key, f"srikandi-{letter.ref}.zip")
    return answer(request, "letters/export_one.html", letter=letter, form=form, verdict=verdict)


def _package(
    request: Request,
    home: Agency,
    letters: Sequence[Letter],
    came: Sequence[Incoming],
    key: str | None,
    name: str,
) -> HttpResponse:
    """Make the package, note it, hand it over. Raises Problem."""
    content = package_of(letters, came, who=request.staff.person.name, at=request.now, zone=home.zone)
    refs = [*(x.ref for x in letters), *(x.ref for x in came)]
    actions.export_letters(home, letters=refs, package=content, by=request.staff, at=request.now, key=key)
    return attachment(content, "application/zip", name)
