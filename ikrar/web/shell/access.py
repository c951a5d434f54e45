"""Whom is a page open to? Every view says so; a view that says nothing is closed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase

from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.queries import Staff

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class Request(HttpRequest):
    """A request after the shell: one moment, and the person with the seats of the day."""

    now: datetime
    staff: Staff


@dataclass(frozen=True, slots=True)
class Opening:
    """Whom a view is open to. `kind`: everyone, signers, account (any login), permission (one of `permissions`)."""

    kind: str
    permissions: tuple[Permission, ...] = ()
    without_second_factor: bool = False

    def __str__(self) -> str:
        return ", ".join(self.permissions) or self.kind


def opening_of(view: Any) -> Opening | None:
    """What the view declared, or None when it said nothing."""
    found = getattr(view, "opening", None)
    return found if isinstance(found, Opening) else None


def _declare(opening: Opening) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.opening = opening  # type: ignore[attr-defined]
        return view

    return mark


def open_to(*permissions: Permission) -> Callable[[View], View]:
    """Open to people who hold one of these permissions somewhere; the door then asks where."""
    return _declare(Opening("permission", permissions))


def open_to_everyone(view: View) -> View:
    """Open to the public: no login is asked and none is looked at."""
    return _declare(Opening("everyone"))(view)


def open_to_signers(view: View) -> View:
    """Open to the public, for people who sign: the signed cookie says who they are, read by `signers.py`."""
    return _declare(Opening("signers"))(view)


def open_to_accounts(view: View) -> View:
    """Open to everybody who is logged in, whatever their seats."""
    return _declare(Opening("account"))(view)


def open_before_second_factor(view: View) -> View:
    """Open to a login whose second factor is not set up yet: the pages that set it up."""
    return _declare(Opening("account", without_second_factor=True))(view)
