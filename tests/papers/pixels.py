"""How the pages of a PDF look: the pixels that poppler draws."""

import subprocess
from functools import lru_cache
from io import BytesIO

from PIL import Image

DPI = 36
MM = DPI / 25.4
Box = tuple[float, float, float, float]  # left, top, right, bottom in millimetres


@lru_cache(maxsize=64)
def drawn(pdf: bytes, page: int = 1, dpi: float = DPI, *, is_grey: bool = True) -> Image.Image:
    """A page as a picture."""
    command = [
        "pdftoppm",
        "-r",
        str(dpi),
        "-f",
        str(page),
        "-l",
        str(page),
        *(["-gray"] if is_grey else []),
        "-",
    ]
    return Image.open(BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout))


def darkness(pdf: bytes, page: int, box: Box) -> float:
    """How much of a box on a page is dark, from 0 to 1."""
    pixels = drawn(pdf, page).crop(tuple(round(side * MM) for side in box))  # type: ignore[arg-type]
    return sum(pixels.histogram()[:128]) / (pixels.width * pixels.height)


def ink_outside(pdf: bytes, page: int, box: Box, *, dpi: float = DPI) -> int:
    """How many pixels outside of a box are not white."""
    whole = drawn(pdf, page, dpi)
    inside = whole.crop(tuple(round(side * dpi / 25.4) for side in box))  # type: ignore[arg-type]
    return _inked(whole) - _inked(inside)


def colours(pdf: bytes, page: int = 1, *, dpi: float = DPI) -> dict[tuple[int, ...], int]:
    """The colours of a page, and how many pixels have each."""
    image = drawn(pdf, page, dpi, is_grey=False).convert("RGB")
    return {tuple(colour): count for count, colour in image.getcolors(1 << 24)}  # type: ignore[arg-type,union-attr]


def _inked(image: Image.Image) -> int:
    return image.width * image.height - sum(image.histogram()[250:])
