"""The people of an activity: who does what, who speaks, what was asked."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.ledger.files import read_file
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions
from ikrar.domain.programme.models import Activity, Discussed, Speaker
from ikrar.domain.programme.queries import activities as queries
from ikrar.domain.programme.queries.activities_invited import employee_typed
from ikrar.web.activities import forms_people as forms
from ikrar.web.activities.shown import sent_file
from ikrar.web.activities.views_sessions import to_change
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.shell.forms import Confirm

VIEW, MANAGE = Permission.ACTIVITY_VIEW, Permission.ACTIVITY_MANAGE


@open_to(MANAGE)
def parts(request: Request, ref: str) -> HttpResponse:
    """Who does what, and one more."""
    found = to_change(request, ref)
    form = forms.AddPart(request.POST or None)
    if form.is_valid():
        try:
            employee = employee_typed(found.agency, form.cleaned_data["number"], field="number")
            actions.add_part(found, held=form.held(employee), by=request.staff, at=request.now, key=form.key)
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Peran disimpan."), "activities:parts", ref)
    return answer(request, "activities/parts.html", activity=found, form=form, parts=queries.people_in_parts(found))  # fmt: skip


@open_to(MANAGE)
def remove_part(request: Request, ref: str, number: int) -> HttpResponse:
    """Take a part back."""
    found = to_change(request, ref)
    role = queries.part_in(found, number)
    submit = _("Hapus peran")
    return _removal(
        request,
        found,
        partial(actions.remove_part, role),
        submit,
        role.name,
        done=_("Peran dihapus."),
        back="activities:parts",
    )


def _removal(
    request: Request,
    found: Activity,
    act: Callable[..., object],
    title: str,
    told: str,
    *,
    done: str,
    back: str,
) -> HttpResponse:
    """Ask once, naming what goes; then remove it and say so on the page it belonged to."""
    form = Confirm(request.POST or None)
    if form.is_valid():
        act(by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, done, back, found.ref)
    return answer(
        request, "activities/confirm.html", activity=found, form=form, title=title, told=told, submit=title
    )


@open_to(MANAGE)
def add_speaker(request: Request, ref: str) -> HttpResponse:
    """One more speaker."""
    return _speaker(request, to_change(request, ref), None)


@open_to(MANAGE)
def change_speaker(request: Request, ref: str, speaker: str) -> HttpResponse:
    """Another title, summary or file."""
    found = to_change(request, ref)
    return _speaker(request, found, queries.speaker_of(found, speaker))


def _speaker(request: Request, found: Activity, one: Speaker | None) -> HttpResponse:
    initial = forms.talk_as_typed(one) if one else None
    form = forms.SpeakerFields(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        try:
            actions.set_speaker(
                found, talk=form.talk, speaker=one, by=request.staff, at=request.now, key=form.key
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Narasumber disimpan."), "activities:activity", found.ref)
    return answer(request, "activities/speaker.html", activity=found, form=form, speaker=one)


@open_to(MANAGE)
def remove_speaker(request: Request, ref: str, speaker: str) -> HttpResponse:
    """Take a speaker off the programme."""
    found = to_change(request, ref)
    one = queries.speaker_of(found, speaker)
    submit = _("Hapus narasumber")
    return _removal(
        request,
        found,
        partial(actions.remove_speaker, one),
        submit,
        one.name,
        done=_("Narasumber dihapus."),
        back="activities:activity",
    )


@open_to(VIEW)
def material(request: Request, ref: str, speaker: str) -> HttpResponse:
    """The material of a talk."""
    one = queries.speaker_of(queries.activity_for(request.staff, ref), speaker)
    if not one.material_sha256:
        raise Hidden
    data, kind = read_file(one.material_name, bytes(one.material_sha256))
    return sent_file(data, kind, f"materi-{one.ref}.pdf")


@open_to(MANAGE)
def add_question(request: Request, ref: str) -> HttpResponse:
    """One more question."""
    return _question(request, to_change(request, ref), None)


@open_to(MANAGE)
def change_question(request: Request, ref: str, number: int) -> HttpResponse:
    """Another wording, or the answer."""
    found = to_change(request, ref)
    return _question(request, found, queries.question_of(found, number))


def _question(request: Request, found: Activity, row: Discussed | None) -> HttpResponse:
    initial = forms.question_as_typed(row) if row else None
    form = forms.AskedAndAnswered(request.POST or None, speakers=queries.speakers_of(found), initial=initial)
    if form.is_valid():
        actions.note_question(found, asked=form.asked, row=row, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Tanya jawab disimpan."), "activities:activity", found.ref)
    return answer(request, "activities/question.html", activity=found, form=form, row=row)


@open_to(MANAGE)
def remove_question(request: Request, ref: str, number: int) -> HttpResponse:
    """Take a question out of the record."""
    found = to_change(request, ref)
    row = queries.question_of(found, number)
    submit = _("Hapus tanya jawab")
    return _removal(
        request,
        found,
        partial(actions.remove_question, row),
        submit,
        row.question,
        done=_("Tanya jawab dihapus."),
        back="activities:activity",
    )
