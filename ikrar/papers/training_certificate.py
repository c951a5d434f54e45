"""The certificate of somebody who passed the test of understanding: hours, proof, and how a stranger checks it."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.papers import formats
from ikrar.papers.certificate import HOW_TO_CHECK, UNCERTIFIED, grouped
from ikrar.papers.qr import qr_address, qr_svg
from ikrar.papers.typesetting import Paper, typeset


@dataclass(frozen=True, slots=True)
class TrainingCertificate:
    """Everything the certificate shows; `zone` is WIB, WITA or WIT, `address` the check page. It shows no score."""

    ref: str
    address: str
    name: str
    nip: str  # masked; empty for people without one
    unit: str
    agency: str
    test: str
    hours: int  # JP; 0: none are named
    questions: int
    bank_version: int
    passed_at: datetime
    zone: str
    index: int
    size: int
    root: str
    origin: str
    certificate: str
    is_development: bool
    made_at: datetime


def training_certificate(it: TrainingCertificate, *, proof: bytes, facts: bytes, paper: Paper = "a4") -> bytes:
    """The unsealed certificate, PDF/A-3b on one page, with `bukti.json` and `fakta.json` embedded."""
    hours = [["Jam pelajaran", f"{it.hours} JP"]] if it.hours else []
    data = {
        "address": it.address,
        "qr": qr_svg(qr_address(it.address)).decode(),
        "agency": it.agency,
        "test": it.test,
        "name": it.name,
        "who": [*([["NIP", it.nip]] if it.nip else []), ["Unit kerja", it.unit], ["Instansi", it.agency]],
        "how": [
            ["Lulus", formats.moment(it.passed_at, it.zone)],
            *hours,
            ["Soal", f"{it.questions} soal, bank soal versi {it.bank_version}, dijawab menurut tabel aturan"],
            ["Buku catatan", it.origin],
            ["Nomor catatan", f"{formats.number(it.index)}, di dalam buku berisi {formats.number(it.size)} catatan"],
        ],
        "ref": grouped(it.ref),
        "root": it.root,
        "certificate": it.certificate,
        "is_development": it.is_development,
        "honest": UNCERTIFIED,
        "made": formats.moment(it.made_at, it.zone),
    }  # fmt: skip
    inside = {"bukti.json": proof, "fakta.json": facts, "CARA-MEMERIKSA.txt": HOW_TO_CHECK.encode()}
    return typeset("training_certificate", data, at=it.made_at, paper=paper, attachments=inside)
