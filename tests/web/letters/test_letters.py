"""Letters on pages: written, initialled, scanned back, cancelled, found; each with the right and wrong people."""

import pytest

from ikrar.core.letters import Annex, Kind, Named, Table
from ikrar.core.letters_content import NEEDED, PARTS
from ikrar.domain.ledger.actions import Unknown
from ikrar.domain.letters.models import Letter
from ikrar.domain.letters.queries import content_of, initials_of
from ikrar.domain.people.grants import Role
from ikrar.domain.roster.actions import give_seat
from ikrar.web.letters.forms import LABELS
from tests.domain.letters.test_ends import a_pdf
from tests.given.authority import Authority
from tests.given.cast import Cast
from tests.given.letters import (
    DECREE,
    a_letter,
    a_letter_to_sign,
    a_scan,
    a_signed_letter,
    a_submitted_letter,
    end_seats_of,
    seen,
)
from tests.given.statements import statements_of
from tests.strict import StrictClient
from tests.web.letters.given import enter, upload

pytestmark = pytest.mark.django_db
NEW = "/surat/baru/kab-contoh"


def decree_boxes(cast: Cast, **changes: str) -> dict[str, str]:
    """A decree as an officer types it."""
    cast.account(cast.rina)
    boxes = {
        "kunci": "k1", "subject": "Pembentukan satuan tugas", "nature": "biasa", "paper": "f4",
        "title": "KEPUTUSAN SEKRETARIS DAERAH", "considering": "bahwa perlu\nbahwa penting",
        "recalling": "UU 20/2023", "dictum": "Membentuk satgas.\nBerlaku segera.", "copies": "Bupati",
        "annex_1_title": "Susunan", "annex_1_people": "Wati; 1; III/c; Lurah; Ketua\nEko",
        "annex_1_table": "No; Nama\n1; Wati", "signer": cast.hadi.ref, "behalf": "an", "behalf_of": "Bupati Contoh",
        "initial_1": cast.rina.ref,
    }  # fmt: skip
    return {**boxes, **changes}


def test_an_officer_writes_a_decree_and_everything_typed_is_in_it(client: StrictClient, cast: Cast) -> None:
    enter(client, cast, cast.sari)
    assert client.get("/surat/baru/")["Location"] == "/surat/baru/kab-contoh/"
    assert f"{NEW}/decree/" in client.get(f"{NEW}/").content.decode()
    page = client.get(f"{NEW}/decree/").content.decode()
    assert "Menimbang" in page
    assert "Kutipan" not in page
    answer = client.post(f"{NEW}/decree/", decree_boxes(cast))
    letter = Letter.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/surat/{letter.ref}/")
    content = content_of(letter)
    assert content.body.dictum == ("Membentuk satgas.", "Berlaku segera.")
    assert content.body.annexes == (
        Annex(
            "Susunan", (), Table(("No", "Nama"), (("1", "Wati"),)),
            (Named("Wati", "1", "III/c", "Lurah", "Ketua"), Named("Eko")),
        ),
    )  # fmt: skip
    assert (content.signer.behalf, content.signer.behalf_of) == ("an", "Bupati Contoh")
    assert [i.person for i in initials_of(letter)] == [cast.rina]
    shown = client.get(f"/surat/{letter.ref}/").content.decode()
    for words in ("Membentuk satgas.", "Susunan", "Bupati Contoh", "Wati, 1, III/c, Lurah, Ketua"):
        assert words in shown


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_has_its_own_boxes(client: StrictClient, cast: Cast, kind: Kind) -> None:
    page = enter(client, cast, cast.sari).get(f"{NEW}/{kind}/").content.decode()
    for part in NEEDED[kind]:
        assert f'name="{part}"' in page


def test_a_page_of_an_unknown_kind_is_not_found(client: StrictClient, cast: Cast) -> None:
    assert enter(client, cast, cast.sari).get(f"{NEW}/sonnet/").status_code == 404


