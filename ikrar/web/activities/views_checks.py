"""Looking at a photo before it is published: the five points, the signs of the election, and what is blacked out."""

from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ikrar.core.photos import Mask, Which, between
from ikrar.core.verdicts import Problem
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions
from ikrar.domain.programme import activity_policies as policies
from ikrar.domain.programme.models import Photo
from ikrar.domain.programme.photo_files import prepare_masks
from ikrar.domain.programme.queries import documentation
from ikrar.domain.roster.queries import agency_for, day_at
from ikrar.web.activities import forms_photos as forms
from ikrar.web.activities.views_sessions import to_change
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, go, say_and_go
from ikrar.web.shell.fields import fresh_keys
from ikrar.web.shell.forms import OnceForm

MANAGE = Permission.ACTIVITY_MANAGE
SCREEN = 320  # a phone shows this size as it is, so that a tap says where it was


@open_to(MANAGE)
def check(request: Request, ref: str, photo: str) -> HttpResponse:
    """The five points, with the signs of the elections at hand beside the photo."""
    found = to_change(request, ref)
    one = documentation.photo_of(found, photo)
    elections = documentation.elections_at_hand(found.agency, day_at(found.agency, request.now))
    shown = documentation.signs_for(found.agency, elections)
    beside: dict[str, Any] = {"mask_round": one.mask_round, "signs": documentation.digest_of_signs(shown)}
    form = forms.PoseChecked(request.POST or None, **beside)
    if form.is_valid():
        try:
            actions.check_photo(
                one, seen=form.seen, **form.beside, by=request.staff, at=request.now, key=form.key
            )
        except Problem as problem:  # what was ticked belongs to another picture: begin anew
            return _check_page(request, one, forms.PoseChecked(None, **beside), shown, problem)
        return say_and_go(request, _("Pemeriksaan dicatat."), "activities:photo", ref, photo)
    return _check_page(request, one, form, shown)


def _check_page(
    request: Request, one: Photo, form: forms.PoseChecked, shown: Any, problem: Problem | None = None
) -> HttpResponse:
    return answer(
        request, "activities/check.html", 422 if problem else 200, activity=one.activity, photo=one, form=form,
        signs=shown, file=documentation.shown_file(one, 960), problem=problem,
    )  # fmt: skip


@open_to(MANAGE)
def signs(request: Request, agency: str) -> HttpResponse:
    """The signs of the elections at hand as this body lists them."""
    body = agency_for(request.staff, agency, MANAGE)
    policies.may_list_signs(request.staff, body).require()
    elections = documentation.elections_at_hand(body, localdate(request.now))
    shown = documentation.signs_for(body, elections)
    start = next((s.signs for _told, s in shown if s is not None and s.agency_id == body.pk), "")
    choices = [(told.election.code, told.name) for told in elections]
    form = forms.Signs(request.POST or None, elections=choices, initial={"signs": start})
    if form.is_valid():
        try:
            actions.list_signs(
                body, election=form.cleaned_data["election"], signs=form.cleaned_data["signs"], by=request.staff,
                at=request.now, key=form.key,
            )  # fmt: skip
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Daftar tanda disimpan."), "activities:signs", agency)
    return answer(request, "activities/signs.html", body=body, form=form, signs=shown)


@open_to(MANAGE)
def mask(request: Request, ref: str, photo: str) -> HttpResponse:
    """Black out rectangles on a copy: by two taps on the picture, or by typed numbers."""
    found = to_change(request, ref)
    one = documentation.photo_of(found, photo)
    file = documentation.file_of(one, Which.KEPT, SCREEN)
    tap = OnceForm(request.POST if "ketuk.x" in request.POST else None)
    typed = forms.TypedMask(request.POST if "x" in request.POST else None)
    first, second = _first(request), _tapped(request, file.width, file.height)
    if tap.is_valid() and second is not None and first is None:
        return _go_with(ref, photo, second)
    form = tap if tap.is_bound else typed
    if form.is_valid():
        added = between(first, second) if first and second else typed.mask
        try:
            _save(request, one, [*documentation.masks_of(one), added], form.key)
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Bagian foto ditutup."), "activities:mask", ref, photo)
    return answer(
        request, "activities/mask.html", activity=found, photo=one, form=form, typed=typed, file=file, first=first,
        masks=documentation.masks_of(one), keys=fresh_keys("tap", "undo"),
    )  # fmt: skip


def _go_with(ref: str, photo: str, point: tuple[float, float]) -> HttpResponse:
    """On to the second tap: the first one stands in the address, nothing was changed."""
    response = go("activities:mask", ref, photo)
    response["Location"] = f"{response.url}?x={point[0]:.2f}&y={point[1]:.2f}"
    return response


def _tapped(request: Request, width: int, height: int) -> tuple[float, float] | None:
    """Where the picture was tapped, in percent; None when it was not. What is no number is the corner."""
    if "ketuk.x" not in request.POST:
        return None
    x, y = (
        int(n) if n.isdecimal() else 0 for n in (request.POST.get(f"ketuk.{axis}", "")[:6] for axis in "xy")
    )
    return _within(x * 100 / width), _within(y * 100 / height)


def _first(request: Request) -> tuple[float, float] | None:
    try:
        return _within(float(request.GET["x"][:9])), _within(float(request.GET["y"][:9]))
    except (KeyError, ValueError):
        return None


def _within(part: float) -> float:
    """A place inside the picture; what is no number is the corner."""
    return min(max(part, 0.0), 99.99) if part == part else 0.0


@open_to(MANAGE)
def unmask(request: Request, ref: str, photo: str) -> HttpResponse:
    """Take the last rectangle away again."""
    found = to_change(request, ref)
    one = documentation.photo_of(found, photo)
    form = OnceForm(request.POST or None)
    masks = documentation.masks_of(one)
    if form.is_valid() and masks:
        _save(request, one, masks[:-1], form.key)
        return say_and_go(request, _("Kotak terakhir dihapus."), "activities:mask", ref, photo)
    return go("activities:mask", ref, photo)


def _save(request: Request, one: Photo, masks: list[Mask], key: str | None) -> None:
    """Draw and keep the masks. Raises Problem."""
    if not all(mask.is_possible for mask in masks):
        raise Problem("photo.mask_outside", "x")
    made = prepare_masks(one, masks)
    actions.mask_photo(one, masks=masks, made=made, by=request.staff, at=request.now, key=key)
