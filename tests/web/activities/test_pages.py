"""Can Sari plan, invite, record and draft on a phone, is what was typed kept, and does nobody else get in?"""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ikrar.core.activities import Kind as ActivityKind
from ikrar.core.activities import Part
from ikrar.core.letters import Kind
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.letters.models import Letter
from ikrar.domain.letters.queries import content_of
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import Outcome, PartHeld, Question, Talk
from ikrar.domain.programme.models import Activity, Invitee, Speaker
from ikrar.domain.programme.queries import activities as queries
from ikrar.web.activities.letters import KINDS, draft_of
from ikrar.web.activities.messages import activity_message
from ikrar.web.activities.views_news import _from_press_release
from tests.given.activity_records import a_span, an_activity
from tests.given.cast import Cast
from tests.given.materials import a_pdf_that_runs, a_plain_pdf
from tests.given.programme import a_planned_apel, some_employees
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_second_factor(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


def typed(**changes: Any) -> dict[str, Any]:
    """A plan for a day far ahead, as a browser sends it: on the clock of the body (WITA)."""
    return {
        "kind": "outreach", "includes": ["oath"], "name": "Sosialisasi netralitas", "place": "Aula Contoh",
        "mode": "onsite", "starts_at": "2099-01-05T08:00", "ends_at": "2099-01-05T11:00", "agenda": "Pembukaan",
        "kunci": "k1", **changes,
    }  # fmt: skip


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def as_sari(client: StrictClient, cast: Cast) -> StrictClient:
    client.force_login(cast.account(cast.sari))
    return client


@pytest.fixture
def soon(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages see the moment of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.at)


@pytest.mark.usefixtures("soon")
def test_a_plan_is_made_once_with_its_weekly_repeats(client: StrictClient, cast: Cast) -> None:
    as_sari(client, cast)
    assert client.get("/kegiatan/baru/")["Location"] == "/kegiatan/baru/kab-contoh/"
    plan = typed(starts_at="2026-11-30T07:30", ends_at="2026-11-30T08:30", until="2026-12-14")
    for _ in range(2):
        answer = client.post("/kegiatan/baru/kab-contoh/", plan)
    activity = Activity.objects.get()
    assert answer["Location"] == f"/kegiatan/{activity.ref}/"
    days = [f"{s.starts_at:%d %H:%M}" for s in queries.sessions_of(activity)]  # stored in UTC
    assert days == ["29 23:30", "06 23:30", "13 23:30"]
    page = text_of(client.get(answer["Location"]))
    assert "30 November 2026, pukul 07.30 WITA" in page and "Pembacaan ikrar" in page
    assert "Dicatat sesudah terjadi" not in page


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"ends_at": "2026-11-30T07:00", "starts_at": "2026-11-30T08:00"}, "ends_at", "sesudah waktu mulai"),
        ({"starts_at": "2026-11-30T08:00", "ends_at": "2026-12-02T08:00"}, "ends_at", "paling lama 24 jam"),
        ({}, "starts_at", "Periksa tahunnya"),
        ({"starts_at": "2026-11-01T08:00", "ends_at": "2026-11-01T09:00"}, "past_is_meant", "sudah lewat"),
        (
            {"starts_at": "2026-11-30T08:00", "ends_at": "2026-11-30T09:00", "until": "2028-11-30"},
            "until",
            "paling banyak 60",
        ),
    ],
)
def test_a_plan_that_is_too_far_wrong_is_refused_at_its_field(
    client: StrictClient, cast: Cast, changes: dict[str, str], field: str, sentence: str
) -> None:
    answer = as_sari(client, cast).post("/kegiatan/baru/kab-contoh/", typed(**changes))
    page = text_of(answer)
    assert answer.status_code == 422 and sentence in page and f'href="#id_{field}"' in page
    assert "Aula Contoh" in page and not Activity.objects.exists()


