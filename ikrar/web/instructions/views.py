"""Instructions as people meet them: what is due, what came, what went out, one instruction, and who is late."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate

from ikrar.core.instructions import FOR_UNITS, ItemKind, Reach, read_basis
from ikrar.core.verdicts import Hidden
from ikrar.domain.dashboards.accounts import Part
from ikrar.domain.dashboards.fulfilment import Row, fulfilment_of, late_in, tasks_for
from ikrar.domain.ledger.files import read_file
from ikrar.domain.letters.queries import letters_about
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import instruction_policies as policies
from ikrar.domain.programme.models import Instruction
from ikrar.domain.programme.queries import instructions as queries
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import agencies_seen_by
from ikrar.web.instructions import shown
from ikrar.web.instructions.messages import late_message, order_message
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer

VIEW, MANAGE = Permission.INSTRUCTION_VIEW, Permission.INSTRUCTION_MANAGE
BODIES_ON_A_PAGE = 25
COLUMNS = 4  # items that still fit beside each other; more are listed below each other


@open_to(VIEW)
def index(request: Request) -> HttpResponse:
    """What is due for the own bodies, what came, and what went out."""
    staff = request.staff
    managed = list(agencies_seen_by(staff, MANAGE)[:60])
    homes = [b for b in managed if policies.is_at_home(staff, b)]
    tasks = [(task, reverse(task.url, args=task.args)) for task in tasks_for(staff, at=request.now, most=40)]
    return answer(
        request, "instructions/index.html", tasks=tasks,
        received=list(queries.received_by(staff)[:60]), issued=list(queries.issued_by(staff)[:60]),
        bodies=homes or managed[:6],
    )  # fmt: skip


@open_to(VIEW)
def instruction(request: Request, ref: str) -> HttpResponse:
    """One instruction: whose order, what it asks, how far everybody is, and the next steps."""
    staff, found = request.staff, queries.instruction_for(request.staff, ref)
    targets, items = queries.targets_seen_by(staff, found), queries.items_of(found)
    rows = fulfilment_of(found, at=request.now, targets=targets)
    whole = Part(found, False, tuple(items), tuple(rows))
    page = Paginator(rows, BODIES_ON_A_PAGE).get_page(request.GET.get("hal"))
    own = [t for t in targets if policies.is_at_home(staff, t.agency)]
    return answer(
        request, "instructions/instruction.html", instruction=found, basis=read_basis(found.basis), page=page,
        items=[(item, shown.item_words(item), shown.due_words(item), shown.proof_words(item)) for item in items],
        sums=[(shown.item_words(line.item), shown.sums(line)) for line in whole.lines], complete=whole.complete,
        heads=[shown.item_words(item) for item in items], rows=[_shown(request, row) for row in page], many=len(rows),
        own=own, passed_on=queries.passed_on(staff, found), changes=queries.changes_of(found),
        is_long=len(items) > COLUMNS, letters=letters_about(found.subject_ref, staff), message=order_message(found, items), kinds=_kinds(found),
        **_verdicts(request, found, [t.agency for t in own if t.unit is None]),
    )  # fmt: skip


def _shown(request: Request, row: Row) -> tuple[Row, list[shown.CellLine]]:
    return row, shown.lines_of(request.staff, row, with_steps=False)


def _kinds(found: Instruction) -> list[ItemKind]:
    """The kinds of items that can be asked of those whom it reaches."""
    return [kind for kind in ItemKind if found.reach != Reach.UNITS or kind in FOR_UNITS]


def _verdicts(request: Request, found: Instruction, bodies: list[Agency]) -> dict[str, Any]:
    """What this person may do with it."""
    staff = request.staff
    return {
        "may_change": policies.may_change_instruction(staff, found), "may_issue": policies.may_issue_instruction(staff, found),
        "may_end": policies.may_end_instruction(staff, found),
        "may_account": policies.may_account(staff, found, found.agency),
        "may_draft": staff.permits_at(Permission.LETTER_DRAFT, found.agency),
        "to_pass_on": [b for b in bodies if policies.may_pass_on(staff, found, b)],
    }  # fmt: skip


@open_to(VIEW)
def scan(request: Request, ref: str) -> HttpResponse:
    """The scan of the letter by which it came."""
    found = queries.instruction_for(request.staff, ref)
    if not found.scan or found.scan_sha256 is None:
        raise Hidden
    data, kind = read_file(found.scan, bytes(found.scan_sha256))
    headers = {"Content-Disposition": f'inline; filename="surat-{found.ref}.{found.scan.rpartition(".")[2]}"'}
    return HttpResponse(data, content_type=kind, headers=headers)


@open_to(VIEW)
def late(request: Request, ref: str) -> HttpResponse:
    """Who is late, by the alphabet, with the reason; for the issuer all, for others their own part of the tree."""
    found = queries.instruction_for(request.staff, ref)
    rows = fulfilment_of(found, at=request.now, targets=queries.targets_seen_by(request.staff, found))
    late_ones = late_in(rows, on=localdate(request.now))
    lines = [
        (one, [(shown.item_words(c.item), shown.state_words(c), c.judged.due) for c in one.cells])
        for one in late_ones
    ]
    return answer(
        request,
        "instructions/late.html",
        instruction=found,
        lines=lines,
        of=len(rows),
        message=late_message(found, late_ones),
    )
