"""Signing on one's own phone: number and code, the text, one tap, and the proof."""

from django.http import HttpResponse

from ikrar import words
from ikrar.core import texts
from ikrar.core.pledges import DisputeKind, Level, Way
from ikrar.core.refs import grouped, read_ref
from ikrar.core.verdicts import Problem, Verdict
from ikrar.domain.pledges import actions, policies, queries
from ikrar.domain.pledges.consent import Consent
from ikrar.domain.programme.codes import check_code, slowed_until
from ikrar.domain.programme.models import Asked
from ikrar.web.pledges import forms
from ikrar.web.pledges.sentences import slowed
from ikrar.web.pledges.tickets import Holder, admit, admit_owner, device_of, holder
from ikrar.web.shell.access import Request, open_to_signers
from ikrar.web.shell.answers import SeeOther, answer, go
from ikrar.web.shell.signers import take_ticket


@open_to_signers
def enter(request: Request, code: str) -> HttpResponse:
    """The door: a number and a code on one form. Looking at it changes nothing."""
    entrance = queries.entrance_for(code)
    verdict = policies.may_enter(entrance, request.now)
    if not verdict:
        return answer(request, "pledges/closed.html", entrance=entrance, reason=verdict.reason)
    form = forms.Enter(request.POST or None, bodies=entrance.bodies)
    if form.is_valid():
        asked = _recognised(entrance, form, request)
        if asked:
            response = go("pledges:sign", entrance.code)
            admit(request, response, entrance, asked)
            return response
    again = "lagi" in request.GET
    return answer(request, "pledges/enter.html", entrance=entrance, form=form, again=again)


def _recognised(entrance: queries.Entrance, form: forms.Enter, request: Request) -> Asked | None:
    """The person whose number and code match; else None, and the form says why."""
    data = form.cleaned_data
    try:
        asked = queries.asked_by_number(entrance, data["nomor"], data.get("badan", ""))
    except Problem as problem:
        form.refuse(problem)
        return None
    verdict = check_code(asked, data["kode"], at=request.now) if asked else Verdict("pledge.code_wrong")
    if asked and verdict:
        return asked
    until = slowed_until(asked.pk, request.now) if asked else None
    form.add_error(
        "kode", slowed(until, asked.agency.zone) if asked and until else words.say("pledge.code_wrong")
    )
    return None


@open_to_signers
def sign(request: Request, code: str) -> HttpResponse:
    """Who you are, what you sign, one box, one button. Only the POST signs; a second one shows the proof."""
    held = holder(request, code := read_ref(code))
    if held is None:
        return _once_more(code)
    if held.who.pledge:
        return go("pledges:signed", code)
    verdict = policies.may_sign(held.who, request.now)
    if not verdict:
        return answer(request, "pledges/cannot.html", who=held.who, reason=verdict.reason, code=code)
    form = forms.Sign(request.POST or None, text=held.who.text_sha256.hex())
    if form.is_valid():
        consent = _consent(request, held, form)
        actions.sign_pledges([consent], by=held.who, at=request.now)
        return go("pledges:signed", code)
    text = queries.text_signed(held.who.text_sha256)
    return answer(
        request, "pledges/sign.html", who=held.who, text=text, form=form, code=code,
        blocks=texts.blocks(text.body), mark=texts.mark_of(held.who.text_sha256),
        seconds=queries.seconds_to_read(text),
    )  # fmt: skip


def _consent(request: Request, held: Holder, form: forms.Sign) -> Consent:
    return Consent(
        signer=held.who,
        level=Level.CODE,
        way=Way.PHONE,
        apel_id=held.apel_id,
        by_late_link=held.by_late_link,
        tapped_at=form.tapped_at,
        device=device_of(request, held.who.drive),
    )


@open_to_signers
def signed(request: Request, code: str) -> HttpResponse:
    """The proof of one's own pledge: code, moment, paper, and a way to say that it was not me."""
    held = holder(request, code := read_ref(code))
    if held is None:
        return _once_more(code)
    if not held.who.pledge:
        return go("pledges:sign", code)
    pledge = queries.pledge_by_ref(held.who.pledge)
    return answer(
        request, "pledges/signed.html", pledge=pledge, who=held.who, code=code, zone=held.who.zone,
        code_shown=grouped(pledge.ref), level=f"pledge.level.{pledge.level}",
    )  # fmt: skip


@open_to_signers
def refuse(request: Request, code: str) -> HttpResponse:
    """The dignified way out: not signing, with or without a reason, and back again."""
    held = holder(request, code := read_ref(code))
    if held is None:
        return _once_more(code)
    if held.who.pledge:
        return go("pledges:signed", code)
    verdict = policies.may_refuse(held.who, request.now)
    if not verdict:
        return answer(request, "pledges/cannot.html", who=held.who, reason=verdict.reason, code=code)
    form = forms.Refuse(request.POST or None)
    if form.is_valid():
        if "batal" in request.POST:
            actions.withdraw_refusal(held.who, by=held.who, at=request.now, key=form.key)
            return go("pledges:sign", code)
        said = form.cleaned_data["alasan"]
        actions.refuse_pledge(held.who, reason=said, by=held.who, at=request.now, key=form.key)
        return go("pledges:refuse", code)
    return answer(request, "pledges/refuse.html", form=form, who=held.who, code=code)


@open_to_signers
def dispute(request: Request, code: str, kind: str) -> HttpResponse:
    """ "My data are wrong" and this was not me: a sentence to the officers, who answer."""
    held = holder(request, code := read_ref(code))
    if held is None:
        return _once_more(code)
    what = DisputeKind.NOT_ME if kind == "bukan-saya" else DisputeKind.DATA
    form = forms.Dispute(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data["pesan"]
        try:
            actions.raise_dispute(held.who, kind=what, message=said, by=held.who, at=request.now, key=form.key)
        except Problem as problem:
            form.refuse(problem)
        else:
            return answer(request, "pledges/disputed.html", who=held.who, code=code)
    return answer(request, "pledges/dispute.html", form=form, who=held.who, code=code, kind=what)


@open_to_signers
def own(request: Request, ref: str) -> HttpResponse:
    """The owner of a proof comes back for it, at any time: number and code, as at the door."""
    pledge = queries.pledge_by_ref(read_ref(ref))
    form = forms.Enter(request.POST or None, bodies=())
    if form.is_valid():
        typed = "".join(filter(str.isdecimal, form.cleaned_data["nomor"]))
        is_owner = typed in {str(pledge.asked.number), pledge.asked.employee.nip}
        verdict = (
            check_code(pledge.asked, form.cleaned_data["kode"], at=request.now) if is_owner else Verdict("no")
        )
        if verdict:
            response = go("pledges:signed", pledge.ref)
            admit_owner(response, pledge)
            return response
        form.add_error("kode", words.say("pledge.code_wrong"))
    return answer(request, "pledges/own.html", form=form, code_shown=grouped(pledge.ref), pledge=pledge)


@open_to_signers
def leave(request: Request, code: str) -> HttpResponse:
    """Give the device to the next person: the ticket is taken away."""
    if request.method != "POST":
        return answer(request, "pledges/left.html")
    response = go("pledges:leave", read_ref(code))
    take_ticket(response)
    return response


def _once_more(code: str) -> SeeOther:
    """Back to number and code, with the sentence that the ticket has ended."""
    response = go("pledges:enter", code)
    response["Location"] += "?lagi"
    return response
