"""Reading the texts: the library that ships with the program, the versions of a body, and the door to one text."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import Q, QuerySet

from ikrar.core import texts
from ikrar.core.texts import Kind, Mark
from ikrar.core.verdicts import Hidden
from ikrar.domain.texts.models import Text

LIBRARY = Path(__file__).parent / "library"


@dataclass(frozen=True, slots=True)
class Basis:
    """One line of the legal basis: what it is, how sure (text, secondary, memory, unsettled), where it was read."""

    what: str
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Shipped:
    """A text of the library as its file gives it; `name` is the file, for example `pact/2026-1`."""

    name: str
    kind: Kind
    version: int
    title: str
    body: str
    basis: str
    source: str


@cache
def library() -> tuple[Shipped, ...]:
    """Every text that ships with the program, oath before pact, oldest version first."""
    return tuple(_shipped(kind, n, p) for kind in Kind for n, p in enumerate(_files(kind), 1))


def _files(kind: Kind) -> list[Path]:
    return sorted((LIBRARY / kind).glob("*.id.md"))


def _shipped(kind: Kind, version: int, path: Path) -> Shipped:
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    fields: dict[str, list[str]] = {}
    for line in head.splitlines():
        name, _, value = line.partition(": ")
        fields.setdefault(name, []).append(value)
    name = f"{kind}/{path.name.removesuffix('.id.md')}"
    basis, source = "\n".join(fields["basis"]), fields["source"][0]
    return Shipped(name, kind, version, fields["title"][0], texts.canonical(body), basis, source)


def texts_of(*owners: str) -> QuerySet[Text]:
    """The texts of these bodies (by ref) and ours, newest version first within owner and kind."""
    return (
        Text.objects.filter(Q(owner__in=owners) | Q(owner=""))
        .select_related("superseded_by")
        .order_by("kind", "owner", "-version")
    )


def in_force(kind: Kind, *owners: str) -> QuerySet[Text]:
    """The texts of a kind that no newer version replaced: the official ones of the bodies before ours."""
    return texts_of(*owners).filter(kind=kind, superseded_by=None).order_by("-owner", "-version")


def text_by_ref(ref: str) -> Text:
    """The text with this reference; texts are open to everybody. Raises Hidden."""
    found = Text.objects.select_related("superseded_by").filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def versions_of(text: Text) -> QuerySet[Text]:
    """All versions beside this one, the newest first."""
    return Text.objects.filter(owner=text.owner, kind=text.kind).order_by("-version")


def mark_of(text: Text) -> Mark:
    """The six words and twelve digits of a text."""
    return texts.mark_of(bytes(text.sha256))


def basis_of(text: Text) -> list[Basis]:
    """The legal basis of a text, line by line; a line without marks stands as the officer wrote it."""
    rows = ([part.strip() for part in line.split("|")] for line in text.basis.splitlines() if line.strip())
    return [Basis(row[0], row[1] if len(row) > 2 else "", row[2] if len(row) > 2 else "") for row in rows]
