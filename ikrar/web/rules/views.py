"""May I? Open to everybody, GET only; what is asked is read from the address and kept nowhere."""

from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ikrar.core.assess import Assessment, BadFacts
from ikrar.core.verdicts import Hidden
from ikrar.domain.rules.tables import read_rulebook
from ikrar.domain.rules.topics import Topic, assess_record, read_topics, topic_of
from ikrar.web.rules import papers
from ikrar.web.rules.asking import Asking, answered, open_questions
from ikrar.web.rules.shown import Shown, shown, title_of
from ikrar.web.shell.access import Request, open_to_everyone
from ikrar.web.shell.answers import answer
from ikrar.words import say


@open_to_everyone
def index(request: Request) -> HttpResponse:
    """The situations to pick from."""
    return answer(request, "rules/index.html", topics=[(t.slug, title_of(t)) for t in read_topics().values()])


@open_to_everyone
def acts(request: Request) -> HttpResponse:
    """Every act code as a question of its own, for who finds no situation."""
    found = [(code, title_of(Topic(code, (code,), {}, is_act=True))) for code in read_rulebook().acts]
    return answer(request, "rules/acts.html", acts=sorted(found, key=lambda row: row[1]))


@open_to_everyone
def topic(request: Request, topic: str) -> HttpResponse:
    """One situation: the answer as far as it is known, and the questions that would settle it."""
    found = _topic(topic)
    form, answer_, bad = _ask(request, found)
    if answer_ is None:
        return answer(
            request, "rules/refused.html", 422, title=title_of(found), form=form, bad=bad, topic=found
        )
    status = form.cleaned_data["status"] or "pns"
    return answer(
        request, "rules/topic.html", title=title_of(found), topic=found, form=form, it=shown(answer_, found, status),
        who=f"rules.status.{status}", day=form.cleaned_data["day"] or _today(request),
        questions=[field for field in form if field.widget_type == "radioselect"],
        around=[form[name] for name in ("status", "target", "day", "region")],
    )  # fmt: skip


@open_to_everyone
def sheet(request: Request, topic: str) -> HttpResponse:
    """The situation on one page, with its norms and sources."""
    found, it = _on_paper(request, topic)
    return _pdf(papers.sheet(found, it, _today(request), at=request.now), f"boleh-{topic}.pdf")


@open_to_everyone
def poster(request: Request, topic: str) -> HttpResponse:
    """The situation in large type for a wall."""
    found, it = _on_paper(request, topic)
    return _pdf(papers.poster(found, it, _today(request), at=request.now), f"poster-{topic}.pdf")


def _topic(slug: str) -> Topic:
    found = topic_of(slug)
    if found is None:
        raise Hidden
    return found


def _ask(request: Request, topic: Topic) -> tuple[Asking, Assessment | None, str]:
    """The form with its open questions, and the answer; without one, the sentence that says what to change."""
    data = {name: value for name, value in request.GET.items() if value}
    done, today = answered(data), _today(request)
    form = Asking(data, questions=done, today=today)
    if not form.is_valid():
        return form, None, _("Ada isian yang tidak dapat dibaca.")
    try:
        found = assess_record(form.record(topic))[1]
    except BadFacts as bad:
        return form, None, say(f"rules.bad.{bad.reason}", name=bad.field, value=bad.value)
    form = Asking(data, questions=[*done, *open_questions(found, topic, done)], today=today)
    form.is_valid()
    return form, found, ""


def _on_paper(request: Request, slug: str) -> tuple[Topic, Shown]:
    found = _topic(slug)
    record = {
        "acts": list(found.acts),
        "actor_status": "pns",
        "act_date": _today(request).isoformat(),
        **found.facts,
    }
    return found, shown(assess_record(record)[1], found, "pns")


def _today(request: Request) -> date:
    return timezone.localdate(request.now)


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
