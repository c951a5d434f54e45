"""Where a signed letter went, and the proof of it."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.letters_stages import Sent
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.ledger.files import read_file
from ikrar.domain.letters import actions, policies, queries
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.queries import day_at
from ikrar.web.letters.files import inline
from ikrar.web.letters.forms_handling import Dispatching, kept
from ikrar.web.shell.access import Request, open_to, open_to_accounts
from ikrar.web.shell.answers import answer, say_and_go

DRAFT, REGISTER = Permission.LETTER_DRAFT, Permission.LETTER_REGISTER


@open_to(DRAFT, REGISTER)
def send(request: Request, ref: str) -> HttpResponse:
    """Note to whom the letter went, how and when."""
    letter = queries.letter_for(request.staff, ref)
    told = {s.to for s in queries.sendings_of(letter)}
    receivers = [to for to in queries.content_of(letter).to if to not in told]
    start = {"to": receivers[0] if receivers else "", "sent_on": day_at(letter.agency, request.now)}
    form = Dispatching(request.POST or None, request.FILES or None, initial=start)
    if form.is_valid():
        data = form.cleaned_data
        try:
            proof = kept(data["proof"], "proof") if data["proof"] else None
            dispatch = actions.Dispatch(data["to"], Sent(data["way"]), data["sent_on"], proof)
            actions.send_letter(letter, dispatch=dispatch, by=request.staff, at=request.now, key=form.key)
            return say_and_go(request, _("Pengiriman dicatat."), "letters:letter", ref)
        except Problem as problem:
            form.refuse(problem)
    verdict = policies.may_send(request.staff, letter)
    return answer(request, "letters/send.html", letter=letter, form=form, verdict=verdict)


@open_to_accounts
def proof(request: Request, ref: str, number: int) -> HttpResponse:
    """The proof that a receiver has the letter."""
    letter = queries.letter_for(request.staff, ref)
    found = next((s for s in queries.sendings_of(letter) if s.pk == number), None)
    if found is None or not found.proof_sha256:
        raise Hidden
    content, kind = read_file(found.proof_name, bytes(found.proof_sha256))
    return inline(content, kind, f"bukti-{letter.ref}.{found.proof_name.rpartition('.')[2]}")
