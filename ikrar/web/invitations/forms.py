"""What is typed for invitations and duty notes: little, on a phone."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.core.invitations import Addressee, Decision, Event, Expected, Host, Left
from ikrar.domain.invitations.actions import Asked
from ikrar.domain.invitations.models import Invitation
from ikrar.domain.invitations.scans import Drawn
from ikrar.domain.people.models import Person
from ikrar.web.shell.fields import LocalMoment, said, set_zone
from ikrar.web.shell.forms import OnceForm
from ikrar.words.programme import ELECTIONS


def _choose(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    field: Any = form.fields[name]
    field.choices = list(choices)


def _words(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), **more)


class Register(OnceForm):
    """Who invites to what and when; the rest may follow."""

    host_kind = forms.ChoiceField(label=_("Yang mengundang"))
    event = forms.ChoiceField(label=_("Jenis acara"))
    begins_at = LocalMoment(label=_("Waktu acara"))
    scan = forms.FileField(
        label=_("Foto atau pindaian undangan (boleh menyusul)"), required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
        help_text=_("JPG, PNG, WEBP, atau PDF. Data lokasi pada foto dihapus."),
    )  # fmt: skip
    expected = forms.ChoiceField(label=_("Apakah calon atau bakal calon akan hadir?"), initial="unknown")
    on_duty = forms.ChoiceField(
        label=_("Diundang sebagai"),
        choices=[("ya", _("Pejabat, dalam tugas")), ("tidak", _("Pribadi"))],
        initial="ya",
    )
    person = forms.ChoiceField(label=_("Yang diundang"), required=False)
    invited_name = forms.CharField(
        label=_("Nama yang diundang"),
        max_length=120,
        required=False,
        help_text=_("Diisi bila tidak dipilih di atas."),
    )
    invited_office = forms.CharField(label=_("Jabatannya (boleh kosong)"), max_length=160, required=False)
    place = forms.CharField(label=_("Tempat (boleh kosong)"), max_length=160, required=False)
    host = forms.CharField(
        label=_("Nama pengundang (boleh kosong)"), max_length=160, required=False,
        help_text=_("Tidak pernah dihitung, dan dimusnahkan sesudah pemilihan."),
    )  # fmt: skip
    letter_number = forms.CharField(label=_("Nomor undangan (boleh kosong)"), max_length=80, required=False)
    election = forms.ChoiceField(label=_("Pemilihan (boleh kosong)"), required=False)

    def __init__(self, *args: Any, zone: str, people: Sequence[Person], me: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        set_zone(self, zone)
        self.people = {p.ref: p for p in (me, *people)}
        self.fields["person"].initial = me.ref
        _choose(self, "host_kind", said("invitation.host", Host))
        _choose(self, "event", said("invitation.event", Event))
        _choose(self, "expected", said("invitation.expected", Expected))
        _choose(self, "election", [("", _("Belum tahu")), *said("drive.election", ELECTIONS)])
        others = [(p.ref, p.name) for p in people if p.pk != me.pk]
        _choose(
            self, "person", [(me.ref, _("Saya sendiri")), ("", _("Orang lain, saya tulis namanya")), *others]
        )

    def asked(self, scan: Drawn | None) -> Asked:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        plain = {
            n: data[n]
            for n in (
                "begins_at",
                "host",
                "place",
                "election",
                "letter_number",
                "invited_name",
                "invited_office",
            )
        }
        return Asked(
            host_kind=Host(data["host_kind"]), event=Event(data["event"]), expected=Expected(data["expected"]),
            on_duty=data["on_duty"] == "ya", invited=self.people.get(data["person"]), scan=scan, **plain,
        )  # fmt: skip


def known_of(row: Invitation) -> dict[str, Any]:
    """What an invitation says now, for its form."""
    names = (
        "host_kind", "event", "begins_at", "expected", "invited_office", "place", "host", "letter_number", "election",
    )  # fmt: skip
    known: dict[str, Any] = {name: getattr(row, name) for name in names}
    person = row.invited.ref if row.invited is not None else ""
    return {
        **known, "on_duty": "ya" if row.on_duty else "tidak", "person": person,
        "invited_name": "" if person else row.invited_name,
    }  # fmt: skip


class Decide(OnceForm):
    """The disposition."""

    decision = forms.ChoiceField(label=_("Disposisi"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("Catatan (boleh kosong)"), max_length=300, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "decision", said("invitation.decision", Decision))


class Leave(OnceForm):
    """Why the person left: one choice, one tap."""

    reason = forms.ChoiceField(label=_("Alasan"), widget=forms.RadioSelect, initial="persuasion")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "reason", said("invitation.left", Left))


class Report(OnceForm):
    """What happened."""

    attended = forms.ChoiceField(
        label=_("Apakah Anda hadir?"),
        choices=[("ya", _("Ya")), ("tidak", _("Tidak"))],
        widget=forms.RadioSelect,
    )
    words = _words(_("Apa yang terjadi"), help_text=_("Singkat saja. Tanpa menuduh orang."))


class Note(OnceForm):
    """A question before something grows."""

    addressee = forms.ChoiceField(label=_("Kepada"))
    subject = forms.CharField(label=_("Pokok soal"), max_length=160)
    words = _words(_("Keadaannya"), help_text=_("Tulis keadaan dan pertanyaan Anda, bukan tuduhan."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "addressee", said("duty_note.addressee", Addressee))


class Answer(OnceForm):
    """Advice."""

    answer = _words(_("Jawaban"))


class Day(OnceForm):
    """The day on which the details of an election go."""

    election = forms.ChoiceField(label=_("Pemilihan"))
    on = forms.DateField(
        label=_("Dimusnahkan pada"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, elections: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "election", elections)


class Stands(OnceForm):
    """Who stands for election, from when to when."""

    bagian = forms.CharField(widget=forms.HiddenInput, initial="maju", max_length=8)
    person = forms.ChoiceField(label=_("Petugas"))
    since = forms.DateField(label=_("Sejak"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(
        label=_("Sampai (boleh kosong)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, people: Sequence[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {p.ref: p for p in people}
        _choose(self, "person", [(p.ref, p.name) for p in people])
