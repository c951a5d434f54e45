"""Do the pages of attendance let in the right people, keep what was typed, and show names only where they are due?"""

from io import BytesIO

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from ikrar.domain.ledger.actions import Unknown
from ikrar.domain.people.grants import Role
from ikrar.domain.programme import actions
from ikrar.domain.programme.models import (
    ActivitySession,
    Attendance,
    AttendanceCard,
    AttendanceClosing,
    NamedAbsent,
    RowCount,
    ScanDecision,
    Scanner,
)
from ikrar.domain.roster.actions import give_seat
from ikrar.domain.roster.models import Employee, Unit
from tests.given.activities import a_brought, a_gate, a_session_to_attend, code_for, invite
from tests.given.bodies import some_bodies
from tests.given.cast import Cast
from tests.given.programme import some_employees
from tests.given.statements import statements_of
from tests.papers.pdf import letters
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


@pytest.fixture
def people(cast: Cast) -> list[Employee]:
    made = [
        *some_employees(cast.health, 2, cast.at, name="Nama Kesehatan"),
        *some_employees(cast.school, 2, cast.at, name="Nama Sekolah"),
    ]
    for unit in (cast.health, cast.school):
        actions.issue_cards(unit, by=cast.staff(cast.sari), at=cast.at)
    return made


@pytest.fixture
def session(cast: Cast, people: list[Employee]) -> ActivitySession:
    return a_session_to_attend(cast)


@pytest.fixture
def sari(cast: Cast) -> StrictClient:
    return as_(cast, "sari")


def as_(cast: Cast, name: str) -> StrictClient:
    client = StrictClient()
    client.force_login(cast.account(getattr(cast, name)))
    return client


PAGES = ["", "pemindai/", "daftar/", "tamu/", "barisan/", "berkas/", "hadir/", "periksa/", "koreksi/", "tutup/"]


@pytest.mark.parametrize("page", PAGES)
def test_another_body_finds_nothing_and_the_officer_everything(
    cast: Cast, session: ActivitySession, page: str
) -> None:
    path = f"/kehadiran/{session.ref}/{page}"
    assert as_(cast, "sari").get(path).status_code == 200
    assert as_(cast, "anton").get(path).status_code == 404
    assert StrictClient().get(path).status_code == 302


@pytest.mark.parametrize("page", ["pemindai/", "periksa/", "koreksi/"])
def test_a_unit_operator_is_told_why_they_may_not(cast: Cast, session: ActivitySession, page: str) -> None:
    answer = as_(cast, "budi").get(f"/kehadiran/{session.ref}/{page}")
    assert answer.status_code == 403
    assert "Unit ini bukan wewenang Anda." in answer.content.decode()


def test_the_auditor_sees_numbers_and_no_name(
    cast: Cast, session: ActivitySession, people: list[Employee]
) -> None:
    actions.record_list(
        session, cast.health, present=people[:2], absent={}, by=cast.staff(cast.sari), at=cast.at
    )
    page = as_(cast, "joko").get(f"/kehadiran/{session.ref}/")
    assert page.status_code == 200
    assert "Nama Kesehatan" not in page.content.decode()
    assert as_(cast, "joko").get(f"/kehadiran/{session.ref}/hadir/").status_code == 403


def test_names_are_shown_within_reach_only(
    cast: Cast, session: ActivitySession, people: list[Employee]
) -> None:
    sari = cast.staff(cast.sari)
    actions.record_list(session, cast.health, present=people[:2], absent={}, by=sari, at=cast.at)
    actions.record_list(session, cast.school, present=people[2:], absent={}, by=sari, at=cast.at)
    actions.note_guest(session, name="Tamu Contoh", institution="Bawaslu Contoh", by=sari, at=cast.at)
    seen = as_(cast, "budi").get(f"/kehadiran/{session.ref}/hadir/").content.decode()
    assert "Nama Sekolah" in seen
    assert "Nama Kesehatan" not in seen and "Tamu Contoh" not in seen
    whole = as_(cast, "sari").get(f"/kehadiran/{session.ref}/hadir/").content.decode()
    assert "Nama Kesehatan" in whole and "Tamu Contoh" in whole


def test_a_list_is_ticked_and_sent_twice(cast: Cast, session: ActivitySession, people: list[Employee]) -> None:
    budi, path = as_(cast, "budi"), f"/kehadiran/{session.ref}/daftar/kab-contoh/{cast.school.ref}/"
    page = budi.get(path)
    typed = {
        "kunci": page.context["form"]["kunci"].value(), "way": "list", f"p{people[2].pk}": "hadir",
        f"p{people[3].pk}": "duty",
    }  # fmt: skip
    for _ in range(2):
        assert budi.post(path, typed).status_code == 303
    assert Attendance.objects.get().employee == people[2]
    assert NamedAbsent.objects.get().reason == "duty"
    assert budi.get(f"/kehadiran/{session.ref}/daftar/kab-contoh/{cast.health.ref}/").status_code == 404
    again = budi.get(path).content.decode()
    assert "selected>hadir" in again.replace('selected=""', "selected")


