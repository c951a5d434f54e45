"""Photos and scans of invitations: a picture loses its hidden data, a PDF that runs something is refused."""

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.files import MIB, Kept, keep_file, kind_of
from ikrar.domain.letters.handed_in import check_document

LARGEST = 20 * MIB
LONGEST_SIDE = 2000  # pixels: a letter stays readable
MOST_PIXELS = 40_000_000  # are unpacked whole


@dataclass(frozen=True, slots=True)
class Drawn:
    """A scan that was looked at and drawn anew, not kept yet."""

    data: bytes


def draw_scan(data: bytes) -> Drawn:
    """Look at a photo (turned upright, without place and device) or a PDF. Raises Problem at the field `scan`."""
    if len(data) > LARGEST:
        raise Problem("upload.too_large", "scan", megabytes=LARGEST // MIB)
    kind = kind_of(data)
    if kind in {"jpg", "png", "webp"}:
        return Drawn(_plain_picture(data))
    if kind != "pdf":
        raise Problem("upload.unreadable", "scan", kinds="JPG, PDF, PNG, WEBP")
    check_document(data, field="scan")
    return Drawn(data)


def keep_drawn(drawn: Drawn) -> Kept:
    """Keep it, once an action found nothing to refuse."""
    return keep_file(drawn.data, "invitations", kinds=("pdf", "jpg"), largest=LARGEST, field="scan")


def _plain_picture(data: bytes) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data)) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise Problem("invitation.picture_too_wide", "scan")
                upright = ImageOps.exif_transpose(image).convert("RGB")
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
    ) as bad:
        raise Problem("invitation.picture_broken", "scan") from bad
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = BytesIO()
    upright.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
