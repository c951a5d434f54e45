"""Texts to pass on: who the task force is, and whom to call. No declaration and no private number of a member."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from ikrar.domain.programme.models import Member, Taskforce
from ikrar.domain.programme.queries.taskforces import contacts_of
from ikrar.domain.roster.models import Agency
from ikrar.web.shell.chat import cut, fit
from ikrar.words import say

SHOWN = 8


def taskforce_message(taskforce: Taskforce, members: Sequence[Member]) -> str:
    """The task force for a chat group: name, leaders, address."""
    leaders = [
        f"{say(f'taskforce.role.{m.role}')}: {m.office or m.name}" for m in members[:SHOWN] if m.until is None
    ]
    address = settings.IKRAR_ADDRESS + reverse("taskforces:taskforce", args=[taskforce.ref])
    return fit([f"*{cut(taskforce.name, 120)}*", taskforce.agency.shown, *leaders], address)


def contact_sheet(agency: Agency, on: date) -> str:
    """Whom the body calls, one a line."""
    rows = contacts_of(agency, on=on)
    lines = [
        f"{say(f'contact.institution.{c.institution}')}: {c.name}, {c.office}, {c.phone or c.email}"
        for c in rows
    ]
    return "\n".join([_("Narahubung %(name)s") % {"name": agency.shown}, *lines]) if lines else ""
