"""The kiosk: an officer opens it, a second one confirms, people sign, and the screen forgets them."""

from django.contrib.auth import logout
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate

from ikrar import words
from ikrar.core import texts
from ikrar.core.pledges import Level, Way, Why
from ikrar.core.refs import grouped
from ikrar.core.verdicts import Refused
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.pledges import actions, policies, queries
from ikrar.domain.pledges.consent import Consent
from ikrar.domain.pledges.models import Kiosk
from ikrar.domain.programme.codes import check_code, slowed_until
from ikrar.domain.programme.models import Asked
from ikrar.domain.programme.queries import apel_for, asked_at
from ikrar.web.pledges import forms
from ikrar.web.pledges.sentences import slowed
from ikrar.web.pledges.tickets import admit_at_kiosk, before_kiosk, give_kiosk, kiosk_here
from ikrar.web.pledges.witness import confirmed_officer
from ikrar.web.shell.access import Request, open_to, open_to_signers
from ikrar.web.shell.answers import answer, go
from ikrar.web.shell.signers import take_ticket


@open_to(Permission.KIOSK_WITNESS)
def kiosks(request: Request, ref: str) -> HttpResponse:
    """The kiosks of an apel; a second officer confirms here and this device becomes one."""
    apel = apel_for(request.staff, ref, Permission.KIOSK_WITNESS)
    form = forms.Witness(request.POST or None)
    if form.is_valid():
        try:
            kiosk = _opened(request, form, apel_ref=ref)
        except Refused as refused:
            form.add_error(None, words.say(refused.reason))
        else:
            logout(request)
            response = go("pledges:kiosk", kiosk.ref)
            give_kiosk(response, kiosk)
            return response
    may = policies.may_open_kiosk(request.staff, apel, request.now)
    return answer(request, "pledges/kiosks.html", apel=apel, form=form, may=may, kiosks=queries.kiosks_of(apel))


def _opened(request: Request, form: forms.Witness, *, apel_ref: str) -> Kiosk:
    data = form.cleaned_data
    witness = confirmed_officer(
        request, username=data["saksi"], password=data["password"], code=data["kode"], now=request.now
    )
    if witness is None:
        raise Refused(Why.NOT_THE_SECOND_OFFICER)
    apel = apel_for(request.staff, apel_ref, Permission.KIOSK_WITNESS)
    return result_of(actions.open_kiosk(apel, witness=witness, by=request.staff, at=request.now, key=form.key))


@open_to(Permission.KIOSK_WITNESS)
def shut(request: Request, ref: str, kiosk: str) -> HttpResponse:
    """An officer closes a kiosk from another device."""
    apel = apel_for(request.staff, ref, Permission.KIOSK_WITNESS)
    here = queries.kiosks_of(apel).filter(ref=kiosk).first()
    if request.method == "POST" and here is not None:
        actions.close_kiosk(here, by=request.staff, at=request.now)
    return go("pledges:kiosks", ref)


@open_to_signers
def kiosk(request: Request, ref: str) -> HttpResponse:
    """The first screen: a number and, where the card is at hand, the code; or a name found by the officer."""
    here = kiosk_here(request, ref)
    verdict = policies.may_use_kiosk(here, request.now)
    if not verdict:
        return answer(request, "pledges/kiosk_closed.html", kiosk=here, reason=verdict.reason)
    # by POST, so that no name stands in the history of the device
    searched = request.POST.get("cari", "").replace("\0", "")[:80]
    form = forms.AtKiosk(None if searched else request.POST or None)
    if form.is_valid():
        asked = _recognised(here, form, request)
        if asked is not None:
            onward = go("pledges:kiosk_sign", ref)
            admit_at_kiosk(onward, here, asked, by_code=bool(form.cleaned_data["kode"]))
            return onward
    found = queries.people_at(here, searched, on=localdate(request.now))
    response = answer(request, "pledges/kiosk.html", kiosk=here, form=form, found=found, searched=searched)
    take_ticket(response)
    return response


