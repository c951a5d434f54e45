"""What people said instead of signing, for the few who may read it; and devices from which many signed."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar import words
from ikrar.core.pledges import Answer
from ikrar.core.verdicts import Problem, Refused
from ikrar.domain.people.grants import Permission
from ikrar.domain.pledges import actions, queries
from ikrar.web.pledges.forms_staff import AnswerDispute
from ikrar.web.pledges.places import whole_place_for
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go


@open_to(Permission.DISPUTE_ANSWER)
def disputes(request: Request, ref: str, agency: str) -> HttpResponse:
    """What people say of their rows, open ones first; each is answered here with one button."""
    place = whole_place_for(request, ref, agency, Permission.DISPUTE_ANSWER)
    rows = [(d, AnswerDispute(kind=d.kind)) for d in queries.disputes_seen(place.drive, place.agency)]
    return answer(request, "pledges/disputes.html", place=place, rows=rows)


@open_to(Permission.DISPUTE_ANSWER)
def answer_one(request: Request, ref: str, agency: str, number: int) -> HttpResponse:
    """The answer to one of them."""
    place = whole_place_for(request, ref, agency, Permission.DISPUTE_ANSWER)
    dispute = queries.dispute_for(place.drive, place.agency, number)
    form = AnswerDispute(request.POST or None, kind=dispute.kind)
    if form.is_valid():
        came, note = Answer(form.cleaned_data["jawaban"]), form.cleaned_data["catatan"]
        try:
            actions.answer_dispute(
                dispute, answer=came, note=note, by=request.staff, at=request.now, key=form.key
            )
        except Problem as problem:
            form.refuse(problem)
        except Refused as refused:
            form.add_error(None, words.say(refused.reason))
        else:
            return say_and_go(request, _("Jawaban sudah dicatat."), "pledges:disputes", ref, agency)
    return answer(request, "pledges/answer.html", place=place, dispute=dispute, form=form)


@open_to(Permission.REFUSAL_VIEW)
def refusals(request: Request, ref: str, agency: str) -> HttpResponse:
    """Who does not sign, with the reason if one was given."""
    place = whole_place_for(request, ref, agency, Permission.REFUSAL_VIEW)
    rows = queries.refusals_seen(place.drive, place.agency)
    return answer(request, "pledges/refusals.html", place=place, rows=rows)


@open_to(Permission.DISPUTE_ANSWER)
def devices(request: Request, ref: str, agency: str) -> HttpResponse:
    """Devices from which many pledges came: to be looked at, not an accusation."""
    place = whole_place_for(request, ref, agency, Permission.DISPUTE_ANSWER)
    return answer(
        request, "pledges/devices.html", place=place, devices=queries.shared_devices(place.drive, place.agency)
    )
