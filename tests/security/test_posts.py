"""Does a POST by somebody without the permission change anything, on any page?"""

from typing import Any

import pytest
from django.conf import LazySettings

from ikrar.cli.pages import Page, pages
from ikrar.domain.ledger.models import Entry
from tests.given.addresses import a_path
from tests.given.cast import Cast
from tests.given.pledges import Morning, a_morning, right_now
from tests.house.test_access_map import NAMES, holds
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db
ALL = [p for p in pages() if p.opening is not None and p.opening.kind == "permission"]
EVERYTHING = {
    "kunci": "x" * 32, "yakin": "on", "void": "on", "nama": "Nama", "name": "Nama", "alasan": "Alasan", "reason": "other",
    "baris": ["1"], "orang": ["1"], "jawaban": "kept", "number": "101", "nomor": "101", "heads": "3", "typed": "Ayu",
    "format": "csv", "dasar": "request", "basis": "SK 1", "on": "2026-01-01", "tanggal": "2026-01-01", "apa": "tambah",
}  # fmt: skip


@pytest.fixture
def morning(cast: Cast, settings: LazySettings) -> Morning:
    settings.IKRAR_DEMO = True
    return a_morning(cast, at=right_now())


def real_path(page: Page, cast: Cast, morning: Morning) -> str:
    """The address of this page with references that exist, where the noun is known."""
    known = {
        "/gerakan/": morning.drive.ref,
        "/apel/": morning.apel.ref,
        "/pegawai/orang/": morning.ayu.employee.ref,
    }
    ref = next((r for start, r in known.items() if page.pattern.startswith(start)), "7K3M9QX2")
    path = a_path(
        Page(
            page.pattern.replace("<slug:ref>", ref, 1).replace("<slug:drive>", morning.drive.ref),
            *rest_of(page),
        ),
        cast,
    )
    return path.replace("/meja/kab-contoh/1/", "/meja/kab-contoh/101/")


def rest_of(page: Page) -> tuple[Any, ...]:
    return tuple(getattr(page, f) for f in list(page.__dataclass_fields__)[1:])


@pytest.mark.parametrize("page", ALL, ids=lambda p: p.name or p.pattern)
def test_a_post_without_the_permission_changes_nothing(page: Page, cast: Cast, morning: Morning) -> None:
    """403 for those without the permission anywhere, 404 for another body; no entry is left, nothing breaks."""
    path = real_path(page, cast, morning)
    accounts = {name: cast.account(getattr(cast, name)) for name in NAMES}
    for name in (*NAMES, ""):
        client = StrictClient()
        if name:
            client.force_login(accounts[name])
        assert page.opening is not None
        outsider = not name or name == "anton" or not holds(cast, name, page.opening.permissions)
        before = Entry.objects.count()
        status = client.post(path, EVERYTHING).status_code
        assert status < 500, f"{name}: {status} at {path}"
        if outsider:
            assert status in {302, 303, 403, 404, 405, 422} or Entry.objects.count() == before, (
                f"{name}: {status} at {path}"
            )
            assert Entry.objects.count() == before, f"{name} changed something at {path}"


@pytest.mark.parametrize("page", ALL, ids=lambda p: p.name or p.pattern)
def test_a_post_without_the_token_is_refused(page: Page, cast: Cast, morning: Morning) -> None:
    client = StrictClient(enforce_csrf_checks=True)
    client.force_login(cast.account(cast.sari))
    before = Entry.objects.count()
    assert client.post(real_path(page, cast, morning), EVERYTHING).status_code == 403
    assert Entry.objects.count() == before


def test_the_login_of_somebody_who_rules_elsewhere_is_not_ones_own_to_renew(
    cast: Cast, settings: LazySettings
) -> None:
    """Oki runs the whole installation and helps out as an operator here: Sari may not take that login over."""
    from ikrar.domain.ledger.actions import Unknown
    from ikrar.domain.people.grants import Role
    from ikrar.domain.people.models import CodeReset
    from ikrar.domain.roster.actions import give_seat

    settings.IKRAR_DEMO = True
    account = cast.account(cast.oki)
    account.set_password("kata sandi yang panjang")
    account.save()
    give_seat(
        cast.oki,
        role=Role.UNIT_OPERATOR,
        agency=cast.agency,
        unit=cast.health,
        since=cast.at.date(),
        by=Unknown(),
        at=cast.at,
    )
    sari = StrictClient()
    sari.force_login(cast.account(cast.sari))
    assert sari.get(f"/petugas/{cast.oki.ref}/").status_code == 200
    assert sari.post(f"/petugas/{cast.oki.ref}/surat/", {}).status_code == 403
    assert sari.post(f"/petugas/{cast.oki.ref}/", {"alasan": "Ponsel hilang"}).status_code == 403
    account.refresh_from_db()
    assert account.has_usable_password() and not CodeReset.objects.exists()
    assert sari.post(f"/petugas/{cast.budi.ref}/surat/", {}).status_code in {200, 303}
