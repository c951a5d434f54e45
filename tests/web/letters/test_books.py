"""The books on pages: letterhead, registers, numbers, what goes out and what comes in, packages."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from ikrar.core.letters import Kind
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.models import Entry
from ikrar.domain.letters.models import Disposition, Incoming, Letterhead, Numbering, RegisterNumber
from ikrar.web.letters.views_numbers import _chosen
from tests.domain.letters.test_ends import a_pdf
from tests.domain.letters.test_incoming import received
from tests.given.cast import Cast
from tests.given.letters import (
    PLAIN,
    a_letter,
    a_letter_to_sign,
    a_register,
    a_scan,
    a_signed_letter,
)
from tests.strict import StrictClient
from tests.web.letters.given import enter, upload

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("who", "status"), [("joko", 403), ("hadi", 403), ("sari", 200)])
def test_only_the_registrar_sets_head_and_registers(
    client: StrictClient, cast: Cast, who: str, status: int
) -> None:
    register = a_register(cast)
    enter(client, cast, getattr(cast, who))
    for address in (
        "/surat/instansi/kab-contoh/kop/", "/surat/instansi/kab-contoh/penomoran/baru/",
        f"/surat/penomoran/{register.ref}/", "/surat/instansi/kab-contoh/buku/pesan/",
        "/surat/instansi/kab-contoh/ekspor/", "/surat/instansi/kab-contoh/masuk/baru/",
    ):  # fmt: skip
        assert client.get(address).status_code == status, address


def test_the_letterhead_takes_a_picture_and_nothing_else(client: StrictClient, cast: Cast) -> None:
    enter(client, cast, cast.sari)
    address = "/surat/instansi/kab-contoh/kop/"
    boxes = {"kunci": "k", "body": "Sekretariat Daerah", "above": "PEMERINTAH KABUPATEN CONTOH", "paper": "f4"}
    bad = client.post(address, {**boxes, "logo": upload(b"<svg onload=alert(1)>", "a.png")})
    assert bad.status_code == 422
    assert 'value="Sekretariat Daerah"' in bad.content.decode()
    junk = client.post(address, {**boxes, "logo": upload(b"\x89PNG\r\n\x1a\n" + b"junk" * 50, "a.png")})
    assert (junk.status_code, "Lambang ini rusak" in junk.content.decode()) == (422, True)
    assert client.get("/surat/instansi/kab-contoh/lambang/").status_code == 404
    assert client.post(address, {**boxes, "logo": upload(a_scan(), "a.jpg")}).status_code == 303
    assert Letterhead.objects.get().paper == "f4"
    assert client.get("/surat/instansi/kab-contoh/lambang/")["Content-Type"] == "image/png"
    assert "Lambang instansi yang sekarang" in client.get(address).content.decode()


def test_a_register_is_opened_changed_and_closed(client: StrictClient, cast: Cast) -> None:
    enter(client, cast, cast.sari)
    new = "/surat/instansi/kab-contoh/penomoran/baru/"
    boxes = {"kunci": "k", "name": "SK", "pattern": "{nomor} TAHUN {tahun}", "kinds": ["decree"]}
    bad = client.post(new, {**boxes, "pattern": "{nomor}{tahun}"})
    assert "Pisahkan" in bad.content.decode()
    assert client.post(new, boxes).status_code == 303
    register = Numbering.objects.get()
    assert json.loads(register.kinds) == ["decree"]
    answer = client.post(
        f"/surat/penomoran/{register.ref}/", {**boxes, "pattern": "B/{nomor}/{tahun}", "kunci": "x"}
    )
    assert answer.status_code == 303
    client.post(f"/surat/penomoran/{register.ref}/tutup/", {"kunci": "c"})
    register.refresh_from_db()
    assert (register.pattern, register.is_closed) == ("B/{nomor}/{tahun}", True)


def test_numbers_are_given_reserved_released_and_typed(client: StrictClient, cast: Cast) -> None:
    register = a_register(cast)
    enter(client, cast, cast.sari)
    first, second, third = (a_letter(cast) for _ in range(3))
    day = "2026-11-23"
    give = {"kunci": "a", "how": "register", "numbering": register.ref, "dated_on": day}
    for _ in range(2):
        assert client.post(f"/surat/{first.ref}/nomor/", give).status_code == 303
    book = "/surat/instansi/kab-contoh/buku/"
    keep = {"kunci": "b", "numbering": register.ref, "reason": "SK menyusul", "dated_on": day}
    assert client.post(f"{book}pesan/", {**keep, "reason": ""}).status_code == 422
    assert client.post(f"{book}pesan/", keep).status_code == 303
    kept = RegisterNumber.objects.get(state="reserved")
    use = {"kunci": "c", "how": "reserved", "reserved": kept.ref, "dated_on": day}
    assert client.post(f"/surat/{second.ref}/nomor/", use).status_code == 303
    typed = {
        "kunci": "d",
        "how": "elsewhere",
        "text": "800.1.6/1/ORG/XI/2026",
        "source": "Srikandi",
        "dated_on": day,
    }
    again = client.post(f"/surat/{third.ref}/nomor/", typed)
    assert again.status_code == 422
    assert "sudah dipakai pada tahun ini" in again.content.decode()
    assert 'value="800.1.6/1/ORG/XI/2026"' in again.content.decode()
    assert client.post(f"/surat/{third.ref}/nomor/", {**typed, "text": "S/9/2026"}).status_code == 303
    client.post(f"{book}pesan/", {**keep, "kunci": "e"})
    freed = RegisterNumber.objects.get(state="reserved")
    assert client.post(f"/surat/nomor/{freed.ref}/lepas/", {"kunci": "f", "note": "Batal"}).status_code == 303
    page = client.get(f"{book}?tahun=2026").content.decode()
    for words in ("800.1.6/1/ORG/XI/2026", "S/9/2026", "Dilepas", "Batal", "Srikandi"):
        assert words in page
    assert "S/9/2026" in client.get(f"{book}?tahun=2026&cari=S/9").content.decode()
    assert "Tidak ada nomor yang cocok" in client.get(f"{book}?tahun=2026&cari=zzz").content.decode()


def test_the_book_downloads_with_numbers_as_text(client: StrictClient, cast: Cast) -> None:
    letter = a_letter_to_sign(cast)
    answer = enter(client, cast, cast.joko).get("/surat/instansi/kab-contoh/buku/unduh.xlsx?tahun=2026")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_name("Buku nomor").to_python()
    assert rows[1][2] == letter.number


def test_sending_is_noted_with_its_proof_and_the_package_holds_the_very_file(
    client: StrictClient, cast: Cast
) -> None:
    letter = a_signed_letter(cast, kind=Kind.LETTER, body=PLAIN, to=("Bawaslu Contoh",))
    enter(client, cast, cast.sari)
    form = client.get(f"/surat/{letter.ref}/kirim/").context["form"]
    assert form.initial["to"] == "Bawaslu Contoh"
    sent = {"kunci": "k", "to": "Bawaslu Contoh", "way": "hand", "sent_on": "2026-11-23"}
    early = client.post(f"/surat/{letter.ref}/kirim/", {**sent, "sent_on": "2026-11-01"})
    assert "sebelum tanggal surat" in early.content.decode()
    bad = client.post(f"/surat/{letter.ref}/kirim/", {**sent, "proof": upload(b"MZ", "b.jpg")})
    assert (bad.status_code, "bukan PDF atau JPG" in bad.content.decode()) == (422, True)
    answer = client.post(f"/surat/{letter.ref}/kirim/", {**sent, "proof": upload(a_scan(), "b.jpg")})
    assert answer.status_code == 303
    page = client.get(f"/surat/{letter.ref}/").content.decode()
    assert "diantar langsung" in page
    proof = page.split(f"/surat/{letter.ref}/berkas/")[2].split("/")[0]
    assert client.get(f"/surat/{letter.ref}/berkas/{proof}/").content == a_scan()
    assert client.get(f"/surat/{letter.ref}/berkas/99999/").status_code == 404
    for address, told in (
        (f"/surat/{letter.ref}/ekspor/", {"kunci": "e"}),
        (
            "/surat/instansi/kab-contoh/ekspor/",
            {"kunci": "f", "since": "2026-11-01", "until": "2026-11-30"},
        ),
    ):
        bundle = ZipFile(BytesIO(client.post(address, told).content))
        about = json.loads(bundle.read("metadata.json"))["letters"][0]
        assert (about["number"], about["to"]) == (letter.number, "Bawaslu Contoh")
        assert about["sha256"] == bytes(letter.signed_sha256 or b"").hex()
        assert bundle.read(about["file"]) == a_scan()
        rows = CalamineWorkbook.from_filelike(BytesIO(bundle.read("metadata.xlsx"))).get_sheet_by_index(0)
        assert rows.to_python()[1][2] == letter.number
    assert Entry.objects.filter(fact="letter.exported").count() == 2


def test_an_empty_or_backward_period_makes_no_package(client: StrictClient, cast: Cast) -> None:
    a_letter(cast)
    enter(client, cast, cast.sari)
    address = "/surat/instansi/kab-contoh/ekspor/"
    empty = client.post(address, {"kunci": "f", "since": "2026-11-01", "until": "2026-11-30"})
    assert "Belum ada surat bertanda tangan" in empty.content.decode()
    back = client.post(address, {"kunci": "g", "since": "2026-11-30", "until": "2026-11-01"})
    assert back.status_code == 422


def test_what_comes_in_is_registered_disposed_and_answered(client: StrictClient, cast: Cast) -> None:
    enter(client, cast, cast.sari)
    cast.account(cast.budi)
    boxes = {
        "kunci": "k", "sender": "Bawaslu Contoh", "number": "1/PM/2026", "dated_on": "2026-11-20",
        "received_on": "2026-11-23", "subject": "Permintaan data", "nature": "segera",
    }  # fmt: skip
    address = "/surat/instansi/kab-contoh/masuk/baru/"
    bad, whole = client.post(address, {**boxes, "scan": upload(a_pdf(launch=True))}), a_pdf()
    assert "memuat program" in bad.content.decode()
    for _ in range(2):
        assert client.post(address, {**boxes, "scan": upload(whole)}).status_code == 303
    twin = client.post(address, {**boxes, "kunci": "z"})
    assert "nomor agenda 1 tahun 2026" in twin.content.decode()
    came = Incoming.objects.get()
    enter(client, cast, cast.hadi)
    order = f"/surat/masuk/{came.ref}/disposisi/"
    due = (cast.at + timedelta(days=60)).date().isoformat()
    assert client.post(order, {"kunci": "d", "person": cast.budi.ref}).status_code == 422
    told = {"kunci": "d", "person": cast.budi.ref, "orders": ["follow_up", "answer"], "due_on": due}
    assert client.post(order, told).status_code == 303
    enter(client, cast, cast.budi)
    assert "Permintaan data" in client.get("/surat/").content.decode()
    assert client.get(f"/surat/masuk/{came.ref}/berkas/").content == whole
    assert client.get(order).status_code == 403
    row = Disposition.objects.get()
    assert (
        client.post(f"/surat/disposisi/{row.ref}/", {"kunci": "j", "answer": "Sudah dikirim"}).status_code
        == 303
    )
    page = client.get(f"/surat/masuk/{came.ref}/").content.decode()
    assert "Sudah dikirim" in page
    slip = client.get(f"/surat/masuk/{came.ref}/lembar/").content.decode()
    assert "Tindak lanjuti, Siapkan jawaban" in slip
    enter(client, cast, cast.anton)
    for tail in ("", "lembar/", "berkas/"):
        assert client.get(f"/surat/masuk/{came.ref}/{tail}").status_code == 404
    assert client.get(f"/surat/disposisi/{row.ref}/").status_code == 404
    enter(client, cast, cast.joko)
    answer = client.get("/surat/instansi/kab-contoh/masuk/unduh.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_name("Surat masuk").to_python()
    assert rows[1][3] == "1/PM/2026"
    assert "Permintaan data" in client.get("/surat/instansi/kab-contoh/masuk/?cari=data").content.decode()


def test_empty_lists_say_what_to_do(client: StrictClient, cast: Cast) -> None:
    enter(client, cast, cast.sari)
    assert "Tidak ada surat yang menunggu Anda" in client.get("/surat/").content.decode()
    for tail, words in (
        ("", "Belum ada surat."),
        ("buku/", "Belum ada nomor pada tahun ini."),
        ("buku/pesan/", "Belum ada buku nomor."),
        ("masuk/", "Belum ada surat masuk yang dicatat."),
        ("penomoran/", "Belum ada buku nomor."),
    ):
        assert words in client.get(f"/surat/instansi/kab-contoh/{tail}").content.decode(), tail
    assert (
        "Belum ada buku nomor untuk jenis surat ini"
        in client.get(f"/surat/{a_letter(cast).ref}/nomor/").content.decode()
    )


def test_a_scan_that_follows_is_added_once(client: StrictClient, cast: Cast) -> None:
    came = received(cast)
    address = f"/surat/masuk/{came.ref}/pindaian/"
    enter(client, cast, cast.joko)
    assert client.get(address).status_code == 403
    enter(client, cast, cast.sari)
    assert "Tambah pindaian" in client.get(f"/surat/masuk/{came.ref}/").content.decode()
    assert client.post(address, {"kunci": "a", "scan": upload(b"MZ")}).status_code == 422
    assert client.post(address, {"kunci": "b", "scan": upload(a_scan(), "a.jpg")}).status_code == 303
    assert "Pindaian surat ini sudah tersimpan" in client.get(address).content.decode()


def test_a_number_that_was_not_chosen_or_is_gone_is_asked_for_again(client: StrictClient, cast: Cast) -> None:
    register = a_register(cast)
    enter(client, cast, cast.sari)
    book, day = "/surat/instansi/kab-contoh/buku/", "2026-11-23"
    keep = {"kunci": "b", "numbering": register.ref, "reason": "SK menyusul", "dated_on": day}
    assert client.post(f"{book}pesan/", keep).status_code == 303
    address = f"/surat/{a_letter(cast).ref}/nomor/"
    for how, told in (("register", "Pilih buku nomornya."), ("reserved", "Pilih nomor yang dipesan.")):
        empty = {"kunci": how, "how": how, "numbering": "", "reserved": "", "dated_on": day}
        answer = client.post(address, empty)
        assert answer.status_code == 422 and told in answer.content.decode()
    with pytest.raises(Problem, match="reserved_not_chosen"):  # taken after the form was checked
        _chosen([], "TAKEN", "reserved")
    assert client.post(f"{book}pesan/", {**keep, "numbering": ""}).status_code == 422
