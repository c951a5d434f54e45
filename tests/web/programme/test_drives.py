"""The pages of a drive: planned by the officer, approved by the head, opened, and unseen by another body."""

import pytest
from django.conf import LazySettings

from ikrar.core.texts import Kind
from ikrar.domain.ledger.actions import Unknown
from ikrar.domain.people.grants import Role
from ikrar.domain.programme.models import Asked, Drive
from ikrar.domain.programme.queries import plan_digest
from ikrar.domain.roster.actions import give_seat
from tests.given.cast import Cast
from tests.given.programme import a_drive, a_text, an_approved_drive, an_opened_drive, some_employees
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


def plan(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "name": "Ikrar Contoh", "elections": ["PILKADA_2024"], "text": a_text(cast.at).ref,
        "oath": a_text(cast.at, Kind.OATH).ref, "bodies": ["kab-contoh"], "statuses": ["PNS", "PPPK", "NON_ASN"],
        "deadline_at": "2099-11-25T12:00", "late_until": "2099-11-30T12:00", "kunci": "k1", **changes,
    }  # fmt: skip


def test_sari_plans_a_drive_once(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.sari))
    assert client.get("/gerakan/baru/kab-contoh/").status_code == 200
    for _ in range(2):
        assert client.post("/gerakan/baru/kab-contoh/", plan(cast)).status_code == 303
    drive = Drive.objects.get()
    assert drive.deadline_at.isoformat() == "2099-11-25T04:00:00+00:00"  # noon in Makassar
    assert "Ikrar Contoh" in client.get("/gerakan/").content.decode()


def test_a_late_window_before_the_deadline_is_refused(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.sari))
    answer = client.post("/gerakan/baru/kab-contoh/", plan(cast, late_until="2099-11-01T12:00"))
    assert answer.status_code == 422
    assert "Akhir masa susulan tidak boleh sebelum tenggat" in answer.content.decode()


def test_sari_changes_the_plan_and_it_shows_what_was_chosen(client: StrictClient, cast: Cast) -> None:
    drive = a_drive(cast)
    client.force_login(cast.account(cast.sari))
    page = client.get(f"/gerakan/{drive.ref}/ubah/").content.decode()
    assert drive.name in page
    client.post(f"/gerakan/{drive.ref}/ubah/", plan(cast, name="Nama baru"))
    drive.refresh_from_db()
    assert drive.name == "Nama baru"


def test_hadi_approves_and_sari_opens(client: StrictClient, cast: Cast) -> None:
    some_employees(cast.education, 3, cast.at)
    some_employees(cast.health, 1, cast.at, legal_position="unpaid_leave", name="Wati Contoh")
    drive = a_drive(cast)
    client.force_login(cast.account(cast.hadi))
    page = client.get(f"/gerakan/{drive.ref}/setujui/").content.decode()
    assert "3 orang" in page
    assert "cuti di luar tanggungan negara" in page
    yes = {"seen": plan_digest(drive), "agrees": "on", "kunci": "k1"}
    assert client.post(f"/gerakan/{drive.ref}/setujui/", yes).status_code == 303
    client.force_login(cast.account(cast.sari))
    assert client.get(f"/gerakan/{drive.ref}/").status_code == 200
    assert client.post(f"/gerakan/{drive.ref}/buka/", {"kunci": "k2"}).status_code == 303
    drive.refresh_from_db()
    assert drive.stage == "open"
    assert Asked.objects.filter(drive=drive).count() == 3


def test_an_acting_head_with_a_letter_reads_what_the_law_leaves_open(client: StrictClient, cast: Cast) -> None:
    some_employees(cast.education, 3, cast.at)
    drive = a_drive(cast)
    give_seat(
        cast.rina, role=Role.HEAD, agency=cast.agency, since=cast.at.date(), term="plh", basis="SP 3/2026", by=Unknown(),
        at=cast.at,
    )  # fmt: skip
    note = "Anda menyetujui sebagai pejabat sementara"
    client.force_login(cast.account(cast.rina))
    assert note in client.get(f"/gerakan/{drive.ref}/setujui/").content.decode()
    client.force_login(cast.account(cast.hadi))
    assert note not in client.get(f"/gerakan/{drive.ref}/setujui/").content.decode()


def test_with_one_body_the_officer_is_asked_nothing(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.sari))
    assert client.get("/gerakan/baru/")["Location"] == "/gerakan/baru/kab-contoh/"


