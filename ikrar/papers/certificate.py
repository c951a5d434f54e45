"""The paper a person takes home: what was pledged, at which level, and how a stranger checks it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ikrar.papers import formats
from ikrar.papers.qr import qr_address, qr_svg
from ikrar.papers.typesetting import Paper, typeset

UNCERTIFIED = (
    "Dokumen ini memuat tanda tangan elektronik tidak tersertifikasi (PP 71/2019 Pasal 60) "
    "dan segel elektronik instansi."
)
HOW_TO_CHECK = """CARA MEMERIKSA BUKTI IKRAR

1. Tanpa alat: pindai kode QR pada kertas. Halaman yang terbuka menyebut sah atau tidak,
   gerakannya, dan tanggalnya.
2. Tanpa jaringan: buka halaman pemeriksa (periksa.html) di peramban, lalu pilih berkas PDF ini.
3. Dengan program: jalankan `ikrar verify BERKAS.pdf`. Kode keluar 0 berarti semua cocok.
4. Segel saja: jalankan `pdfsig BERKAS.pdf`. Penerbit tidak dikenal memang benar untuk
   sertifikat yang tidak berasal dari BSrE.

Yang diperiksa: catatan ikrar (bukti.json) cocok dengan komitmennya, komitmen itu ada di dalam
buku catatan pada nomor yang tertulis, buku catatan bertanda tangan, dan berkas tidak berubah
sejak disegel.

Hasil cetak tidak dapat diperiksa segelnya. Simpan berkas PDF ini apa adanya: jangan digabung,
dipecah, atau disimpan ulang.
"""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Everything the certificate shows. `zone` is WIB, WITA or WIT; moments are aware; `address` is the check page."""

    ref: str
    address: str
    name: str
    nip: str  # masked; empty for people without one
    unit: str
    agency: str
    drive: str
    text_title: str
    text_version: int
    points: tuple[str, ...]
    closing: str
    hash_words: tuple[str, ...]
    level: str  # code: K, 0, 1, 2, 3
    level_words: str
    codes_from: str  # who handed out codes; empty where none were used
    signed_at: datetime
    zone: str
    index: int
    size: int
    root: str  # base64, as in the checkpoint
    origin: str
    certificate: str
    is_development: bool
    made_at: datetime
    is_late: bool = False


def certificate(
    it: Certificate, *, proof: bytes, paper: Paper = "a4", more: Mapping[str, bytes] | None = None
) -> bytes:
    """The unsealed certificate, PDF/A-3b on one page, with `bukti.json` and `CARA-MEMERIKSA.txt` embedded."""
    data = {
        "address": it.address,
        "qr": qr_svg(qr_address(it.address)).decode(),
        "agency": it.agency,
        "drive": it.drive,
        "who": [["Nama", it.name], *([["NIP", it.nip]] if it.nip else []), ["Unit kerja", it.unit]],
        "text_title": it.text_title,
        "text_version": it.text_version,
        "points": list(it.points),
        "closing": it.closing,
        "words": " ".join(it.hash_words),
        "how": _how(it),
        "ref": grouped(it.ref),
        "certificate": it.certificate,
        "is_development": it.is_development,
        "honest": UNCERTIFIED,
        "made": formats.moment(it.made_at, it.zone),
        "root": it.root,
        "points_of_type": _points_of_type(it),
    }
    attachments = {"bukti.json": proof, "CARA-MEMERIKSA.txt": HOW_TO_CHECK.encode(), **(more or {})}
    return typeset("certificate", data, at=it.made_at, paper=paper, attachments=attachments)


def _how(it: Certificate) -> list[list[str]]:
    rows = [
        [
            "Diterima",
            formats.moment(it.signed_at, it.zone) + (" (melalui tautan susulan)" if it.is_late else ""),
        ],
        ["Tingkat kepastian", f"Tingkat {it.level}: {it.level_words}"],
    ]
    if it.codes_from:
        rows.append(["Kode dibagikan oleh", it.codes_from])
    return [
        *rows,
        ["Buku catatan", it.origin],
        [
            "Nomor catatan",
            f"{formats.number(it.index)}, di dalam buku berisi {formats.number(it.size)} catatan",
        ],
    ]


def _points_of_type(it: Certificate) -> float:
    """The type size that keeps the longest texts on one page."""
    letters = sum(map(len, (*it.points, it.closing, it.name, it.unit, it.drive, it.text_title, it.level_words)))
    return 10.5 if letters < 1000 else 9.5 if letters < 2400 else 8.5


def grouped(ref: str) -> str:
    """7K3M9QX2 as 7K3M-9QX2, to be read aloud."""
    return "-".join(ref[at : at + 4] for at in range(0, len(ref), 4))
