"""Does a name or a NIP stand where it must not: ledger, log lines, public pages, headers? Is it ever run as code?"""

import csv
import logging
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.conf import LazySettings

from ikrar.cli.pages import Page, pages
from ikrar.core.pledges import Absent, DisputeKind
from ikrar.domain.ledger.actions import Unknown, action, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.pledges import actions, queries
from ikrar.domain.programme.models import Apel, Drive
from ikrar.domain.roster.models import Agency, Employee, Unit
from ikrar.web.programme.letters import as_csv
from tests.given.cast import Cast
from tests.given.pledges import Morning, a_morning, a_pledge, right_now
from tests.security.test_posts import real_path
from tests.strict import StrictClient
from tests.web.pledges.test_signing import enter, sign

pytestmark = pytest.mark.django_db
OPEN = [p for p in pages() if p.opening is not None and not p.view.startswith("allauth")]
EVIL = "\"'><script>x()</script>"


@pytest.fixture
def morning(cast: Cast, settings: LazySettings) -> Morning:
    settings.IKRAR_DEMO = True
    return a_morning(cast, at=right_now())


def personal(morning: Morning) -> list[str]:
    people = [a.employee for a in (morning.ayu, morning.made, morning.nyoman, morning.wayan)]
    return [p.nip for p in people] + [p.name for p in people] + ["Alasan pribadi", "Bukan saya"]


def a_whole_morning(client: StrictClient, cast: Cast, morning: Morning) -> str:
    """Everything that is said of people: signing, refusing, disputing, absence, withdrawal. The proof code."""
    enter(client, morning, morning.ayu)
    sign(client, morning)
    client.post(f"/m/{morning.apel.code}/lapor/bukan-saya/", {"pesan": "Bukan saya"})
    made = queries.signer(morning.made.pk)
    actions.refuse_pledge(made, reason="Alasan pribadi", by=made, at=morning.at)
    actions.raise_dispute(made, kind=DisputeKind.DATA, message="Bukan saya", by=made, at=morning.at)
    actions.record_absences(
        [morning.nyoman], reason=Absent.LEAVE, until=None, by=cast.staff(cast.sari), at=morning.at
    )
    return a_pledge(morning.wayan, morning.at).ref


def test_the_ledger_names_nobody(client: StrictClient, cast: Cast, morning: Morning) -> None:
    a_whole_morning(client, cast, morning)
    written = " ".join(f"{e.subject} {e.actor} {e.details}" for e in Entry.objects.all())
    assert not [one for one in personal(morning) if one in written]


def test_nothing_in_the_ledger_tells_who_refused(client: StrictClient, cast: Cast, morning: Morning) -> None:
    a_whole_morning(client, cast, morning)
    refused = Entry.objects.get(fact=Fact.PLEDGE_REFUSED)
    assert (refused.actor, refused.subject) == ("unknown", f"drive:{morning.drive.ref}")
    assert str(morning.made.pk) not in refused.details


def test_log_lines_name_nobody(
    client: StrictClient, cast: Cast, morning: Morning, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "django.request")
    client.post(f"/m/{morning.apel.code}/", {"nomor": morning.ayu.employee.nip, "kode": "ZZZZZZ"})
    client.post(f"/m/{morning.apel.code}/ikrar/", {"nama": "Ayu Lestari"})
    a_whole_morning(client, cast, morning)
    assert not [one for one in personal(morning) if one in caplog.text]


@pytest.mark.parametrize(
    "page", [p for p in OPEN if p.opening and p.opening.kind == "everyone"], ids=lambda p: p.name or p.pattern
)
def test_public_pages_name_nobody(page: Page, client: StrictClient, cast: Cast, morning: Morning) -> None:
    ref = a_whole_morning(client, cast, morning)
    path = real_path(page, cast, morning)
    for code in (ref, morning.apel.code):
        shown = StrictClient().get(path.replace("7K3M9QX2", code), follow=True)
        said = shown.content.decode(errors="replace") + str(dict(shown.headers))
        assert not [one for one in personal(morning) if one in said]
        assert cast.health.name not in said  # a unit of one person


@action(Fact.DRIVE_CHANGED)
def named_evil(cast: Cast, *, by: Unknown, at: datetime) -> None:
    for kind in (Employee, Unit, Agency, Drive, Apel):
        kind.objects.update(name=EVIL)
    Employee.objects.update(position=EVIL, title_back=EVIL)
    Apel.objects.update(place=EVIL, agenda=EVIL)
    record(Fact.DRIVE_CHANGED, "drive:x", by=by, at=at)


@pytest.mark.parametrize("page", OPEN, ids=lambda p: p.name or p.pattern)
def test_a_name_is_never_code(page: Page, client: StrictClient, cast: Cast, morning: Morning) -> None:
    a_pledge(morning.ayu, morning.at)
    named_evil(cast, by=Unknown(), at=datetime(2026, 11, 23, tzinfo=UTC))
    client.force_login(cast.account(cast.sari))
    path = real_path(page, cast, morning).replace("7K3M9QX2", morning.apel.code)
    shown = client.get(path)
    assert shown.status_code < 500
    if shown.headers.get("Content-Type", "").startswith(("text/html", "image/svg")):
        assert b"<script>x()" not in shown.content and b"\"'><" not in shown.content
    assert "\n" not in shown.headers.get("Content-Disposition", "") and "<" not in shown.headers.get(
        "Content-Disposition", ""
    )


@pytest.mark.parametrize(
    "page", [p for p in OPEN if p.opening and p.opening.kind != "everyone"], ids=lambda p: p.name or p.pattern
)
def test_private_pages_are_kept_nowhere(page: Page, client: StrictClient, cast: Cast, morning: Morning) -> None:
    client.force_login(cast.account(cast.sari))
    shown = client.get(real_path(page, cast, morning))
    assert "no-store" in shown.headers["Cache-Control"]
    assert shown.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_of_the_code_list_is_a_formula(start: str) -> None:
    rows = list(csv.reader(StringIO(as_csv([(start, "x")]).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[1][0] == f"'{start}"
