"""A task force as tests need it, made by the real actions."""

from datetime import timedelta
from typing import Any

from ikrar.core.taskforces import Role
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import Decree, NewMember, TaskforcePlan
from ikrar.domain.programme.models import Taskforce
from tests.given.cast import Cast


def a_plan(cast: Cast, **changes: Any) -> TaskforcePlan:
    """For one election, for half a year."""
    day = cast.at.date()
    known: dict[str, Any] = {
        "name": "Satgas Netralitas Contoh", "since": day - timedelta(days=30), "until": day + timedelta(days=180),
        "elections": ("PILKADA_2024",),
    }  # fmt: skip
    return TaskforcePlan(**{**known, **changes})


def a_member(cast: Cast, role: Role, name: str, **more: Any) -> NewMember:
    """Somebody from the first day on."""
    known: dict[str, Any] = {"since": cast.at.date() - timedelta(days=30)}
    return NewMember(role, name, **{**known, **more})


def a_drafted_taskforce(cast: Cast) -> Taskforce:
    """With Hadi as chair (by account), Rina as member (by account) and a secretary by name."""
    sari = cast.staff(cast.sari)
    row = result_of(actions.draft_taskforce(cast.agency, plan=a_plan(cast), by=sari, at=cast.at))
    for member in (
        a_member(cast, Role.CHAIR, cast.hadi.name, person=cast.hadi),
        a_member(cast, Role.SECRETARY, "Sekretaris Contoh", office="Kepala Bagian Hukum"),
        a_member(cast, Role.MEMBER, cast.rina.name, person=cast.rina),
    ):
        actions.add_member(row, member=member, by=sari, at=cast.at)
    return row


def a_formed_taskforce(cast: Cast) -> Taskforce:
    """With a decree of the day."""
    decree = Decree("800/1/2026", cast.at.date())
    row = a_drafted_taskforce(cast)
    return result_of(actions.form_taskforce(row, decree=decree, by=cast.staff(cast.sari), at=cast.at))
