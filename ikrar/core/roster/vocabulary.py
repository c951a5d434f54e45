"""How are status, grade, echelon, legal position and kind of post written, and what do they mean?

Sources: codes of BKN tables as seen in public importers (text); status names by KepmenPANRB 16/2025 (secondary);
local spellings from memory.
"""

import re
from enum import StrEnum


class Status(StrEnum):
    """How somebody is employed."""

    PNS = "PNS"
    CPNS = "CPNS"
    PPPK = "PPPK"
    PPPK_PW = "PPPK_PW"
    NON_ASN = "NON_ASN"


ASN = frozenset({Status.PNS, Status.CPNS, Status.PPPK, Status.PPPK_PW})
_KEY = re.compile(r"[^A-Z0-9]+")


def key_of(text: str) -> str:
    """Letters and digits only, upper case."""
    return _KEY.sub("", text.upper())


def _spellings(table: dict[str, str]) -> dict[str, str]:
    return {key_of(word): str(code) for code, words in table.items() for word in words.split("|")}


STATUSES = _spellings(
    {
        Status.PNS: "PNS|P|PEGAWAI NEGERI SIPIL|PNSD|PNSP|PNS PUSAT|PNS DAERAH|PNS AKTIF",
        Status.CPNS: "CPNS|C|CALON PNS|CALON PEGAWAI NEGERI SIPIL|CPNSD",
        Status.PPPK: "PPPK|P3K|PPPK PENUH WAKTU|PEGAWAI PEMERINTAH DENGAN PERJANJIAN KERJA|PPPK GURU|PPPK TEKNIS|PPPK NAKES|"
        "PPPK TENAGA KESEHATAN|PPPK AKTIF|PPPK PNW|PPPK FT",
        Status.PPPK_PW: "PPPK PW|PPPKPW|PPPK PARUH WAKTU|P3K PW|P3K PARUH WAKTU|PPPK PART TIME|PARUH WAKTU|PPPK_PW",
        Status.NON_ASN: "NON ASN|NONASN|NON_ASN|HONORER|HONOR|THL|PTT|PPNPN|TENAGA KONTRAK|KONTRAK|GTT|TKK|TKS|NON PNS|NONPNS|"
        "TENAGA HARIAN LEPAS|PEGAWAI TIDAK TETAP|GURU TIDAK TETAP|TENAGA HONORER|OUTSOURCING|ALIH DAYA|PRAMUBAKTI|SATPAM|"
        "TENAGA SUKARELA|SUKWAN|BLUD NON PNS|PEGAWAI BLUD",
    }
)

PNS_GRADES = tuple(
    f"{r}/{s}"
    for r, letters in (("I", "abcd"), ("II", "abcd"), ("III", "abcd"), ("IV", "abcde"))
    for s in letters
)
_ROMAN = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
)
PPPK_GRADES = _ROMAN
_RANKS = ("Juru Muda", "Juru Muda Tingkat I", "Juru", "Juru Tingkat I", "Pengatur Muda", "Pengatur Muda Tingkat I", "Pengatur",
          "Pengatur Tingkat I", "Penata Muda", "Penata Muda Tingkat I", "Penata", "Penata Tingkat I", "Pembina",
          "Pembina Tingkat I", "Pembina Utama Muda", "Pembina Utama Madya", "Pembina Utama")  # fmt: skip
GRADE_OF_RANK = {key_of(rank): grade for rank, grade in zip(_RANKS, PNS_GRADES, strict=True)}
RANK_OF_GRADE = dict(zip(PNS_GRADES, _RANKS, strict=True))
_GRADE_OF_ID = {
    f"{r}{s}": f"{_ROMAN[r - 1]}/{'abcde'[s - 1]}" for r in range(1, 5) for s in range(1, 6 if r == 4 else 5)
}
_PNS_GRADE = re.compile(r"\b(IV|I{1,3}|[1-4])\s*[/.\-\\ ]?\s*([A-E])\b")
_PPPK_GRADE = re.compile(r"\b(X?(?:IX|IV|V?I{0,3})|XVI{0,2})\b")
AMBIGUOUS = "?"


def grade_of(text: str, status: str) -> str:
    """The grade in its one spelling: III/c for PNS, IX for PPPK. "" when it cannot be read.

    A Roman numeral alone means PPPK; with another status it comes back as "?III".
    """
    plain = text.upper().replace("GOLONGAN", " ").replace("GOL.", " ").replace("GOL ", " ").strip()
    if (found := _PNS_GRADE.search(plain)) is not None:
        roman = found[1] if found[1] in _ROMAN else _ROMAN[int(found[1]) - 1]
        grade = f"{roman}/{found[2].lower()}"
        return grade if grade in RANK_OF_GRADE else ""
    if (by_rank := grade_of_rank(plain)) != "":
        return by_rank
    is_pppk = status in {Status.PPPK, Status.PPPK_PW}
    if plain.isdigit():
        if is_pppk and 1 <= int(plain) <= len(_ROMAN):
            return _ROMAN[int(plain) - 1]
        return "" if is_pppk else _GRADE_OF_ID.get(plain, "")
    if plain in _ROMAN:
        return plain if is_pppk or len(plain) > 3 or plain not in _ROMAN[:4] else AMBIGUOUS + plain
    return ""


def grade_of_rank(text: str) -> str:
    """The grade that belongs to a rank name, "" when there is none; "Tk.I" and "Tingkat I" are one."""
    plain = re.sub(r"\([^)]*\)", " ", text.upper())
    plain = re.sub(r"\bT(?:K|KT|INGKAT)\b\.?\s*(?:I|1)\b", "TINGKAT I", plain)
    return GRADE_OF_RANK.get(key_of(plain), "")