def test_a_change_keeps_every_part_and_the_slower_tab_is_told(client: StrictClient, cast: Cast) -> None:
    enter(client, cast, cast.sari).post(f"{NEW}/decree/", decree_boxes(cast))
    letter = Letter.objects.get()
    before = content_of(letter)
    form = client.get(f"/surat/{letter.ref}/ubah/").context["form"]
    boxes = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    assert client.post(f"/surat/{letter.ref}/ubah/", boxes | {"kunci": "a"}).status_code == 303
    letter.refresh_from_db()
    assert (content_of(letter), letter.version) == (before, 2)
    late = client.post(f"/surat/{letter.ref}/ubah/", boxes | {"kunci": "b", "subject": "Lain"})
    assert late.status_code == 422
    assert "berubah sejak halaman Anda dibuka" in late.content.decode()
    assert 'value="Lain"' in late.content.decode()
    history = client.get(f"/surat/{letter.ref}/riwayat/").content.decode()
    assert "Konsep pertama dibuat oleh Sari" in history


def test_a_draft_that_lacks_a_part_is_not_submitted_and_says_the_way_on(
    client: StrictClient, cast: Cast
) -> None:
    enter(client, cast, cast.sari).post(f"{NEW}/decree/", decree_boxes(cast, dictum=""))
    letter = Letter.objects.get()
    answer = client.post(f"/surat/{letter.ref}/ajukan/", {"kunci": "k", "versi": "1"})
    assert answer.status_code == 422
    assert "Bagian putusan" in answer.content.decode()
    assert f"/surat/{letter.ref}/ubah/" in answer.content.decode()


def test_rina_initials_and_budi_may_not_look(client: StrictClient, cast: Cast) -> None:
    letter = a_submitted_letter(cast)
    enter(client, cast, cast.rina)
    assert letter.subject in client.get("/surat/").content.decode()
    address = f"/surat/{letter.ref}/paraf/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"kunci": "k", "seen": seen(letter)}).status_code == 422
    assert client.post(address, {"kunci": "k", "seen": "ff", "agrees": "on"}).status_code == 422
    assert client.post(address, {"kunci": "k", "seen": seen(letter), "agrees": "on"}).status_code == 303
    assert initials_of(letter)[0].given_at is not None
    enter(client, cast, cast.budi)
    assert client.get(address).status_code == 404
    assert letter.subject not in client.get("/surat/").content.decode()


def test_hadi_returns_a_letter_with_his_reason(client: StrictClient, cast: Cast) -> None:
    letter = a_letter_to_sign(cast)
    address = f"/surat/{letter.ref}/kembalikan/"
    enter(client, cast, cast.hadi)
    assert client.post(address, {"kunci": "k", "note": ""}).status_code == 422
    assert client.post(address, {"kunci": "k", "note": "Perbaiki dasar"}).status_code == 303
    enter(client, cast, cast.sari)
    assert "Perbaiki dasar" in client.get(f"/surat/{letter.ref}/").content.decode()
    assert "Dikembalikan" in client.get("/surat/").content.decode()


@pytest.mark.parametrize("who", ["anton", "budi", "oki"])
def test_who_is_not_of_the_body_finds_no_page_of_its_letters(
    client: StrictClient, cast: Cast, who: str
) -> None:
    letter = a_signed_letter(cast)
    enter(client, cast, getattr(cast, who))
    for tail in (
        "", "paraf/", "riwayat/", "konsep.pdf", "cetak.pdf", "berkas/", "nomor/", "tanda-tangan/", "kembalikan/"
    ):  # fmt: skip
        assert client.get(f"/surat/{letter.ref}/{tail}").status_code == 404, tail
    for tail in ("", "buku/", "masuk/", "penomoran/", "lambang/", "buku/unduh.xlsx"):
        assert client.get(f"/surat/instansi/kab-contoh/{tail}").status_code in {403, 404}, tail


