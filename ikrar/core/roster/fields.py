"""Which column of a personnel file is which, and which are not needed? (headings as public SIASN importers list them)"""

import re
from enum import StrEnum
from functools import lru_cache

from ikrar.core.roster.likeness import Likeness


class Field(StrEnum):
    """A column that Ikrar reads. The order is the order of our own sheets."""

    KEY = "key"  # hidden column of our own export: the reference of the person
    SIASN_ID = "siasn_id"
    NIP = "nip"
    NAME = "name"
    TITLE_FRONT = "title_front"
    TITLE_BACK = "title_back"
    BIRTH_DATE = "birth_date"
    BIRTH = "birth"  # place and date in one cell
    SEX = "sex"
    STATUS = "status"
    LEGAL_POSITION = "legal_position"
    GRADE = "grade"
    RANK = "rank"
    POSITION = "position"
    POSITION_KIND = "position_kind"
    ECHELON = "echelon"
    UNIT_CODE = "unit_code"
    UNIT = "unit"
    PARENT_CODE = "parent_code"
    PARENT = "parent"
    AGENCY_WORK = "agency_work"
    PHONE = "phone"
    EMAIL = "email"
    NIK = "nik"
    LOCAL_ID = "local_id"
    FIRST_DAY = "first_day"
    NOTE = "note"


class Unneeded(StrEnum):
    """A kind of column that is in such files and that Ikrar leaves out; the page names them."""

    RELIGION = "religion"
    MARITAL = "marital"
    ADDRESS = "address"
    TAX = "tax"
    INSURANCE = "insurance"
    BIRTH_PLACE = "birth_place"
    EDUCATION = "education"
    DECREES = "decrees"
    DATES = "dates"
    SERVICE = "service"
    PAY_OFFICE = "pay_office"
    CARD = "card"
    OLD_NIP = "old_nip"
    IDENTITY_FLAGS = "identity_flags"
    FAMILY = "family"
    EMPLOYEE_TYPE = "employee_type"
    WORK_PLACE = "work_place"
    HOME_AGENCY = "home_agency"
    ROW_NUMBER = "row_number"


