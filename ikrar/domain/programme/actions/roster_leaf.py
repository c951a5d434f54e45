"""Telling the public log who is asked: one roster leaf a body at the start and after each change (y is the latest)."""

import secrets
import uuid
from datetime import datetime
from typing import Any

from ikrar.core import canonical, leaves
from ikrar.core.leaves import Roster
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Actor, action, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.programme.models import DriveBody
from ikrar.domain.programme.queries import roster_of

TRIES = 5


def tell_target(body: DriveBody, *, by: Actor, at: datetime) -> DriveBody:
    """Write the roster leaf of a body when its target changed since the last one.

    The root is computed before the transaction; when somebody changed the target meanwhile it is computed anew.
    Raises Problem after five such collisions.
    """
    for _ in range(TRIES):
        body.refresh_from_db()
        if body.told == body.changes:
            return body
        try:
            return set_target(body, roster=roster_of(body), seen=body.changes, by=by, at=at)
        except TargetMoved:
            continue
    raise Problem("target.keeps_changing")


class TargetMoved(Exception):
    """The target changed between computing the root and writing it."""


@action(Fact.TARGET_SET)
def set_target(body: DriveBody, *, roster: Roster, seen: int, by: Actor, at: datetime) -> DriveBody:
    """Write one roster leaf; the first one of a body also freezes its first target. Raises TargetMoved."""
    body.refresh_from_db()
    if body.changes != seen:
        raise TargetMoved
    first = body.first_target is None
    body.first_target = roster.asked if first else body.first_target
    body.told = seen
    body.save(update_fields=["first_target", "told"])
    ref, salt = uuid.uuid4(), secrets.token_bytes(32)
    details: dict[str, Any] = {
        "agency": body.agency.ref,
        "asked": roster.asked,
        "drive": body.drive.ref,
        "ever": roster.ever,
        "first": first,
        "root": roster.root.hex(),
    }
    leaf = leaves.roster_leaf(
        campaign=bytes(body.drive.campaign),
        institution=leaves.institution(body.agency.code),
        roster=roster,
        time=leaves.coarse_time(at, roster.asked),
        commitment=leaves.commitment(salt, canonical.dumps(details)),
    )
    record(Fact.TARGET_SET, body, by=by, at=at, leaf=leaf.pack(), ref=ref, salt=salt, **details)
    return body
