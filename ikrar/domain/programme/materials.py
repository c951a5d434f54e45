"""Is what somebody hands in, material or decree, a document that opens and runs nothing? Then it is kept."""

from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.files import MIB, Kept, keep_file, kind_of
from ikrar.domain.letters.handed_in import check_document

LARGEST = 20 * MIB
SAID = {"letter.file_runs": "activity.material_runs"}
LARGEST_DECREE = 10 * MIB


def keep_material(data: bytes, *, field: str) -> Kept:
    """Keep the material of a talk.

    Raises Problem activity.material_too_large, _not_pdf, _broken (also for a locked one) or _runs at the field.
    """
    if len(data) > LARGEST:
        raise Problem("activity.material_too_large", field, megabytes=LARGEST // MIB)
    if kind_of(data) != "pdf":
        raise Problem("activity.material_not_pdf", field)
    try:
        check_document(data, field=field)
    except Problem as problem:
        raise Problem(SAID.get(problem.reason, "activity.material_broken"), field) from problem
    return keep_file(data, "materials", kinds=("pdf",), largest=LARGEST, field=field)


def keep_decree(data: bytes, *, field: str) -> Kept:
    """Keep the scan of a decree, a PDF or JPG. Raises Problem at the field, in the words of letters."""
    if len(data) > LARGEST_DECREE:
        raise Problem("upload.too_large", field, megabytes=LARGEST_DECREE // MIB)
    check_document(data, field=field)
    return keep_file(data, "decrees", kinds=("pdf", "jpg"), largest=LARGEST_DECREE, field=field)