@pytest.mark.usefixtures("soon")
def test_a_past_activity_may_be_recorded_and_says_so(client: StrictClient, cast: Cast) -> None:
    past = typed(starts_at="2026-11-01T08:00", ends_at="2026-11-01T09:00", past_is_meant="on")
    answer = as_sari(client, cast).post("/kegiatan/baru/kab-contoh/", past)
    assert answer.status_code == 303
    assert "Dicatat sesudah terjadi" in text_of(client.get(answer["Location"]))


def test_the_list_is_filtered_by_kind_and_days(client: StrictClient, cast: Cast) -> None:
    an_activity(cast, name="Sosialisasi satu")
    an_activity(cast, days=40, name="Rapat dua", kind="coordination", includes=())
    as_sari(client, cast)
    begin = (cast.at + timedelta(days=30)).date().isoformat()
    both = text_of(client.get("/kegiatan/"))
    assert "Sosialisasi satu" in both and "Rapat dua" in both
    kind = text_of(client.get("/kegiatan/", {"jenis": "oath"}))
    assert "Sosialisasi satu" in kind and "Rapat dua" not in kind
    days = text_of(client.get("/kegiatan/", {"dari": begin, "instansi": "kab-contoh"}))
    assert "Sosialisasi satu" not in days and "Rapat dua" in days
    none = text_of(client.get("/kegiatan/", {"jenis": "monitoring"}))
    assert "Tidak ada kegiatan yang cocok" in none
    for nonsense in ({"dari": "2026-13-45"}, {"jenis": "x"}, {"instansi": "kota-lain"}, {"hal": "abc"}):
        assert client.get("/kegiatan/", nonsense).status_code == 200


@pytest.mark.parametrize(
    ("name", "seen", "managed"),
    [("sari", 200, 200), ("hadi", 200, 403), ("rina", 200, 403), ("joko", 200, 403), ("budi", 200, 403),
     ("anton", 404, 404), ("oki", 403, 403)],
)  # fmt: skip
def test_who_gets_in(client: StrictClient, cast: Cast, name: str, seen: int, managed: int) -> None:
    activity = an_activity(cast)
    client.force_login(cast.account(getattr(cast, name)))
    for page in ("", "foto/", "naskah/", "kegiatan.ics"):
        assert client.get(f"/kegiatan/{activity.ref}/{page}").status_code == seen
    for page in ("ubah/", "hasil/", "sesi/", "peran/", "narasumber/", "tanya/", "undangan/", "foto/unggah/"):
        assert client.get(f"/kegiatan/{activity.ref}/{page}").status_code == managed
    assert client.get("/kegiatan/baru/kab-contoh/").status_code == managed


def test_names_of_those_invited_are_for_who_invites(client: StrictClient, cast: Cast) -> None:
    activity = an_activity(cast)
    (person,) = some_employees(cast.health, 1, cast.at, name="Rahasia Contoh")
    actions.invite_people(activity, sessions=queries.sessions_of(activity), people=[person.pk],
                          by=cast.staff(cast.sari), at=cast.at)  # fmt: skip
    client.force_login(cast.account(cast.hadi))
    assert "Rahasia" not in text_of(client.get(f"/kegiatan/{activity.ref}/"))
    assert client.get(f"/kegiatan/{activity.ref}/undangan/").status_code == 403
    assert "Rahasia" in text_of(as_sari(client, cast).get(f"/kegiatan/{activity.ref}/undangan/"))


def test_people_are_invited_by_unit_and_unknown_numbers_come_back(client: StrictClient, cast: Cast) -> None:
    activity = an_activity(cast)
    some_employees(cast.school, 3, cast.at)
    as_sari(client, cast)
    address = f"/kegiatan/{activity.ref}/undangan/"
    empty = client.post(address, {"kunci": "k0"})
    assert empty.status_code == 422 and "Pilih unit atau status" in text_of(empty)
    wrong = client.post(address, {"numbers": "1\n99998", "kunci": "k1"})
    assert wrong.status_code == 422 and "99998" in text_of(wrong) and not Invitee.objects.exists()
    for _ in range(2):
        done = client.post(address, {"units": [cast.education.ref], "kunci": "k2"})
    assert done.status_code == 303 and Invitee.objects.count() == 3
    assert client.get(f"{address}kosongkan/").status_code == 200 and Invitee.objects.count() == 3
    client.post(f"{address}kosongkan/", {"kunci": "k3"})
    assert not Invitee.objects.exists()


