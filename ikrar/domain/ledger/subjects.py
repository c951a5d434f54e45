"""Subject keys: one random key per person, in a database apart, written before anything refers to it."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from ikrar.domain.ledger.models import SubjectKey

SLICE = 500


class KeysRouter:
    """Sends the subject keys, and nothing else, to the database `keys`."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str | None:
        return "keys" if model._meta.model_name == "subjectkey" else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool:
        mine = app_label == "ledger" and model_name == "subjectkey"
        return (db == "keys") == mine


def make_keys(subjects: Iterable[str]) -> None:
    """Make the missing keys of these subjects; committed at once, an orphan key is harmless."""
    names = sorted(set(subjects))
    with transaction.atomic(using="keys"):
        for start in range(0, len(names), SLICE):
            part = names[start : start + SLICE]
            known = set(SubjectKey.objects.filter(subject__in=part).values_list("subject", flat=True))
            fresh = [SubjectKey(subject=n, key=secrets.token_bytes(32)) for n in part if n not in known]
            SubjectKey.objects.bulk_create(fresh, ignore_conflicts=True)


def key_of(subject: str) -> bytes:
    """The 32-byte key of one subject. Raises SubjectKey.DoesNotExist when it was erased or never made."""
    return bytes(SubjectKey.objects.values_list("key", flat=True).get(subject=subject))


def keys_of(subjects: Iterable[str]) -> dict[str, bytes]:
    """The keys of many subjects; those without a key are left out."""
    names = sorted(set(subjects))
    found: dict[str, bytes] = {}
    for start in range(0, len(names), SLICE):
        rows = SubjectKey.objects.filter(subject__in=names[start : start + SLICE])
        found.update((name, bytes(key)) for name, key in rows.values_list("subject", "key"))
    return found


def erase_key(subject: str) -> bool:
    """Delete the key of one subject, which erases the person from every campaign; False when there was none."""
    return SubjectKey.objects.filter(subject=subject).delete()[0] > 0
