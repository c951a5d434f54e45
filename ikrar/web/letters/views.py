"""Letters as people meet them: what waits, the letters of a body, one letter, its history."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from ikrar.core.letters import Kind
from ikrar.core.letters_stages import Stage
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.letters import policies, queries
from ikrar.domain.letters.models import Letter
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, day_at
from ikrar.web.letters import keys, shown
from ikrar.web.letters.files import inline
from ikrar.web.letters.messages import waiting_message
from ikrar.web.letters.typeset import pdf_of
from ikrar.web.shell.access import Request, open_to, open_to_accounts
from ikrar.web.shell.answers import answer
from ikrar.web.shell.fields import fresh_keys, said

VIEW, DRAFT = Permission.LETTER_VIEW, Permission.LETTER_DRAFT
ON_A_PAGE = 50


def body_for(staff: Staff, ref: str, permission: Permission = VIEW) -> Agency:
    """The door to the letters of a body. Raises Hidden."""
    found = queries.bodies_of(staff, permission).filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def query_of(**asked: str) -> str:
    """What the links of a pager carry on: everything that was asked for."""
    said_so = {name: value for name, value in asked.items() if value}
    return f"{urlencode(said_so)}&" if said_so else ""


@open_to_accounts
def index(request: Request) -> HttpResponse:
    """What waits for this person: to initial, to sign, to do; own drafts; and the bodies whose letters one sees."""
    staff = request.staff
    return answer(
        request, "letters/index.html", initials=queries.to_initial(staff)[:100], signatures=queries.to_sign(staff)[:100],
        orders=queries.waiting_dispositions(staff)[:100], drafts=queries.drafts_of(staff)[:50],
        bodies=queries.bodies_of(staff, VIEW)[:200], may_draft=staff.permits(DRAFT), today=localdate(request.now),
    )  # fmt: skip


@open_to(VIEW)
def body(request: Request, agency: str) -> HttpResponse:
    """The letters of one body, by stage and by what was typed."""
    home = body_for(request.staff, agency)
    stage, typed = request.GET.get("tahap", ""), request.GET.get("cari", "").strip()[:80]
    stage = stage if stage in set(Stage) else ""
    rows = queries.letters_at(request.staff, home, stage=stage, search=typed)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("hal"))
    return answer(
        request, "letters/body.html", home=home, page=page, rows=[shown.row_of(x) for x in page], stage=stage,
        stages=said("letter.stage", Stage), typed=typed, query=query_of(tahap=stage, cari=typed), may_draft=policies.may_draft(request.staff, home),
        may_register=policies.may_register(request.staff, home),
    )  # fmt: skip


@open_to_accounts
def letter(request: Request, ref: str) -> HttpResponse:
    """One letter: where it stands, what it says, what comes next."""
    return letter_page(request, queries.letter_for(request.staff, ref))


def letter_page(request: Request, found: Letter, problem: Problem | None = None) -> HttpResponse:
    """The page of a letter, with what could not be done said above it."""
    step = shown.next_step(found)
    content, on = queries.content_of(found), day_at(found.agency, request.now)
    return answer(
        request, "letters/letter.html", 422 if problem else 200, letter=found, row=shown.row_of(found),
        problem=problem, content=content, parts=shown.parts_of(Kind(found.kind), content),
        verdicts=shown.verdicts_of(request.staff, found, on), warning=shown.warning_of(found, content, on),
        next_step=step, message=waiting_message(found, step), initials=queries.initials_of(found),
        sendings=queries.sendings_of(found), history=shown.history(found), keys=fresh_keys("submit", "check"),
        other_name=keys.is_of_another_name(found, content.signer),
    )  # fmt: skip


@open_to_accounts
def versions(request: Request, ref: str) -> HttpResponse:
    """How the text of a letter came to be."""
    found = queries.letter_for(request.staff, ref)
    return answer(request, "letters/versions.html", letter=found, lines=shown.versions(found))


@open_to_accounts
def concept(request: Request, ref: str) -> HttpResponse:
    """The letter as a page, marked as a concept: for reading, not for signing."""
    found = queries.letter_for(request.staff, ref)
    return inline(pdf_of(found, at=request.now, is_concept=True), "application/pdf", f"konsep-{found.ref}.pdf")