def test_the_paper_list_names_everybody_of_the_unit(cast: Cast, session: ActivitySession) -> None:
    answer = as_(cast, "sari").get(f"/kehadiran/{session.ref}/kertas/kab-contoh/{cast.health.ref}/")
    assert answer["Content-Type"] == "application/pdf"
    assert letters(answer.content).count("NamaKesehatan") == 2


def test_guests_and_heads(cast: Cast, session: ActivitySession, sari: StrictClient) -> None:
    path = f"/kehadiran/{session.ref}/tamu/"
    assert sari.post(path, {"guest_name": "", "guest_institution": "Bawaslu"}).status_code == 422
    assert sari.post(path, {"guest_name": "Tamu", "guest_institution": "Bawaslu"}).status_code == 303
    again = sari.post(path, {"guest_name": "Tamu", "guest_institution": "Bawaslu"})
    assert (again.status_code, "sudah tercatat" in again.content.decode()) == (422, True)
    heads = f"/kehadiran/{session.ref}/barisan/"
    assert sari.post(heads, {"unit": cast.health.ref, "row": "Barisan 1", "heads": "-1"}).status_code == 422
    assert sari.post(heads, {"unit": cast.health.ref, "row": "Barisan 1", "heads": "24"}).status_code == 303
    assert as_(cast, "budi").post(heads, {"unit": cast.health.ref, "heads": "9"}).status_code == 422
    assert RowCount.objects.get().heads == 24


def test_a_file_tells_which_lines_were_not_read(
    cast: Cast, session: ActivitySession, sari: StrictClient, people: list[Employee]
) -> None:
    path = f"/kehadiran/{session.ref}/berkas/"
    text = f"Nomor;Jam\n{people[0].number};08.25\n99998;08.30\n".encode()
    answer = sari.post(path, {"berkas": SimpleUploadedFile("hadir.csv", text)})
    said = answer.content.decode()
    assert "1 baris baru diterima" in said and "Baris 3: nomor tidak ditemukan" in said
    assert Attendance.objects.get().employee == people[0]
    for bad in (b"%PDF-1.7 x", b"", b"PK\x03\x04broken"):
        refused = sari.post(path, {"berkas": SimpleUploadedFile("hadir.xlsx", bad)})
        assert refused.status_code == 422


def test_a_conflict_is_told_in_a_sentence_and_decided(
    cast: Cast, session: ActivitySession, sari: StrictClient, people: list[Employee]
) -> None:
    invite(session, people[:1], by=cast.staff(cast.sari), at=cast.at)
    gate = a_gate(cast, session)
    scan = a_brought(code_for(people[1]), cast.at)
    actions.take_in_scans(gate, [scan], contact=actions.Contact(0, 10), by=gate, at=cast.at)
    page = sari.get(f"/kehadiran/{session.ref}/periksa/").content.decode()
    assert "Dipindai di Gerbang utara pukul 08.31 WITA, tetapi tidak ada dalam daftar undangan." in page
    path = f"/kehadiran/{session.ref}/periksa/{scan.id}/"
    assert sari.post(path, {"decision": "count", "reason": ""}).status_code == 422
    assert sari.post(path, {"decision": "count", "reason": "Menggantikan rekan"}).status_code == 303
    assert ScanDecision.objects.get().decision == "count"
    assert Attendance.objects.get().employee == people[1]
    assert sari.get(f"/kehadiran/{session.ref}/periksa/{gate.session.ref}/").status_code == 404


def test_corrections_add_and_void_with_a_reason(
    cast: Cast, session: ActivitySession, sari: StrictClient, people: list[Employee]
) -> None:
    found = sari.post(f"/kehadiran/{session.ref}/koreksi/", {"typed": "sekolah"})
    assert found.content.decode().count("Nama Sekolah") >= 2
    path = f"/kehadiran/{session.ref}/koreksi/tambah/{people[2].ref}/"
    assert sari.post(path, {"reason": "Lupa kartu"}).status_code == 303
    row = Attendance.objects.get()
    assert sari.post(f"/kehadiran/{session.ref}/koreksi/{row.pk}/", {"reason": "Keliru"}).status_code == 303
    row.refresh_from_db()
    assert (row.is_void, row.void_reason) == (True, "Keliru")


