"""What is in a picture that somebody hands in, what of it is kept, and what lies under a mask?

Out of every picture come new ones, drawn from its pixels alone: no EXIF, no place, no profile, no hidden preview.
"""

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

BOXES = (320, 960, 1920)  # longest side of the sizes that are kept, in pixels
LARGEST = 20 * 2**20  # bytes of one picture
MOST_PIXELS = (
    64_000_000  # of a JPEG, which is unpacked no larger than needed; a phone of today takes 50 million
)
MOST_UNPACKED = 30_000_000  # of a picture that must be unpacked whole: 120 MB of memory
MASKS_AT_MOST = 20
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 78


class Which(StrEnum):
    """The files of a photo."""

    KEPT = "kept"
    MASKED = "masked"
    ORIGINAL = "original"  # untouched, with all it knows; only where it was wanted


class BadPhoto(Exception):
    """A picture that cannot be taken. `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Sized:
    """One size of a picture as a file."""

    box: int
    width: int
    height: int
    data: bytes  # WebP


@dataclass(frozen=True, slots=True)
class Mask:
    """A rectangle that is blacked out, in percent of width and height, from the upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def is_possible(self) -> bool:
        """Whether it lies in the picture and covers something. A number that is none is not possible."""
        parts = (self.x, self.y, self.width, self.height)
        inside = 0 <= self.x < 100 and 0 <= self.y < 100
        return all(math.isfinite(part) for part in parts) and inside and self.width > 0 and self.height > 0


def between(first: tuple[float, float], second: tuple[float, float]) -> Mask:
    """The rectangle between two points, in whichever order they were tapped."""
    (x1, y1), (x2, y2) = first, second
    return Mask(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))


def sizes_of(data: bytes) -> list[Sized]:
    """The picture upright, in each size that it fills, without metadata; a small one in its own size alone.

    Raises BadPhoto photo.broken, photo.not_a_picture or photo.too_many_pixels.
    """
    picture = _read(data)
    boxes = [box for box in BOXES if box <= max(picture.size)] or [BOXES[0]]
    if boxes[-1] < max(picture.size) and boxes[-1] != BOXES[-1]:
        boxes.append(BOXES[len(boxes)])  # a picture between two boxes keeps its own size in the larger one
    return [_sized(picture, box) for box in boxes]


def masked(data: bytes, box: int, masks: Sequence[Mask]) -> Sized:
    """One kept size with its masks: what lies under them is gone from the file, not only covered."""
    picture = _read(data)
    pen = ImageDraw.Draw(picture)
    for mask in masks:
        pen.rectangle(_corners(mask, picture.size), fill=(0, 0, 0))
    return _sized(picture, box)


def _corners(mask: Mask, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The mask in pixels, rounded outwards, so that no edge of what it hides looks out."""
    wide, high = size
    left, top = math.floor(mask.x * wide / 100), math.floor(mask.y * high / 100)
    right = math.ceil(min(mask.x + mask.width, 100) * wide / 100) - 1
    bottom = math.ceil(min(mask.y + mask.height, 100) * high / 100) - 1
    return left, top, max(right, left), max(bottom, top)


def _read(data: bytes) -> Image.Image:
    """The pixels, upright, on white. Sizes are looked at before anything is unpacked."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we count the pixels ourselves
            with Image.open(BytesIO(data), formats=FORMATS) as picture:
                most = MOST_PIXELS if picture.format == "JPEG" else MOST_UNPACKED
                if picture.width * picture.height > most:
                    raise BadPhoto("photo.too_many_pixels")
                picture.draft("RGB", (BOXES[-1], BOXES[-1]))  # JPEG alone
                return _flat(ImageOps.exif_transpose(_small(picture)))
    except UnidentifiedImageError as bad:
        raise BadPhoto("photo.not_a_picture") from bad
    except Image.DecompressionBombError as bad:
        raise BadPhoto("photo.too_many_pixels") from bad
    except (OSError, ValueError, SyntaxError, TypeError, IndexError, OverflowError, MemoryError) as bad:
        raise BadPhoto("photo.broken") from bad


def _small(picture: Image.Image) -> Image.Image:
    """No larger than the largest size, before anything is copied."""
    if picture.mode not in {"RGB", "RGBA", "L", "LA", "CMYK", "YCbCr"} and max(picture.size) > BOXES[-1]:
        orientation = picture.getexif()
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
        picture.info["exif"] = orientation.tobytes()
    picture.thumbnail((BOXES[-1], BOXES[-1]), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return picture


def _flat(picture: Image.Image) -> Image.Image:
    """Three colours on white paper: what is transparent shows nothing hidden."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        above = picture.convert("RGBA")
        ground = Image.new("RGBA", above.size, (255, 255, 255, 255))
        return Image.alpha_composite(ground, above).convert("RGB")
    return picture.convert("RGB")


def _sized(picture: Image.Image, box: int) -> Sized:
    small = picture.copy()
    small.thumbnail((box, box), Image.Resampling.LANCZOS)
    clean = Image.new("RGB", small.size)
    clean.paste(small)  # a fresh picture: nothing of `info` comes along
    out = BytesIO()
    clean.save(out, "WEBP", quality=QUALITY, method=4)
    return Sized(box, clean.width, clean.height, out.getvalue())