# Better headings stand first: when a file has two columns for one field, the better one is read.
NEEDED: dict[Field, str] = {
    Field.KEY: "kunci ikrar|kunci_ikrar|kunci",
    Field.SIASN_ID: "PNS ID|pnsId|ID PNS|ID ASN|ID PEGAWAI SIASN|id",
    Field.NIP: "NIP BARU|NIP|NIP/NI PPPK|NIP / NIPPPK|NI PPPK|NIPPPK|nip_master|N I P|NIP18|NIP/NIPPPK|NOMOR INDUK PEGAWAI|"
    "NIP ASN|NIP PNS|NIP PPPK|NO INDUK PEGAWAI|No. Induk|NOMOR INDUK",
    Field.NAME: "NAMA|NAMA LENGKAP|NAMA PEGAWAI|NAMA ASN|Nama PNS|NAMA PPPK|NMPPPNPN|NAMA DAN GELAR|NAMA LENGKAP DAN GELAR|"
    "NAMA TENAGA|NAMA GURU",
    Field.TITLE_FRONT: "GELAR DEPAN|Glr Dpn|GELAR DPN|GLR DEPAN",
    Field.TITLE_BACK: "GELAR BELAKANG|Glr Blkg|GELAR BLK|GLR BELAKANG|GELAR BLKG|GELAR",
    Field.BIRTH_DATE: "TANGGAL LAHIR|TGL LAHIR|tglLahir|TGL. LAHIR|TANGGAL LAHIR PEGAWAI",
    Field.BIRTH: "TTL|TEMPAT TANGGAL LAHIR|TEMPAT, TGL LAHIR|TEMPAT DAN TANGGAL LAHIR|TEMPAT/TGL LAHIR|TEMPAT TGL LAHIR",
    Field.SEX: "JENIS KELAMIN|JK|L/P|JENIS KELAMIN NAMA|KELAMIN|SEX|JNS KELAMIN|JENIS KELAMIN ID",
    Field.STATUS: "STATUS PEGAWAI|STATUS ASN|STATUS KEPEGAWAIAN|STATUS CPNS PNS|STATUS|JENIS ASN|JENIS KEPEGAWAIAN",
    Field.LEGAL_POSITION: "KEDUDUKAN HUKUM NAMA|KEDUDUKAN HUKUM|kedudukanPnsNama|STATUS KEDUDUKAN|KEDUDUKAN PNS|"
    "KEDUDUKAN HUKUM ID|STATUS AKTIF",
    Field.GRADE: "GOL AKHIR NAMA|GOL NAMA|golRuangAkhir|GOL/RUANG|GOL RUANG|GOL. RUANG|GOLONGAN|GOL|PANGKAT/GOL|"
    "PANGKAT GOLONGAN|PANGKAT GOL RUANG|GOLONGAN RUANG|GOLONGAN AKHIR|GOL AKHIR|PANGKAT, GOL. RUANG|GOL AKHIR ID",
    Field.RANK: "PANGKAT|pangkatAkhir|PANGKAT TERAKHIR|NAMA PANGKAT|PANGKAT NAMA",
    Field.POSITION: "JABATAN NAMA|NAMA JABATAN|JABATAN|jabatanFungsionalUmumNama|JABATAN TERAKHIR|JABATAN SAAT INI|TUGAS|"
    "TUGAS/JABATAN",
    Field.POSITION_KIND: "JENIS JABATAN NAMA|JENIS JABATAN|JNS JABATAN|JENIS JABATAN ID",
    Field.ECHELON: "ESELON NAMA|ESELON|eselonLevel|ESELONERING|ESELON ID|TINGKAT ESELON",
    Field.UNIT_CODE: "UNOR ID|ID UNOR|KODE UNIT|KODE UNOR|UNIT ID|KODE UNIT KERJA",
    Field.UNIT: "UNOR NAMA|UNIT KERJA|UNIT ORGANISASI|UNOR|NAMA UNIT|NAMA UNOR|SUB UNIT|BIDANG|BAGIAN|NAMA UNIT KERJA|UNIT|"
    "SATUAN KERJA|SATKER|TEMPAT TUGAS|SEKOLAH",
    Field.PARENT_CODE: "UNOR INDUK ID|ID UNOR INDUK|KODE OPD|KODE SKPD",
    Field.PARENT: "UNOR INDUK NAMA|OPD|SKPD|PERANGKAT DAERAH|UNIT INDUK|UNOR INDUK|NAMA OPD|ORGANISASI PERANGKAT DAERAH|"
    "UNIT ATASAN",
    Field.AGENCY_WORK: "INSTANSI KERJA NAMA|INSTANSI KERJA",
    Field.PHONE: "NOMOR HP|NO HP|HP|NO WA|No. WhatsApp|NOMOR WA|TELEPON|NO TELEPON|NO TELP|NOMOR TELEPON|NO HP/WA|NOMOR HANDPHONE|"
    "WHATSAPP|TELP",
    Field.EMAIL: "EMAIL GOV|EMAIL DINAS|EMAIL PEMERINTAH|EMAIL|EMAIL PRIBADI|SUREL|ALAMAT EMAIL|E-MAIL",
    Field.NIK: "NIK|NIK KTP|NO KTP|nomorIdDocument|NIKPPNPN|NOMOR KTP|NO. KTP|NOMOR INDUK KEPENDUDUKAN",
    Field.LOCAL_ID: "NOMOR REGISTRASI|NO PESERTA|ID PTT|NO REGISTRASI|ID NON ASN|NOMOR URUT PEGAWAI|ID LOKAL|NO REG|NOMOR ID",
    Field.FIRST_DAY: "TMT CPNS|TMT PPPK|TMT PENGANGKATAN",
    Field.NOTE: "KETERANGAN|KET|CATATAN",
}  # fmt: skip

