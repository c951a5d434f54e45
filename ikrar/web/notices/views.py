"""What should I know? A list with links, a button that marks it seen, and the choice of how mail comes."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.domain.people import notices
from ikrar.domain.people.models import Notice
from ikrar.domain.people.notices import Wish
from ikrar.domain.roster.seat_queries import zone_of
from ikrar.web.notices import forms
from ikrar.web.notices.addresses import address_of
from ikrar.web.shell.access import Request, open_to_accounts
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.words import say

A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One notice as the page shows it."""

    words: str
    url: str
    at: datetime
    is_new: bool
    message: str


@open_to_accounts
def index(request: Request) -> HttpResponse:
    """The notices of the person who is logged in. Looking changes nothing; the button does."""
    person = request.staff.person
    form = forms.Seen(request.POST or None)
    if form.is_valid():
        notices.mark_seen(person, request.now, up_to=form.cleaned_data["sampai"])
        return say_and_go(request, _("Semua ditandai sudah dibaca."), "notices:index")
    page = Paginator(notices.notices_of(person), A_PAGE).get_page(request.GET.get("hal"))
    rows = list(page.object_list)
    newest = max((row.pk for row in rows), default=0)
    form.fields["sampai"].initial = newest
    has_new = any(row.seen_at is None for row in rows)
    return answer(
        request, "notices/index.html", lines=[_line(row) for row in rows], page=page, form=form, has_new=has_new, zone=zone_of(person, on=request.staff.on),
        wish=f"notice.wish.{notices.wish_of(person)}", mail=person.email,
    )  # fmt: skip


@open_to_accounts
def wish(request: Request) -> HttpResponse:
    """How mail should come."""
    person = request.staff.person
    form = forms.MailWish(request.POST or None, initial={"wish": notices.wish_of(person)})
    if form.is_valid():
        notices.set_wish(person, Wish(form.cleaned_data["wish"]))
        return say_and_go(request, _("Pilihan surel disimpan."), "notices:index")
    return answer(request, "notices/wish.html", form=form, mail=person.email)


def _line(row: Notice) -> Line:
    url, sentence = address_of(row.kind, row.about), say(f"notice.{row.kind}")
    message = f"{sentence}\n{settings.IKRAR_ADDRESS}{url}"
    return Line(sentence, url, row.made_at, row.seen_at is None, message)
