"""How do files leave these pages: to be looked at, or to be saved?"""

from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def inline(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to be looked at."""
    return _file(content, kind, f'inline; filename="{name}"')


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to be saved."""
    return _file(content, kind, f'attachment; filename="{name}"')


def _file(content: bytes, kind: str, disposition: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = disposition
    return response
