"""The gallery: every component in every state."""

from django.http import HttpResponse

from ikrar.web.shell.access import Request, open_to_everyone
from ikrar.web.shell.answers import answer
from ikrar.web.shell.gallery import gallery_context


@open_to_everyone
def gallery(request: Request) -> HttpResponse:
    """Every component in every state, for people who build pages."""
    return answer(request, "shell/gallery.html", **gallery_context())
