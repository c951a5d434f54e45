"""What is asked of an activity, its sessions, and what came of it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.core.activities import Kind, Mode, Span, weekly
from ikrar.domain.programme.actions import ActivityPlan, Outcome
from ikrar.domain.programme.models import Activity, ActivitySession
from ikrar.domain.programme.queries.activities import includes_of
from ikrar.web.shell.fields import LocalMoment, said, set_zone
from ikrar.web.shell.forms import OnceForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
SHORT, LONG = forms.Textarea(attrs={"rows": 3}), forms.Textarea(attrs={"rows": 8})
PLAIN = ("name", "place", "link", "organiser", "purpose", "agenda", "basis", "is_open", "outside")


class Details(OnceForm):
    """What an activity is, apart from its sessions."""

    kind = forms.ChoiceField(label=_("Jenis kegiatan"), choices=said("activity.kind", Kind))
    includes = forms.MultipleChoiceField(
        label=_("Sekaligus dengan (boleh kosong)"), choices=said("activity.kind", Kind), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    name = forms.CharField(label=_("Nama kegiatan"), max_length=160)
    organiser = forms.CharField(
        label=_("Penyelenggara (boleh kosong)"), help_text=_("Misalnya bagian kepegawaian."), max_length=160,
        required=False,
    )  # fmt: skip
    place = forms.CharField(label=_("Tempat"), max_length=160)
    mode = forms.ChoiceField(label=_("Cara hadir"), choices=said("activity.mode", Mode), initial=Mode.ONSITE)
    link = forms.CharField(label=_("Tautan rapat video (boleh kosong)"), max_length=300, required=False)
    agenda = forms.CharField(
        label=_("Susunan acara"), help_text=_("Satu acara pada setiap baris."), max_length=4_000, required=False,
        widget=LONG,
    )  # fmt: skip
    purpose = forms.CharField(label=_("Tujuan (boleh kosong)"), max_length=2_000, required=False, widget=SHORT)
    basis = forms.CharField(
        label=_("Dasar (boleh kosong)"),
        help_text=_("Misalnya nomor surat edaran."),
        max_length=200,
        required=False,
    )
    outside = forms.CharField(
        label=_("Tamu dari luar (boleh kosong)"), help_text=_("Satu lembaga pada setiap baris."), max_length=2_000,
        required=False, widget=SHORT,
    )  # fmt: skip
    is_open = forms.BooleanField(
        label=_("Terbuka untuk semua, tanpa daftar undangan"),
        help_text=_("Tanpa centang, yang diharapkan hadir adalah yang diundang, atau semua pegawai."),
        required=False,
    )

    @property
    def plan(self) -> ActivityPlan:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        return ActivityPlan(
            kind=Kind(data["kind"]), mode=Mode(data["mode"]), includes=[Kind(k) for k in data["includes"]],
            **{name: data[name] for name in PLAIN},
        )  # fmt: skip


class SessionFields(forms.Form):
    """When a session is, and in which weeks again."""

    session_name = forms.CharField(
        label=_("Nama sesi atau regu (boleh kosong)"), help_text=_("Misalnya Regu A."), max_length=80,
        required=False,
    )  # fmt: skip
    starts_at = LocalMoment(label=_("Mulai"))
    ends_at = LocalMoment(label=_("Selesai"))
    until = forms.DateField(
        label=_("Ulangi setiap minggu sampai (boleh kosong)"), required=False, widget=DAY,
        help_text=_("Sesi yang sama dibuat pada setiap minggu sampai tanggal ini."),
    )  # fmt: skip
    past_is_meant = forms.BooleanField(
        label=_("Saya mencatat kegiatan yang sudah terjadi"),
        help_text=_("Halaman kegiatan akan menyebutkannya."),
        required=False,
    )

    @property
    def span(self) -> Span:
        """The session that was filled in."""
        data = self.cleaned_data
        return Span(data["starts_at"], data["ends_at"], data["session_name"])

    @property
    def spans(self) -> Sequence[Span]:
        """The session with its repeats."""
        return weekly(self.span, self.cleaned_data["until"])


class Plan(Details, SessionFields):
    """A new activity with its first session."""

    def __init__(self, *args: Any, zone: str, **rest: Any) -> None:
        super().__init__(*args, **rest)
        set_zone(self, zone)
        self.order_fields(
            ["kind", "includes", "name", "session_name", "starts_at", "ends_at", "until", "past_is_meant"]
        )


class AddSession(SessionFields, OnceForm):
    """A further session."""

    def __init__(self, *args: Any, zone: str, **rest: Any) -> None:
        super().__init__(*args, **rest)
        set_zone(self, zone)


class ChangeSession(AddSession):
    """Another time or name for a session."""

    until = None  # type: ignore[assignment]  # Django drops a field that is set to None


class Happened(OnceForm):
    """What is written down afterwards."""

    guidance = forms.CharField(label=_("Arahan pimpinan"), max_length=8_000, required=False, widget=LONG)
    results = forms.CharField(
        label=_("Hasil dan keputusan"), help_text=_("Satu hal pada setiap baris."), max_length=8_000,
        required=False, widget=LONG,
    )  # fmt: skip
    obstacles = forms.CharField(label=_("Kendala"), max_length=2_000, required=False, widget=SHORT)

    @property
    def outcome(self) -> Outcome:
        """What was typed, as the action takes it."""
        return Outcome(**{n: self.cleaned_data[n] for n in ("guidance", "results", "obstacles")})


class Because(OnceForm):
    """A reason."""

    because = forms.CharField(label=_("Alasan"), max_length=200)


def details_of(activity: Activity) -> dict[str, Any]:
    """An activity as its form shows it."""
    plain = {name: getattr(activity, name) for name in (*PLAIN, "kind", "mode")}
    return {**plain, "includes": [str(kind) for kind in includes_of(activity)]}


def session_as_typed(session: ActivitySession) -> dict[str, Any]:
    """A session as its form shows it."""
    return {"session_name": session.name, "starts_at": session.starts_at, "ends_at": session.ends_at}


def happened_of(activity: Activity) -> dict[str, str]:
    """What was written down so far."""
    return {name: getattr(activity, name) for name in ("guidance", "results", "obstacles")}
