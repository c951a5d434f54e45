"""How anything changes: one function, one transaction, at least one ledger entry, or nothing."""

import functools
import json
import secrets
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, ParamSpec, Protocol, TypeVar

from django.db import IntegrityError, transaction

from ikrar.core import canonical, leaves
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger import gate
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.inserts import insert_rows
from ikrar.domain.ledger.models import Entry

P = ParamSpec("P")
R = TypeVar("R")
_promises: ContextVar["list[set[Fact]] | None"] = ContextVar("promises", default=None)
_running: ContextVar["tuple[tuple[Fact, ...], str] | None"] = ContextVar("running", default=None)


class Forgotten(Exception):
    """An action ended without the ledger entry it promised; everything was rolled back."""


@dataclass(frozen=True)
class Unchanged(Generic[R]):
    """The action had been done before under the same one-time key: nothing was written."""

    result: R


class Actor(Protocol):
    """Whoever does something: a Person, a Participant, the Worker, or Unknown."""

    @property
    def actor_ref(self) -> str: ...


@dataclass(frozen=True)
class Worker:
    """The worker, acting by the schedule or because of an entry."""

    job: str = ""

    @property
    def actor_ref(self) -> str:
        return f"worker:{self.job}" if self.job else "worker"


@dataclass(frozen=True)
class Unknown:
    """Somebody who must stay unknown, or the installation before it has its first account."""

    @property
    def actor_ref(self) -> str:
        return "unknown"


class Subject(Protocol):
    """Whatever an entry is about: it says its own `subject_ref`, for example `drive:7k3m9q`."""

    @property
    def subject_ref(self) -> str: ...


def action(*facts: Fact) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function an action that must record one of `facts`, or return Unchanged.

    One transaction (a nested action joins it). Raises Forgotten when the entry is missing. When two calls with
    the same `key` race, the loser runs again and finds what the winner left.
    """

    def decorate(body: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(body)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return _once(body, facts, args, kwargs)
            except IntegrityError:
                key = kwargs.get("key")
                if not key or _promises.get() is not None or already(str(key)) is None:
                    raise
                return _once(body, facts, args, kwargs)

        run.facts = facts  # type: ignore[attr-defined]
        return run

    return decorate


def _once(body: Callable[..., R], facts: tuple[Fact, ...], args: Any, kwargs: Any) -> R:
    recorded: set[Fact] = set()
    outer = _promises.get()
    token = _promises.set([*(outer or []), recorded])
    about = _running.set((facts, str(getattr(args[0] if args else None, "subject_ref", ""))))
    try:
        with transaction.atomic(savepoint=outer is None), gate.opened("action"):
            result = body(*args, **kwargs)
            if not recorded.intersection(facts) and not isinstance(result, Unchanged):
                raise Forgotten(f"{body.__qualname__} ended without {' or '.join(facts)}")
            return result
    finally:
        _running.reset(about)
        _promises.reset(token)


def result_of(outcome: R | Unchanged[R]) -> R:
    """What the action gave, whether it was done now or before."""
    return outcome.result if isinstance(outcome, Unchanged) else outcome


def already(key: str | None) -> Entry | None:
    """The entry that an earlier use of this one-time key left, if any.

    Raises Problem when the key was used for another act or another thing: that must not pass for this one done.
    """
    found = Entry.objects.filter(key=key).order_by("id").first() if key else None
    running = _running.get()
    if found is not None and running is not None:
        facts, about = running
        noun, _, ref = found.subject.partition(":")
        is_another = about.partition(":")[0] == noun and about.partition(":")[2] != ref
        if found.fact not in facts or is_another:
            raise Problem("form.key_used")
    return found


def record(
    fact: Fact,
    about: Subject | str,
    *,
    by: Actor,
    at: datetime,
    key: str | None = None,
    leaf: bytes | None = None,
    ref: uuid.UUID | None = None,
    salt: bytes = b"",
    **details: Any,
) -> Entry:
    """Write the ledger entry of the running action and return it.

    `details` hold references, codes, counts and digests, never a personal value. Without a `leaf` of its own the
    fact shares the kind `other`: only a commitment salted by a random secret is public (DESIGN 3).
    Raises Forgotten outside an action.
    """
    promises = _promises.get()
    if promises is None:
        raise Forgotten(f"{fact} recorded outside an action")
    for recorded in promises:
        recorded.add(fact)
    ref = ref or uuid.uuid4()
    subject = about if isinstance(about, str) else about.subject_ref
    body = canonical.dumps(details).decode()
    if leaf is None:
        salt = secrets.token_bytes(32)
        leaf = other_leaf(
            fact=fact, subject=subject, actor=by.actor_ref, at=at, ref=ref, details=body, salt=salt
        )
    entry = Entry(
        ref=ref,
        fact=fact,
        subject=subject,
        actor=by.actor_ref,
        at=at,
        details=body,
        leaf=leaf,
        salt=salt,
        key=key or None,
    )
    insert_rows([entry])
    return entry


def other_leaf(
    *, fact: str, subject: str, actor: str, at: datetime, ref: uuid.UUID, details: str, salt: bytes
) -> bytes:
    """The public leaf of a fact that is not a pledge: kind `other`, the day, and a salted commitment."""
    record_bytes = canonical.dumps(
        {
            "actor": actor,
            "at": at.isoformat(),
            "details": json.loads(details),
            "fact": str(fact),
            "ref": str(ref),
            "subject": subject,
        }
    )
    return leaves.pack_other(day=at.date(), commitment=leaves.commitment(salt, record_bytes))
