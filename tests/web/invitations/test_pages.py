"""Does a camat register in a minute, leave in one tap, and does the page show both readings and no party in totals?"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from ikrar.domain.invitations.models import DutyNote, Invitation
from ikrar.domain.letters.models import Letter
from ikrar.domain.letters.queries import content_of
from tests.given.cast import Cast
from tests.given.invitations import a_photo, an_invitation
from tests.given.pledges import right_now
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_second_factor(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def typed(cast: Cast, **changes: Any) -> dict[str, Any]:
    moment = right_now() + timedelta(minutes=30)
    return {
        "host_kind": "party", "event": "anniversary", "begins_at": f"{moment:%Y-%m-%dT%H:%M}", "expected": "unknown",
        "on_duty": "ya", "person": cast.budi.ref, "kunci": "k1", **changes,
    }  # fmt: skip


def test_budi_registers_hadi_decides_budi_leaves_and_reports(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.budi))
    photo = SimpleUploadedFile("undangan.jpg", a_photo())
    for _ in range(2):
        photo.seek(0)
        made = client.post("/undangan/baru/kab-contoh/", typed(cast, scan=photo))
    row = Invitation.objects.get()
    assert made["Location"] == f"/undangan/{row.ref}/"
    page = text_of(client.get(made["Location"]))
    assert "Tanpa surat tugas" in page and "Dengan surat tugas" in page and "bukan izin" in page
    client.force_login(cast.account(cast.hadi))
    assert "Menunggu disposisi Anda" in text_of(client.get("/undangan/"))
    agreed = {"decision": "attend", "note": "Hadir sebentar", "kunci": "k2"}
    assert client.post(f"/undangan/{row.ref}/disposisi/", agreed).status_code == 303
    assert client.post(f"/undangan/{row.ref}/surat/", {"kunci": "k3"}).status_code == 303
    assert Letter.objects.get().kind == "duty"
    client.force_login(cast.account(cast.budi))
    there = text_of(client.get(f"/undangan/{row.ref}/"))
    assert "Saya sudah meninggalkan acara" in there and "Tidak boleh" in there
    for key in ("k4", "k4", "k5"):
        left = client.post(f"/undangan/{row.ref}/pulang/", {"reason": "persuasion", "kunci": key})
        assert left.status_code == 303
    row.refresh_from_db()
    assert row.left_reason == "persuasion"


def test_a_refusal_becomes_a_polite_letter(client: StrictClient, cast: Cast) -> None:
    row = an_invitation(cast)
    client.force_login(cast.account(cast.hadi))
    client.post(f"/undangan/{row.ref}/disposisi/", {"decision": "decline", "kunci": "k"})
    client.post(f"/undangan/{row.ref}/surat/", {"kunci": "k2"})
    assert Letter.objects.get().kind == "letter"


def test_a_wrong_file_keeps_what_was_typed(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.budi))
    bad = SimpleUploadedFile("undangan.pdf", b"%PDF-1.7 /JavaScript broken")
    answer = client.post("/undangan/baru/kab-contoh/", typed(cast, scan=bad, place="Gedung Contoh"))
    assert answer.status_code == 422 and "Gedung Contoh" in text_of(answer)
    assert not Invitation.objects.exists()


def test_facts_that_were_asked_for_are_filled_in(client: StrictClient, cast: Cast) -> None:
    row = an_invitation(cast, place="")
    home = f"/undangan/{row.ref}/"
    client.force_login(cast.account(cast.hadi))
    asks = {"decision": "ask", "note": "Siapa yang hadir?", "kunci": "a"}
    assert client.post(f"{home}disposisi/", asks).status_code == 303
    assert client.get(f"{home}lengkapi/").status_code == 403
    client.force_login(cast.account(cast.budi))
    page = text_of(client.get(f"{home}lengkapi/"))
    assert "Siapa yang hadir?" in page and 'value="Partai Rahasia"' in page
    wrong = client.post(f"{home}lengkapi/", typed(cast, invited_name="Orang Lain", kunci="b"))
    assert wrong.status_code == 422 and "pilih orang lain" in text_of(wrong)
    assert client.post(f"{home}lengkapi/", typed(cast, place="Gedung", kunci="c")).status_code == 303
    row.refresh_from_db()
    assert (row.place, row.decision) == ("Gedung", "")


def test_the_letter_is_indonesian_on_an_english_page(client: StrictClient, cast: Cast) -> None:
    row = an_invitation(cast)
    client.force_login(cast.account(cast.hadi))
    client.post(
        f"/undangan/{row.ref}/disposisi/", {"decision": "attend", "note": "Hadir sebentar.", "kunci": "a"}
    )
    client.post(f"/en/undangan/{row.ref}/surat/", {"kunci": "b"})
    body = content_of(Letter.objects.get()).body
    assert (
        "Menurut tugas ini boleh: Pulang kapan saja." in body.paragraphs
        and body.basis[1] == "Disposisi pimpinan: Hadir sebentar."
    )


def test_each_person_is_led_to_what_is_open_to_them(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.hadi))
    assert "/undangan/jumlah/kab-contoh/" in text_of(client.get("/undangan/"))
    client.force_login(cast.account(cast.budi))
    assert "/undangan/jumlah/" not in text_of(client.get("/undangan/"))
    client.force_login(cast.account(cast.rina))
    assert 'href="/undangan/"' not in text_of(client.get("/undangan/nota/"))


def test_totals_name_no_party(client: StrictClient, cast: Cast) -> None:
    for _ in range(6):
        an_invitation(cast)
    client.force_login(cast.account(cast.hadi))
    page = text_of(client.get("/undangan/jumlah/kab-contoh/"))
    assert "Rahasia" not in page and "Budi" not in page and ">6<" in page


@pytest.mark.parametrize(("name", "status"), [("hadi", 200), ("sari", 200), ("anton", 404), ("rina", 403)])
def test_who_sees_an_invitation(client: StrictClient, cast: Cast, name: str, status: int) -> None:
    row = an_invitation(cast)
    client.force_login(cast.account(getattr(cast, name)))
    assert client.get(f"/undangan/{row.ref}/").status_code == status


def test_a_note_is_written_and_answered(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.budi))
    note = {"addressee": "kesbangpol", "subject": "Balai", "words": "Relawan meminta balai.", "kunci": "a"}
    assert client.post("/undangan/nota/baru/kab-contoh/", note).status_code == 303
    found = DutyNote.objects.get()
    assert client.post(f"/undangan/nota/{found.ref}/", {"answer": "x", "kunci": "b"}).status_code == 403
    client.force_login(cast.account(cast.rina))
    assert client.post(f"/undangan/nota/{found.ref}/", {"answer": "Jangan.", "kunci": "c"}).status_code == 303
    client.force_login(cast.account(cast.budi))
    assert "Jangan." in text_of(client.get(f"/undangan/nota/{found.ref}/"))


def test_sari_sets_the_day_and_notes_who_stands(client: StrictClient, cast: Cast) -> None:
    an_invitation(cast)
    client.force_login(cast.account(cast.sari))
    home = "/undangan/jadwal/kab-contoh/"
    assert client.post(home, {"election": "PILKADA_2024", "on": "2099-01-01", "kunci": "a"}).status_code == 303
    assert "2099" in text_of(client.get(home))
    stands = {"bagian": "maju", "person": cast.hadi.ref, "since": "2026-01-01", "kunci": "b"}
    assert client.post(home, stands).status_code == 303
    client.force_login(cast.account(cast.hadi))
    assert "tertutup bagi Anda" in text_of(client.get("/undangan/"))
    assert client.get("/undangan/jumlah/kab-contoh/").status_code == 404
