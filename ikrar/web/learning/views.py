"""Taking the test on one's own phone: number and code, one page of questions, the explanation, the certificate."""

import json

from django.conf import settings
from django.http import HttpResponse

from ikrar import words
from ikrar.core import learning
from ikrar.core.refs import grouped, read_ref
from ikrar.core.verdicts import Hidden, Problem, Verdict
from ikrar.domain.learning import actions, policies, queries
from ikrar.domain.learning.models import Test
from ikrar.domain.programme.codes import check_code
from ikrar.domain.programme.models import Asked
from ikrar.web.learning import forms
from ikrar.web.learning.shown import explained
from ikrar.web.shell.access import Request, open_to_signers
from ikrar.web.shell.answers import SeeOther, answer, go
from ikrar.web.shell.signers import Ticket, give_ticket, read_ticket, take_ticket

DOOR = "test"


@open_to_signers
def enter(request: Request, ref: str) -> HttpResponse:
    """The door: number and code. Looking at it changes nothing."""
    test = queries.test_by_ref(read_ref(ref))
    verdict = policies.may_take_test(None, test, request.now)
    form = forms.Enter(request.POST or None)
    if form.is_valid():
        asked = _recognised(test, form, request)
        if asked:
            response = go("learning:take" if verdict else "learning:result", test.ref)
            ticket = Ticket(asked.pk, test.drive.ref, f"{test.ref}.{DOOR}", code_round=asked.code_round)
            give_ticket(response, ticket, secure=settings.HTTPS)
            return response
    return answer(
        request, "learning/enter.html", test=test, form=form, reason=verdict.reason,
        again="lagi" in request.GET,
    )  # fmt: skip


def _recognised(test: Test, form: forms.Enter, request: Request) -> Asked | None:
    """The person whose number and code match. Two bodies of a drive may share a number; the code tells who it is."""
    verdict = Verdict("pledge.code_wrong")
    for asked in queries.asked_by_number(test, form.cleaned_data["nomor"]):
        verdict = check_code(asked, form.cleaned_data["kode"], at=request.now)
        if verdict:
            return asked
    form.add_error("kode", words.say(verdict.reason))
    return None


@open_to_signers
def take(request: Request, ref: str) -> HttpResponse:
    """All questions on one page, one POST; or the file that was filled in without a network."""
    test = queries.test_by_ref(read_ref(ref))
    asked = holder(request, test)
    if asked is None:
        return once_more(test)
    before = queries.last_attempt(test, asked)
    if before is not None and before.has_passed:
        return go("learning:result", test.ref)
    verdict = policies.may_take_test(asked, test, request.now)
    if not verdict:
        return answer(request, "learning/closed.html", test=test, reason=verdict.reason)
    by_file = "berkas" in request.FILES or request.POST.get("cara") == "berkas"
    keys = queries.keyed_of(test)
    form = forms.Answers(None if by_file else request.POST or None, keys=keys)
    file = forms.AnswerFile(request.POST if by_file else None, request.FILES if by_file else None)
    filled = file if by_file else form
    if filled.is_valid():
        try:
            given = _from_file(test, file) if by_file else form.given
            actions.take_test(
                test,
                asked,
                given=given,
                way="file" if by_file else "page",
                by=asked,
                at=request.now,
                key=filled.key,
            )
        except Problem as problem:
            filled.refuse(problem)
        else:
            return go("learning:result", test.ref)
    status = 422 if filled.is_bound else 200
    return answer(
        request, "learning/take.html", status, test=test, form=form, file=file, asked=asked, before=before
    )  # fmt: skip


def _from_file(test: Test, file: forms.AnswerFile) -> dict[str, str]:
    """The answers in a file of this very test. Raises Problem for anything else."""
    try:
        said = json.loads(file.cleaned_data["berkas"].decode())
        if said["test"] != test.ref or said["bank"] != bytes(test.bank.sha256).hex():
            raise ValueError("another test")
        return {str(code): str(choice) for code, choice in said["answers"].items()}
    except (UnicodeDecodeError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Problem("learning.foreign_answers", "berkas") from None


@open_to_signers
def result(request: Request, ref: str) -> HttpResponse:
    """How it came out, question by question with its source; for this person alone."""
    test = queries.test_by_ref(read_ref(ref))
    asked = holder(request, test)
    if asked is None:
        return once_more(test)
    attempt = queries.last_attempt(test, asked)
    if attempt is None:
        return go("learning:take", test.ref)
    answers = json.loads(attempt.answers or "{}")
    marked = learning.mark(queries.keyed_of(test), answers, test.pass_share)
    may_again = not attempt.has_passed and policies.may_take_test(asked, test, request.now)
    return answer(
        request, "learning/result.html", test=test, attempt=attempt, marked=marked, may_again=may_again,
        lines=explained(queries.keyed_of(test), answers), code=grouped(attempt.ref), zone=asked.agency.zone,
    )  # fmt: skip


@open_to_signers
def leave(request: Request, ref: str) -> HttpResponse:
    """Give the device to the next person: the ticket is taken away."""
    if request.method != "POST":
        return answer(request, "learning/left.html")
    response = go("learning:leave", read_ref(ref))
    take_ticket(response)
    return response


def holder(request: Request, test: Test) -> Asked | None:
    """Whoever holds a ticket through the door of this test; None when it is missing, old, or bought by an old code."""
    ticket = read_ticket(request)
    if ticket is None or ticket.way != "phone" or ticket.through != f"{test.ref}.{DOOR}":
        return None
    try:
        asked = queries.asked_by_key(test, ticket.asked)
    except Hidden:
        return None
    return asked if asked.code_round == ticket.code_round else None


def once_more(test: Test) -> SeeOther:
    """Back to number and code, with the sentence that the time on the page has ended."""
    response = go("learning:enter", test.ref)
    response["Location"] += "?lagi"
    return response
