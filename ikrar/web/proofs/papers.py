"""The certificate of one pledge, filled from its record and its place in the log."""

from datetime import datetime

from django.conf import settings

from ikrar.core import canonical, notes, proof_files, texts
from ikrar.core.proof_files import Proof
from ikrar.domain.pledges.models import Pledge
from ikrar.domain.pledges.proving import handed_out_by
from ikrar.domain.pledges.queries.receipts import text_signed
from ikrar.domain.seals import pkcs12, sealing
from ikrar.papers.certificate import Certificate
from ikrar.papers.certificate import certificate as typeset_certificate
from ikrar.web.templatetags.ikrar import nip_masked
from ikrar.words import say

REASON = "Sertifikat ikrar netralitas"


def sealed_certificate(pledge: Pledge, proof: Proof, *, at: datetime) -> bytes:
    """The PDF with its proof inside and the seal of this installation over it."""
    inside = proof_files.dump_proof(proof)
    facts = canonical.dumps(proof_files.facts_of(proof))
    pdf = typeset_certificate(_filled(pledge, proof, at), proof=inside, more={"fakta.json": facts})
    return sealing.seal_pdf(pdf, keys_dir=settings.IKRAR_KEYS, reason=REASON, at=at)


def _filled(pledge: Pledge, proof: Proof, at: datetime) -> Certificate:
    subject = proof.record["subject"]
    shown = {name: str(value) for name, value in subject.items()} if isinstance(subject, dict) else {}
    text = text_signed(bytes.fromhex(str(proof.record["text_sha256"])))
    blocks = texts.blocks(text.body)
    last_point = max((at for at, block in enumerate(blocks) if block.kind == "point"), default=-1)
    state = notes.parse_checkpoint(notes.parse_note(proof.checkpoint).text)
    return Certificate(
        ref=pledge.ref,
        address=f"{settings.IKRAR_ADDRESS}/P/{pledge.ref}",
        name=shown.get("name", ""),
        nip=nip_masked(shown.get("nip", "")),
        unit=shown.get("unit", ""),
        agency=shown.get("agency", ""),
        drive=pledge.drive.name,
        text_title=text.title,
        text_version=text.version,
        points=tuple(block.text for block in blocks if block.kind == "point"),
        closing=" ".join(block.text for block in blocks[last_point + 1 :] if block.kind == "paragraph"),
        hash_words=texts.mark_of(bytes(text.sha256)).words,
        level=pledge.level,
        level_words=str(say(f"pledge.level.{pledge.level}")),
        codes_from=handed_out_by(pledge),
        signed_at=pledge.signed_at,
        zone=pledge.agency.zone,
        index=proof.index,
        size=state.size,
        root=notes.to_base64(state.root),
        origin=state.origin,
        certificate=pkcs12.certificate_name(settings.IKRAR_KEYS),
        is_development=pkcs12.is_development(settings.IKRAR_KEYS),
        made_at=at,
        is_late=pledge.late,
    )
