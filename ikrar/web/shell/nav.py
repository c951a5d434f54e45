"""The menu and the directory of all parts as data: words, address, the permission that shows it, and what it is for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.queries import Staff

Words = str | Promise


@dataclass(frozen=True)
class Place:
    """One part of the program; `in_menu` when it stands in the menu of every page."""

    words: Words
    url_name: str
    note: Words
    permission: Permission | None = None
    in_menu: bool = False


P = Permission
GROUPS: tuple[tuple[Words, tuple[Place, ...]], ...] = (
    (
        _("Hari ini"),
        (
            Place(_("Beranda"), "home:index", _("Yang perlu Anda kerjakan sekarang."), in_menu=True),
            Place(_("Pemberitahuan"), "notices:index", _("Yang terjadi dan perlu Anda tahu.")),
            Place(_("Ringkasan"), "dashboards:summary", _("Satu halaman untuk pimpinan."), P.SUMMARY_VIEW, True),
        ),
    ),
    (
        _("Ikrar"),
        (
            Place(_("Program"), "programme:index", _("Gerakan ikrar: naskah, sasaran, tenggat."), P.DRIVE_VIEW, True),
            Place(_("Apel"), "programme:apels", _("Sesi apel, layar, dan kode QR."), P.DRIVE_VIEW, True),
            Place(_("Kegiatan"), "activities:index", _("Apel, sosialisasi, foto, laporan, dan kabar."), P.ACTIVITY_VIEW),
            Place(_("Kehadiran"), "attendance:index", _("Pemindai, daftar, kios, dan hitungan hadir."), P.ATTENDANCE_RECORD),
            Place(_("Instruksi"), "instructions:index", _("Yang diminta dari atas, yang diminta ke bawah, dan pelaksanaannya."), P.INSTRUCTION_VIEW),
            Place(_("Cakupan"), "dashboards:index", _("Berapa yang sudah, per unit."), P.COVERAGE_VIEW, True),
            Place(_("Kalender"), "elections:index", _("Tahap, masa kampanye, dan hari libur."), P.DRIVE_VIEW),
            Place(_("Naskah"), "texts:index", _("Ikrar dan pakta integritas, dengan versinya."), P.DRIVE_VIEW),
        ),
    ),
    (
        _("Surat"),
        (
            Place(_("Surat"), "letters:index", _("Yang menunggu paraf dan tanda tangan, konsep, dan buku nomor."), P.LETTER_VIEW),
        ),
    ),
    (
        _("Pemahaman"),
        (
            Place(_("Uji pemahaman"), "learning:index", _("Soal pendek, penjelasan, dan sertifikat."), P.TEST_REACH),
            Place(_("Penilaian"), "rules:stored", _("Fakta yang dinilai menurut tabel aturan."), P.RULE_ASSESS),
        ),
    ),
    (
        _("Kewaspadaan"),
        (
            Place(_("Undangan"), "invitations:index", _("Undangan partai, disposisi, surat tugas, dan nota konsultasi."), P.INVITATION_REGISTER),
            Place(_("Nota konsultasi"), "invitations:notes", _("Pertanyaan camat, lurah, dan pejabat lain yang menunggu jawaban."), P.DUTY_NOTE_ANSWER),
            Place(_("Satgas"), "taskforces:index", _("Satuan tugas, tugas, narahubung, dan rapat."), P.TASKFORCE_VIEW),
            Place(_("Kerawanan"), "vulnerabilities:index", _("Apa yang rawan, di mana, dan siapa yang menangani."), P.VULNERABILITY_VIEW),
        ),
    ),
    (
        _("Data"),
        (
            Place(_("Pegawai"), "roster:index", _("Data pegawai dan impor dari SIASN."), P.ROSTER_VIEW, True),
            Place(_("Petugas"), "people:index", _("Akun dan peran petugas."), P.PERSON_MANAGE),
        ),
    ),
)  # fmt: skip
EVERYTHING = Place(_("Semua bagian"), "home:everything", _("Daftar semua bagian."), in_menu=True)


@dataclass(frozen=True)
class Shown:
    """One entry as the frame shows it."""

    words: Words
    url: str
    current: bool
    note: Words = ""


def nav_for(request: HttpRequest, staff: Staff) -> list[Shown]:
    """The entries of the menu that this person may use."""
    places = [place for _words, group in GROUPS for place in group if place.in_menu]
    return list(_shown(request.path, _open_to(staff, [*places, EVERYTHING])))


def everything_for(request: HttpRequest, staff: Staff) -> list[tuple[Words, list[Shown]]]:
    """All parts that this person may use, by group; empty groups are left out."""
    groups = [(words, list(_shown(request.path, _open_to(staff, group)))) for words, group in GROUPS]
    return [(words, shown) for words, shown in groups if shown]


def _open_to(staff: Staff, places: Iterable[Place]) -> Iterable[Place]:
    return (place for place in places if place.permission is None or staff.permits(place.permission))


def _shown(path: str, places: Iterable[Place]) -> Iterable[Shown]:
    for place in places:
        url = reverse(place.url_name)
        is_here = path == url or (url != reverse("home:index") and path.startswith(url))
        yield Shown(place.words, url, is_here, place.note)
