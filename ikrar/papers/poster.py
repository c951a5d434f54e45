"""The poster of a drive: where to sign, how, and the words that show the text is the right one."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.papers import formats
from ikrar.papers.qr import qr_address, qr_svg
from ikrar.papers.typesetting import Paper, typeset


@dataclass(frozen=True, slots=True)
class Poster:
    """Everything on the poster. `steps` are exactly three lines; `help` is the help desk in a line, or empty."""

    agency: str
    drive: str
    text_title: str
    address: str
    short_code: str
    hash_words: tuple[str, ...]
    steps: tuple[str, str, str]
    deadline: datetime
    zone: str
    help: str
    made_at: datetime


def poster(it: Poster, *, paper: Paper = "a4") -> bytes:
    """The poster on one page, for a wall or a notice board."""
    data = {
        "agency": it.agency,
        "drive": it.drive,
        "text_title": it.text_title,
        "address": it.address,
        "qr": qr_svg(qr_address(it.address)).decode(),
        "code": it.short_code,
        "words": " ".join(it.hash_words),
        "steps": list(it.steps),
        "deadline": formats.moment(it.deadline, it.zone),
        "help": it.help,
    }
    return typeset("poster", data, at=it.made_at, paper=paper)