def test_the_paper_way_scan_second_look_and_download(client: StrictClient, cast: Cast) -> None:
    letter = a_letter_to_sign(cast)
    enter(client, cast, cast.sari)
    address = f"/surat/{letter.ref}/pindaian/"
    told = {"kunci": "k", "seen": seen(letter)}
    for content, words in (
        (a_pdf(script="app.alert(1)"), "memuat program"),
        (b"MZ not a letter", "bukan PDF atau JPG"),
        (a_pdf()[:300], "rusak"),
    ):
        bad = client.post(address, {**told, "scan": upload(content)})
        assert bad.status_code == 422
        assert words in bad.content.decode()
    stale = client.post(address, {"kunci": "k", "seen": "00", "scan": upload(a_scan(), "a.jpg")})
    assert "kedaluwarsa" in stale.content.decode()
    assert client.post(address, {**told, "scan": upload(a_scan(), "a.jpg")}).status_code == 303
    assert client.get(f"/surat/{letter.ref}/berkas/").content == a_scan()
    assert client.post(f"/surat/{letter.ref}/periksa/", {"kunci": "p"}).status_code == 403
    enter(client, cast, cast.rina)
    assert "Pindaian sama dengan naskah" in client.get(f"/surat/{letter.ref}/").content.decode()
    assert client.post(f"/surat/{letter.ref}/periksa/", {"kunci": "p"}).status_code == 303
    assert "Pindaian dibandingkan petugas kedua" in client.get(f"/surat/{letter.ref}/").content.decode()


@pytest.mark.parametrize(("owner", "is_told"), [("HADI, S.H.", False), ("Sari Contoh", True)])
def test_a_certificate_of_another_name_is_said_on_the_page_of_the_letter(
    client: StrictClient, cast: Cast, owner: str, is_told: bool
) -> None:
    letter = a_letter_to_sign(cast)
    enter(client, cast, cast.hadi)
    told = {
        "kunci": "k", "seen": seen(letter), "way": "pkcs12", "password": "sandi-kunci", "agrees": "on",
        "container": upload(Authority().file_of(owner, "sandi-kunci"), "kunci.p12"),
    }  # fmt: skip
    assert client.post(f"/surat/{letter.ref}/tanda-tangan/", told).status_code == 303
    page = client.get(f"/surat/{letter.ref}/").content.decode()
    assert owner in page
    assert (f"Nama pada sertifikat: {owner}. Periksa" in page) is is_told


def test_a_signer_who_has_left_is_said_and_replaced(client: StrictClient, cast: Cast) -> None:
    letter = a_letter_to_sign(cast)
    end_seats_of(cast.hadi, cast.at)
    enter(client, cast, cast.sari)
    page = client.get(f"/surat/{letter.ref}/").content.decode()
    assert "Tunjuk penanda tangan lain" in page
    assert "tidak lagi memegang jabatan" in client.get(f"/surat/{letter.ref}/pindaian/").content.decode()
    address = f"/surat/{letter.ref}/penanda-tangan/"
    bare = {"kunci": "k", "signer_name": "Dewi Contoh", "office": "Bupati", "term": "pj"}
    bad = client.post(address, bare)
    assert "perlu nomor surat perintah" in bad.content.decode()
    assert client.post(address, {**bare, "acting_basis": "Kepmen 1/2026"}).status_code == 303
    letter.refresh_from_db()
    assert (letter.stage, letter.signer) == ("draft", None)
    assert content_of(letter).signer.name == "Dewi Contoh"


def test_a_cancelled_letter_and_its_void_number(client: StrictClient, cast: Cast) -> None:
    letter = a_letter_to_sign(cast)
    enter(client, cast, cast.sari)
    assert letter.number in client.get(f"/surat/{letter.ref}/batal/").content.decode()
    assert (
        client.post(f"/surat/{letter.ref}/batal/", {"kunci": "k", "note": "Kegiatan batal"}).status_code == 303
    )
    assert "Kegiatan batal" in client.get("/surat/instansi/kab-contoh/buku/?tahun=2026").content.decode()
    assert "sudah dikirim atau dibatalkan" in client.get(f"/surat/{letter.ref}/batal/").content.decode()


