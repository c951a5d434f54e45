"""Reading the ledger: the history of a thing, and entries since an index."""

import json
from typing import Any

from django.db.models import QuerySet

from ikrar.domain.ledger.models import Entry


def history_of(subject: str) -> QuerySet[Entry]:
    """Everything that happened to one subject, oldest first."""
    return Entry.objects.filter(subject=subject).order_by("id")


def entries_since(index: int, *facts: str, limit: int = 500) -> list[Entry]:
    """At most `limit` sequenced entries from `index` on, in order; only these facts when any are named."""
    entries = Entry.objects.filter(index__gte=index)
    if facts:
        entries = entries.filter(fact__in=facts)
    return list(entries.order_by("index")[:limit])


def details_of(entry: Entry) -> dict[str, Any]:
    """The details of an entry as it was recorded."""
    found: dict[str, Any] = json.loads(entry.details)
    return found


def sequenced_size() -> int:
    """How many entries have an index: the size of the log in the database."""
    last = Entry.objects.filter(index__isnull=False).order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else last + 1
