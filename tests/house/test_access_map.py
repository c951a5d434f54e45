"""Whom is every page open to? Each address is asked by every member of the cast, and the answer follows from its opening."""

import pytest
from django.conf import LazySettings

from ikrar.cli.pages import Page, pages
from ikrar.domain.people.grants import Permission
from tests.given.addresses import a_path
from tests.given.cast import Cast
from tests.strict import StrictClient

NAMES = ("sari", "budi", "hadi", "rina", "joko", "oki", "anton")
ALL = list(pages())


def test_every_page_says_whom_it_is_open_to() -> None:
    assert [p.name for p in ALL if p.opening is None] == []


def test_the_site_has_pages() -> None:
    assert len(ALL) > 20


@pytest.mark.django_db
@pytest.mark.parametrize("page", ALL, ids=lambda p: p.name or p.pattern)
def test_every_page_lets_in_whom_it_names(page: Page, cast: Cast, settings: LazySettings) -> None:
    """403 exactly for those who hold none of its permissions; a login page for strangers; never a broken page."""
    settings.IKRAR_DEMO = True
    path = a_path(page, cast)
    accounts = {name: cast.account(getattr(cast, name)) for name in NAMES}
    assert page.opening is not None
    stranger = StrictClient().get(path)
    if page.opening.kind in {"everyone", "signers"}:
        assert stranger.status_code in {200, 302, 303, 404, 405, 410, 422}
        return
    assert stranger.status_code == 302
    assert stranger["Location"].startswith("/masuk/")
    for name in NAMES:
        client = StrictClient()
        client.force_login(accounts[name])
        status = client.get(path).status_code
        held = page.opening.kind == "account" or holds(cast, name, page.opening.permissions)
        # The pages of the login library also refuse an account that has no password or code yet.
        refused_by_library = page.view.startswith("allauth.") and status == 403
        assert (status == 403) is not held or status == 404 or refused_by_library, f"{name}: {status} at {path}"
        assert status < 500


def holds(cast: Cast, name: str, permissions: tuple[Permission, ...]) -> bool:
    """Whether this member of the cast holds one of the permissions anywhere."""
    staff = cast.staff(getattr(cast, name))
    return any(staff.permits(p) for p in permissions)