def test_lists_find_by_stage_and_word(client: StrictClient, cast: Cast) -> None:
    a_letter(cast, subject="Undangan rapat kerja")
    a_signed_letter(cast, subject="Laporan bulanan")
    enter(client, cast, cast.joko)
    home = "/surat/instansi/kab-contoh/"
    page = client.get(home).content.decode()
    assert "Undangan rapat kerja" in page
    assert "Laporan bulanan" in page
    assert "Undangan rapat kerja" not in client.get(f"{home}?tahap=signed").content.decode()
    assert "Laporan bulanan" not in client.get(f"{home}?cari=rapat").content.decode()
    assert "Tidak ada surat yang cocok" in client.get(f"{home}?cari=zzz").content.decode()


def test_an_open_question_about_an_acting_signer_is_shown(client: StrictClient, cast: Cast) -> None:
    give_seat(
        cast.joko, role=Role.HEAD, agency=cast.agency, since=cast.at.date(), term="plt", basis="SP 1/2026",
        by=Unknown(), at=cast.at,
    )  # fmt: skip
    letter = a_letter(cast, body=DECREE, signer=cast.joko)
    page = enter(client, cast, cast.sari).get(f"/surat/{letter.ref}/").content.decode()
    assert "belum memastikan wewenangnya" in page


@pytest.mark.parametrize("kind", list(Kind))
def test_no_box_of_a_kind_stands_for_two_things(client: StrictClient, cast: Cast, kind: Kind) -> None:
    form = enter(client, cast, cast.sari).get(f"{NEW}/{kind}/").context["form"]
    for part in (p for p in PARTS[kind] if p in LABELS):
        assert str(form.fields[part].label) == str(LABELS[part][0]), part
    assert list(form.fields)[-1] == "acting_basis"
    assert form.initial["signer"] in (cast.hadi.ref, None)


def test_the_message_to_copy_names_nobody_and_ends_with_the_link(client: StrictClient, cast: Cast) -> None:
    letter = a_submitted_letter(cast)
    message = enter(client, cast, cast.sari).get(f"/surat/{letter.ref}/").context["message"]
    assert "menunggu paraf" in message
    assert letter.subject not in message
    assert not any(name in message for name in ("Rina", "Hadi", "Sari"))
    assert message.splitlines()[-1].endswith(f"/surat/{letter.ref}/")
    assert len(message) <= 700
    draft = a_letter(cast)
    assert client.get(f"/surat/{draft.ref}/").context["message"] == ""


def test_a_former_letter_is_the_start_of_a_new_one(client: StrictClient, cast: Cast) -> None:
    enter(client, cast, cast.sari).post(f"{NEW}/decree/", decree_boxes(cast))
    former = Letter.objects.get()
    page = client.get(f"{NEW}/decree/?dari={former.ref}")
    assert "Membentuk satgas." in page.content.decode()
    assert page.context["form"]["annex_1_title"].value() == "Susunan"
    assert client.get(f"{NEW}/duty/?dari={former.ref}").status_code == 404
    assert client.get(f"{NEW}/decree/?dari=ZZZZZZZZ").status_code == 404


def test_eight_letters_that_wait_take_as_many_statements_as_two(client: StrictClient, cast: Cast) -> None:
    for _ in range(2):
        a_submitted_letter(cast)
    enter(client, cast, cast.rina)
    of_two = statements_of(client, "/surat/")
    for _ in range(6):
        a_submitted_letter(cast)
    assert statements_of(client, "/surat/") == of_two
    assert client.get("/surat/").content.decode().count("/paraf/") == 8
