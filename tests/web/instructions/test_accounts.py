"""Are the numbers equal on screen, in letter, sheet, message and the receiver's own form, and do the files survive?"""

import json
import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook, load_workbook

from ikrar.core.instructions import ItemKind
from ikrar.domain.ledger.models import Entry
from ikrar.domain.letters.models import Letter
from ikrar.domain.letters.queries import content_of
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import Reply
from ikrar.domain.programme.models import Asked, Instruction, ReceiverForm
from ikrar.domain.roster.models import Unit
from tests.given.cast import Cast
from tests.given.instructions import House, a_house, an_issued_instruction, in_days, item_of, target_of
from tests.given.pledges import a_pledge
from tests.given.programme import an_opened_drive, some_employees
from tests.given.receiver_forms import a_document, a_workbook
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db
SUMS = "3 dari 9 orang"


@pytest.fixture(autouse=True)
def _at_the_moment(settings: LazySettings, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.IKRAR_DEMO = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.at)


@pytest.fixture
def house(cast: Cast) -> House:
    made = a_house(cast)
    for body, people in ((made.office, 4), (made.house, 5)):
        some_employees(Unit.objects.get(agency=body, parent=None), people, cast.at)
    return made


@pytest.fixture
def order(cast: Cast, house: House) -> Instruction:
    """Three of nine have signed; the office has nothing to report."""
    row = an_issued_instruction(
        cast,
        [house.office, house.house],
        in_days(cast, 5, ItemKind.SIGNED, share=50),
        in_days(cast, 5, ItemKind.REPORT),
    )
    drive = an_opened_drive(cast, bodies=(house.office, house.house), people=0)
    for asked in Asked.objects.filter(drive=drive, agency=house.house).order_by("pk")[:3]:
        a_pledge(asked, cast.at)
    reply = Reply("Dian", is_nothing=True)
    actions.answer_item(
        item_of(row, ItemKind.REPORT),
        target=target_of(row, house.office),
        reply=reply,
        by=cast.staff(house.dian),
        at=cast.at,
    )
    return row


@pytest.fixture
def sari(client: StrictClient, cast: Cast) -> StrictClient:
    client.force_login(cast.account(cast.sari))
    return client


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_one_account_behind_screen_letter_sheet_and_message(
    sari: StrictClient, cast: Cast, order: Instruction
) -> None:
    home = f"/instruksi/{order.ref}/laporan/kab-contoh/"
    page = text_of(sari.get(home))
    assert page.count(f"1 dari 2 selesai, {SUMS}") == 2  # page and message
    assert page.count("1 dari 2 selesai, 1 laporan nihil") == 2
    assert sari.post(f"{home}surat/", {"kunci": "a"}).status_code == 303
    content = content_of(Letter.objects.get())
    assert any(f"1 dari 2 selesai, {SUMS}" in line for line in content.body.paragraphs)
    table = content.body.annexes[0].table
    assert table is not None and len(table.rows) == 4
    assert ("Balai Contoh", "Terpenuhi 23 November 2026, 3 dari 5 orang") in {
        (row[1], row[4]) for row in table.rows
    }
    sheet = sari.post(f"{home}lampiran/", {"kunci": "b"})
    book = load_workbook(BytesIO(sheet.content))
    assert book.sheetnames == ["Ringkasan", "Rincian", "Keterangan"]
    sums = {row[1].value: [c.value for c in row[2:]] for row in book["Ringkasan"].iter_rows(min_row=2)}
    assert list(sums.values()) == [[2, 1, 0, 0, 0, 1, 3, 9], [2, 1, 0, 1, 0, 1, 0, 0]]
    codes = [row[1] for row in book["Rincian"].iter_rows(min_row=2)]
    assert codes[0].value == "kantor-contoh" and codes[0].number_format == "@"
    notes = {row[0].value: row[1].value for row in book["Keterangan"].iter_rows()}
    assert notes["Diunduh oleh"] == "Sari" and order.ref in notes["Sumber"]
    ways = [
        json.loads(e.details)["way"]
        for e in Entry.objects.filter(fact="instruction.account_rendered").order_by("id")
    ]
    assert ways == ["letter", "workbook"]


