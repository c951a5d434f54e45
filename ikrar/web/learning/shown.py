"""How does the explanation of a question look? The right answer, what was ticked, and the rules with their sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from ikrar.core.learning import Keyed
from ikrar.domain.learning.models import Test
from ikrar.web.learning.forms import asked_text
from ikrar.web.templatetags.ikrar import saat
from ikrar.words import say


@dataclass(frozen=True, slots=True)
class Ground:
    """One rule behind an answer."""

    title: str
    norm: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Line:
    """One question after it was answered."""

    text: str
    right: str
    given: str
    is_right: bool
    grounds: tuple[Ground, ...]


def explained(keys: Sequence[Keyed], given: Mapping[str, str]) -> list[Line]:
    """Every question with its explanation."""
    return [_line(keyed, given.get(keyed.question.code, "")) for keyed in keys]


def _line(keyed: Keyed, given: str) -> Line:
    right = say(f"learning.choice.{keyed.right}")
    ticked = say(f"learning.choice.{given}") if given else say("learning.unanswered")
    return Line(asked_text(keyed), right, ticked, given == keyed.right, tuple(map(_ground, keyed.grounds)))


def _ground(ground: Mapping[str, object]) -> Ground:
    title = str(ground["title_en" if get_language() == "en" else "title"])
    sure = say(f"text.confidence.{ground['confidence']}")
    return Ground(title, str(ground["norm"]), str(ground["source"]), sure)


def address_of(test: Test) -> str:
    """The short address of a test, in capitals so that its QR stays small."""
    return f"{settings.IKRAR_ADDRESS}/U/{test.ref}/"


def message_of(test: Test, questions: int) -> str:
    """The text for a chat group: no names, and the address alone on its last line."""
    return say(
        "learning.message", test=test.name[:120], agency=test.agency.shown, questions=questions,
        minutes=max(2, round(questions * 0.7)), until=saat(test.until, test.agency.zone), address=address_of(test),
    )  # fmt: skip