def test_a_plan_that_changed_meanwhile_is_read_again(client: StrictClient, cast: Cast) -> None:
    some_employees(cast.education, 3, cast.at)
    drive = a_drive(cast)
    client.force_login(cast.account(cast.hadi))
    answer = client.post(f"/gerakan/{drive.ref}/setujui/", {"seen": "0" * 16, "agrees": "on", "kunci": "k1"})
    assert answer.status_code == 422
    assert "Konsep berubah" in answer.content.decode()


def test_a_get_opens_and_closes_nothing(client: StrictClient, cast: Cast) -> None:
    drive = an_approved_drive(cast)
    client.force_login(cast.account(cast.sari))
    client.get(f"/gerakan/{drive.ref}/buka/")
    drive.refresh_from_db()
    assert drive.stage == "approved"


@pytest.mark.parametrize("path", ["", "ubah/", "setujui/", "buka/", "tutup/", "undur/", "sasaran/",
                                  "sasaran/kab-contoh/", "kode/kab-contoh/", "meja/kab-contoh/", "apel/kab-contoh/"])  # fmt: skip
def test_anton_never_learns_of_the_drive(client: StrictClient, cast: Cast, path: str) -> None:
    drive = an_opened_drive(cast)
    client.force_login(cast.account(cast.anton))
    assert client.get(f"/gerakan/{drive.ref}/{path}").status_code == 404
    assert client.post(f"/gerakan/{drive.ref}/{path}", {"kunci": "k"}).status_code == 404
    assert drive.name not in client.get("/gerakan/").content.decode()


def test_budi_sees_the_drive_and_changes_nothing(client: StrictClient, cast: Cast) -> None:
    drive = an_opened_drive(cast)
    client.force_login(cast.account(cast.budi))
    assert client.get(f"/gerakan/{drive.ref}/").status_code == 200
    assert client.get(f"/gerakan/{drive.ref}/tutup/").status_code == 403
    assert client.post(f"/gerakan/{drive.ref}/tutup/", {"kunci": "k"}).status_code == 403


def test_sari_moves_the_deadline_and_closes(client: StrictClient, cast: Cast) -> None:
    drive = an_opened_drive(cast)
    client.force_login(cast.account(cast.sari))
    assert client.get(f"/gerakan/{drive.ref}/undur/").status_code == 200
    early = {"deadline_at": "2026-01-01T10:00", "late_until": "2026-01-02T10:00", "kunci": "k1"}
    assert client.post(f"/gerakan/{drive.ref}/undur/", early).status_code == 422
    later = {"deadline_at": "2099-01-01T10:00", "late_until": "2099-01-02T10:00", "kunci": "k2"}
    assert client.post(f"/gerakan/{drive.ref}/undur/", later).status_code == 303
    assert client.get(f"/gerakan/{drive.ref}/tutup/").status_code == 200
    client.post(f"/gerakan/{drive.ref}/tutup/", {"kunci": "k3"})
    drive.refresh_from_db()
    assert drive.stage == "closed"


def test_sari_takes_somebody_out_with_a_basis_and_asks_another(client: StrictClient, cast: Cast) -> None:
    away = some_employees(cast.health, 1, cast.at, legal_position="unpaid_leave")[0]
    some_employees(cast.education, 3, cast.at)
    drive = an_opened_drive(cast, people=0)
    row = Asked.objects.filter(drive=drive).order_by("pk")[0]
    client.force_login(cast.account(cast.sari))
    address = f"/gerakan/{drive.ref}/sasaran/kab-contoh/"
    leaving = {"apa": "keluar", "number": row.number, "reason": "retired", "on": "2026-11-01", "kunci": "k1"}
    assert client.post(address, leaving).status_code == 422
    assert client.post(address, {**leaving, "basis": "SK Contoh 9/2026"}).status_code == 303
    assert client.post(address, {"apa": "tambah", "number": away.number, "kunci": "k2"}).status_code == 303
    row.refresh_from_db()
    assert (row.left_reason, row.left_basis) == ("retired", "SK Contoh 9/2026")
    assert Asked.objects.get(employee=away).in_first_target is False
    page = client.get(f"/gerakan/{drive.ref}/sasaran/").content.decode()
    assert "pensiun: 1" in page


def test_the_published_list_has_one_hash_a_person_and_no_identity(client: StrictClient, cast: Cast) -> None:
    drive = an_opened_drive(cast)
    lines = client.get(f"/gerakan/{drive.ref}/sasaran/kab-contoh/daftar.txt").content.decode().split()
    assert len(lines) == 9
    assert lines == sorted(lines)
    assert all(len(line) == 64 for line in lines)