def test_looking_makes_no_account_and_a_repeat_makes_none_twice(sari: StrictClient, order: Instruction) -> None:
    home = f"/instruksi/{order.ref}/laporan/kab-contoh/"
    for path in ("surat/", "lampiran/"):
        assert sari.get(f"{home}{path}").status_code == 404
    for _ in range(2):
        assert sari.post(f"{home}lampiran/", {"kunci": "satu"}).status_code == 200
        assert sari.post(f"{home}surat/", {"kunci": "dua"}).status_code == 303
    assert Letter.objects.count() == 1
    assert Entry.objects.filter(fact="instruction.account_rendered").count() == 2


def a_form(sari: StrictClient, data: bytes, name: str) -> ReceiverForm:
    """The form is handed in once."""
    sent = {"name": "Laporan bulanan", "file": SimpleUploadedFile(name, data), "kunci": name}
    made = sari.post("/instruksi/formulir/kab-contoh/", sent)
    assert made.status_code == 303, text_of(made)
    return ReceiverForm.objects.get(ref=made["Location"].split("/")[-2])


def choose(sari: StrictClient, form: ReceiverForm, wanted: dict[str, str]) -> None:
    """Choose a value for each place by its label, page by page."""
    number = 1
    while True:
        page = sari.get(f"/instruksi/formulir/isi/{form.ref}/?hal={number}")
        fields = page.context["form"].fields
        chosen = {
            name: next((value for label, value in wanted.items() if str(field.label).startswith(label)), "")
            for name, field in fields.items() if name != "kunci"
        }  # fmt: skip
        sent = sari.post(f"/instruksi/formulir/isi/{form.ref}/?hal={number}", {**chosen, "kunci": f"k{number}"})
        assert sent.status_code == 303
        if "hal=" not in sent["Location"]:
            return
        number += 1


BOOK = {
    "Nama instansi": "body", "Tanggal laporan": "day", "Jumlah pegawai": "below.signed.of",
    "Sudah menandatangani": "below.signed.number", "Laporan nihil": "below.report.nothing",
}  # fmt: skip


def converted(data: bytes, ending: str, to: str, folder: Path) -> bytes:
    """What LibreOffice makes of it."""
    source = folder / f"isi.{ending}"
    source.write_bytes(data)
    home = f"-env:UserInstallation=file://{folder}/rumah"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", to, "--outdir", str(folder / "hasil"), str(source)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return (folder / "hasil" / f"isi.{to.partition(':')[0]}").read_bytes()


def test_a_workbook_of_the_receiver_is_filled_with_the_same_numbers(
    sari: StrictClient, cast: Cast, order: Instruction
) -> None:
    form = a_form(sari, a_workbook(), "laporan.xlsx")
    home = f"/instruksi/{order.ref}/laporan/kab-contoh/"
    refused = sari.post(f"{home}isi/{form.ref}/", {"kunci": "x"})
    assert refused.status_code == 422 and "Pilih dahulu nilai" in text_of(refused)
    choose(sari, form, BOOK)
    filled = sari.post(f"{home}isi/{form.ref}/", {"kunci": "a"})
    assert filled["Content-Disposition"].endswith('.xlsx"')
    sheet = load_workbook(BytesIO(filled.content))["Laporan"]
    assert [sheet[f"B{n}"].value for n in (3, 5, 6, 7)] == ["Pemerintah Kabupaten Contoh", 9, 3, 1]
    assert sheet["B4"].value.date().isoformat() == "2026-11-23" and sheet["B8"].value == "=B6/B5"


def test_a_document_of_the_receiver_is_filled(sari: StrictClient, order: Instruction) -> None:
    form = a_form(sari, a_document(), "laporan.docx")
    choose(sari, form, {"instansi": "body", "bulan": "month", "Sudah menandatangani": "below.signed.number"})
    filled = sari.post(f"/instruksi/{order.ref}/laporan/kab-contoh/isi/{form.ref}/", {"kunci": "a"})
    document = Document(BytesIO(filled.content))
    assert (
        document.paragraphs[1].text
        == "Instansi Pemerintah Kabupaten Contoh melaporkan keadaan bulan November 2026."
    )
    assert document.tables[0].cell(1, 1).text == "3"


