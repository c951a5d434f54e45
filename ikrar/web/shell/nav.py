"""The menu as data: its words, the URL name, and the permission that shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.queries import Staff


@dataclass(frozen=True)
class Place:
    """One entry of the menu."""

    words: str | Promise
    url_name: str
    permission: Permission | None = None


PLACES: tuple[Place, ...] = (
    Place(_("Beranda"), "home:index"),
    Place(_("Cakupan"), "dashboards:index", Permission.COVERAGE_VIEW),
    Place(_("Ringkasan"), "dashboards:summary", Permission.SUMMARY_VIEW),
    Place(_("Program"), "programme:index", Permission.DRIVE_VIEW),
    Place(_("Apel"), "programme:apels", Permission.DRIVE_VIEW),
    Place(_("Pegawai"), "roster:index", Permission.ROSTER_VIEW),
    Place(_("Penilaian"), "rules:stored", Permission.RULE_ASSESS),
    Place(_("Petugas"), "people:index", Permission.PERSON_MANAGE),
)


@dataclass(frozen=True)
class Shown:
    """One entry as the frame shows it."""

    words: str | Promise
    url: str
    current: bool


def nav_for(request: HttpRequest, staff: Staff) -> list[Shown]:
    """The entries this person may use."""
    return list(
        _shown(request.path, (p for p in PLACES if p.permission is None or staff.permits(p.permission)))
    )


def _shown(path: str, places: Iterable[Place]) -> Iterable[Shown]:
    for place in places:
        url = reverse(place.url_name)
        yield Shown(place.words, url, path == url or (url != reverse("home:index") and path.startswith(url)))
