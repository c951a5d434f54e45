"""The texts of the programme: which are in force, what one says, and what changed between two versions."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core import texts
from ikrar.core.texts import Kind
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.queries import agencies_seen_by, agency_for, may
from ikrar.domain.texts import actions, queries
from ikrar.web.shell.access import Request, open_to, open_to_everyone
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.texts.forms import Official


@open_to(Permission.DRIVE_VIEW)
def index(request: Request) -> HttpResponse:
    """The texts of the person's bodies and ours."""
    bodies = agencies_seen_by(request.staff, Permission.DRIVE_VIEW)
    names = {body.ref: body.name for body in bodies}
    rows = [(text, names.get(text.owner, ""), queries.mark_of(text)) for text in queries.texts_of(*names)]
    mine = [b for b in bodies if request.staff.permits_at(Permission.TEXT_MANAGE, b)][:50]
    return answer(request, "texts/index.html", rows=rows, mine=mine)


@open_to_everyone
def detail(request: Request, ref: str) -> HttpResponse:
    """One text as everybody may read it, with the words to compare with the poster."""
    text = queries.text_by_ref(ref)
    versions = [v for v in queries.versions_of(text) if v.pk != text.pk]
    return answer(
        request, "texts/detail.html", text=text, blocks=texts.blocks(text.body), mark=queries.mark_of(text),
        basis=queries.basis_of(text), versions=versions,
    )  # fmt: skip


@open_to_everyone
def compare(request: Request, ref: str, other: str) -> HttpResponse:
    """What changed between two versions of one text."""
    new, old = queries.text_by_ref(ref), queries.text_by_ref(other)
    if (new.owner, new.kind) != (old.owner, old.kind):
        raise Hidden
    lines = texts.compare(old.body, new.body)
    return answer(request, "texts/compare.html", new=new, old=old, lines=lines)


@open_to(Permission.TEXT_MANAGE)
def add(request: Request, agency: str) -> HttpResponse:
    """Load the official text of a body."""
    body = agency_for(request.staff, agency, Permission.TEXT_MANAGE)
    may(request.staff, Permission.TEXT_MANAGE, body).require()
    form = Official(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            text = result_of(
                actions.add_official_text(
                    owner=body.ref, kind=Kind(data["kind"]), title=data["title"], typed=data["typed"],
                    basis=data["basis"], source=data["source"], by=request.staff, at=request.now, key=form.key,
                )
            )  # fmt: skip
            return say_and_go(request, _("Naskah resmi disimpan."), "texts:detail", text.ref)
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "texts/add.html", form=form, body=body)