def _recognised(here: Kiosk, form: forms.AtKiosk, request: Request) -> Asked | None:
    found = asked_at(here.apel, form.cleaned_data["nomor"])
    picked, code = form.cleaned_data["orang"], form.cleaned_data["kode"]
    found = [asked for asked in found if not picked or asked.pk == picked]
    if not code:
        found = [asked for asked in found if policies.may_vouch(here, asked, localdate(request.now))]
    if len(found) != 1:
        none = "pledge.code_wrong" if code else Why.CARD_NEEDED
        form.add_error("nomor", words.say("pledge.choose_body" if found else none))
        return None
    asked = found[0]
    if code and not check_code(asked, code, at=request.now):
        until = slowed_until(asked.pk, request.now)
        form.add_error("kode", slowed(until, asked.agency.zone) if until else words.say("pledge.code_wrong"))
        return None
    return asked


@open_to_signers
def kiosk_sign(request: Request, ref: str) -> HttpResponse:
    """Name and text to be read aloud, one box, one button; then the proof for a few seconds."""
    here = kiosk_here(request, ref)
    standing = before_kiosk(request, here)
    if standing is None or not policies.may_use_kiosk(here, request.now):
        return go("pledges:kiosk", ref)
    who, recognised = standing
    if who.pledge:
        return go("pledges:kiosk_done", ref)
    verdict = policies.may_sign(who, request.now)
    form = forms.Sign(request.POST or None, text=who.text_sha256.hex())
    if verdict and form.is_valid():
        consent = Consent(
            signer=who,
            level=Level.KIOSK,
            way=Way.KIOSK,
            apel_id=here.apel_id,
            evidence=_evidence(here, recognised),
        )
        actions.sign_pledges([consent], by=here, at=request.now)
        return go("pledges:kiosk_done", ref)
    text = queries.text_signed(who.text_sha256)
    return answer(
        request, "pledges/kiosk_sign.html", refresh=_back_after(180, ref), kiosk=here, who=who, text=text, form=form,
        verdict=verdict, blocks=texts.blocks(text.body), mark=texts.mark_of(who.text_sha256),
    )  # fmt: skip


def _back_after(seconds: int, ref: str) -> str:
    """The screen leaves by itself, without script."""
    return f"{seconds}; url={reverse('pledges:kiosk', args=[ref])}"


def _evidence(here: Kiosk, recognised: str) -> dict[str, object]:
    return {
        "kiosk": here.ref,
        "operator": here.operator.actor_ref,
        "recognised_by": recognised,
        "witness": here.witness.actor_ref,
    }


@open_to_signers
def kiosk_done(request: Request, ref: str) -> HttpResponse:
    """The proof code, once: the ticket goes with this answer, and the page leaves by itself."""
    here = kiosk_here(request, ref)
    standing = before_kiosk(request, here)
    if standing is None or not standing[0].pledge:
        return go("pledges:kiosk", ref)
    pledge = queries.pledge_by_ref(standing[0].pledge)
    response = answer(
        request, "pledges/kiosk_done.html", refresh=_back_after(8, ref), kiosk=here, pledge=pledge, zone=standing[0].zone,
        code_shown=grouped(pledge.ref),
    )  # fmt: skip
    take_ticket(response)
    return response


@open_to_signers
def kiosk_refuse(request: Request, ref: str) -> HttpResponse:
    """Somebody at the kiosk does not sign; the screen goes back to the next person at once."""
    here = kiosk_here(request, ref)
    standing = before_kiosk(request, here)
    response = go("pledges:kiosk", ref)
    if request.method == "POST" and standing is not None:
        who = standing[0]
        if not who.pledge and policies.may_refuse(who, request.now):
            actions.refuse_pledge(who, reason="", by=here, at=request.now)
        take_ticket(response)
    return response


@open_to_signers
def kiosk_close(request: Request, ref: str) -> HttpResponse:
    """The device stops being a kiosk."""
    here = kiosk_here(request, ref)
    if request.method == "POST":
        actions.close_kiosk(here, by=here, at=request.now)
        response = go("account_login")
        response.delete_cookie("kios", samesite="Lax")
        take_ticket(response)
        return response
    return go("pledges:kiosk", ref)
