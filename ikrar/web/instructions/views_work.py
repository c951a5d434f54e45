"""What a body or unit owes: received, its items with proof and next step, and answers with a document."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.instructions import BY_DOCUMENT, Every, ItemKind
from ikrar.core.instructions_dues import monthly_dues
from ikrar.core.verdicts import Hidden
from ikrar.domain.dashboards.fulfilment import fulfilment_of
from ikrar.domain.ledger.files import read_file
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions
from ikrar.domain.programme import instruction_policies as policies
from ikrar.domain.programme.models import Instruction, InstructionItem, InstructionTarget
from ikrar.domain.programme.queries import instructions as queries
from ikrar.domain.roster.queries import day_at
from ikrar.web.instructions import shown
from ikrar.web.instructions.forms_items import AnswerForm
from ikrar.web.instructions.views_stages import step
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.shell.fields import fresh_keys
from ikrar.web.shell.forms import Confirm

VIEW, ANSWER = Permission.INSTRUCTION_VIEW, Permission.INSTRUCTION_ANSWER


def _door(request: Request, ref: str, target: int) -> tuple[Instruction, InstructionTarget]:
    found = queries.instruction_for(request.staff, ref)
    return found, queries.target_for(request.staff, found, target)


@open_to(VIEW)
def work(request: Request, ref: str, target: int) -> HttpResponse:
    """What this body owes under one instruction, with proofs and the next step of each item."""
    found, here = _door(request, ref, target)
    row = fulfilment_of(found, at=request.now, targets=[here])[0]
    may_answer = policies.may_answer_for(request.staff, here)
    return answer(
        request, "instructions/work.html", instruction=found, target=here, row=row, may_answer=may_answer,
        lines=shown.lines_of(request.staff, row, with_steps=bool(may_answer)), changes=queries.changes_of(found),
        to_receive=may_answer and here.received_at is None, keys=fresh_keys("receive"),
        may_pass_on=here.unit is None and policies.may_pass_on(request.staff, found, here.agency),
        passed_on=queries.passed_on_by(here.agency, found) if here.unit is None else [],
        may_account=here.unit is None and policies.may_account(request.staff, found, here.agency),
    )  # fmt: skip


@open_to(ANSWER)
def receive(request: Request, ref: str, target: int) -> HttpResponse:
    """Say that the instruction has arrived."""
    found, here = _door(request, ref, target)
    policies.may_answer_for(request.staff, here).require()
    form = Confirm(request.POST or None)

    def act() -> HttpResponse:
        actions.receive_instruction(here, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Penerimaan dicatat."), "instructions:work", ref, target)

    return step(request, form, act, _("Catat penerimaan"), found, notes=(here.shown,))


@open_to(ANSWER)
def answer_one(request: Request, ref: str, target: int, item: int) -> HttpResponse:
    """Answer an item that nothing can compute: a document or a letter with a name, or nothing to report."""
    found, here = _door(request, ref, target)
    row = queries.item_for(found, item)
    if ItemKind(row.kind) not in BY_DOCUMENT:
        raise Hidden
    policies.may_answer_for(request.staff, here).require()
    form = AnswerForm(
        request.POST or None, request.FILES or None, item=row, letters=queries.letters_to_choose(request.staff, here.agency),
        periods=_periods(request, here, row), initial={"is_nothing": ""},
    )  # fmt: skip

    def act() -> HttpResponse:
        actions.answer_item(
            row, target=here, reply=form.reply(), by=request.staff, at=request.now, key=form.key
        )
        return say_and_go(request, _("Jawaban disimpan."), "instructions:work", ref, target)

    return step(
        request,
        form,
        act,
        shown.item_words(row),
        found,
        submit=_("Kirim jawaban"),
        notes=(shown.proof_words(row),),
        target=here,
    )


def _periods(request: Request, here: InstructionTarget, row: InstructionItem) -> list:  # type: ignore[type-arg]
    """The periods that can be answered, the oldest unanswered one first."""
    if row.every != Every.MONTHLY or row.due_on is None:
        return []
    dues = monthly_dues(row.due_on, row.until_on, day_at(here.agency, request.now))
    answered = {a.period_on for a in queries.answers_to([row]) if a.target_id == here.pk}
    return sorted(dues, key=lambda day: (day in answered, day))


@open_to(VIEW)
def document(request: Request, ref: str, target: int, answer: int) -> HttpResponse:
    """The document of an answer."""
    _found, here = _door(request, ref, target)
    one = queries.answer_for(here, answer)
    data, kind = read_file(one.document, bytes(one.document_sha256 or b""))
    name = f'inline; filename="jawaban-{one.pk}.{one.document.rpartition(".")[2]}"'
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": name})
