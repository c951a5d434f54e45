"""The letters of an activity: what was drafted, and a new draft from the record."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.letters import Kind
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.letters.queries import letters_about
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions
from ikrar.domain.programme.activity_policies import may_draft_about
from ikrar.domain.programme.queries import activities as queries
from ikrar.domain.programme.queries.documentation import news_of
from ikrar.web.activities.letters import KINDS, draft_of
from ikrar.web.activities.views_sessions import to_change
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.shell.forms import Confirm

VIEW, MANAGE = Permission.ACTIVITY_VIEW, Permission.ACTIVITY_MANAGE


@open_to(VIEW)
def letters(request: Request, ref: str) -> HttpResponse:
    """The letters that belong to an activity, and which may be drafted."""
    found = queries.activity_for(request.staff, ref)
    kinds = [k for k in KINDS if may_draft_about(request.staff, found, k, request.now)]
    return answer(
        request, "activities/letters.html", activity=found,
        letters=letters_about(found.subject_ref, request.staff),
        kinds=[(k, f"letter.kind.{k}") for k in kinds], news=news_of(found),
    )  # fmt: skip


@open_to(MANAGE)
def draft(request: Request, ref: str, kind: str) -> HttpResponse:
    """Draft a letter from the record; it is changed and signed among the letters."""
    found = to_change(request, ref)
    if kind not in {str(k) for k in KINDS}:
        raise Hidden
    may_draft_about(request.staff, found, Kind(kind), request.now).require()
    form = Confirm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.document_activity(
                found, draft=draft_of(found, Kind(kind)), by=request.staff, at=request.now, key=form.key
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(
                request, _("Konsep disusun dari catatan kegiatan."), "letters:letter", result_of(made).ref
            )
    return answer(
        request, "activities/draft.html", activity=found, form=form, code=f"letter.kind.{kind}",
        draft=draft_of(found, Kind(kind)),
    )  # fmt: skip
