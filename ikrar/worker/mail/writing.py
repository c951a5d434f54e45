"""How does a letter come from its templates? In Indonesian, whatever language the worker was started in."""

from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, ready to be sent; `mark` names it for ever, so that a mail server can drop a second copy.

    `sent` is called once the server has taken it.
    """

    to: str
    subject: str
    body: str
    mark: str
    sent: Callable[[], object] | None = None


def written(
    folder: str, values: dict[str, object], *, to: str, mark: str, sent: Callable[[], object] | None = None
) -> Letter:
    """A letter from the two templates of a folder of this package."""
    with translation.override("id"):
        subject = " ".join(render_to_string(f"mail/{folder}/subject.txt", values).split())
        body = render_to_string(f"mail/{folder}/body.txt", values)
    return Letter(to=to, subject=subject, body=body, mark=mark, sent=sent)