LEFT_OUT: dict[Unneeded, str] = {
    Unneeded.RELIGION: "AGAMA|AGAMA ID|AGAMA NAMA",
    Unneeded.MARITAL: "JENIS KAWIN ID|JENIS KAWIN NAMA|statusPerkawinan|STATUS KAWIN|STATUS PERKAWINAN",
    Unneeded.ADDRESS: "ALAMAT|ALAMAT LENGKAP|ALAMAT RUMAH|KODE POS",
    Unneeded.TAX: "NPWP NOMOR|noNpwp|NPWP|TANGGAL NPWP|NPWP TANGGAL|NO NPWP",
    Unneeded.INSURANCE: "BPJS|noAskes|NO BPJS|ASKES|TASPEN|NO TASPEN",
    Unneeded.BIRTH_PLACE: "TEMPAT LAHIR|TEMPAT LAHIR NAMA|TEMPAT LAHIR ID|TMP LAHIR",
    Unneeded.EDUCATION: "TINGKAT PENDIDIKAN ID|TINGKAT PENDIDIKAN NAMA|PENDIDIKAN ID|PENDIDIKAN NAMA|PENDIDIKAN|TAHUN LULUS|NAMA SEKOLAH|"
    "TINGKAT PENDIDIKAN|PENDIDIKAN TERAKHIR|JURUSAN",
    Unneeded.DECREES: "NOMOR SK CPNS|TANGGAL SK CPNS|NOMOR SK PNS|TANGGAL SK PNS|NO SK|TGL SK|NOMOR SK|TANGGAL SK",
    Unneeded.DATES: "TMT PNS|TMT GOLONGAN|TMT GOLONGAN AKHIR|tmtGolAkhir|TMT PANGKAT|TMT JABATAN|TMT ESELON|GOL AWAL NAMA|GOL AWAL ID|"
    "golRuangAwal|TMT|TMT KGB",
    Unneeded.SERVICE: "MK TAHUN|MK BULAN|masaKerja|MASA KERJA|MASA KERJA TAHUN|MASA KERJA BULAN|GAJI|GAJI POKOK",
    Unneeded.PAY_OFFICE: "KPKN ID|KPKN NAMA|kppnNama|KPPN",
    Unneeded.CARD: "KARTU ASN VIRTUAL|kartuAsn|KARPEG|NO KARPEG|KARTU PEGAWAI|NO SERI KARPEG",
    Unneeded.OLD_NIP: "NIP LAMA",
    Unneeded.IDENTITY_FLAGS: "IS VALID NIK|FLAG IKD|JENIS ID DOKUMEN|JENIS DOKUMEN|STATUS NIK",
    Unneeded.FAMILY: "NO KK|NOMOR KK|JUMLAH ANAK|JUMLAH KELUARGA|NAMA ISTRI|NAMA SUAMI|NAMA IBU",
    Unneeded.EMPLOYEE_TYPE: "JENIS PEGAWAI ID|JENIS PEGAWAI NAMA|JENIS PEGAWAI|TUGAS GURU DOSEN",
    Unneeded.WORK_PLACE: "LOKASI KERJA ID|LOKASI KERJA NAMA|LOKASI KERJA|JABATAN ID",
    Unneeded.HOME_AGENCY: "INSTANSI INDUK ID|INSTANSI INDUK NAMA|INSTANSI KERJA ID|SATUAN KERJA INDUK ID|SATUAN KERJA INDUK NAMA|"
    "SATUAN KERJA KERJA ID|SATUAN KERJA KERJA NAMA|INSTANSI|INSTANSI INDUK|ATASAN LANGSUNG|NIP ATASAN|PEJABAT PENILAI",
    Unneeded.ROW_NUMBER: "NO|NO.|NOMOR|NO URUT|NOMOR URUT|URUT",
}  # fmt: skip

REQUIRED = (Field.NAME,)
USUAL = (
    Field.NIP,
    Field.NAME,
    Field.STATUS,
    Field.GRADE,
    Field.POSITION,
    Field.UNIT,
)  # asked when they are missing
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|\*")
_NOT_WORDS = re.compile(r"[^A-Z0-9]+")


def heading_key(heading: str) -> str:
    """A heading without case, spaces, punctuation and remarks in brackets: "nipBaru" and "NIP BARU" are one."""
    return _NOT_WORDS.sub("", _BRACKETS.sub(" ", heading).upper())


def _table() -> dict[str, tuple[Field | Unneeded, int]]:
    found: dict[str, tuple[Field | Unneeded, int]] = {}
    for kinds in (NEEDED, LEFT_OUT):
        for kind, headings in kinds.items():
            for place, heading in enumerate(headings.split("|")):
                found.setdefault(heading_key(heading), (kind, place))
    return found


HEADINGS = _table()


@lru_cache(maxsize=1)
def _likeness() -> Likeness:
    return Likeness((key, key) for key in HEADINGS if len(key) >= 6)


@lru_cache(maxsize=4_096)
def meaning(heading: str) -> tuple[Field | Unneeded, int] | None:
    """What a heading means and how well it says so (0 is best), or None. A slip of one letter is forgiven."""
    key = heading_key(heading)
    if not key or len(key) > 60:
        return None
    if (known := HEADINGS.get(key)) is not None:
        return known
    near = _likeness().nearest(key, 0.8) if len(key) >= 6 and not key.isdigit() else ""
    return (HEADINGS[near][0], 50) if near else None
