"""The words of `ikrar verify`, Indonesian and English: it runs without the framework and its catalogue."""

_VERDICTS = {
    0: ("BUKTI INI ASLI", "THIS PROOF IS GENUINE"),
    1: ("BUKTI INI TIDAK SAH ATAU BERUBAH", "THIS PROOF IS NOT VALID OR WAS CHANGED"),
    2: ("TIDAK DAPAT DIBACA", "CANNOT BE READ"),
}
_MARKS = {
    "ok": ("cocok", "ok"),
    "failed": ("TIDAK COCOK", "FAILED"),
    "unchecked": ("belum diperiksa", "unchecked"),
}
_TROUBLES = {
    "no_file": ("Berkas tidak ditemukan atau tidak boleh dibaca.", "The file is missing or may not be read."),
    "too_large": ("Berkas lebih dari 50 MB.", "The file is larger than 50 MB."),
    "bad_proof": ("Isi berkas bukan bukti Ikrar yang utuh.", "The content is not a whole Ikrar proof."),
    "bad_pdf": ("Berkas PDF ini tidak dapat dibaca.", "This PDF cannot be read."),
    "no_proof_inside": ("PDF ini tidak memuat bukti.json.", "This PDF carries no bukti.json."),
    "needs_keys": (
        "Bukti tanpa nama tidak memuat kunci. Sertakan kunci catatan dengan --trusted.",
        "A proof without a name carries no key. Give the keys of the log with --trusted.",
    ),
    "bad_keys": ("Berkas kunci tepercaya tidak dapat dibaca.", "The file of trusted keys cannot be read."),
}
_LABELS = {
    "sealed_by": ("Nama pada segel", "Name on the seal"),
    "id": ("Nomor bukti", "Proof number"),
    "kind": ("Jenis", "Kind"),
    "campaign": ("Kode kegiatan", "Drive"),
    "body": ("Kode instansi", "Body"),
    "level": ("Tingkat kepastian", "Level of assurance"),
    "at": ("Waktu (UTC)", "Time (UTC)"),
    "text_sha256": ("Sidik teks", "Fingerprint of the text"),
    "index": ("Urutan dalam catatan", "Place in the log"),
    "size": ("Panjang catatan", "Size of the log"),
    "origin": ("Catatan", "Log"),
    "record_sha256": ("Sidik isi bukti", "Fingerprint of the record"),
}
_SENTENCES = {
    ("seal", "ok"): ("Satu segel melindungi seluruh berkas dan utuh.", "One whole seal covers the entire file."),
    ("seal", "failed"): (
        "Segel tidak ada, rusak, atau isi berkas berubah sejak disegel.",
        "There is no seal, it is damaged, or the file changed since it was sealed.",
    ),
    ("seal_issuer", "unchecked"): (
        "Penerbit sertifikat segel tidak dikenal oleh program ini.",
        "The issuer of the seal's certificate is unknown to this program.",
    ),
    ("facts", "ok"): ("Data pada halaman sama dengan bukti di dalamnya.", "The page shows what the proof says."),
    ("facts", "failed"): ("Data pada halaman berbeda dari bukti.", "The page differs from the proof."),
    ("facts", "unchecked"): (
        "Bandingkan sendiri data pada halaman dengan rincian di bawah.",
        "Compare the page with the details below yourself.",
    ),
    ("text", "ok"): ("Teks ikrar sama dengan yang disetujui.", "The text is the one that was agreed to."),
    ("text", "failed"): ("Teks ikrar berbeda dari yang disetujui.", "The text differs from the one agreed to."),
    ("text", "unchecked"): ("Berkas ini tidak memuat teks ikrar.", "This file does not carry the text."),
    ("record", "ok"): ("Catatan publik cocok dengan isi bukti.", "The public entry fits the record."),
    ("record", "failed"): ("Catatan publik berbeda dari isi bukti.", "The public entry differs from the record."),
    ("record", "unchecked"): ("Berkas ini tidak memuat isi bukti.", "This file does not carry the record."),
    ("commitment", "unchecked"): ("Ikatan dengan isi bukti tidak diperiksa.", "The tie to a record is not checked."),
    ("commitment", "ok"): ("Isi bukti terikat pada catatan publik.", "The record is bound to the public entry."),
    ("commitment", "failed"): ("Isi bukti berubah sejak dicatat.", "The record changed since it was entered."),
    ("inclusion", "ok"): ("Catatan ini ada dalam daftar yang ditandatangani.", "The entry is in the signed log."),
    ("inclusion", "failed"): ("Catatan ini tidak ada dalam daftar itu.", "The entry is not in that log."),
    ("checkpoint", "ok"): ("Keadaan catatan ditulis dengan bentuk baku.", "The checkpoint is well formed."),
    ("checkpoint", "failed"): ("Keadaan catatan rusak atau asing.", "The checkpoint is damaged or foreign."),
    ("ed25519", "ok"): ("Tanda tangan Ed25519 atas catatan sah.", "The Ed25519 signature on the log is good."),
    ("ed25519", "failed"): ("Tanda tangan Ed25519 atas catatan tidak sah.", "The Ed25519 signature is not good."),
    ("ed25519", "unchecked"): ("Tanda tangan Ed25519 tidak ada atau tidak diperiksa.", "No Ed25519 signature checked."),
    ("mldsa", "ok"): ("Tanda tangan ML-DSA-44 atas catatan sah.", "The ML-DSA-44 signature on the log is good."),
    ("mldsa", "failed"): ("Tanda tangan ML-DSA-44 atas catatan tidak sah.", "The ML-DSA-44 signature is not good."),
    ("mldsa", "unchecked"): ("Tanda tangan ML-DSA-44 tidak ada atau tidak diperiksa.", "No ML-DSA-44 signature checked."),
    ("witness", "ok"): ("Saksi dari luar turut menandatangani.", "Outside witnesses have signed too."),
    ("witness", "failed"): ("Tanda tangan saksi tidak ada atau tidak sah.", "A witness signature is missing or bad."),
    ("witness", "unchecked"): ("Belum ada saksi dari luar.", "No outside witness has signed yet."),
    ("key", "ok"): ("Kunci catatan termasuk yang Anda percaya.", "The log's key is one you trust."),
    ("key", "failed"): ("Kunci catatan bukan yang Anda percaya.", "The log's key is not one you trust."),
    ("key", "unchecked"): (
        "Kunci berasal dari berkas ini sendiri; bandingkan dengan kunci yang diumumkan instansi.",
        "The key comes from this file itself; compare it with the one the body has published.",
    ),
}  # fmt: skip


def verdict(code: int, lang: str) -> str:
    return _VERDICTS[code][lang == "en"]


def mark(outcome: str, lang: str) -> str:
    return _MARKS[outcome][lang == "en"]


def trouble(code: str, lang: str) -> str:
    return _TROUBLES[code][lang == "en"]


def label(name: str, lang: str) -> str:
    return _LABELS[name][lang == "en"]


def sentence(claim: str, outcome: str, lang: str) -> str:
    """The sentence for a finding; the reason behind it stands in --json."""
    return _SENTENCES[claim, outcome][lang == "en"]
