"""By which day? Open to everybody, GET only; what is asked is read from the address and kept nowhere."""

from datetime import date, datetime

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import override

from ikrar.core.clocks import BadFacts, Due, Unit, due
from ikrar.domain.elections.holidays import work_week
from ikrar.domain.rules.clock_tables import ClockWords, explain, read_clock_words, read_clocks
from ikrar.papers.formats import short_day
from ikrar.web.rules.forms_clocks import ClockForm
from ikrar.web.shell.access import Request, open_to_everyone
from ikrar.web.shell.answers import answer
from ikrar.words import say


@open_to_everyone
def clocks(request: Request) -> HttpResponse:
    """Choose a clock and a day: the due day in one sentence, with its article and what remains open."""
    data = {name: value for name, value in request.GET.items() if value}
    form = ClockForm(data, today=timezone.localdate(request.now))
    found = _due(form) if data and form.is_valid() else None
    if found is None:
        return answer(request, "rules/clocks.html", form=form)
    told = read_clock_words()[found.clock.code]
    return answer(
        request, "rules/clocks.html", form=form, it=found, told=told, notes=[f"clock.note.{n}" for n in found.notes],
        sentence=_sentence(found, told),
        confidence=f"clock.confidence.{found.clock.confidence}",
        skipped=sorted({(d.day, d.name) for r in found.readings for d in r.skipped}),
    )  # fmt: skip


def _due(form: ClockForm) -> Due | None:
    """The due day; None when the facts are refused, with the reason beside its field."""
    data = form.cleaned_data
    try:
        return due(read_clocks()[data["clock"]], form.facts(), work_week(has_six_days=data["week"] == "6"))
    except BadFacts as bad:
        form.refuse(bad)
        return None


def _sentence(found: Due, told: ClockWords) -> str:
    """The table's sentence; it is Indonesian on every page, so its days and units are too."""
    with override("id"):
        return explain(found, told, _day_words, {unit: say(f"clock.unit.{unit}") for unit in Unit})


def _day_words(at: date | datetime) -> str:
    """4 Desember 2023; a moment also tells its hour and zone."""
    return f"{short_day(at)} pukul {at:%H.%M} {at.tzname()}" if isinstance(at, datetime) else short_day(at)