def test_parts_speakers_and_questions(client: StrictClient, cast: Cast) -> None:
    activity = an_activity(cast)
    (person,) = some_employees(cast.health, 1, cast.at, name="Wati Contoh", position="Kepala Seksi")
    as_sari(client, cast)
    home = f"/kegiatan/{activity.ref}/"
    part = {"part": "moderator", "number": str(person.number), "kunci": "k1"}
    assert client.post(f"{home}peran/", part).status_code == 303
    assert client.post(f"{home}peran/", {"part": "leader", "number": "99998", "kunci": "k2"}).status_code == 422
    elected = {
        "part": "opener",
        "name": "Dewi Contoh",
        "office": "Wakil Bupati",
        "is_elected": "on",
        "kunci": "k3",
    }
    assert client.post(f"{home}peran/", elected).status_code == 303
    material = a_plain_pdf()
    talk = {"name": "Rudi Contoh", "institution": "Bawaslu Contoh", "title": "Pengawasan", "kunci": "k4"}
    bad = client.post(
        f"{home}narasumber/", {**talk, "material": SimpleUploadedFile("a.pdf", a_pdf_that_runs())}
    )
    assert bad.status_code == 422 and "berisi program" in text_of(bad) and not Speaker.objects.exists()
    good = client.post(
        f"{home}narasumber/", {**talk, "kunci": "k5", "material": SimpleUploadedFile("a.pdf", material)}
    )
    assert good.status_code == 303
    speaker = Speaker.objects.get()
    asked = {
        "question": "Bolehkah hadir?",
        "answer": "Tanyakan dahulu.",
        "answered_by": speaker.ref,
        "kunci": "k6",
    }
    assert client.post(f"{home}tanya/", asked).status_code == 303
    page = text_of(client.get(home))
    for told in ("Wati Contoh, Kepala Seksi", "tidak dihitung sebagai ASN", "Rudi Contoh", "Bolehkah hadir?"):
        assert told in page
    assert client.get(f"{home}narasumber/{speaker.ref}/materi.pdf").content == material
    assert client.post(f"{home}narasumber/{speaker.ref}/hapus/", {"kunci": "k7"}).status_code == 303
    assert client.get(f"{home}narasumber/{speaker.ref}/materi.pdf").status_code == 404


@pytest.mark.usefixtures("soon")
def test_sessions_are_added_changed_and_removed(client: StrictClient, cast: Cast) -> None:
    activity = an_activity(cast)
    as_sari(client, cast)
    home = f"/kegiatan/{activity.ref}/"
    times = {"starts_at": "2026-12-01T20:00", "ends_at": "2026-12-02T04:00", "session_name": "Regu malam"}
    assert client.post(f"{home}sesi/", {**times, "kunci": "k1"}).status_code == 303
    (_, night) = queries.sessions_of(activity)
    one = f"{home}sesi/{night.ref}/"
    assert 'value="2026-12-01T20:00"' in text_of(client.get(one))
    assert client.post(one, {**times, "ends_at": "2026-12-02T05:00", "kunci": "k2"}).status_code == 303
    assert client.post(f"{one}hapus/", {"kunci": "k3"}).status_code == 303
    (only,) = queries.sessions_of(activity)
    refused = client.post(f"{home}sesi/{only.ref}/hapus/", {"kunci": "k4"})
    assert refused.status_code == 422 and "sedikitnya satu sesi" in text_of(refused)


