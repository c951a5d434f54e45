"""What is typed for task forces, contacts and meetings."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.core.taskforces import Element, Institution, Role, TaskKind, Tie
from ikrar.domain.people.models import Person
from ikrar.domain.programme.actions import NewContact, NewMember, NewTask, Noted, TaskforcePlan
from ikrar.domain.programme.models import Activity, Member
from ikrar.web.shell.fields import said
from ikrar.web.shell.forms import OnceForm
from ikrar.words.programme import ELECTIONS


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, as every form of this noun asks for one."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def lines(label: Any, *, required: bool = True, help_text: Any = "", most: int = 4000) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
    )


def choose(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Give a field its choices."""
    field: Any = form.fields[name]
    field.choices = list(choices)


class Plan(OnceForm):
    """A task force or a team of one."""

    name = forms.CharField(label=_("Nama Satgas"), max_length=160, initial=_("Satuan Tugas Netralitas"))
    elections = forms.MultipleChoiceField(
        label=_("Untuk pemilihan"), widget=forms.CheckboxSelectMultiple, required=False
    )
    task = lines(_("Tugas (boleh kosong)"), required=False)
    since = day(_("Berlaku mulai"))
    until = day(_("Berlaku sampai"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "elections", said("drive.election", ELECTIONS))

    @property
    def plan(self) -> TaskforcePlan:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        return TaskforcePlan(data["name"], data["since"], data["until"], tuple(data["elections"]), data["task"])


class NewPerson(OnceForm):
    """Somebody who joins: with an account, or by name."""

    role = forms.ChoiceField(label=_("Kedudukan"))
    person = forms.ChoiceField(label=_("Petugas yang mempunyai akun (boleh kosong)"), required=False)
    name = forms.CharField(
        label=_("Nama"), max_length=120, help_text=_("Diisi bila tidak dipilih di atas."), required=False
    )
    office = forms.CharField(label=_("Jabatan (boleh kosong)"), max_length=160, required=False)
    element = forms.ChoiceField(label=_("Unsur (boleh kosong)"), required=False)
    since = day(_("Bertugas mulai"))
    until = day(_("Bertugas sampai (boleh kosong)"), required=False)
    basis = forms.CharField(label=_("Dasar (boleh kosong)"), max_length=160, required=False)

    def __init__(self, *args: Any, people: Sequence[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {p.ref: p for p in people}
        choose(self, "role", said("taskforce.role", Role))
        choose(self, "element", [("", _("Tidak disebut")), *said("taskforce.element", Element)])
        choose(self, "person", [("", _("Tidak dipilih")), *((p.ref, p.name) for p in people)])

    @property
    def member(self) -> NewMember:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        person = self.people.get(data["person"])
        return NewMember(
            Role(data["role"]), data["name"] or (person.name if person else ""), data["since"],
            office=data["office"] or (person.position if person else ""),
            element=Element(data["element"]) if data["element"] else None, until=data["until"], basis=data["basis"],
            person=person,
        )  # fmt: skip


class Ending(OnceForm):
    """A day and why."""

    on = day(_("Pada tanggal"))
    because = forms.CharField(label=_("Alasan atau dasar"), max_length=160)


class Decree(OnceForm):
    """Number and day of the decree; a scan where it was numbered elsewhere."""

    number = forms.CharField(label=_("Nomor SK"), max_length=80)
    on = day(_("Tanggal SK"))
    scan = forms.FileField(
        label=_("Pindaian SK (boleh kosong)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg"}),
        help_text=_("PDF atau JPG, paling besar 10 MB."),
    )


class Inauguration(OnceForm):
    """The day, and the activity in which it happened."""

    on = day(_("Tanggal pengukuhan"))
    activity = forms.ChoiceField(label=_("Dalam kegiatan (boleh kosong)"), required=False)

    def __init__(self, *args: Any, activities: Sequence[Activity], **options: Any) -> None:
        super().__init__(*args, **options)
        self.activities = {a.ref: a for a in activities}
        choose(self, "activity", [("", _("Tanpa kegiatan")), *((a.ref, a.name) for a in activities)])


class Task(OnceForm):
    """What is to be done."""

    kind = forms.ChoiceField(label=_("Jenis"))
    what = forms.CharField(label=_("Apa yang dikerjakan"), max_length=200)
    member = forms.ChoiceField(label=_("Oleh (kosong: seluruh Satgas)"), required=False)
    due_on = day(_("Tenggat"))
    place = forms.CharField(label=_("Tempat (untuk piket)"), max_length=160, required=False)

    def __init__(self, *args: Any, members: Sequence[Member], **options: Any) -> None:
        super().__init__(*args, **options)
        self.members = {str(m.pk): m for m in members}
        choose(self, "kind", said("taskforce.task_kind", TaskKind))
        choose(self, "member", [("", _("Seluruh Satgas")), *((str(m.pk), m.name) for m in members)])

    @property
    def task(self) -> NewTask:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        member = self.members.get(data["member"])
        return NewTask(TaskKind(data["kind"]), data["what"], data["due_on"], member, data["place"])


class Done(OnceForm):
    """It is done, with a note."""

    note = forms.CharField(label=_("Catatan hasil (boleh kosong)"), max_length=200, required=False)


class Declare(OnceForm):
    """Own ties."""

    tie = forms.ChoiceField(label=_("Hubungan yang perlu disebut"), widget=forms.RadioSelect)
    words = lines(
        _("Penjelasan"),
        required=False,
        help_text=_("Hanya penanggung jawab, ketua, dan sekretaris yang dapat membaca."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "tie", said("taskforce.tie", Tie))


class ContactForm(OnceForm):
    """Whom to call."""

    institution = forms.ChoiceField(label=_("Lembaga"))
    office = forms.CharField(label=_("Jabatan atau bagian"), max_length=160)
    name = forms.CharField(label=_("Nama narahubung"), max_length=120)
    phone = forms.CharField(label=_("Telepon"), max_length=40, required=False)
    email = forms.EmailField(label=_("Surel"), required=False)
    since = day(_("Mulai"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "institution", said("contact.institution", Institution))

    @property
    def contact(self) -> NewContact:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        return NewContact(
            Institution(data["institution"]),
            data["office"],
            data["name"],
            data["since"],
            data["phone"],
            data["email"],
        )


class MeetingForm(OnceForm):
    """What is written down of a meeting."""

    name = forms.CharField(label=_("Nama rapat"), max_length=160)
    held_on = day(_("Tanggal"))
    place = forms.CharField(label=_("Tempat"), max_length=160)
    institutions = lines(_("Lembaga yang hadir"), help_text=_("Satu pada setiap baris."))
    minutes = lines(_("Pembahasan (boleh kosong)"), required=False, most=20_000)
    decisions = lines(_("Keputusan (boleh kosong)"), required=False, help_text=_("Satu pada setiap baris."))
    activity = forms.ChoiceField(label=_("Kegiatan terkait (boleh kosong)"), required=False)

    def __init__(self, *args: Any, activities: Sequence[Activity], **options: Any) -> None:
        super().__init__(*args, **options)
        self.activities = {a.ref: a for a in activities}
        choose(self, "activity", [("", _("Tanpa kegiatan")), *((a.ref, a.name) for a in activities)])

    @property
    def noted(self) -> Noted:
        """What was typed, as the action takes it."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in {"kunci", "activity"}}
        return Noted(**data, activity=self.activities.get(self.cleaned_data["activity"]))


class FollowUpForm(OnceForm):
    """What follows from a meeting."""

    what = forms.CharField(label=_("Apa yang dikerjakan"), max_length=200)
    owner = forms.ChoiceField(label=_("Penanggung jawab (boleh kosong)"), required=False)
    due_on = day(_("Tenggat"))

    def __init__(self, *args: Any, people: Sequence[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {p.ref: p for p in people}
        choose(self, "owner", [("", _("Belum ditentukan")), *((p.ref, p.name) for p in people)])
