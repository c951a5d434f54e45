"""Changing the texts: a version is added, and a newer one replaces it; nothing is ever edited."""

from datetime import datetime

from django.db.models import Max

from ikrar.core import leaves, texts
from ikrar.core.refs import make_ref
from ikrar.core.texts import BadText, Kind
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Actor, Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.texts.models import Text
from ikrar.domain.texts.queries import Shipped, library, text_by_ref

LONGEST_TITLE, LONGEST_SOURCE = 160, 200


def load_library(*, by: Actor, at: datetime) -> list[Text]:
    """Bring every text that ships with the program into the record, once; safe to repeat. Our newest texts."""
    return [_load(one, by=by, at=at) for one in library()]


def _load(shipped: Shipped, *, by: Actor, at: datetime) -> Text:
    known = Text.objects.filter(owner="", kind=shipped.kind, version=shipped.version).first()
    return known or add_library_text(shipped, by=by, at=at)


@action(Fact.TEXT_ADDED)
def add_library_text(shipped: Shipped, *, by: Actor, at: datetime) -> Text:
    """Add one text of the library as a version; it replaces the version before it."""
    text = Text(
        kind=shipped.kind, version=shipped.version, title=shipped.title, body=shipped.body, basis=shipped.basis,
        source=shipped.source,
    )  # fmt: skip
    _write(text, by=by, at=at, key=None)
    older = Text.objects.filter(owner="", kind=shipped.kind, version__lt=text.version, superseded_by=None)
    for one in older:
        _supersede(one, text, by=by, at=at)
    return text


@action(Fact.TEXT_ADDED)
def add_official_text(
    *,
    owner: str,
    kind: Kind,
    title: str,
    typed: str,
    basis: str,
    source: str,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Text | Unchanged[Text]:
    """Load the official text of a body (`owner` is its ref); `source` says from which decree or letter it comes.

    It replaces the body's version before it. The caller has asked the door. Raises Problem.
    """
    if done := already(key):
        return Unchanged(text_by_ref(done.subject.removeprefix("text:")))
    body = _body(typed)
    _check(title, source)
    rows = Text.objects.filter(owner=owner, kind=kind)
    last = rows.order_by("-version").first()
    if last is not None and bytes(last.sha256) == texts.hash_of(body):
        raise Problem("text.same_as_before", "typed", version=last.version)
    version = (rows.aggregate(n=Max("version"))["n"] or 0) + 1
    text = Text(
        kind=kind, version=version, owner=owner, title=title.strip(), body=body, basis=basis.strip(),
        source=source.strip(), official=True,
    )  # fmt: skip
    _write(text, by=by, at=at, key=key)
    if last is not None:
        _supersede(last, text, by=by, at=at)
    return text


def _body(typed: str) -> str:
    try:
        return texts.canonical(typed)
    except BadText as bad:
        raise Problem(bad.fault, "typed", most=texts.LONGEST_TEXT) from bad


def _check(title: str, source: str) -> None:
    if not title.strip() or len(title) > LONGEST_TITLE:
        raise Problem("text.title_needed", "title", most=LONGEST_TITLE)
    if not source.strip() or len(source) > LONGEST_SOURCE:
        raise Problem("text.source_needed", "source", most=LONGEST_SOURCE)


def _write(text: Text, *, by: Actor, at: datetime, key: str | None) -> None:
    text.sha256 = texts.hash_of(text.body)
    text.ref = _ref(text)
    text.save(force_insert=True)
    record(
        Fact.TEXT_ADDED, text, by=by, at=at, key=key, kind=text.kind, version=text.version, owner=text.owner,
        official=text.official, sha256=text.sha256.hex(),
    )  # fmt: skip


def _ref(text: Text) -> str:
    """A reference drawn from owner, kind, version and wording, so that the same library has the same everywhere."""
    seed = f"{text.owner}/{text.kind}/{text.version}/{text.sha256.hex()}"
    return make_ref(leaves.text_hash(seed), 8)


def _supersede(old: Text, new: Text, *, by: Actor, at: datetime) -> None:
    old.superseded_by = new
    old.save(update_fields=["superseded_by"])
    record(Fact.TEXT_SUPERSEDED, old, by=by, at=at, by_text=new.ref, version=new.version)
