"""Is a file that somebody hands in as a letter really one: a PDF that opens and runs nothing, or a whole picture?"""

import warnings
from io import BytesIO

from PIL import Image
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.files import kind_of

ACTIVE = frozenset({"/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/RichMedia", "/Rendition"})
MOST_OBJECTS = 20_000  # of the parts that are looked through; a scan has some hundred
LARGEST_PICTURE = 100_000_000  # pixels


def check_document(data: bytes, *, field: str) -> None:
    """Whether the bytes are a PDF or JPG that can be kept as a letter.

    Raises Problem letter.file_not_pdf_or_jpg, letter.file_broken, letter.file_locked or letter.file_runs.
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
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=("JPEG",)) as picture:
                if picture.width * picture.height > LARGEST_PICTURE:
                    raise Problem("letter.file_broken", field)
                picture.load()
    except (OSError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as bad:
        raise Problem("letter.file_broken", field) from bad
