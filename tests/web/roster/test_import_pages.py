"""The pages of S2, as an officer walks through them without script."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ikrar.demo.bodies import BODIES
from ikrar.demo.messy import SLIPS, write_messy
from ikrar.domain.roster import files
from ikrar.domain.roster.models import Employee, RosterImport
from ikrar.worker import roster_jobs
from tests.given.cast import Cast
from tests.given.roster import HEADINGS, a_file, a_nip, a_row, an_employee, an_import, saved
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


def upload(client: StrictClient, cast: Cast, path: Path, **more: Any) -> Any:
    """Hand a file in; the page it leads to."""
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post(reverse("roster:upload", args=[cast.agency.ref]), {"berkas": file, **more}, follow=True)


def test_a_good_file_is_saved_in_two_presses(sari: StrictClient, cast: Cast, tmp_path: Path) -> None:
    page = upload(sari, cast, a_file(tmp_path / "pegawai.csv", [a_row(n) for n in range(1, 13)]))
    assert "Simpan 12 baris" in page.content.decode()
    assert not Employee.objects.exists()
    imported = RosterImport.objects.get()
    after = sari.post(reverse("roster:save", args=[imported.ref]), follow=True).content.decode()
    assert Employee.objects.count() == 12
    assert "Dapat dibatalkan sampai" in after
    again = sari.post(reverse("roster:save", args=[imported.ref]), follow=True)  # pressed in a second tab
    assert "Dapat dibatalkan sampai" in again.content.decode()
    assert Employee.objects.count() == 12


def test_the_messy_file_shows_every_slip_with_its_own_sentence(
    sari: StrictClient, cast: Cast, tmp_path: Path
) -> None:
    path = tmp_path / "messy.xlsx"
    write_messy(path, next(b for b in BODIES if b.ref == "kab-contoh"))
    page = upload(sari, cast, path).content.decode()
    kinds = RosterImport.objects.get().kinds
    assert {defect for defect, _ in SLIPS} <= set(kinds)
    assert "NIP rusak oleh Excel" in page
    assert "Kolom yang tidak diperlukan tidak disimpan: " in page
    assert "agama" in page
    for code in kinds:
        assert (
            sari.get(
                reverse("roster:import", args=[RosterImport.objects.get().ref]), {"jenis": code}
            ).status_code
            == 200
        )


def test_one_press_repairs_a_row_and_all_rows_of_a_kind(sari: StrictClient, cast: Cast, tmp_path: Path) -> None:
    an_employee(cast, nip=a_nip(123), name="Budi Contoh")
    rows = [
        a_row(1, NIP="198504122010011000", NAMA="Budi Contoh"),
        *(a_row(n, **{"UNIT KERJA": "Dinas Kesehtan"}) for n in range(2, 9)),
    ]
    page = upload(sari, cast, a_file(tmp_path / "a.csv", rows)).content.decode()
    assert f"Pakai «{a_nip(123)}»" in page
    assert "Pakai «Dinas Kesehatan»" in page
    ref = RosterImport.objects.get().ref
    sari.post(reverse("roster:repair", args=[ref, 2, "nip_damaged"]))
    page = sari.post(reverse("roster:repair_kind", args=[ref, "unit_unknown"]), follow=True).content.decode()
    assert "Simpan 8 baris" in page


def test_a_row_can_be_typed_right_or_left_out(sari: StrictClient, cast: Cast, tmp_path: Path) -> None:
    upload(sari, cast, a_file(tmp_path / "a.csv", [a_row(1, NIP="123"), a_row(2, NIP="456")]))
    ref = RosterImport.objects.get().ref
    form = {
        "nip": a_nip(7),
        "name": "Wati",
        "status": "PNS",
        "grade": "III/c",
        "position": "Analis",
        "unit": "Dinas Kesehatan",
    }
    sari.post(reverse("roster:row", args=[ref, 2]), form)
    page = sari.post(reverse("roster:row", args=[ref, 3]), {"keluarkan": "1"}, follow=True).content.decode()
    assert "Simpan 1 baris" in page


def test_columns_without_a_name_are_asked_for(sari: StrictClient, cast: Cast, tmp_path: Path) -> None:
    headings = ("NIP", "Siapa", "STATUS PEGAWAI", "GOLONGAN", "JABATAN", "UNIT KERJA", "NO HP", "KETERANGAN")
    page = upload(sari, cast, a_file(tmp_path / "a.csv", [a_row(1)], headings))
    assert "Cocokkan kolom" in page.content.decode()
    address = reverse("roster:columns", args=[RosterImport.objects.get().ref])
    assert sari.post(address, {"k0": "nip"}).status_code == 422
    fields = {
        "k0": "nip",
        "k1": "name",
        "k2": "status",
        "k3": "grade",
        "k4": "position",
        "k5": "unit",
        "k6": "phone",
        "k7": "note",
    }
    sari.post(address, fields)
    roster_jobs.go_on(cast.at)
    page = sari.get(reverse("roster:import", args=[RosterImport.objects.get().ref])).content.decode()
    assert "Simpan 1 baris" in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7 x", "gambar atau PDF"),
        (b"\x89PNG\r\n\x1a\n0000", "gambar atau PDF"),
        (b"", "Berkas ini kosong"),
        (b"PK\x03\x04rusak", "tidak dapat dibuka"),
        (b"halo dunia", "bukan tabel"),
        (b"satu,dua\n1,2\n", "Judul kolom"),
    ],
)
def test_a_wrong_file_gets_a_sentence_and_changes_nothing(
    sari: StrictClient, cast: Cast, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "pegawai.xlsx"
    path.write_bytes(content)
    page = upload(sari, cast, path)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not RosterImport.objects.exists()


def test_a_large_file_is_read_by_the_worker_and_shows_progress(
    sari: StrictClient, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ikrar.web.roster.views_imports.AT_ONCE", 10)
    page = upload(sari, cast, a_file(tmp_path / "a.csv", [a_row(n) for n in range(1, 6)]))
    assert page["Refresh"] == "2"
    assert "Anda boleh menutup halaman ini" in page.content.decode()
    roster_jobs.go_on(cast.at)
    assert (
        "Simpan 5 baris"
        in sari.get(reverse("roster:import", args=[RosterImport.objects.get().ref])).content.decode()
    )


def test_undo_asks_first_and_the_worker_does_it(sari: StrictClient, cast: Cast, tmp_path: Path) -> None:
    upload(sari, cast, a_file(tmp_path / "a.csv", [a_row(1)]))
    ref = RosterImport.objects.get().ref
    sari.post(reverse("roster:save", args=[ref]))
    address = reverse("roster:undo", args=[ref])
    assert "Batalkan impor ini" in sari.get(address).content.decode()
    sari.post(address)
    roster_jobs.go_on(RosterImport.objects.get().saved_at or cast.at)
    assert "sudah dibatalkan" in sari.get(reverse("roster:import", args=[ref])).content.decode()
    assert not Employee.objects.filter(left_on=None).exists()


def test_bad_rows_come_as_a_workbook_that_can_be_read_again(
    sari: StrictClient, cast: Cast, tmp_path: Path
) -> None:
    upload(sari, cast, a_file(tmp_path / "a.csv", [a_row(1), a_row(2, NIP="123")]))
    answer = sari.get(reverse("roster:bad_rows", args=[RosterImport.objects.get().ref]))
    path = tmp_path / "perlu.xlsx"
    path.write_bytes(answer.content)
    rows = list(files.open_table(path).rows())
    assert rows[1][1][0] == "3"
    assert "NIP kurang dari 18 angka (123)." in rows[1][1][-1]


def test_the_list_comes_back_corrected_without_making_anybody_twice(
    sari: StrictClient, cast: Cast, tmp_path: Path
) -> None:
    saved(cast, an_import(cast, a_file(tmp_path / "a.csv", [a_row(n) for n in range(1, 4)])))
    content = sari.get(reverse("roster:export", args=[cast.agency.ref])).content
    (tmp_path / "daftar.xlsx").write_bytes(content)
    source = files.open_table(tmp_path / "daftar.xlsx")
    header, *rows = [list(cells) for _, cells in source.rows()]
    rows[0][header.index("NIP")] = a_nip(77)  # a corrected number: only the hidden key says who this is
    rows[1][header.index("Nomor HP")] = ""
    page = upload(sari, cast, a_file(tmp_path / "kembali.csv", rows, header)).content.decode()
    imported = RosterImport.objects.latest("pk")
    assert imported.standings == {"changed": 2, "same": 1}, page[:200]
    sari.post(reverse("roster:save", args=[imported.ref]))
    assert Employee.objects.count() == 3
    assert set(Employee.objects.values_list("nip", "phone")) == {
        (a_nip(77), "+6281200000001"),
        (a_nip(2), ""),
        (a_nip(3), "+6281200000003"),
    }


def test_an_import_of_another_body_is_not_known(client: StrictClient, cast: Cast, tmp_path: Path) -> None:
    imported = an_import(cast, a_file(tmp_path / "a.csv", [a_row(1)]))
    client.force_login(cast.account(cast.anton))
    assert client.get(reverse("roster:import", args=[imported.ref])).status_code == 404
    assert client.post(reverse("roster:save", args=[imported.ref])).status_code == 404
    assert client.get(reverse("roster:upload", args=[cast.agency.ref])).status_code == 404


def test_a_get_changes_nothing(sari: StrictClient, cast: Cast, tmp_path: Path) -> None:
    imported = an_import(cast, a_file(tmp_path / "a.csv", [a_row(1)]))
    sari.get(reverse("roster:save", args=[imported.ref]))
    sari.get(reverse("roster:repair_kind", args=[imported.ref, "nip_damaged"]))
    imported.refresh_from_db()
    assert imported.state == "checked"
    assert not Employee.objects.exists()


def test_the_example_file_has_headings_that_are_understood(
    sari: StrictClient, cast: Cast, tmp_path: Path
) -> None:
    content = sari.get(reverse("roster:template", args=[cast.agency.ref])).content
    assert re.match(rb"PK", content)
    (tmp_path / "contoh.xlsx").write_bytes(content)
    assert io.BytesIO(content).read(2) == b"PK"
    header = next(files.open_table(tmp_path / "contoh.xlsx").rows())[1]
    assert {"NIP", "Nama", "Unit kerja"} <= set(header)
    assert len(HEADINGS) < len(header)
