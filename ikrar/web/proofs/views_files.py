"""Files of a proof: the certificate, the proof itself, the offline page, and the public log."""

from pathlib import Path

from django.conf import settings
from django.http import HttpResponse

from ikrar.core import proof_files, tiles
from ikrar.core.refs import read_ref
from ikrar.core.verdicts import Hidden
from ikrar.domain.ledger import fsck
from ikrar.domain.ledger.tilestore import CHECKPOINT, WITNESSED
from ikrar.domain.people.grants import Permission
from ikrar.domain.pledges import proving
from ikrar.domain.pledges.models import Pledge
from ikrar.domain.pledges.queries import pledge_by_ref
from ikrar.domain.roster.queries import may
from ikrar.web.proofs import papers
from ikrar.web.shell.access import Request, open_to, open_to_everyone, open_to_signers
from ikrar.web.shell.answers import answer
from ikrar.web.shell.signers import read_ticket

OFFLINE = Path(__file__).with_name("periksa.html")
PLAIN = "text/plain; charset=utf-8"
TEXTS = {CHECKPOINT, WITNESSED, fsck.KEYS_FILE}


@open_to_everyone
def public_proof(request: Request, ref: str) -> HttpResponse:
    """The proof that names nobody (C2SP tlog-proof)."""
    text = proving.public_proof(code := read_ref(ref))
    if text is None:
        return _not_yet(request, code)
    return _file(text.encode(), PLAIN, f"ikrar-{code}.tlog-proof")


@open_to_signers
def certificate(request: Request, ref: str) -> HttpResponse:
    """The sealed certificate, for the person who holds the ticket of this very pledge."""
    return _certificate(request, _own_pledge(request, ref))


@open_to_signers
def proof_file(request: Request, ref: str) -> HttpResponse:
    """The proof as a file, for the same person."""
    pledge = _own_pledge(request, ref)
    proof = proving.proof_of_pledge(pledge)
    if proof is None:
        return _not_yet(request, pledge.ref)
    return _file(proof_files.dump_proof(proof), "application/json", f"bukti-{pledge.ref}.json")


@open_to(Permission.PLEDGE_LIST)
def certificate_for_staff(request: Request, ref: str) -> HttpResponse:
    """The same certificate, handed out by somebody who may list the pledges of that unit."""
    pledge = pledge_by_ref(read_ref(ref))
    if not may(request.staff, Permission.PLEDGE_LIST, pledge.agency, pledge.unit):
        raise Hidden
    return _certificate(request, pledge)


@open_to_everyone
def offline_page(request: Request) -> HttpResponse:
    """The page that checks proofs without a network, to be kept and opened from disk."""
    return _file(OFFLINE.read_bytes(), "application/octet-stream", "periksa.html")


@open_to_everyone
def log_file(request: Request, name: str) -> HttpResponse:
    """A file of the public log; in production the web server in front serves the folder itself."""
    is_text = name in TEXTS
    try:
        data = (settings.IKRAR_LOG / (name if is_text else tiles.parse_path(name).path)).read_bytes()
    except (tiles.BadTile, OSError):
        raise Hidden from None
    response = HttpResponse(data, content_type=PLAIN if is_text else "application/octet-stream")
    response["Cache-Control"] = "no-cache" if is_text else "public, max-age=31536000, immutable"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _own_pledge(request: Request, ref: str) -> Pledge:
    ticket = read_ticket(request)
    pledge = pledge_by_ref(read_ref(ref))
    # A kiosk ticket may name somebody whom an officer picked without a code.
    if ticket is None or ticket.asked != pledge.asked_id or ticket.way != "phone":
        raise Hidden
    if ticket.code_round != pledge.asked.code_round:  # bought with a code that a newer one voided
        raise Hidden
    return pledge


def _certificate(request: Request, pledge: Pledge) -> HttpResponse:
    proof = proving.proof_of_pledge(pledge)
    if proof is None:
        return _not_yet(request, pledge.ref)
    pdf = papers.sealed_certificate(pledge, proof, at=request.now)
    return _file(pdf, "application/pdf", f"ikrar-{pledge.ref}.pdf")


def _not_yet(request: Request, ref: str) -> HttpResponse:
    """The log signs every half second; whoever is faster waits a moment, without script."""
    response = answer(request, "proofs/waiting.html", 503, code=ref)
    response["Retry-After"] = response["Refresh"] = "3"
    return response


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
