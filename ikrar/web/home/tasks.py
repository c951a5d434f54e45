"""A task as the list shows it: where it leads, how far it is, and one sentence."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ikrar import words
from ikrar.core import instructions
from ikrar.domain.dashboards.fulfilment import Due
from ikrar.domain.dashboards.queries import State, Task, Todo
from ikrar.web.templatetags.ikrar import angka, hari

CSS = {State.NOT_STARTED: "belum", State.RUNNING: "berjalan", State.NEEDS_YOU: "perlu", State.DONE: "selesai"}
RUNS = {instructions.State.RUNNING: State.RUNNING}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list."""

    words: str
    name: str
    url: str
    css: str
    state: str
    note: str


def line_of(task: Task) -> Line:
    """A task in words."""
    return Line(
        words.say(task.todo), task.name, _address(task), CSS[task.state], words.say(task.state), _note(task)
    )


def line_of_due(due: Due) -> Line:
    """What an instruction asks of the person's own body, or who is late below it, in words."""
    state = State.NEEDS_YOU if due.is_late else RUNS.get(due.state, State.NOT_STARTED)
    if due.number:
        note = _("%(number)s lewat tenggat") % {"number": angka(due.number)}
    else:
        note = _("tenggat %(day)s") % {"day": hari(due.due)}
    url = reverse(due.url, args=due.args)
    return Line(words.say(due.title), due.name, url, CSS[state], words.say(state), note)


def _address(task: Task) -> str:
    match task.todo:
        case Todo.IMPORT_ROSTER:
            return reverse("roster:index")
        case Todo.DRAFT_DRIVE:
            return reverse("programme:draft")
        case Todo.RUN_APEL:
            return reverse("programme:apel", args=[task.ref])
        case Todo.CHASE:
            return reverse("dashboards:coverage", args=[task.ref, task.agency])
        case Todo.ANSWER_DISPUTES:
            return reverse("pledges:disputes", args=[task.ref, task.agency])
        case _:
            return reverse("programme:drive", args=[task.ref])


def _note(task: Task) -> str:
    match task.todo:
        case Todo.IMPORT_ROSTER if task.number:
            return _("%(number)s pegawai") % {"number": angka(task.number)}
        case Todo.CHASE:
            return _("%(number)s dari %(of)s orang belum") % {
                "number": angka(task.number),
                "of": angka(task.of),
            }
        case Todo.ANSWER_DISPUTES:
            return _("%(number)s menunggu") % {"number": angka(task.number)}
        case _:
            return ""
