"""The photos of an activity: hand in, describe, put in order, remove, and the pictures themselves."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ikrar.core.photos import LARGEST, Which
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.ledger.files import MIB
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions
from ikrar.domain.programme import activity_policies as policies
from ikrar.domain.programme.models import Activity
from ikrar.domain.programme.photo_files import prepare_photo
from ikrar.domain.programme.queries import activities as queries
from ikrar.domain.programme.queries import documentation
from ikrar.web.activities import forms_photos as forms
from ikrar.web.activities.forms import Because
from ikrar.web.activities.shown import part_key, photo_mark, sent_file
from ikrar.web.activities.views_sessions import to_change
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, go, say_and_go
from ikrar.web.shell.fields import fresh_keys
from ikrar.web.shell.forms import Confirm
from ikrar.words import say

VIEW, MANAGE = Permission.ACTIVITY_VIEW, Permission.ACTIVITY_MANAGE
KEPT_FOR = "private, max-age=3600"  # a size never changes under its address while its masks stay


@open_to(VIEW)
def photos(request: Request, ref: str) -> HttpResponse:
    """All photos in order, with the state of their check."""
    found = queries.activity_for(request.staff, ref)
    may_change = policies.may_change_activity(request.staff, found)
    rows = [(p, documentation.shown_file(p, 320), *photo_mark(p)) for p in documentation.photos_to_show(found)]
    keys = fresh_keys(*(f"{p.ref}-{way}" for p, *_rest in rows for way in ("up", "down")))
    shown = [(p, file, mark, code, keys[f"{p.ref}-up"], keys[f"{p.ref}-down"]) for p, file, mark, code in rows]
    return answer(
        request, "activities/photos.html", activity=found, rows=shown, may_change=may_change,
        removed=documentation.removed_photos_of(found) if may_change else [], zone=found.agency.zone,
    )  # fmt: skip


@open_to(MANAGE)
def upload(request: Request, ref: str) -> HttpResponse:
    """Several photos at once; one that cannot be taken is named, and the others are kept."""
    found = to_change(request, ref)
    form = forms.Upload(request.POST or None, request.FILES or None)
    saved = 0
    if form.is_valid():
        saved = _take_in(request, found, form)
        if not form.errors:
            told = ngettext("%(n)s foto disimpan.", "%(n)s foto disimpan.", saved) % {"n": saved}
            return say_and_go(request, told, "activities:photos", ref)
    return answer(request, "activities/upload.html", activity=found, form=form, saved=saved)


def _take_in(request: Request, found: Activity, form: forms.Upload) -> int:
    """How many photos were kept; each that was not stands at the field with its name and the sentence."""
    saved, refused = 0, []
    for number, file in enumerate(form.cleaned_data["files"]):
        try:
            prepared = prepare_photo(found, _read(file), with_original=form.cleaned_data["with_original"])
            actions.add_photo(
                found, prepared=prepared, described=form.described, by=request.staff, at=request.now,
                key=part_key(form.key, number),
            )  # fmt: skip
        except Problem as problem:
            refused.append((file.name, say(problem.reason, **problem.values)))
        else:
            saved += 1
    for name, sentence in refused:
        form.add_error("files", f"{name}: {sentence}")
    return saved


def _read(file: Any) -> bytes:
    """The bytes of a file that is not too large; one that is, is not even read. Raises Problem."""
    if file.size > LARGEST:
        raise Problem("photo.too_large", "files", megabytes=file.size // MIB, limit=LARGEST // MIB)
    content: bytes = file.read()
    return content


@open_to(VIEW)
def photo(request: Request, ref: str, photo: str) -> HttpResponse:
    """One photo with its words, its check, its masks, and what can be done with it."""
    found = queries.activity_for(request.staff, ref)
    one = documentation.photo_of(found, photo)
    return answer(
        request, "activities/photo.html", activity=found, photo=one, file=documentation.shown_file(one, 960),
        check=documentation.last_check(one), mark=photo_mark(one), masks=documentation.masks_of(one),
        has_original=one.files.filter(which=Which.ORIGINAL).exists(), points=_points(one), zone=found.agency.zone,
        may_change=policies.may_change_activity(request.staff, found),
    )  # fmt: skip


def _points(one: Any) -> list[tuple[str, bool]]:
    check = documentation.last_check(one)
    return [(f"photo.point.{p}", bool(getattr(check, p))) for p in forms.POINTS] if check else []


@open_to(MANAGE)
def describe(request: Request, ref: str, photo: str) -> HttpResponse:
    """Caption, credits, words for whoever does not see it."""
    found = to_change(request, ref)
    one = documentation.photo_of(found, photo)
    form = forms.Describe(request.POST or None, initial=forms.described_of(one))
    if form.is_valid():
        actions.describe_photo(one, described=form.described, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Keterangan disimpan."), "activities:photo", ref, photo)
    return answer(
        request, "activities/describe.html", activity=found, photo=one, form=form,
        file=documentation.shown_file(one, 320),
    )  # fmt: skip


@open_to(MANAGE)
def move(request: Request, ref: str, photo: str, way: str) -> HttpResponse:
    """Change places with the neighbour; without a press nothing moves."""
    found = to_change(request, ref)
    one = documentation.photo_of(found, photo)
    if way not in {"naik", "turun"}:
        raise Hidden
    form = Confirm(request.POST or None)
    if form.is_valid():
        try:
            actions.move_photo(one, later=way == "turun", by=request.staff, at=request.now, key=form.key)
        except Problem as problem:
            return say_and_go(request, say(problem.reason), "activities:photos", ref)
    return go("activities:photos", ref)


@open_to(MANAGE)
def remove(request: Request, ref: str, photo: str) -> HttpResponse:
    """Take a photo out, with the reason."""
    found = to_change(request, ref)
    one = documentation.photo_of(found, photo)
    form = Because(request.POST or None)
    if form.is_valid():
        try:
            actions.remove_photo(
                one, because=form.cleaned_data["because"], by=request.staff, at=request.now, key=form.key
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Foto dikeluarkan."), "activities:photos", ref)
    return answer(
        request, "activities/confirm.html", activity=found, form=form, title=_("Keluarkan foto"),
        told=_("Berkasnya dihapus, juga dari kabar. Alasannya tetap tersimpan."), submit=_("Keluarkan foto"),
    )  # fmt: skip


@open_to(VIEW)
def picture(request: Request, ref: str, photo: str, box: int) -> HttpResponse:
    """The picture in a size, with its masks."""
    one = documentation.photo_of(queries.activity_for(request.staff, ref), photo)
    return _picture(documentation.bytes_of(documentation.shown_file(one, box)))


@open_to(MANAGE)
def kept(request: Request, ref: str, photo: str, box: int) -> HttpResponse:
    """The kept picture without masks, for whoever draws them."""
    one = documentation.photo_of(queries.activity_for(request.staff, ref, MANAGE), photo)
    return _picture(documentation.bytes_of(documentation.file_of(one, Which.KEPT, box)))


def _picture(found: tuple[bytes, str]) -> HttpResponse:
    response = HttpResponse(found[0], content_type=found[1])
    response["Cache-Control"] = KEPT_FOR
    return response


@open_to(MANAGE)
def original(request: Request, ref: str, photo: str) -> HttpResponse:
    """The file as it was handed in, where it was wanted: it may know place and time."""
    one = documentation.photo_of(queries.activity_for(request.staff, ref, MANAGE), photo)
    data, kind = documentation.bytes_of(documentation.file_of(one, Which.ORIGINAL, 0))
    return sent_file(data, kind, f"foto-{one.ref}.{kind.partition('/')[2]}")
