"""Opening and closing scanners and kiosks, with the link and QR code that make a device one."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ikrar.core.attendance import Device
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions, queries
from ikrar.domain.programme import attendance_policies as policies
from ikrar.domain.programme.card_keys import scanner_secret
from ikrar.domain.programme.models import Scanner
from ikrar.domain.programme.queries.attendance import scanner_of, scanners_of
from ikrar.papers.qr import qr_svg
from ikrar.web.attendance import forms
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, go, say_and_go
from ikrar.web.shell.forms import Confirm

RECORD = Permission.ATTENDANCE_RECORD


@open_to(RECORD)
def scanners(request: Request, ref: str) -> HttpResponse:
    """The devices of a session, and a form that opens one more."""
    found = queries.attendance_session_for(request.staff, ref)
    policies.may_run_attendance(request.staff, found).require()
    verdict = policies.may_open_scanner(request.staff, found)
    form = forms.OpenScanner(request.POST or None)
    if verdict and form.is_valid():
        data = form.cleaned_data
        try:
            opened = actions.open_scanner(
                found,
                name=data["name"],
                kind=Device(data["kind"]),
                by=request.staff,
                at=request.now,
                key=form.key,
            )
            return go("attendance:scanner", ref, result_of(opened).ref)
        except Problem as problem:
            form.refuse(problem)
    return answer(
        request, "attendance/scanners.html", session=found, form=form, verdict=verdict, scanners=scanners_of(found),
        zone=found.activity.agency.zone,
    )  # fmt: skip


def link_of(scanner: Scanner) -> str:
    """The link that makes a device this scanner."""
    path = reverse("attendance:landing", args=[scanner.ref, scanner_secret(scanner.ref)])
    return f"{settings.IKRAR_ADDRESS}{path}"


@open_to(RECORD)
def scanner(request: Request, ref: str, scanner: str) -> HttpResponse:
    """One device: its link and QR code while it is open, and the button that closes it."""
    found = queries.attendance_session_for(request.staff, ref)
    policies.may_run_attendance(request.staff, found).require()
    here = scanner_of(found, scanner)
    form = Confirm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.close_scanner(here, by=request.staff, at=request.now, key=form.key)
        return say_and_go(
            request,
            _("Pemindai ditutup. Catatan yang masih menunggu tetap diterima."),
            "attendance:scanners",
            ref,
        )
    is_open = here.closed_at is None and here.kind != Device.FILE
    return answer(
        request, "attendance/scanner.html", session=found, scanner=here, form=form, is_open=is_open,
        link=link_of(here) if is_open else "",
    )  # fmt: skip


@open_to(RECORD)
def scanner_qr(request: Request, ref: str, scanner: str) -> HttpResponse:
    """The QR code of the link."""
    found = queries.attendance_session_for(request.staff, ref)
    policies.may_run_attendance(request.staff, found).require()
    here = scanner_of(found, scanner)
    if here.closed_at is not None or here.kind == Device.FILE:
        raise Hidden
    return HttpResponse(qr_svg(link_of(here)), content_type="image/svg+xml")
