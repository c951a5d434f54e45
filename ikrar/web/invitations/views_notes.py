"""Duty notes: an open question of an official, and the advice; both see both."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.invitations import Addressee
from ikrar.core.verdicts import Problem
from ikrar.domain.invitations import actions, policies, queries
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.queries import agencies_seen_by, agency_for
from ikrar.web.invitations import forms
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go

WRITE, ANSWER = Permission.DUTY_NOTE_WRITE, Permission.DUTY_NOTE_ANSWER


@open_to(WRITE, ANSWER)
def notes(request: Request) -> HttpResponse:
    """Own notes, and those that wait for an answer."""
    bodies = [a for a in agencies_seen_by(request.staff, WRITE)[:20] if policies.may_register(request.staff, a)]
    return answer(
        request, "invitations/notes.html", notes=list(queries.notes_seen_by(request.staff)[:60]), bodies=bodies,
        may_register=request.staff.permits(Permission.INVITATION_REGISTER),
    )  # fmt: skip


@open_to(WRITE)
def write(request: Request, agency: str) -> HttpResponse:
    """A new note to the Asisten or Kesbangpol."""
    body = agency_for(request.staff, agency, WRITE)
    form = forms.Note(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = result_of(
                actions.write_note(
                    body, addressee=Addressee(data["addressee"]), subject=data["subject"], words=data["words"],
                    by=request.staff, at=request.now, key=form.key,
                )
            )  # fmt: skip
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(
                request, _("Nota dikirim. Jawabannya muncul di halaman ini."), "invitations:note", made.ref
            )
    return answer(request, "invitations/write_note.html", body=body, form=form)


@open_to(WRITE, ANSWER)
def note(request: Request, ref: str) -> HttpResponse:
    """One note with its answer; a form for those who answer."""
    found = queries.note_for(request.staff, ref)
    may_answer = policies.may_answer(request.staff, found)
    form = forms.Answer(request.POST or None)
    if form.is_valid():
        try:
            said = form.cleaned_data["answer"]
            actions.answer_note(found, answer=said, by=request.staff, at=request.now, key=form.key)
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Jawaban dikirim."), "invitations:note", ref)
    return answer(request, "invitations/note.html", note=found, form=form, may_answer=may_answer)
