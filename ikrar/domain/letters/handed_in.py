"""Is a file that somebody hands in as a letter really one: a PDF that opens and runs nothing, or a whole picture?"""

import struct
import warnings
import zlib
from io import BytesIO

from PIL import Image
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.files import MIB, Kept, keep_file, kind_of

FOLDER = "letters"
LARGEST_FILE, LARGEST_LOGO = 20 * MIB, 1 * MIB
ACTIVE = frozenset({"/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/RichMedia", "/Rendition"})
MOST_OBJECTS = 20_000  # of the parts that are looked through; a scan has some hundred
LARGEST_PICTURE = 40_000_000  # pixels: a page of A3 at 400 dots an inch has 31 million
LOGO_PIXELS, LOGO_SIDE = 16_000_000, 800  # that are opened, and the longest side that is kept


def keep_document(data: bytes, *, field: str) -> Kept:
    """Look through a PDF or JPG and keep it, before the action runs: no transaction waits for it.

    Raises Problem upload.too_large and what `check_document` raises.
    """
    if len(data) > LARGEST_FILE:
        raise Problem("upload.too_large", field, megabytes=LARGEST_FILE // MIB)
    check_document(data, field=field)
    return keep_file(data, FOLDER, kinds={"pdf", "jpg"}, largest=LARGEST_FILE, field=field)


def keep_logo(data: bytes) -> Kept:
    """Draw a PNG or JPG anew, small enough for every letter, and keep that. Raises Problem at the field `logo`."""
    if len(data) > LARGEST_LOGO:
        raise Problem("upload.too_large", "logo", megabytes=LARGEST_LOGO // MIB)
    if kind_of(data) not in {"png", "jpg"}:
        raise Problem("upload.unreadable", "logo", kinds="JPG, PNG")
    return keep_file(_drawn_anew(data), FOLDER, kinds={"png"}, largest=LARGEST_FILE, field="logo")


def _drawn_anew(data: bytes) -> bytes:
    """The pixels of a logo alone, as a small PNG."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we count the pixels ourselves
            with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
                _demand_pixels(picture, LOGO_PIXELS, "logo")
                small = picture.convert("RGBA")
        small.thumbnail((LOGO_SIDE, LOGO_SIDE))
        clean = Image.new("RGBA", small.size)
        clean.paste(small)  # a fresh picture: nothing of `info` comes along
        out = BytesIO()
        clean.save(out, "PNG", optimize=True)
    except Image.DecompressionBombError as bad:
        raise _too_large(LOGO_PIXELS, "logo") from bad
    except _BROKEN as bad:
        raise Problem("letterhead.logo_broken", "logo") from bad
    return out.getvalue()


def _demand_pixels(picture: Image.Image, most: int, field: str) -> None:
    """Raises Problem before a picture is unpacked that is larger than anybody needs."""
    if picture.width * picture.height > most:
        raise _too_large(most, field)


def _too_large(most: int, field: str) -> Problem:
    return Problem("letter.picture_too_large", field, millions=most // 1_000_000)


_BROKEN = (
    OSError, ValueError, SyntaxError, TypeError, IndexError, KeyError, EOFError, OverflowError, MemoryError,
    struct.error, zlib.error,
)  # fmt: skip  # what a hostile picture makes of its reader


def check_document(data: bytes, *, field: str) -> None:
    """Whether the bytes are a PDF or JPG that can be kept as a letter.

    Raises Problem letter.file_not_pdf_or_jpg, letter.file_broken, letter.file_locked, letter.file_runs or
    letter.picture_too_large.
    """
    kind = kind_of(data)
    if kind == "pdf":
        _check_pdf(data, field)
    elif kind == "jpg":
        _check_picture(data, field)
    else:
        raise Problem("letter.file_not_pdf_or_jpg", field)


def _check_pdf(data: bytes, field: str) -> None:
    try:
        reader = PdfFileReader(BytesIO(data), strict=False)
        if reader.encrypted:
            raise Problem("letter.file_locked", field)
        runs = _runs(reader.root)
        pages = int(reader.root["/Pages"]["/Count"])
    except (PdfError, ValueError, KeyError, TypeError, IndexError, RecursionError, AttributeError) as bad:
        raise Problem("letter.file_broken", field) from bad
    if runs:
        raise Problem("letter.file_runs", field)
    if pages < 1:
        raise Problem("letter.file_broken", field)


def _runs(root: PdfObject) -> bool:
    """Whether anything reachable from the root is code, starts a program or sends a form."""
    waiting: list[PdfObject] = [root]
    seen: set[tuple[int, int]] = set()
    looked = 0
    while waiting and looked < MOST_OBJECTS:
        thing = waiting.pop()
        looked += 1
        if isinstance(thing, IndirectObject):
            where = (thing.idnum, thing.generation)
            if where in seen:
                continue
            seen.add(where)
            thing = thing.get_object()  # type: ignore[no-untyped-call]
        if isinstance(thing, DictionaryObject):
            if ACTIVE & set(thing) or str(thing.get("/S", "")) in ACTIVE:
                return True
            waiting.extend(thing.raw_get(name) for name in thing)
        elif isinstance(thing, ArrayObject):
            waiting.extend(thing.raw_get(n) for n in range(len(thing)))
    return bool(waiting)  # too large to be looked through is not taken


def _check_picture(data: bytes, field: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we count the pixels ourselves
            with Image.open(BytesIO(data), formats=("JPEG",)) as picture:
                _demand_pixels(picture, LARGEST_PICTURE, field)
                picture.draft(None, (1, 1))  # all of the file is read, an eighth of each side is drawn
                picture.load()
    except Image.DecompressionBombError as bad:
        raise _too_large(LARGEST_PICTURE, field) from bad
    except _BROKEN as bad:
        raise Problem("letter.file_broken", field) from bad