def test_closing_asks_for_two_people_and_shows_the_seal(
    cast: Cast, session: ActivitySession, sari: StrictClient, people: list[Employee]
) -> None:
    path = f"/kehadiran/{session.ref}/tutup/"
    same = {"leader_name": "Hadi Contoh", "committee_name": "HADI CONTOH"}
    refused = sari.post(path, same)
    assert (refused.status_code, "dua orang yang berbeda" in refused.content.decode()) == (422, True)
    assert sari.post(path, {**same, "committee_name": "Rina Contoh"}).status_code == 303
    closing = AttendanceClosing.objects.get()
    page = sari.get(f"/kehadiran/{session.ref}/").content.decode()
    assert bytes(closing.root).hex()[:16] in page
    assert "sudah ditutup" in sari.get(f"/kehadiran/{session.ref}/tamu/").content.decode()
    other = as_(cast, "joko").get(f"/kehadiran/{session.ref}/").content.decode()
    assert "Hadi Contoh" not in other


def test_the_message_holds_numbers_only_and_its_link_stands_alone(
    cast: Cast, session: ActivitySession, sari: StrictClient, people: list[Employee]
) -> None:
    actions.record_list(
        session, cast.health, present=people[:1], absent={}, by=cast.staff(cast.sari), at=cast.at
    )
    text = sari.get(f"/kehadiran/{session.ref}/").context["report"]
    assert len(text) <= 700
    assert "1 ASN" in text and "Nama" not in text
    assert text.splitlines()[-1].endswith(f"/kehadiran/{session.ref}/")


def test_cards_are_issued_printed_and_replaced(cast: Cast, sari: StrictClient) -> None:
    who = some_employees(cast.health, 1, cast.at, name="Kadek Contoh")[0]
    path = f"/kartu-hadir/kab-contoh/{cast.health.ref}/"
    assert sari.get(f"{path}cetak/").status_code == 404
    assert sari.post(path, {"kunci": "k" * 30}).status_code == 303
    card = AttendanceCard.objects.get()
    pdf = sari.get(f"{path}cetak/")
    code = code_for(who)
    text = letters(pdf.content)
    assert "KadekContoh" in text and f"{code[:4]}-{code[4:]}" in text
    person = f"/kartu-hadir/orang/{who.ref}/"
    assert sari.post(person, {"kunci": "l" * 30}).status_code == 303
    card.refresh_from_db()
    assert card.revoked_at is not None and code_for(who) != code
    assert sari.post(person, {"batalkan": "ya", "kunci": "m" * 30}).status_code == 303
    assert not AttendanceCard.objects.filter(revoked_at=None).exists()
    assert as_(cast, "anton").get(person).status_code == 404
    assert as_(cast, "budi").get(path).status_code == 404


def test_a_scanner_shows_its_link_again_and_closes(
    cast: Cast, session: ActivitySession, sari: StrictClient
) -> None:
    made = sari.post(f"/kehadiran/{session.ref}/pemindai/", {"name": "Gerbang utara", "kind": "gate"})
    assert made.status_code == 303
    scanner = Scanner.objects.get()
    page = sari.get(made["Location"])
    assert f"/pindai/buka/{scanner.ref}/" in page.context["link"]
    assert b"<svg" in sari.get(f"{made['Location']}qr.svg").content
    assert sari.post(made["Location"], {"kunci": "n" * 30}).status_code == 303
    scanner.refresh_from_db()
    assert scanner.closed_at is not None
    assert sari.get(f"{made['Location']}qr.svg").status_code == 404
    assert BytesIO(page.content).read()


def test_a_body_that_is_not_expected_has_no_list_here(cast: Cast, session: ActivitySession) -> None:
    give_seat(cast.sari, role=Role.OFFICER, agency=cast.other, since=cast.at.date(), by=Unknown(), at=cast.at)
    root, client = Unit.objects.get(agency=cast.other), as_(cast, "sari")
    address = f"/kehadiran/{session.ref}/daftar/{cast.other.ref}/{root.ref}/"
    assert client.get(address).status_code == 404 and client.post(address, {"kunci": "k"}).status_code == 404
    assert client.get(address.replace("daftar", "kertas")).status_code == 404
    own = f"/kehadiran/{session.ref}/daftar/{cast.agency.ref}/{cast.health.ref}/"
    assert client.get(own).status_code == 200 and client.get(own.replace("daftar", "kertas")).status_code == 200


def test_the_units_of_eight_bodies_take_as_many_statements_as_those_of_two(
    cast: Cast, session: ActivitySession, sari: StrictClient
) -> None:
    page = f"/kehadiran/{session.ref}/daftar/"
    some_bodies(cast, 1)
    of_two = statements_of(sari, page)
    names = [body.name for body in some_bodies(cast, 6)]
    assert statements_of(sari, page) == of_two
    assert all(name in sari.get(page).content.decode() for name in names)
