"""The forms of receivers: handed in once, and their places given to values."""

import json

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.ledger.files import keep_file, read_file
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions
from ikrar.domain.programme import instruction_policies as policies
from ikrar.domain.programme.models import ReceiverForm
from ikrar.domain.programme.queries import instructions as queries
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import agency_for
from ikrar.papers.forms import LARGEST, CannotFill, Place, kind_of_form, places
from ikrar.web.instructions.forms_items import MappingForm, UploadForm
from ikrar.web.instructions.values import value_label
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, go, say_and_go
from ikrar.words import say

MANAGE = Permission.INSTRUCTION_MANAGE
PLACES_ON_A_PAGE = 12


@open_to(MANAGE)
def forms_of_body(request: Request, agency: str) -> HttpResponse:
    """The forms of a body, and one more."""
    body = agency_for(request.staff, agency, MANAGE)
    policies.may_draft_instruction(request.staff, body).require()
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            made = _take_in(request, body, form)
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(
                request, _("Formulir disimpan. Pilih nilainya."), "instructions:mapping", made.ref
            )
    known = [(one, len(json.loads(one.mapping))) for one in queries.forms_of(body)]
    return answer(request, "instructions/forms.html", body=body, form=form, forms=known)


def _take_in(request: Request, body: Agency, form: UploadForm) -> ReceiverForm:
    """Keep a form that can be filled. Raises Problem."""
    data = form.cleaned_data["file"].read(LARGEST + 1)
    try:
        ending, found = kind_of_form(data), places(data)
    except CannotFill as fault:
        raise Problem(fault.reason, "file") from fault
    if not found:
        raise Problem("receiver_form.no_places", "file")
    kept = keep_file(data, "receiver-forms", kinds=("zip",), largest=LARGEST, field="file")
    return result_of(
        actions.add_receiver_form(
            body,
            name=form.cleaned_data["name"],
            kept=kept,
            ending=ending,
            by=request.staff,
            at=request.now,
            key=form.key,
        )
    )


@open_to(MANAGE)
def mapping(request: Request, ref: str) -> HttpResponse:
    """The places that were found, some on each page, with a value to choose for each."""
    found = queries.receiver_form_for(request.staff, ref)
    known: dict[str, str] = json.loads(found.mapping)
    try:
        there = _places(found)
    except CannotFill as fault:
        return say_and_go(request, say(fault.reason), "instructions:forms", found.agency.ref)
    page = Paginator(there, PLACES_ON_A_PAGE).get_page(request.GET.get("hal"))
    form = MappingForm(request.POST or None, places=list(page.object_list), known=known)
    if form.is_valid():
        actions.map_form(found, mapping=form.mapping, by=request.staff, at=request.now, key=form.key)
        if page.has_next():
            answered = go("instructions:mapping", ref)
            answered["Location"] += f"?hal={page.next_page_number()}"
            return answered
        return say_and_go(
            request, _("Pilihan disimpan. Formulir siap diisi."), "instructions:forms", found.agency.ref
        )
    chosen = [(place, value_label(code)) for place, code in known.items()]
    return answer(
        request,
        "instructions/mapping.html",
        receiver_form=found,
        form=form,
        page=page,
        chosen=chosen,
        body=found.agency,
    )


def _places(found: ReceiverForm) -> list[Place]:
    data, _kind = read_file(found.document, bytes(found.document_sha256))
    return places(data)
