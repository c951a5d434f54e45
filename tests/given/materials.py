"""PDF files as speakers hand them in: a plain one, and one that is a script."""

from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter


def a_plain_pdf() -> bytes:
    """One empty page."""
    return _written(_one_page())


def a_pdf_that_runs() -> bytes:
    """A page that runs a script when it is opened."""
    writer = _one_page()
    name, string = generic.NameObject, generic.TextStringObject
    dictionary: Any = generic.DictionaryObject
    code = dictionary({name("/S"): name("/JavaScript"), name("/JS"): string("app.alert(1)")})
    writer.root["/OpenAction"] = writer.add_object(code)
    return _written(writer)


def _one_page() -> PdfFileWriter:
    writer = PdfFileWriter()  # type: ignore[no-untyped-call]
    stream = writer.add_object(generic.StreamObject(stream_data=b""))
    writer.insert_page(PageObject(contents=stream, media_box=(0, 0, 595, 842)))  # type: ignore[no-untyped-call]
    return writer


def _written(writer: PdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()
