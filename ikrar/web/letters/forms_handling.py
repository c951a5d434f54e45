"""What is asked when a letter is handled: a reason, initials, a number, a signature, a scan, where it went."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.core.letters_stages import Sent
from ikrar.domain.ledger.files import Kept
from ikrar.domain.letters.handed_in import LARGEST_FILE, keep_document
from ikrar.web.letters.forms import SignerFields
from ikrar.web.shell.fields import said
from ikrar.web.shell.forms import OnceForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
DOCUMENT = forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,application/pdf,image/jpeg"})


def kept(file: Any, field: str) -> Kept:
    """The file that was handed in, looked through and kept. Raises Problem."""
    return keep_document(file.read(LARGEST_FILE + 1), field=field)


class Reason(OnceForm):
    """Why a letter is returned or cancelled."""

    note = forms.CharField(label=_("Alasan"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class Initialling(OnceForm):
    """The text that was read."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    agrees = forms.BooleanField(label=_("Saya sudah membaca surat ini"))


class OtherSigner(SignerFields):
    """Another signer."""


class Numbering(OnceForm):
    """How the letter gets its number: from a register, one that was kept, or one given elsewhere."""

    how = forms.ChoiceField(label=_("Cara memberi nomor"), widget=forms.RadioSelect)
    numbering = forms.ChoiceField(label=_("Buku nomor"), required=False)
    classification = forms.CharField(
        label=_("Kode klasifikasi"), required=False, max_length=40, help_text=_("Kosong: menurut buku nomor.")
    )
    reserved = forms.ChoiceField(label=_("Nomor yang dipesan"), required=False)
    text = forms.CharField(label=_("Nomor dari aplikasi lain"), required=False, max_length=200)
    source = forms.CharField(label=_("Nama aplikasi"), required=False, max_length=40, initial="Srikandi")
    dated_on = forms.DateField(label=_("Tanggal surat"), widget=DAY)

    def __init__(
        self, *args: Any, registers: list[tuple[str, str]], kept: list[tuple[str, str]], **rest: Any
    ) -> None:
        super().__init__(*args, **rest)
        fields: Any = self.fields
        ways = [("register", _("Nomor berikutnya dari buku nomor"))] if registers else []
        ways += [("reserved", _("Nomor yang sudah dipesan"))] if kept else []
        ways.append(("elsewhere", _("Nomor dari Srikandi atau aplikasi lain")))
        fields["how"].choices = ways
        fields["how"].initial = ways[0][0]
        fields["numbering"].choices, fields["reserved"].choices = registers, kept
        if not registers:
            del fields["numbering"], fields["classification"]
        if not kept:
            del fields["reserved"]


class Signing(OnceForm):
    """With which key, and its secret: asked for each act, kept nowhere."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    way = forms.ChoiceField(label=_("Cara"), widget=forms.RadioSelect)
    identity = forms.CharField(
        label=_("NIK atau nama kunci"), required=False, max_length=80,
        help_text=_("NIK untuk layanan BSrE; nama kunci untuk kartu. Kosong untuk berkas sertifikat."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    container = forms.FileField(
        label=_("Berkas sertifikat (.p12 atau .pfx)"), required=False,
        help_text=_("Hanya untuk PKCS#12. Berkas dipakai sekali dan tidak disimpan."),
        widget=forms.FileInput(attrs={"accept": ".p12,.pfx"}),
    )  # fmt: skip
    password = forms.CharField(  # by this name no page that says no prints it back (web/shell/refusals.py)
        label=_("Kata sandi sertifikat"), max_length=200, strip=False,
        help_text=_("Dipakai sekali untuk surat ini dan tidak disimpan."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}, render_value=False),
    )  # fmt: skip
    agrees = forms.BooleanField(label=_("Saya menandatangani surat ini"))

    def __init__(self, *args: Any, ways: list[str], **rest: Any) -> None:
        super().__init__(*args, **rest)
        fields: Any = self.fields
        fields["way"].choices = said("letter.way", ways)
        fields["way"].initial = ways[0] if ways else None

    @property
    def key(self) -> str | None:
        """The one-time key, bound to the text that is signed; the secret takes no part in it."""
        once, seen = self.cleaned_data.get("kunci"), self.cleaned_data["seen"]
        whole = f"{once}\n{type(self).__qualname__}\n{seen}"
        return urlsafe_b64encode(sha256(whole.encode()).digest()).decode().rstrip("=") if once else None


class Scan(OnceForm):
    """The signed paper, scanned or photographed."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    scan = forms.FileField(
        label=_("Pindaian surat bertanda tangan"), widget=DOCUMENT, help_text=_("PDF atau JPG, paling besar 20 MB."),
        error_messages={"required": _("Pilih berkas pindaian dahulu."), "empty": _("Berkas ini kosong.")},
    )  # fmt: skip


class Dispatching(OnceForm):
    """To whom the letter went, how and when."""

    to = forms.CharField(label=_("Dikirim kepada"), max_length=200)
    way = forms.ChoiceField(label=_("Cara"))
    sent_on = forms.DateField(label=_("Tanggal kirim"), widget=DAY)
    proof = forms.FileField(
        label=_("Bukti terima"), required=False, widget=DOCUMENT, help_text=_("Boleh kosong. PDF atau JPG."),
        error_messages={"empty": _("Berkas ini kosong.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        fields: Any = self.fields
        fields["way"].choices = said("letter.sent", Sent)


class Period(OnceForm):
    """The letters of which days go into the package."""

    since = forms.DateField(label=_("Dari tanggal surat"), widget=DAY)
    until = forms.DateField(label=_("Sampai tanggal surat"), widget=DAY)
    with_incoming = forms.BooleanField(label=_("Sertakan surat masuk"), required=False)
