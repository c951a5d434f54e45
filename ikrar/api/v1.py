"""For machines, version 1: is this code genuine, and does this proof hold? Nothing private is told."""

from typing import Literal

from django.http import HttpRequest
from ninja import NinjaAPI, Schema, Status

from ikrar.core import proof_files, proofs
from ikrar.core.refs import read_ref
from ikrar.core.verdicts import Hidden
from ikrar.domain.ledger import proving as log
from ikrar.domain.ledger import signer
from ikrar.domain.pledges import proving

api = NinjaAPI(title="Ikrar", version="1", urls_namespace="api-v1", docs_url=None)
LARGEST_PROOF = 1_000_000  # bytes


class Standing(Schema):
    """The three answers of the public page, and its facts. `index` counts from 0."""

    answer: Literal["genuine", "withdrawn", "not_found"]
    code: str
    drive: str = ""
    day: str = ""
    unit: str = ""
    level: str = ""
    text_sha256: str = ""
    index: int | None = None
    size: int | None = None
    origin: str = ""


class Claim(Schema):
    """One claim of a proof and how it came out, by code (core/proofs)."""

    claim: str
    outcome: str
    why: str


class Verdict(Schema):
    """What the proof is worth against the keys of this installation."""

    genuine: bool
    readable: bool
    findings: list[Claim]


@api.get("/bukti/{code}", response={200: Standing, 404: Standing})
def standing(request: HttpRequest, code: str) -> Status[Standing]:
    """Genuine, withdrawn or not found."""
    ref = read_ref(code)
    try:
        said = proving.said_of(ref)
    except Hidden:
        return Status(404, Standing(answer="not_found", code=ref[:12]))
    place = said.place
    told = Standing(
        answer="withdrawn" if said.withdrawn_on else "genuine",
        code=said.ref,
        drive=said.drive,
        day=said.day.isoformat(),
        unit=said.unit,
        level=said.level,
        text_sha256=said.text_sha256.hex(),
        index=place.index if place else None,
        size=place.size if place else None,
        origin=place.origin if place else "",
    )
    return Status(200, told)


@api.post("/verify", response={200: Verdict, 422: Verdict})
def verify(request: HttpRequest) -> Status[Verdict]:
    """Checks a proof file sent as the body. It is read, answered and forgotten."""
    body = request.body
    try:
        if len(body) > LARGEST_PROOF:
            raise proof_files.BadProof("too large")
        proof = proof_files.load_proof(body)
    except proof_files.BadProof:
        return Status(422, Verdict(genuine=False, readable=False, findings=[]))
    report = proofs.check_proof(
        proof,
        verify_ed25519=signer.verify_ed25519,
        verify_mldsa=signer.verify_mldsa,
        trusted_keys=[str(key) for key in log.known_keys(log.this_store())],
    )
    told = [Claim(claim=f.claim, outcome=f.outcome, why=f.why) for f in report.findings]
    is_ours = report.of(proofs.Claim.KEY).outcome is proofs.Outcome.OK
    return Status(200, Verdict(genuine=report.is_accepted and is_ours, readable=True, findings=told))
