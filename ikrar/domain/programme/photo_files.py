"""How does a file become the sizes of a photo? Made and kept before the action runs, so that no transaction waits for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from ikrar.core import photos
from ikrar.core.photos import LARGEST, BadPhoto, Mask, Sized, Which
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.files import MIB, keep_file, kind_of
from ikrar.domain.programme.models import Activity, Photo, PhotoFile
from ikrar.domain.programme.queries.documentation import bytes_of

KINDS = ("jpg", "png", "webp")


@dataclass(frozen=True, slots=True)
class Made:
    """One file that is kept already and waits for its row."""

    which: Which
    box: int
    width: int
    height: int
    name: str
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture that was taken: the digest of what was handed in, and its files."""

    source: bytes
    files: tuple[Made, ...]


def folder_of(activity: Activity) -> str:
    """Where the files of an activity are kept: no file is shared between activities, so that removing one removes it."""
    return f"photos/{activity.ref}"


def prepare_photo(activity: Activity, data: bytes, *, with_original: bool = False) -> Prepared:
    """Read a picture, draw its sizes without metadata, and keep them; the original only where it is wanted.

    Raises Problem photo.too_large, photo.not_a_picture, photo.broken or photo.too_many_pixels.
    """
    if len(data) > LARGEST:
        raise Problem("photo.too_large", "files", megabytes=len(data) // MIB, limit=LARGEST // MIB)
    if kind_of(data) not in KINDS:
        raise Problem("photo.not_a_picture", "files")
    try:
        sizes = photos.sizes_of(data)
    except BadPhoto as bad:
        raise Problem(bad.reason, "files") from bad
    files = [_kept(activity, Which.KEPT, size) for size in sizes]
    if with_original:
        kept = keep_file(data, folder_of(activity), kinds=KINDS, largest=LARGEST, field="files")
        files.append(Made(Which.ORIGINAL, 0, 0, 0, kept.name, kept.sha256))
    return Prepared(sha256(data).digest(), tuple(files))


def prepare_masks(photo: Photo, masks: Sequence[Mask]) -> tuple[Made, ...]:
    """Draw the masks on a copy of each kept size and keep the copies; the kept picture stays as it is.

    Raises Hidden when a kept file is gone.
    """
    kept = PhotoFile.objects.filter(photo=photo, which=Which.KEPT).order_by("box")
    if not masks:
        return ()
    return tuple(
        _kept(photo.activity, Which.MASKED, photos.masked(bytes_of(file)[0], file.box, masks)) for file in kept
    )


def _kept(activity: Activity, which: Which, size: Sized) -> Made:
    kept = keep_file(size.data, folder_of(activity), kinds=("webp",), largest=LARGEST)
    return Made(which, size.box, size.width, size.height, kept.name, kept.sha256)