class Legal(StrEnum):
    """The legal position of somebody: who is asked to sign follows from it."""

    ACTIVE = "active"
    PPPK_ACTIVE = "pppk_active"
    STUDY = "study"
    PRE_RETIREMENT = "pre_retirement"
    SECONDED = "seconded"
    UNPAID_LEAVE = "unpaid_leave"
    SUSPENDED = "suspended"
    STATE_OFFICIAL = "state_official"
    NO_DECREE = "no_decree"
    BLOCKED = "blocked"
    ENDED = "ended"


LEGAL_POSITIONS = _spellings(
    {
        Legal.ACTIVE: "1|01|AKTIF|PNS AKTIF|CPNS AKTIF|ACTIVE|AKTIF BEKERJA|MASIH AKTIF|BEKERJA",
        Legal.PPPK_ACTIVE: "PPPK AKTIF|71|PPPK_ACTIVE|P3K AKTIF",
        Legal.STUDY: "3|03|TUGAS BELAJAR|IZIN BELAJAR|STUDY|TUBEL",
        Legal.PRE_RETIREMENT: "20|MASA PERSIAPAN PENSIUN|MPP|PRE_RETIREMENT|BEBAS TUGAS MPP",
        Legal.SECONDED: "DIPEKERJAKAN|DIPERBANTUKAN|DPK|DPB|PENUGASAN|SECONDED",
        Legal.UNPAID_LEAVE: "2|02|13|CLTN|CUTI DI LUAR TANGGUNGAN NEGARA|CUTI LUAR TANGGUNGAN NEGARA|UNPAID_LEAVE",
        Legal.SUSPENDED: "4|04|PEMBERHENTIAN SEMENTARA|DIBERHENTIKAN SEMENTARA|SUSPENDED|SKORSING",
        Legal.STATE_OFFICIAL: "7|07|PEJABAT NEGARA|STATE_OFFICIAL",
        Legal.NO_DECREE: "51|CPNS BELUM SK|NO_DECREE",
        Legal.BLOCKED: "92|70|BLOKIR|DIBLOKIR|NIP DIBATALKAN|BLOCKED",
        Legal.ENDED: "66|77|88|98|99|PENSIUN|MENINGGAL|MENINGGAL DUNIA|WAFAT|BERHENTI|DIBERHENTIKAN|PTDH|PDH|PINDAH|PINDAH INSTANSI|"
        "MUTASI KELUAR|MUTASI|MENGUNDURKAN DIRI|ENDED|BUP|PENSIUN BUP|PUTUS KONTRAK|KONTRAK BERAKHIR|TIDAK AKTIF|NON AKTIF",
    }
)

LEAVING_WORDS = re.compile(
    r"\b(pensiun|meninggal|wafat|almarhum|alm|almarhumah|mutasi keluar|pindah ke|mengundurkan diri|diberhentikan|berhenti|ptdh|"
    r"putus kontrak)\b",
    re.IGNORECASE,
)

ECHELONS = _spellings(
    {
        "I.a": "I.a|IA|11|JPT UTAMA|JABATAN PIMPINAN TINGGI UTAMA",
        "I.b": "I.b|IB|12|JPT MADYA|JABATAN PIMPINAN TINGGI MADYA",
        "II.a": "II.a|IIA|21|JPT PRATAMA|JABATAN PIMPINAN TINGGI PRATAMA|II",
        "II.b": "II.b|IIB|22",
        "III.a": "III.a|IIIA|31|ADMINISTRATOR|JABATAN ADMINISTRATOR|III",
        "III.b": "III.b|IIIB|32",
        "IV.a": "IV.a|IVA|41|PENGAWAS|JABATAN PENGAWAS|IV",
        "IV.b": "IV.b|IVB|42",
        "V.a": "V.a|VA|51|V",
        "": "99|NON ESELON|NONESELON|TIDAK ADA|NON|STAF|STAFF|FUNGSIONAL|PELAKSANA",
    }
)


class PostKind(StrEnum):
    """Managerial or not (UU 20/2023)."""

    MANAGERIAL = "MANAJERIAL"
    FUNCTIONAL = "FUNGSIONAL"
    IMPLEMENTING = "PELAKSANA"


POST_KINDS = _spellings(
    {
        PostKind.MANAGERIAL: "MANAJERIAL|1|STRUKTURAL|JABATAN STRUKTURAL|JPT|ADMINISTRATOR|PENGAWAS|JABATAN PIMPINAN TINGGI|3|RANGKAP|"
        "JABATAN RANGKAP|JABATAN MANAJERIAL|JABATAN ADMINISTRATOR|JABATAN PENGAWAS",
        PostKind.FUNCTIONAL: "FUNGSIONAL|2|JFT|JABATAN FUNGSIONAL|FUNGSIONAL TERTENTU|JABATAN FUNGSIONAL TERTENTU|JF",
        PostKind.IMPLEMENTING: "PELAKSANA|4|JFU|JABATAN FUNGSIONAL UMUM|FUNGSIONAL UMUM|JABATAN PELAKSANA",
    }
)

SEXES = _spellings({"1": "1|M|L|LAKI LAKI|LAKI|PRIA|LK|MALE|LELAKI", "2": "2|F|P|PEREMPUAN|WANITA|PR|W|FEMALE"})
