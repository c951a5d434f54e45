"""What officers see and do: by unit, by permission, and never more than they must."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from ikrar.core.pledges import DisputeKind
from ikrar.domain.people.models import Person
from ikrar.domain.pledges import actions, queries
from ikrar.domain.pledges.models import Dispute, LateLink, Pledge, Sheet, Withdrawal
from ikrar.domain.programme.models import Absence
from tests.given.cast import Cast
from tests.given.pledges import Morning, a_morning, a_pledge, an_entered_sheet, code_of, right_now
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


@pytest.fixture
def morning(cast: Cast) -> Morning:
    return a_morning(cast, at=right_now())


@pytest.fixture
def body(cast: Cast, morning: Morning) -> str:
    return f"/gerakan/{morning.drive.ref}/ikrar/{cast.agency.ref}/"


def as_(cast: Cast, person: Person) -> StrictClient:
    client = StrictClient()
    client.force_login(cast.account(person))
    return client


def page(client: StrictClient, path: str) -> str:
    answered = client.get(path)
    assert answered.status_code == 200, (path, answered.status_code)
    content: str = answered.content.decode()
    return content


def test_budi_sees_his_unit_and_below_and_nobody_else(cast: Cast, body: str) -> None:
    shown = page(as_(cast, cast.budi), body)
    assert "Ayu Lestari" in shown and "Nyoman Sari" in shown
    assert "Wayan Putra" not in shown
    assert shown.count('name="orang"') == 3
    assert "Wayan Putra" in page(as_(cast, cast.sari), body)
    assert 'name="orang"' not in page(as_(cast, cast.rina), body)


def test_an_officer_of_another_body_does_not_learn_that_it_exists(
    cast: Cast, body: str, morning: Morning
) -> None:
    anton = as_(cast, cast.anton)
    for path in ("", "sanggahan/", "tidak-bersedia/", "perangkat/", "susulan/", "lembar/", "berita-acara/"):
        assert anton.get(body + path).status_code == 404


def test_a_refusal_is_seen_by_those_entitled_only(cast: Cast, body: str, morning: Morning) -> None:
    who = queries.signer(morning.ayu.pk)
    actions.refuse_pledge(who, reason="Alasan pribadi", by=who, at=morning.at)
    assert "Alasan pribadi" in page(as_(cast, cast.sari), body + "tidak-bersedia/")
    for person in (cast.budi, cast.rina, cast.hadi, cast.joko):
        assert as_(cast, person).get(body + "tidak-bersedia/").status_code == 403
    listed = page(as_(cast, cast.budi), body)
    assert "Alasan pribadi" not in listed and "bersedia" not in listed
    assert queries.people_listed(morning.drive, [cast.education], on=morning.at.date())[0].standing == "not_yet"


def test_the_list_is_filtered_and_alphabetical(cast: Cast, body: str, morning: Morning) -> None:
    a_pledge(morning.made, morning.at)
    shown = page(as_(cast, cast.sari), body + "?siapa=not_yet")
    assert [n for n in ("Ayu", "Made", "Nyoman", "Wayan") if n in shown] == ["Ayu", "Nyoman", "Wayan"]
    assert shown.index("Ayu") < shown.index("Nyoman") < shown.index("Wayan")
    signed = page(as_(cast, cast.sari), body + f"?siapa=signed&unit={cast.education.ref}")
    assert "Made" in signed and "Tingkat 1" in signed and "Ayu" not in signed
    assert as_(cast, cast.budi).get(body + f"?unit={cast.health.ref}").status_code == 404


def test_an_absence_is_noted_in_the_list_and_only_within_ones_units(
    cast: Cast, body: str, morning: Morning
) -> None:
    budi = as_(cast, cast.budi)
    typed = {"orang": [str(morning.ayu.pk), str(morning.wayan.pk)], "alasan": "leave", "sampai": ""}
    assert budi.post(body + "keterangan/", typed).status_code == 422
    assert not Absence.objects.exists()  # Wayan is not his: the whole form is shown again
    assert budi.post(body + "keterangan/", {**typed, "orang": [str(morning.ayu.pk)]}).status_code == 303
    assert "cuti" in page(budi, body)
    assert budi.post(body + "keterangan/", {"orang": [str(morning.ayu.pk)], "alasan": "leave", "kembali": "1"})
    assert "cuti" not in page(budi, body + "?siapa=absent")
    assert as_(cast, cast.rina).post(body + "keterangan/", typed).status_code == 403


def test_a_late_link_opens_the_door_for_one_unit(cast: Cast, body: str, morning: Morning) -> None:
    until = (morning.at + timedelta(hours=30)).strftime("%Y-%m-%dT%H:%M")
    budi = as_(cast, cast.budi)
    typed = {"unit": cast.education.ref, "nomor": "", "alasan": "Tugas jaga", "sampai": until}
    assert budi.post(body + "susulan/", typed).status_code == 303
    link = LateLink.objects.get()
    assert f"/m/{link.ref}" in page(budi, body + "susulan/")
    phone = StrictClient()
    door = f"/m/{link.ref.lower()}/"
    assert phone.post(door, {"nomor": "104", "kode": code_of(104)}).status_code == 422
    assert phone.post(door, {"nomor": "101", "kode": code_of(101)}).status_code == 303
    form = phone.get(f"/m/{link.ref}/ikrar/").context["form"]
    phone.post(f"/m/{link.ref}/ikrar/", {"setuju": "on", "dibaca": form["dibaca"].value()})
    assert Pledge.objects.get().late


@pytest.mark.parametrize(
    "change", [{"sampai": "2020-01-01T00:00"}, {"sampai": "besok"}, {"nomor": "104"}, {"alasan": ""}]
)
def test_a_late_link_that_cannot_be_is_explained(
    cast: Cast, body: str, morning: Morning, change: dict[str, str]
) -> None:
    until = (morning.at + timedelta(hours=30)).strftime("%Y-%m-%dT%H:%M")
    typed = {"unit": cast.education.ref, "nomor": "", "alasan": "Jaga", "sampai": until, **change}
    assert as_(cast, cast.budi).post(body + "susulan/", typed).status_code == 422
    assert not LateLink.objects.exists()


def test_a_dispute_is_answered_in_two_clicks(cast: Cast, body: str, morning: Morning) -> None:
    a_pledge(morning.ayu, morning.at)
    who = queries.signer(morning.ayu.pk)
    actions.raise_dispute(who, kind=DisputeKind.NOT_ME, message="Saya cuti", by=who, at=morning.at)
    sari = as_(cast, cast.sari)
    assert "Saya cuti" in page(sari, body + "sanggahan/")
    path = f"{body}sanggahan/{Dispute.objects.get().pk}/"
    assert sari.post(path, {"jawaban": "corrected"}).status_code == 422
    assert sari.post(path, {"jawaban": "withdrawn"}).status_code == 303
    assert Withdrawal.objects.get().reason == "not_me"
    assert sari.post(path, {"jawaban": "unfounded"}).status_code == 422
    assert as_(cast, cast.budi).get(body + "sanggahan/").status_code == 403


def test_a_pledge_of_the_wrong_person_is_voided_after_a_question(
    cast: Cast, body: str, morning: Morning
) -> None:
    pledge = a_pledge(morning.ayu, morning.at)
    sari = as_(cast, cast.sari)
    path = f"{body}cabut/{pledge.ref}/"
    assert "tidak dapat dibatalkan" in page(sari, path)
    assert not Withdrawal.objects.exists()
    assert sari.post(path, {"kunci": "sekali"}).status_code == 303
    assert Withdrawal.objects.get().pledge == pledge


def test_a_sheet_goes_from_paper_to_pledges(cast: Cast, body: str, morning: Morning) -> None:
    budi, rina = as_(cast, cast.budi), as_(cast, cast.rina)
    made = budi.post(body + "lembar/", {"unit": cast.education.ref, "kertas": "f4"})
    sheet = Sheet.objects.get()
    home = f"{body}lembar/{sheet.ref}/"
    assert made["Location"] == home
    printed = budi.get(home + "cetak.pdf?kertas=f4")
    assert printed.content.startswith(b"%PDF-")
    scan = SimpleUploadedFile("pindai.pdf", b"%PDF-1.7 contoh", "application/pdf")
    typed: dict[str, Any] = {"baris": ["1", "2"], "tanggal": morning.at.date().isoformat(), "pindai": scan}
    assert budi.post(home + "isi/", typed).status_code == 303
    assert budi.get(home + "periksa/").status_code == 403
    shown = page(rina, home + "periksa/")
    assert "checked" not in shown  # the second officer reads for herself
    assert rina.get(home + "pindai/").content == b"%PDF-1.7 contoh"
    seen = re.findall(r'name="dilihat" value="([^"]+)"', shown)[0]
    assert rina.post(home + "periksa/", {"baris": ["1"], "dilihat": seen}).status_code == 303
    assert Pledge.objects.get().level == "K"
    assert "berbeda, tidak dihitung" in page(budi, home)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"pindai": None}, "Unggah dahulu"),
        ({"pindai": b"MZ program"}, "PDF, JPG, atau PNG"),
        ({"tanggal": "2999-01-01"}, "tidak boleh sesudah hari ini"),
        ({"tanggal": ""}, "belum diisi"),
        ({"baris": ["1", "99"]}, "99"),
    ],
)
def test_a_sheet_that_cannot_be_is_explained(
    cast: Cast, body: str, morning: Morning, change: dict[str, Any], said: str
) -> None:
    budi = as_(cast, cast.budi)
    budi.post(body + "lembar/", {"unit": cast.education.ref, "kertas": "a4"})
    sheet = Sheet.objects.get()
    typed: dict[str, Any] = {
        "baris": ["1"],
        "tanggal": morning.at.date().isoformat(),
        "pindai": b"%PDF-x",
        **change,
    }
    data = typed.pop("pindai")
    if data is not None:
        typed["pindai"] = SimpleUploadedFile("pindai", data)
    answered = budi.post(f"{body}lembar/{sheet.ref}/isi/", typed)
    assert answered.status_code == 422
    assert said in answered.content.decode()
    assert 'value="1" checked' in answered.content.decode()  # what was ticked is kept


def test_a_sheet_of_another_unit_is_hidden(cast: Cast, body: str, morning: Morning) -> None:
    as_(cast, cast.sari).post(body + "lembar/", {"unit": cast.health.ref, "kertas": "a4"})
    sheet = Sheet.objects.get()
    for path in ("", "isi/", "periksa/", "pindai/", "cetak.pdf"):
        assert as_(cast, cast.budi).get(f"{body}lembar/{sheet.ref}/{path}").status_code == 404


def test_a_hundred_rows_stand_on_one_page(cast: Cast, body: str, morning: Morning) -> None:
    sheet = an_entered_sheet(cast, morning, rows={1})
    shown = page(as_(cast, cast.budi), f"{body}lembar/{sheet.ref}/isi/")
    assert shown.count('name="baris"') == 2 and "disabled" not in shown


def test_devices_with_many_signatures_are_shown_without_blame(cast: Cast, body: str, morning: Morning) -> None:
    for asked in (morning.ayu, morning.made, morning.nyoman, morning.wayan):
        a_pledge(asked, morning.at, device="ab" * 8)
    shown = page(as_(cast, cast.sari), body + "perangkat/")
    assert "4 tanda tangan" in shown and "Ayu Lestari" in shown
    assert "abab" not in shown


def test_the_owner_of_a_proof_comes_back_with_number_and_code(morning: Morning) -> None:
    pledge = a_pledge(morning.ayu, morning.at)
    path = f"/bukti/{pledge.ref.lower()}/milik-saya/"
    phone = StrictClient()
    assert phone.post(path, {"nomor": "102", "kode": code_of(102)}).status_code == 422
    assert phone.post(path, {"nomor": "101", "kode": "ZZZZZZ"}).status_code == 422
    answered = phone.post(path, {"nomor": "101", "kode": code_of(101)})
    assert answered["Location"] == f"/m/{pledge.ref}/bukti/"
    assert "Ikrar Anda sudah tersimpan" in page(phone, answered["Location"])


def test_the_places_of_an_officer_are_listed(cast: Cast, body: str) -> None:
    assert body in page(as_(cast, cast.budi), "/ikrar/")
