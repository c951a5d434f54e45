"""The public page of a proof: three answers, and no name."""

from django.http import HttpResponse

from ikrar.core.refs import grouped, read_ref
from ikrar.core.texts import mark_of
from ikrar.core.verdicts import Hidden
from ikrar.domain.ledger import proving as log
from ikrar.domain.pledges import proving
from ikrar.web.proofs import forms
from ikrar.web.shell.access import Request, open_to_everyone
from ikrar.web.shell.answers import answer, go


@open_to_everyone
def index(request: Request) -> HttpResponse:
    """One field: the code."""
    form = forms.Code(request.GET if "kode" in request.GET else None)
    if form.is_valid():
        return go("proofs:check", form.cleaned_data["kode"])
    return answer(request, "proofs/index.html", form=form)


@open_to_everyone
def short(request: Request, ref: str) -> HttpResponse:
    """The address in the QR code."""
    return go("proofs:check", read_ref(ref))


@open_to_everyone
def check(request: Request, ref: str) -> HttpResponse:
    """Genuine, withdrawn, or not found."""
    code = read_ref(ref)
    form = forms.Code()
    try:
        said = proving.said_of(code)
    except Hidden:
        return answer(request, "proofs/check.html", 404, said=None, code=grouped(code[:12]), form=form)
    return answer(
        request, "proofs/check.html", said=said, code=grouped(said.ref), form=form,
        level=f"pledge.level.{said.level}", mark=mark_of(said.text_sha256),
        number=None if said.place is None else said.place.index,
    )  # fmt: skip


@open_to_everyone
def by_yourself(request: Request) -> HttpResponse:
    """How to check without us: the page for any browser, the program, the keys."""
    state = log.published()
    vkeys = [str(key) for key in log.known_keys(log.this_store())]
    return answer(request, "proofs/by_yourself.html", state=state and state[1], vkeys=vkeys)