def test_a_get_changes_nothing_and_what_is_over_is_declared(
    client: StrictClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    activity = an_activity(cast)
    later = cast.at + timedelta(days=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    as_sari(client, cast)
    home = f"/kegiatan/{activity.ref}/"
    assert "Waktunya sudah lewat" in text_of(client.get(home))
    for page in ("terlaksana/", "batal/"):
        client.get(f"{home}{page}")
    assert Activity.objects.get().stage == "planned"
    assert client.post(f"{home}terlaksana/", {"kunci": "k1"}).status_code == 303
    assert Activity.objects.get().stage == "held"
    assert client.get(f"{home}batal/").status_code == 403


def test_an_apel_is_documented_with_one_press(client: StrictClient, cast: Cast) -> None:
    apel = a_planned_apel(cast)
    as_sari(client, cast)
    address = reverse("activities:from_apel", args=[apel.ref])
    assert client.get(address).status_code == 200 and not Activity.objects.exists()
    first, again = (client.post(address, {"kunci": k}) for k in ("k1", "k2"))
    assert first["Location"] == again["Location"] == f"/kegiatan/{Activity.objects.get().ref}/"
    assert "Hadir dan tanda tangan" in text_of(client.get(first["Location"]))
    client.force_login(cast.account(cast.anton))
    assert client.get(address).status_code == 404


def a_full_record(cast: Cast) -> Activity:
    """An activity with everything that a letter may tell."""
    activity, sari = (
        an_activity(cast, days=-1, spans=[a_span(cast.at, days=-1), a_span(cast.at, days=3, name="Regu B")]),
        cast.staff(cast.sari),
    )
    guide = PartHeld(Part.GUIDE, "Hadi Contoh", "Sekretaris Daerah")
    actions.add_part(activity, held=guide, by=sari, at=cast.at)
    actions.set_speaker(activity, talk=Talk("Rudi Contoh", "Bawaslu Contoh", "Pengawasan"), by=sari, at=cast.at)
    actions.note_question(activity, asked=Question("Bolehkah?", "Tidak."), by=sari, at=cast.at)
    actions.note_outcome(
        activity, outcome=Outcome("Tetap netral.", "Semua unit melapor.\nSatgas dibentuk.", "Hujan"), by=sari, at=cast.at
    )  # fmt: skip
    return activity


@pytest.mark.parametrize("kind", KINDS)
def test_each_letter_is_drafted_from_the_record_and_invents_nothing(
    client: StrictClient, cast: Cast, kind: Kind
) -> None:
    activity = a_full_record(cast)
    as_sari(client, cast)
    address = f"/kegiatan/{activity.ref}/naskah/{kind}/"
    assert client.get(address).status_code == 200 and not Letter.objects.exists()
    for _ in range(2):
        answer = client.post(address, {"kunci": "k1"})
    letter = Letter.objects.get()
    assert answer["Location"] == f"/surat/{letter.ref}/" and letter.about == activity.subject_ref
    told = str(content_of(letter).body)
    wanted = {
        Kind.INVITATION: ["Aula rumah jabatan Contoh", "Daftar sesi"], Kind.NOTULA: ["Rudi Contoh", "Satgas dibentuk."],
        Kind.REPORT: ["Hujan", "hanya terwakili"], Kind.PRESS: ["Tetap netral."], Kind.MINUTES: ["Semua unit melapor."],
    }  # fmt: skip
    assert all(word in told for word in wanted[kind])
    assert "ASN hadir" not in told  # nobody was recorded, so no number is told


def test_what_tells_of_an_event_is_not_written_before_it_began(
    client: StrictClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.at)
    activity = an_activity(cast)
    as_sari(client, cast)
    home = f"/kegiatan/{activity.ref}/naskah/"
    page = text_of(client.get(home))
    assert f"{home}invitation/" in page and f"{home}report/" not in page
    refused = client.post(f"{home}report/", {"kunci": "k1"})
    assert refused.status_code == 403 and "belum dimulai" in text_of(refused) and not Letter.objects.exists()
    assert "akan melaksanakan" in text_of(client.get(f"{home}press/"))


def test_a_letter_is_indonesian_whatever_the_page_is(client: StrictClient, cast: Cast) -> None:
    activity = a_full_record(cast)
    as_sari(client, cast).post(f"/en/kegiatan/{activity.ref}/naskah/report/", {"kunci": "k1"})
    assert Letter.objects.get().subject.startswith("Laporan ")


def test_the_shortest_record_still_makes_every_letter(cast: Cast) -> None:
    activity = an_activity(cast, agenda="", basis="", outside="", organiser="", name="x" * 160)
    for kind in KINDS:
        draft = draft_of(activity, kind)
        assert len(draft.subject) <= 200 and draft.about == activity.subject_ref
    with pytest.raises(KeyError):
        draft_of(activity, Kind.DECREE)


def test_calendar_and_message(client: StrictClient, cast: Cast) -> None:
    activity = an_activity(cast, link="https://rapat.contoh.example/abc", mode="hybrid")
    as_sari(client, cast)
    file = client.get(f"/kegiatan/{activity.ref}/kegiatan.ics")
    (session,) = queries.sessions_of(activity)
    told = file.content.decode()
    assert file["Content-Type"].startswith("text/calendar") and f"UID:{session.ref}@" in told
    assert "DTSTART:20261124T003108Z" in told and "STATUS:CONFIRMED" in told
    message = activity_message(activity)
    assert len(message) <= 700 and message.splitlines()[-1] == "https://rapat.contoh.example/abc"
    assert "24 November 2026, pukul 08.31 WITA" in message
    actions.cancel_activity(activity, because="Batal", by=cast.staff(cast.sari), at=cast.at)
    assert b"STATUS:CANCELLED" in client.get(f"/kegiatan/{activity.ref}/kegiatan.ics").content


def test_a_signed_banner_is_said_to_count_nobody(client: StrictClient, cast: Cast) -> None:
    signing, meeting = an_activity(cast), an_activity(cast, kind=ActivityKind.COORDINATION, includes=())
    as_sari(client, cast)
    told = [
        "Spanduk yang ditandatangani" in text_of(client.get(f"/kegiatan/{a.ref}/")) for a in (signing, meeting)
    ]
    assert told == [True, False]


def test_a_very_long_name_still_fits_a_message(cast: Cast) -> None:
    activity = an_activity(
        cast, name="n" * 160, place="p" * 160, organiser="o" * 160, link="https://" + "x" * 290
    )
    assert len(activity_message(activity)) <= 700


def test_letters_are_listed_only_for_those_who_may_read_them(client: StrictClient, cast: Cast) -> None:
    activity = an_activity(cast)
    made = actions.document_activity(
        activity, draft=draft_of(activity, Kind.INVITATION), by=cast.staff(cast.sari), at=cast.at
    )
    address = f"/surat/{result_of(made).ref}/"
    for name, sees in (("sari", True), ("budi", False)):
        client.force_login(cast.account(getattr(cast, name)))
        assert (address in text_of(client.get(f"/kegiatan/{activity.ref}/naskah/"))) == sees
        assert f"{int(sees)} naskah" in text_of(client.get(f"/kegiatan/{activity.ref}/"))
        assert (client.get(address).status_code == 200) == sees


@pytest.mark.parametrize("number", [",", " ; ", "\n,\n"])
def test_a_number_of_separators_alone_is_nobodys(client: StrictClient, cast: Cast, number: str) -> None:
    activity = an_activity(cast)
    as_sari(client, cast)
    told = {"part": "leader", "number": number, "name": "", "office": "", "kunci": "k"}
    answer = client.post(f"/kegiatan/{activity.ref}/peran/", told)
    assert answer.status_code == 422


def test_news_begins_with_a_press_release_that_its_writer_may_read(cast: Cast) -> None:
    activity = an_activity(cast)
    draft = replace(draft_of(activity, Kind.PRESS), subject="Siaran pers rahasia")
    actions.document_activity(activity, draft=draft, by=cast.staff(cast.sari), at=cast.at)
    titles = {
        name: str(_from_press_release(activity, cast.staff(getattr(cast, name)))["title"])
        for name in ("sari", "budi")
    }
    assert titles["sari"] == "Siaran pers rahasia" != titles["budi"]
