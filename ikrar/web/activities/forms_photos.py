"""What is asked about photos and news."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.core.photos import Mask
from ikrar.domain.programme.actions import Described, Seen, Written
from ikrar.domain.programme.models import News, Photo
from ikrar.web.shell.forms import OnceForm
from ikrar.words import say

WORDS = ("caption", "alt", "writer", "editor", "layout", "photographer")
CREDITS = ("writer", "editor", "layout", "photographer")
POINTS = ("no_gesture", "no_attribute", "no_colour", "no_number", "no_material")
FILES_AT_MOST = 12
AREA = forms.Textarea(attrs={"rows": 8})


class ManyFiles(forms.ClearableFileInput):
    """A field that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each is looked at by whoever takes it."""

    widget = ManyFiles(attrs={"accept": "image/jpeg,image/png,image/webp", "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files as a list."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            raise forms.ValidationError(say("photo.none_chosen"))
        if len(files) > FILES_AT_MOST:
            raise forms.ValidationError(say("photo.too_many_at_once", limit=FILES_AT_MOST))
        return list(files)


class Credits(forms.Form):
    """Who wrote, edited, laid out and photographed."""

    writer = forms.CharField(label=_("Penulis (boleh kosong)"), max_length=120, required=False)
    editor = forms.CharField(label=_("Penyunting (boleh kosong)"), max_length=120, required=False)
    layout = forms.CharField(label=_("Tata letak (boleh kosong)"), max_length=120, required=False)
    photographer = forms.CharField(label=_("Fotografer (boleh kosong)"), max_length=120, required=False)


class Upload(OnceForm, Credits):
    """Photos with what they share."""

    files = FilesField(  # type: ignore[assignment]  # a field's name; the files of the form stand in self.files
        label=_("Foto"), help_text=_("JPG, PNG, atau WEBP. Paling banyak 12 foto, masing-masing 20 MB.")
    )
    caption = forms.CharField(label=_("Keterangan (boleh kosong)"), max_length=300, required=False)
    is_clipping = forms.BooleanField(
        label=_("Ini kliping pers"), required=False,
        help_text=_("Kliping hanya untuk dokumentasi. Tutup iklan dan spanduk di sekitarnya."),
    )  # fmt: skip
    with_original = forms.BooleanField(
        label=_("Simpan juga berkas aslinya"), required=False,
        help_text=_("Berkas asli dapat memuat tempat dan waktu pengambilan. Biasanya tidak perlu."),
    )  # fmt: skip

    field_order = ("files", "caption", "photographer", "writer", "editor", "layout")

    @property
    def described(self) -> Described:
        """What all of them share."""
        data = self.cleaned_data
        credit = {name: data[name] for name in CREDITS}
        return Described(caption=data["caption"], is_clipping=data["is_clipping"], **credit)


class Describe(OnceForm, Credits):
    """What stands beside one photo."""

    caption = forms.CharField(label=_("Keterangan"), max_length=300, required=False)
    alt = forms.CharField(
        label=_("Gambaran bagi yang tidak melihatnya"), help_text=_("Misalnya: peserta berdiri tegak di halaman."),
        max_length=300, required=False,
    )  # fmt: skip
    is_clipping = forms.BooleanField(label=_("Ini kliping pers"), required=False)

    field_order = ("caption", "alt")

    @property
    def described(self) -> Described:
        """What was typed, as the action takes it."""
        return Described(**{name: self.cleaned_data[name] for name in (*WORDS, "is_clipping")})


def described_of(photo: Photo) -> dict[str, Any]:
    """A photo as its form shows it."""
    return {name: getattr(photo, name) for name in (*WORDS, "is_clipping")}


class PoseChecked(OnceForm):
    """The five points. A point without a tick is recorded as not fulfilled."""

    no_gesture = forms.BooleanField(required=False)
    no_attribute = forms.BooleanField(required=False)
    no_colour = forms.BooleanField(required=False)
    no_number = forms.BooleanField(required=False)
    no_material = forms.BooleanField(required=False)
    note = forms.CharField(label=_("Catatan (boleh kosong)"), max_length=200, required=False)
    mask_round = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    signs = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, mask_round: int, signs: bytes | None, **rest: Any) -> None:
        super().__init__(*args, initial={"mask_round": mask_round, "signs": (signs or b"").hex()}, **rest)
        for point in POINTS:
            self.fields[point].label = say(f"photo.point.{point}")

    @property
    def seen(self) -> Seen:
        """What was seen."""
        return Seen(**{name: self.cleaned_data[name] for name in (*POINTS, "note")})

    @property
    def beside(self) -> dict[str, Any]:
        """Which masks were on the photo, and the digest of the lists beside it, as the action takes them."""
        data = self.cleaned_data
        return {"mask_round": data["mask_round"], "signs": data["signs"] or None}

    def clean_signs(self) -> bytes:
        """The digest; what is none is another list than the one that stands there."""
        try:
            return bytes.fromhex(self.cleaned_data["signs"])
        except ValueError:
            return b"?"


def _percent(label: Any) -> forms.FloatField:
    return forms.FloatField(label=label, min_value=0, max_value=100)


class TypedMask(OnceForm):
    """A rectangle in percent of the photo."""

    x = _percent(_("Dari kiri (persen)"))
    y = _percent(_("Dari atas (persen)"))
    width = _percent(_("Lebar (persen)"))
    height = _percent(_("Tinggi (persen)"))

    @property
    def mask(self) -> Mask:
        """What was typed."""
        data = self.cleaned_data
        return Mask(data["x"], data["y"], data["width"], data["height"])


class Signs(OnceForm):
    """The signs of one election, as the body lists them."""

    election = forms.ChoiceField(label=_("Pemilihan"))
    signs = forms.CharField(
        label=_("Tanda"), max_length=4_000, widget=AREA,
        help_text=_("Satu pada setiap baris: gestur, nomor, warna, semboyan."),
    )  # fmt: skip

    def __init__(self, *args: Any, elections: Sequence[tuple[str, str]], **rest: Any) -> None:
        super().__init__(*args, **rest)
        fields: Any = self.fields
        fields["election"].choices = elections


class WriteNews(OnceForm, Credits):
    """A news item with its photos."""

    title = forms.CharField(label=_("Judul"), max_length=160)
    text = forms.CharField(
        label=_("Isi"), help_text=_("Pisahkan paragraf dengan satu baris kosong. Tanpa NIP dan nomor ponsel."),
        max_length=20_000, widget=forms.Textarea(attrs={"rows": 16}),
    )  # fmt: skip
    photos = forms.MultipleChoiceField(
        label=_("Foto"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Hanya foto yang lulus pemeriksaan dapat terbit."),
    )  # fmt: skip

    field_order = ("title", "text", "photos")

    def __init__(self, *args: Any, photos: Sequence[tuple[Photo, str]], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.by_ref = {photo.ref: photo for photo, _label in photos}
        fields: Any = self.fields
        fields["photos"].choices = [(photo.ref, label) for photo, label in photos]
        if not photos:
            del fields["photos"]

    @property
    def written(self) -> Written:
        """What was typed, as the action takes it; photos in the order of the activity."""
        data = self.cleaned_data
        chosen = set(data.get("photos", ()))
        photos = [photo for ref, photo in self.by_ref.items() if ref in chosen]
        return Written(data["title"], data["text"], photos=photos, **{name: data[name] for name in CREDITS})


class PublishNews(OnceForm):
    """The item that was read."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


def news_as_typed(news: News, photos: Sequence[Photo]) -> dict[str, Any]:
    """A news item as its form shows it."""
    plain = {name: getattr(news, name) for name in ("title", "text", *CREDITS)}
    return {**plain, "photos": [photo.ref for photo in photos]}