@pytest.mark.slow
def test_filled_forms_and_the_annex_survive_libreoffice(
    sari: StrictClient, order: Instruction, tmp_path: Path
) -> None:
    home = f"/instruksi/{order.ref}/laporan/kab-contoh/"
    form = a_form(sari, a_workbook(), "laporan.xlsx")
    choose(sari, form, BOOK)
    for n, (path, name) in enumerate(((f"isi/{form.ref}/", "Laporan"), ("lampiran/", "Ringkasan"))):
        folder = tmp_path / str(n)
        folder.mkdir()
        data = sari.post(f"{home}{path}", {"kunci": f"k{n}"}).content
        book = load_workbook(
            BytesIO(converted(data, "xlsx", "xlsx:Calc MS Excel 2007 XML", folder)), data_only=True
        )
        sheet = book[name]
        if name == "Laporan":
            assert [sheet[f"B{r}"].value for r in (5, 6)] == [9, 3] and abs(sheet["B8"].value - 1 / 3) < 1e-9
        else:
            assert [c.value for c in sheet[2]][2:] == [2, 1, 0, 0, 0, 1, 3, 9]
    paper = a_form(sari, a_document(), "laporan.docx")
    choose(sari, paper, {"instansi": "body", "bulan": "month"})
    folder = tmp_path / "docx"
    folder.mkdir()
    data = sari.post(f"{home}isi/{paper.ref}/", {"kunci": "z"}).content
    pdf = folder / "isi.pdf"
    pdf.write_bytes(converted(data, "docx", "pdf", folder))
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert "Pemerintah Kabupaten Contoh" in text and "November 2026" in text


def nothing_to_fill() -> bytes:
    out = BytesIO()
    book = Workbook()
    book.active["A1"] = "=1+1"
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"bukan berkas", "tidak dapat dibaca"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "terkunci atau berformat lama"),
        (b"PK\x03\x04" + b"x" * 5_000_001, "terlalu besar"),
        (nothing_to_fill(), "Tidak ada tempat kosong"),
    ],
)
def test_what_is_no_form_is_refused_with_its_sentence(sari: StrictClient, data: bytes, words: str) -> None:
    sent = {"name": "Formulir", "file": SimpleUploadedFile("f.xlsx", data), "kunci": "a"}
    refused = sari.post("/instruksi/formulir/kab-contoh/", sent)
    assert refused.status_code == 422 and words in text_of(refused) and "Formulir" in text_of(refused)


def test_forms_of_another_body_stay_with_it(
    sari: StrictClient, client: StrictClient, cast: Cast, order: Instruction
) -> None:
    form = a_form(sari, a_workbook(), "laporan.xlsx")
    other = StrictClient()
    other.force_login(cast.account(cast.anton))
    assert other.get(f"/instruksi/formulir/isi/{form.ref}/").status_code == 404
    assert other.get("/instruksi/formulir/kab-contoh/").status_code == 404
    assert other.get(f"/instruksi/{order.ref}/laporan/kota-lain/").status_code == 404


def test_a_body_reports_its_own_work_upward(cast: Cast, house: House, order: Instruction) -> None:
    dian = StrictClient()
    dian.force_login(cast.account(house.dian))
    page = text_of(dian.get(f"/instruksi/{order.ref}/laporan/kantor-contoh/"))
    assert "Pelaksanaan oleh instansi ini" in page and "1 dari 2 butir selesai" in page
    assert (
        page.count("0 dari 4 orang") == page.count("Laporan nihil 23 November 2026") == 2
    )  # on the page, in the message
    assert dian.get(f"/instruksi/{order.ref}/laporan/kab-contoh/").status_code == 404
    assert dian.post(f"/instruksi/{order.ref}/laporan/kantor-contoh/surat/", {"kunci": "a"}).status_code == 303
    letter = Letter.objects.get()
    assert content_of(letter).to == ("Sekretaris Daerah",) and letter.agency == house.office
