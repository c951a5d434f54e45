"""Can Sari form a task force by its pages, and who gets in?"""

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from ikrar.core.taskforces import Tie
from ikrar.domain.letters.models import Letter
from ikrar.domain.programme import actions
from ikrar.domain.programme.models import Contact, Meeting, Taskforce
from tests.given.cast import Cast
from tests.given.materials import a_pdf_that_runs, a_plain_pdf
from tests.given.taskforces import a_drafted_taskforce, a_formed_taskforce
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_second_factor(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_sari_drafts_fills_forms_and_inaugurates(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.sari))
    assert "Susun Satgas" in text_of(client.get("/satgas/"))
    plan = {"name": "Satgas Netralitas", "since": "2026-01-01", "until": "2027-01-01", "kunci": "a"}
    for _ in range(2):
        made = client.post("/satgas/baru/kab-contoh/", plan)
    row = Taskforce.objects.get()
    home = f"/satgas/{row.ref}/"
    assert made["Location"] == home
    joins = {"role": "chair", "person": cast.hadi.ref, "since": "2026-01-01", "kunci": "b"}
    assert client.post(f"{home}anggota/", joins).status_code == 303
    again = client.post(f"{home}anggota/", {**joins, "person": cast.rina.ref, "kunci": "c"})
    assert again.status_code == 422 and "masih dipegang orang lain" in text_of(again)
    assert client.post(f"{home}sk/", {"kunci": "d"}).status_code == 303
    assert Letter.objects.get().about == row.subject_ref
    early = client.post(f"{home}kukuh/", {"on": "2026-02-01", "kunci": "e"})
    assert early.status_code == 403
    assert (
        client.post(f"{home}bentuk/", {"number": "800/1", "on": "2026-02-01", "kunci": "f"}).status_code == 303
    )
    assert client.post(f"{home}kukuh/", {"on": "2026-02-02", "kunci": "g"}).status_code == 303
    page = text_of(client.get(home))
    assert "Dikukuhkan" in page and "800/1" in page and "2 Februari 2026" in page


def test_a_scan_that_is_none_is_refused_and_the_number_stays(client: StrictClient, cast: Cast) -> None:
    row = a_drafted_taskforce(cast)
    client.force_login(cast.account(cast.sari))
    sent = {
        "number": "800/77",
        "on": "2026-02-01",
        "scan": SimpleUploadedFile("sk.exe", b"MZ\x90"),
        "kunci": "k",
    }
    answer = client.post(f"/satgas/{row.ref}/bentuk/", sent)
    assert answer.status_code == 422 and "800/77" in text_of(answer)


def test_a_declaration_is_seen_by_the_chair_alone(client: StrictClient, cast: Cast) -> None:
    row = a_formed_taskforce(cast)
    words = "Adik saya calon."
    actions.declare_conflict(row, tie=Tie.FAMILY, words=words, by=cast.staff(cast.rina), at=cast.at)
    for name, sees in (("hadi", True), ("sari", False), ("rina", False)):
        client.force_login(cast.account(getattr(cast, name)))
        assert (words in text_of(client.get(f"/satgas/{row.ref}/"))) == sees
    client.force_login(cast.account(cast.rina))
    assert words in text_of(client.get(f"/satgas/{row.ref}/pernyataan/"))
    client.force_login(cast.account(cast.sari))
    assert client.get(f"/satgas/{row.ref}/pernyataan/").status_code == 403


def test_contacts_meetings_and_what_follows(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.sari))
    new = {
        "institution": "kpu",
        "office": "Data",
        "name": "Narahubung Contoh",
        "phone": "0511-1",
        "since": "2026-01-01",
    }
    assert client.post("/kontak/kab-contoh/", {**new, "kunci": "a"}).status_code == 303
    assert client.post("/kontak/kab-contoh/", {**new, "phone": "", "kunci": "b"}).status_code == 422
    noted = {
        "name": "Rapat",
        "held_on": "2026-02-01",
        "place": "Aula",
        "institutions": "KPU Contoh",
        "kunci": "c",
    }
    assert client.post("/rapat/kab-contoh/baru/", noted).status_code == 303
    meeting = Meeting.objects.get()
    follow = {"what": "Kirim data", "due_on": "2099-01-01", "owner": cast.rina.ref, "kunci": "d"}
    assert client.post(f"/rapat/{meeting.ref}/", follow).status_code == 303
    assert "Kirim data" in text_of(client.get(f"/rapat/{meeting.ref}/"))
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(("name", "status"), [("hadi", 200), ("budi", 200), ("anton", 404), ("oki", 403)])
def test_who_gets_in(client: StrictClient, cast: Cast, name: str, status: int) -> None:
    row = a_formed_taskforce(cast)
    client.force_login(cast.account(getattr(cast, name)))
    for path in (f"/satgas/{row.ref}/", "/kontak/kab-contoh/"):
        assert client.get(path).status_code == status, path
    for path in ("anggota/", "ubah/", "akhir/", "tugas/"):
        assert client.post(f"/satgas/{row.ref}/{path}", {"kunci": "k"}).status_code in {403, 404}


def test_the_scan_of_a_decree_runs_nothing_and_is_read_behind_the_door(
    client: StrictClient, cast: Cast
) -> None:
    row = a_drafted_taskforce(cast)
    client.force_login(cast.account(cast.sari))
    home, told = f"/satgas/{row.ref}/", {"number": "800/77", "on": "2026-02-01"}
    bad = SimpleUploadedFile("sk.pdf", a_pdf_that_runs())
    answer = client.post(f"{home}bentuk/", {**told, "scan": bad, "kunci": "k1"})
    assert answer.status_code == 422 and "memuat program" in text_of(answer)
    assert client.get(f"{home}pindaian/").status_code == 404 and "pindaian" not in text_of(client.get(home))
    plain = a_plain_pdf()
    good = SimpleUploadedFile("sk.pdf", plain)
    assert client.post(f"{home}bentuk/", {**told, "scan": good, "kunci": "k2"}).status_code == 303
    assert f"{home}pindaian/" in text_of(client.get(home))
    for name, status in (("sari", 200), ("budi", 200), ("anton", 404), ("oki", 403)):
        client.force_login(cast.account(getattr(cast, name)))
        answer = client.get(f"{home}pindaian/")
        assert answer.status_code == status, name
        assert (answer.content == plain) == (status == 200)


def test_letters_are_listed_only_for_those_who_may_read_them(client: StrictClient, cast: Cast) -> None:
    row = a_drafted_taskforce(cast)
    client.force_login(cast.account(cast.sari))
    client.post(f"/satgas/{row.ref}/sk/", {"kunci": "d"})
    address = f"/surat/{Letter.objects.get().ref}/"
    for name, sees in (("sari", True), ("budi", False)):
        client.force_login(cast.account(getattr(cast, name)))
        assert (address in text_of(client.get(f"/satgas/{row.ref}/"))) == sees
