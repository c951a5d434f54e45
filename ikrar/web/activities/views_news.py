"""News about an activity: written out of the press release, published, shared, withdrawn."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.letters import Kind
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.letters.queries import content_of, letters_about
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions
from ikrar.domain.programme import activity_policies as policies
from ikrar.domain.programme.models import Activity, News
from ikrar.domain.programme.queries import activities as queries
from ikrar.domain.programme.queries import documentation
from ikrar.domain.roster.queries import Staff
from ikrar.web.activities import forms_photos as forms
from ikrar.web.activities.forms import Because
from ikrar.web.activities.letters import draft_of
from ikrar.web.activities.messages import news_address, news_message, share_link
from ikrar.web.activities.shown import photo_mark
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.shell.fields import fresh_keys

VIEW, PUBLISH = Permission.ACTIVITY_VIEW, Permission.ACTIVITY_PUBLISH


@open_to(PUBLISH)
def write(request: Request, ref: str) -> HttpResponse:
    """A new item; it begins with the text of the press release, or with what the record says."""
    found = queries.activity_for(request.staff, ref, PUBLISH)
    policies.may_write_news(request.staff, found).require()
    return _written(request, found, None, _from_press_release(found, request.staff))


@open_to(PUBLISH)
def change(request: Request, ref: str, news: str) -> HttpResponse:
    """Another wording, other photos."""
    found = queries.activity_for(request.staff, ref, PUBLISH)
    item = documentation.news_item(found, news)
    policies.may_write_news(request.staff, found, item).require()
    return _written(request, found, item, forms.news_as_typed(item, documentation.chosen_photos(item)))


def _written(request: Request, found: Activity, item: News | None, initial: dict[str, object]) -> HttpResponse:
    photos = [(p, _label(p.caption, photo_mark(p)[1])) for p in documentation.photos_to_show(found) if not p.is_clipping]  # fmt: skip
    form = forms.WriteNews(request.POST or None, photos=photos, initial=initial)
    if form.is_valid():
        try:
            made = actions.write_news(
                found, written=form.written, news=item, by=request.staff, at=request.now, key=form.key
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Kabar disimpan."), "activities:news", found.ref, result_of(made).ref)
    return answer(request, "activities/write.html", activity=found, form=form, news=item)


def _label(caption: str, state: str) -> str:
    name = caption or _("Tanpa keterangan")
    return name if state == "photo.state.fit" else _("%(name)s (belum lulus pemeriksaan)") % {"name": name}


def _from_press_release(found: Activity, staff: Staff) -> dict[str, object]:
    """The newest press release that was not cancelled and that the person may read; else what the record says."""
    releases = [
        x for x in letters_about(found.subject_ref, staff) if x.kind == Kind.PRESS and x.stage != "cancelled"
    ]
    if releases:
        title, body = releases[-1].subject, content_of(releases[-1]).body
    else:
        drawn = draft_of(found, Kind.PRESS)
        title, body = drawn.subject, drawn.body
    quotes = (f"{who}: \u201c{said}\u201d" for who, said in body.quotes)
    parts = [body.opening, *(p for p in body.paragraphs if p != body.opening), *quotes, body.closing]
    return {"title": title[:160], "text": "\n\n".join(part for part in parts if part)}


@open_to(VIEW)
def news(request: Request, ref: str, news: str) -> HttpResponse:
    """One item as it will stand, with publishing, sharing and withdrawing."""
    found = queries.activity_for(request.staff, ref)
    item = documentation.news_item(found, news)
    photos = documentation.chosen_photos(item)
    form = forms.PublishNews(request.POST or None)
    if form.is_valid():
        policies.may_publish_news(request.staff, item).require()
        seen = form.cleaned_data["seen"]
        try:
            actions.publish_news(item, seen=seen, by=request.staff, at=request.now, key=form.key)
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Kabar terbit."), "activities:news", ref, news)
    message = news_message(item)
    return answer(
        request, "activities/news.html", activity=found, news=item, form=form, message=message,
        share=share_link(message), address=news_address(item), zone=found.agency.zone,
        paragraphs=paragraphs_of(item), keys=fresh_keys("publish"),
        photos=[(p, documentation.shown_file(p, 320), *photo_mark(p)) for p in photos],
        seen=documentation.digest_of_news(item, photos),
        may_write=policies.may_write_news(request.staff, found, item),
        may_publish=policies.may_publish_news(request.staff, item),
        may_withdraw=policies.may_withdraw_news(request.staff, item),
    )  # fmt: skip


def paragraphs_of(item: News) -> list[str]:
    """The paragraphs of an item."""
    parts = (" ".join(part.split()) for part in item.text.replace("\r\n", "\n").split("\n\n"))
    return [part for part in parts if part]


@open_to(PUBLISH)
def withdraw(request: Request, ref: str, news: str) -> HttpResponse:
    """Withdraw an item, with the reason that its page will show."""
    found = queries.activity_for(request.staff, ref, PUBLISH)
    item = documentation.news_item(found, news)
    policies.may_withdraw_news(request.staff, item).require()
    form = Because(request.POST or None)
    if form.is_valid():
        try:
            actions.withdraw_news(
                item, because=form.cleaned_data["because"], by=request.staff, at=request.now, key=form.key
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Kabar ditarik."), "activities:news", ref, news)
    return answer(
        request, "activities/confirm.html", activity=found, form=form, title=_("Tarik kabar"),
        told=_("Halaman kabar akan menyebut bahwa kabar ditarik dan alasannya. Jangan tulis nama orang."),
        submit=_("Tarik kabar"),
    )  # fmt: skip
