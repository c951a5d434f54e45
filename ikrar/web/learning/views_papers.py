"""Files of a test: the page that works without a network, the certificate, and the public check of one."""

import json
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse

from ikrar.core import canonical, notes, proof_files
from ikrar.core.proof_files import Proof
from ikrar.core.refs import grouped, read_ref
from ikrar.core.verdicts import Hidden
from ikrar.domain.learning import proving, queries
from ikrar.domain.learning.models import Attempt
from ikrar.domain.seals import pkcs12, sealing
from ikrar.papers.qr import qr_svg
from ikrar.papers.training_certificate import TrainingCertificate, training_certificate
from ikrar.web.learning.forms import asked_text
from ikrar.web.learning.shown import address_of
from ikrar.web.learning.views import holder, once_more
from ikrar.web.shell.access import Request, open_to_everyone, open_to_signers
from ikrar.web.shell.answers import answer
from ikrar.web.templatetags.ikrar import nip_masked
from ikrar.words import say

OFFLINE = Path(__file__).with_name("soal.html")
REASON = "Sertifikat uji pemahaman netralitas"
CHOICES = ("yes", "beside", "no", "depends")


@open_to_everyone
def offline_file(request: Request, ref: str) -> HttpResponse:
    """The questions as one file that opens from disk and makes an answer file; it holds no right answer."""
    test = queries.test_by_ref(read_ref(ref))
    told = {
        "test": test.ref,
        "bank": bytes(test.bank.sha256).hex(),
        "name": test.name,
        "agency": test.agency.name,
        "choices": [[code, say(f"learning.choice.{code}")] for code in CHOICES],
        "questions": [[k.question.code, asked_text(k)] for k in queries.keyed_of(test)],
    }
    page = OFFLINE.read_text("utf-8").replace("{{DATA}}", json.dumps(told).replace("<", "\\u003c"))
    return _file(page.encode(), "application/octet-stream", f"soal-{test.ref}.html")


@open_to_everyone
def qr(request: Request, ref: str) -> HttpResponse:
    """The QR code of the short address."""
    svg = qr_svg(address_of(queries.test_by_ref(read_ref(ref))))
    return HttpResponse(svg, content_type="image/svg+xml")


@open_to_signers
def certificate(request: Request, ref: str) -> HttpResponse:
    """The sealed certificate, for the person who passed."""
    test = queries.test_by_ref(read_ref(ref))
    asked = holder(request, test)
    if asked is None:
        return once_more(test)
    attempt = queries.last_attempt(test, asked)
    if attempt is None or not attempt.has_passed:
        raise Hidden
    proof = proving.proof_of_pass(attempt)
    if proof is None:
        waiting = answer(request, "learning/waiting.html", 503, code=grouped(attempt.ref))
        waiting["Retry-After"] = waiting["Refresh"] = "3"
        return waiting
    return _file(_sealed(request, attempt, proof), "application/pdf", f"uji-{attempt.ref}.pdf")


def _sealed(request: Request, attempt: Attempt, proof: Proof) -> bytes:
    inside, facts = proof_files.dump_proof(proof), canonical.dumps(proof_files.facts_of(proof))
    pdf = training_certificate(_filled(request, attempt, proof), proof=inside, facts=facts)
    return sealing.seal_pdf(pdf, keys_dir=settings.IKRAR_KEYS, reason=REASON, at=request.now)


def _filled(request: Request, attempt: Attempt, proof: Proof) -> TrainingCertificate:
    subject = proof.record["subject"]
    who = {name: str(value) for name, value in subject.items()} if isinstance(subject, dict) else {}
    state = notes.parse_checkpoint(notes.parse_note(proof.checkpoint).text)
    test = attempt.test
    return TrainingCertificate(
        ref=attempt.ref, address=f"{settings.IKRAR_ADDRESS}/L/{attempt.ref}", name=who.get("name", ""),
        nip=nip_masked(who.get("nip", "")), unit=who.get("unit", ""), agency=who.get("agency", ""), test=test.name,
        hours=test.hours, questions=len(json.loads(test.questions)), bank_version=test.bank.version,
        passed_at=attempt.at, zone=attempt.asked.agency.zone, index=proof.index, size=state.size,
        root=notes.to_base64(state.root), origin=state.origin,
        certificate=pkcs12.certificate_name(settings.IKRAR_KEYS),
        is_development=pkcs12.is_development(settings.IKRAR_KEYS), made_at=request.now,
    )  # fmt: skip


@open_to_everyone
def check(request: Request, ref: str) -> HttpResponse:
    """The public answer on a certificate: genuine or not found, and no name."""
    code = read_ref(ref)
    try:
        said = proving.said_of(code)
    except Hidden:
        return answer(request, "learning/check.html", 404, said=None, code=grouped(code[:12]))
    number = None if said.place is None else said.place.index
    return answer(request, "learning/check.html", said=said, code=grouped(said.ref), number=number)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
