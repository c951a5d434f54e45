"""The pages of a scanner and of a kiosk: no login, the cookie of the device says which one it is."""

import base64
import uuid
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from ikrar import words
from ikrar.core import attendance_cards as cards
from ikrar.core.attendance import Device
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.ledger.actions import Unchanged
from ikrar.domain.programme import actions
from ikrar.domain.programme import attendance_policies as policies
from ikrar.domain.programme.actions import Brought, Contact
from ikrar.domain.programme.card_keys import public_key, scanner_secret, verify
from ikrar.domain.programme.models import Scanner
from ikrar.domain.programme.queries.attendance import provisions_of, scanner_by_secret
from ikrar.web.attendance import forms
from ikrar.web.attendance.device import device_here, give_device, open_to_the_device, read_load, script_here
from ikrar.web.shell.access import Request, open_to_everyone
from ikrar.web.shell.answers import answer, go

PAGES = {Device.GATE: "attendance:gate", Device.KIOSK: "attendance:kiosk"}
CLEARS_AFTER = 8  # seconds until a kiosk is empty again


@open_to_everyone
def landing(request: Request, ref: str, secret: str) -> HttpResponse:
    """The link of a device: it says what this device becomes, and a press makes it so."""
    here = scanner_by_secret(ref, secret)
    if request.method == "POST" and policies.may_type_codes(here):
        response = go(PAGES[Device(here.kind)], ref)
        give_device(response, here, secret)
        return response
    return answer(request, "attendance/landing.html", scanner=here, verdict=policies.may_type_codes(here))


@open_to_everyone
def gate(request: Request, ref: str) -> HttpResponse:
    """The scanner. Its script works without network; without script a typed code is sent at once."""
    here = device_here(request, ref, Device.GATE)
    form, code = forms.TypedCode(request.POST or None), ""
    if form.is_valid():
        code = _taken(request, here, form)
    response = answer(
        request, "attendance/gate.html", scanner=here, session=here.session, form=form, last=cards.last_four(code),
        zone=here.session.activity.agency.zone, verdict=policies.may_type_codes(here), secret=scanner_secret(ref),
    )  # fmt: skip
    return open_to_the_device(response)


@open_to_everyone
def kiosk(request: Request, ref: str) -> HttpResponse:
    """The kiosk: somebody scans or types the own card; the next screen clears itself."""
    here = device_here(request, ref, Device.KIOSK)
    form, verdict = forms.TypedCode(request.POST or None), policies.may_type_codes(here)
    if form.is_valid() and verdict:
        code = _taken(request, here, form)
        if code:
            back = f"{CLEARS_AFTER}; url={reverse('attendance:kiosk', args=[ref])}"
            return answer(
                request, "attendance/kiosk_done.html", refresh=back, scanner=here, last=cards.last_four(code),
                zone=here.session.activity.agency.zone,
            )  # fmt: skip
    return answer(
        request, "attendance/kiosk.html", scanner=here, session=here.session, form=form, verdict=verdict
    )


def _taken(request: Request, here: Scanner, form: forms.TypedCode) -> str:
    """Store one card that was typed on a page; its code, or "" with the reason at the field."""
    typed = form.cleaned_data["kode"]
    code = cards.read_code(typed)
    if cards.read_token(typed) is not None and not cards.is_genuine(typed, verify):
        code = ""
    if not code:
        form.add_error("kode", words.say("attendance.code_unknown"))
        return ""
    mark = cards.mark_of(code)
    # the same card in the same minute is the same scan: pressing twice or reloading stores it once
    number = uuid.uuid5(uuid.NAMESPACE_OID, f"{here.ref} {mark.hex()} {request.now:%Y%m%d%H%M}")
    scan = Brought(number, request.now, mark=mark, offset_ms=0, is_typed=cards.read_token(typed) is None)
    actions.take_in_scans(here, [scan], contact=Contact(0, 0), by=here, at=request.now)
    return code


@open_to_everyone
@require_GET
def clock(request: Request, ref: str) -> HttpResponse:
    """Our clock, for the device to measure its own against (half the round trip, as in RFC 5905)."""
    script_here(request, ref)
    return JsonResponse({"now": round(request.now.timestamp() * 1000)})


@open_to_everyone
@require_GET
def kit(request: Request, ref: str) -> HttpResponse:
    """What a device takes along for a day without network: beginnings of card hashes, nothing about people."""
    here = script_here(request, ref)
    found = provisions_of(here)
    response = JsonResponse({
        "valid": base64.b64encode(found.valid).decode(), "revoked": base64.b64encode(found.revoked).decode(),
        "key": base64.b64encode(public_key()).decode(),
    })  # fmt: skip
    give_device(response, here, scanner_secret(ref))
    return response


@open_to_everyone
@csrf_exempt
@require_POST
def take_in(request: Request, ref: str) -> HttpResponse:
    """Take in at most 1,000 scans; whatever they are, they are kept. What is here already is answered the same.

    The script says the secret in a header of its own, so no form of another site can send anything here.
    """
    here = script_here(request, ref)
    try:
        load = read_load(request.body)
        done = actions.take_in_scans(here, load.scans, contact=load.contact, by=here, at=request.now)
    except Problem as problem:
        return JsonResponse({"reason": words.say(problem.reason, **problem.values)}, status=422)
    fresh = 0 if isinstance(done, Unchanged) else done.fresh
    return JsonResponse({"fresh": fresh, "unreadable": load.unreadable})


@open_to_everyone
@require_GET
def worker_script(request: Request) -> HttpResponse:
    """The script that answers for the scanner's page while there is no network; its place is its reach."""
    path = finders.find("js/pindai-kerja.js")
    if path is None:
        raise Hidden
    response = HttpResponse(Path(path).read_text("utf-8"), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return open_to_the_device(response)
