"""The four questions of an empty installation, one page each: the body, its time zone, its letters, the first account."""

import re
import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.core.refs import read_ref
from ikrar.web.people.forms import NewPassword, said
from ikrar.web.shell.forms import OnceForm
from ikrar.words import say

ZONES = [
    ("Asia/Jakarta", _("WIB (Sumatra, Jawa, Kalimantan Barat dan Tengah)")),
    ("Asia/Makassar", _("WITA (Bali, Nusa Tenggara, Sulawesi, Kalimantan lainnya)")),
    ("Asia/Jayapura", _("WIT (Maluku dan Papua)")),
]
KINDS = ("regency", "city", "province", "agency", "upt", "regional-office", "ministry")


class Body(forms.Form):
    """Which body is this? Asked together with the code that only the terminal shows."""

    kode = forms.CharField(
        label=_("Kode pemasangan"), help_text=_("Tampil di layar tempat Ikrar dijalankan."), max_length=20
    )
    instansi = forms.CharField(
        label=_("Nama instansi"), help_text=_("Contoh: Pemerintah Kabupaten Contoh."), max_length=160
    )
    singkatan = forms.CharField(
        label=_("Singkatan (boleh kosong)"),
        help_text=_("Contoh: Pemkab Contoh."),
        max_length=40,
        required=False,
    )
    jenis = forms.ChoiceField(label=_("Jenis instansi"), choices=[])

    def __init__(self, *args: Any, code: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.code = code
        self.fields["jenis"].choices = said("agency_kind", KINDS)  # type: ignore[attr-defined]

    def clean_kode(self) -> str:
        """Only who sees the machine may go on."""
        typed: str = self.cleaned_data["kode"]
        if not secrets.compare_digest(read_ref(typed).encode(), self.code.encode()):
            raise forms.ValidationError(say("start.wrong_code"))
        return typed


class Zone(forms.Form):
    """Where is the body? Its clock and the place of its letters."""

    zona = forms.ChoiceField(
        label=_("Zona waktu"), help_text=_("Semua jam dan tenggat memakai zona ini."), choices=ZONES,
        widget=forms.RadioSelect,
    )  # fmt: skip
    tempat = forms.CharField(
        label=_("Tempat surat"), help_text=_("Kota yang tertulis di depan tanggal surat."), max_length=80
    )


class Letterhead(forms.Form):
    """What stands above and below its letters?"""

    alamat = forms.CharField(
        label=_("Alamat di kop surat (boleh kosong)"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    telepon = forms.CharField(label=_("Telepon di kop surat (boleh kosong)"), max_length=40, required=False)
    jabatan = forms.CharField(
        label=_("Jabatan penanggung jawab"), help_text=_("Contoh: Sekretaris Daerah."), max_length=160
    )
    pejabat = forms.CharField(label=_("Nama penanggung jawab (boleh kosong)"), max_length=120, required=False)


class First(NewPassword, OnceForm):
    """Who are you? The first officer, who also keeps the system."""

    nama = forms.CharField(label=_("Nama Anda"), max_length=120)
    pengguna = forms.CharField(
        label=_("NIP atau nama pengguna Anda"),
        help_text=_("Dengan ini Anda masuk. NIP boleh berspasi."),
        max_length=60,
    )
    field_order = ("nama", "pengguna", "sandi", "ulang")


def short_address(name: str) -> str:
    """A short address made from the name of a body."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].strip("-") or "instansi"
