"""One person and one unit at a time, and who may see whom."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ikrar.demo.siasn import write_workbook
from ikrar.domain.roster.models import Agency, Employee, Unit
from tests.given.cast import Cast
from tests.given.roster import a_nip, an_employee
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


@pytest.fixture
def sari(client: StrictClient, cast: Cast) -> StrictClient:
    """Sari's browser."""
    client.force_login(cast.account(cast.sari))
    return client


def person_form(cast: Cast, **changed: str) -> dict[str, str]:
    """What an officer types for a new person."""
    return {
        "nip": "19860926 201505 2 001", "nama": "Dewi Contoh", "status": "PNS", "kedudukan": "active", "golongan": "III/c",
        "jabatan": "Guru", "unit": cast.school.ref, "mulai": "02-11-2026", **changed,
    }  # fmt: skip


def test_a_person_is_added_with_a_number_typed_as_people_write_it(sari: StrictClient, cast: Cast) -> None:
    page = sari.post(
        reverse("roster:add", args=[cast.agency.ref]), person_form(cast), follow=True
    ).content.decode()
    assert "19860926 201505 2 001" in page
    assert Employee.objects.get().unit == cast.school


def test_a_number_that_cannot_be_one_keeps_what_was_typed(sari: StrictClient, cast: Cast) -> None:
    page = sari.post(reverse("roster:add", args=[cast.agency.ref]), person_form(cast, nip="123"))
    assert page.status_code == 422
    assert "NIP kurang dari 18 angka" in page.content.decode()
    assert "Dewi Contoh" in page.content.decode()


def test_pressing_twice_adds_one_person(sari: StrictClient, cast: Cast) -> None:
    form = person_form(cast, kunci="k" * 32)
    for _ in range(2):
        assert sari.post(reverse("roster:add", args=[cast.agency.ref]), form).status_code == 303
    assert Employee.objects.count() == 1


def test_change_move_and_leave_stand_in_the_history(sari: StrictClient, cast: Cast) -> None:
    person = an_employee(cast)
    form = person_form(cast, nip=person.nip, nama=person.name, golongan="IV/a")
    sari.post(reverse("roster:change", args=[person.ref]), form)
    sari.post(
        reverse("roster:move", args=[person.ref]),
        {"unit": cast.school.ref, "mulai": "01-11-2026", "dasar": "SK 1"},
    )
    sari.post(
        reverse("roster:leave", args=[person.ref]),
        {"alasan": "retired", "sejak": "20-11-2026", "dasar": "SK 2"},
    )
    person.refresh_from_db()
    assert (person.grade, person.unit, person.left_reason) == ("IV/a", cast.school, "retired")
    page = sari.get(reverse("roster:person", args=[person.ref])).content.decode()
    assert "Golongan: kosong" in page
    assert "Pensiun, 20 November 2026" in page


@pytest.mark.parametrize("typed", ["wayan", "WAJAN CONTO", "wayan kontoh", "901", "19850412", "Dr. Wayan"])
def test_search_forgives_slips(sari: StrictClient, cast: Cast, typed: str) -> None:
    an_employee(cast, nip=a_nip(901))
    an_employee(cast, nip=a_nip(902, born="19700101"), name="Budi Santosa")
    page = sari.get(reverse("roster:body", args=[cast.agency.ref]), {"cari": typed}).content.decode()
    assert "Wayan Contoh" in page
    assert "Budi Santosa" not in page


def test_a_unit_operator_sees_only_the_own_unit(client: StrictClient, cast: Cast) -> None:
    mine, other = (
        an_employee(cast, cast.school, nip=a_nip(1), name="Wati Sekolah"),
        an_employee(cast, cast.health, nip=a_nip(2), name="Eko Sehat"),
    )
    client.force_login(cast.account(cast.budi))
    page = client.get(reverse("roster:body", args=[cast.agency.ref])).content.decode()
    assert "Wati Sekolah" in page
    assert "Eko Sehat" not in page
    assert client.get(reverse("roster:person", args=[mine.ref])).status_code == 200
    assert client.get(reverse("roster:person", args=[other.ref])).status_code == 404
    assert client.get(reverse("roster:change", args=[mine.ref])).status_code == 403


def test_the_tree_counts_people_of_units_and_of_what_is_below(sari: StrictClient, cast: Cast) -> None:
    an_employee(cast, cast.school, nip=a_nip(1))
    an_employee(cast, cast.education, nip=a_nip(2))
    page = sari.get(reverse("roster:units", args=[cast.agency.ref])).content.decode()
    row = page[page.index("Dinas Pendidikan") :]
    assert row[: row.index("</tr>")].count(">1<") == 1
    assert row[: row.index("</tr>")].count(">2<") == 1


def test_a_unit_file_adds_the_tree_and_a_circle_is_refused_whole(
    sari: StrictClient, cast: Cast, tmp_path: Path
) -> None:
    address = reverse("roster:upload_units", args=[cast.agency.ref])
    good = [
        ("R", "Pemerintah Kabupaten Contoh", ""),
        ("U1", "Dinas Pendidikan", "R"),
        ("S9", "SD Negeri 9", "U1"),
    ]
    for name, rows, status in (("bad", [*good, ("X", "X", "Y"), ("Y", "Y", "X")], 422), ("good", good, 303)):
        path = tmp_path / f"{name}.xlsx"
        write_workbook(path, rows, headings=("ID", "NAMA_UNOR", "ID_ATASAN"))
        assert (
            sari.post(address, {"berkas": SimpleUploadedFile(path.name, path.read_bytes())}).status_code
            == status
        )
        assert Unit.objects.filter(code="S9").exists() is (status == 303)
    assert Unit.objects.get(code="S9").parent == cast.education


def test_a_unit_is_renamed_and_moved_but_not_into_a_circle(sari: StrictClient, cast: Cast) -> None:
    address = reverse("roster:unit", args=[cast.agency.ref, cast.school.ref])
    sari.post(address, {"nama": "SD Negeri 1 Baru", "induk": cast.health.ref, "tutup": ""})
    cast.school.refresh_from_db()
    assert (cast.school.name, cast.school.parent) == ("SD Negeri 1 Baru", cast.health)
    cast.health.refresh_from_db()
    assert cast.health.first < cast.school.first <= cast.health.last
    root = Unit.objects.get(agency=cast.agency, parent=None)
    assert (
        sari.post(
            reverse("roster:unit", args=[cast.agency.ref, cast.health.ref]), {"nama": "X", "induk": ""}
        ).status_code
        == 422
    )
    assert root.parent is None


def test_a_body_is_added_below_the_own_one_only(sari: StrictClient, cast: Cast) -> None:
    form = {
        "nama": "SD Contoh",
        "ref": "sd-contoh",
        "kode": "SDCTH",
        "jenis": "school",
        "induk": cast.agency.ref,
        "zona": "Asia/Makassar",
    }
    assert sari.post(reverse("roster:add_agency"), form).status_code == 303
    assert Agency.objects.get(ref="sd-contoh").parent == cast.agency
    assert (
        sari.post(reverse("roster:add_agency"), {**form, "ref": "x", "kode": "XXXX", "induk": ""}).status_code
        == 403
    )
