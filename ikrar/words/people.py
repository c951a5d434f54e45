"""Words of people, roles and accounts."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "role.officer": _("Petugas kepegawaian"),
    "role.unit-operator": _("Operator unit"),
    "role.head": _("Pimpinan"),
    "role.task-force": _("Anggota Satgas"),
    "role.auditor": _("Pemeriksa"),
    "role.system-operator": _("Operator sistem"),
    "term.definitive": _("Definitif"),
    "term.plt": _("Pelaksana tugas (Plt.)"),
    "term.plh": _("Pelaksana harian (Plh.)"),
    "term.pj": _("Penjabat (Pj.)"),
    "term.pjs": _("Penjabat sementara (Pjs.)"),
    "account.username_taken": _("Nama pengguna «%(username)s» sudah dipakai."),
    "agency.ref_taken": _("Alamat pendek «%(ref)s» sudah dipakai instansi lain."),
    "seat.unit_of_another_body": _("Unit ini milik instansi lain."),
    "start.wrong_code": _("Kode pemasangan tidak cocok. Lihat layar tempat Ikrar dijalankan."),
    "agency_kind.ministry": _("Kementerian atau lembaga"),
    "agency_kind.regional-office": _("Kantor wilayah"),
    "agency_kind.upt": _("Unit pelaksana teknis"),
    "agency_kind.province": _("Pemerintah provinsi"),
    "agency_kind.regency": _("Pemerintah kabupaten"),
    "agency_kind.city": _("Pemerintah kota"),
    "agency_kind.agency": _("Perangkat daerah"),
}
