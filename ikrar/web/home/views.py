"""The task list: what must I do now?"""

from django.http import HttpResponse

from ikrar.web.shell.access import Request, open_to_accounts
from ikrar.web.shell.answers import answer


@open_to_accounts
def index(request: Request) -> HttpResponse:
    """The tasks of the person who is logged in."""
    return answer(request, "home/index.html")
