"""Can Sari order, Dian receive, pass on and answer by the pages, is what was typed kept, and who gets in?"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from ikrar.core.instructions import Every, ItemKind, Stage
from ikrar.domain.letters.models import Letter
from ikrar.domain.letters.queries import content_of
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import Reply, TaskforcePlan
from ikrar.domain.programme.models import Asked, Instruction, ItemAnswer
from ikrar.domain.programme.queries import instructions as queries
from ikrar.domain.roster.models import Unit
from ikrar.domain.roster.queries import day_at
from tests.given.cast import Cast
from tests.given.instructions import (
    House,
    a_house,
    an_instruction,
    an_issued_instruction,
    in_days,
    item_of,
    target_of,
)
from tests.given.materials import a_pdf_that_runs, a_plain_pdf
from tests.given.pledges import a_pledge
from tests.given.programme import an_opened_drive, some_employees
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_moment(settings: LazySettings, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.IKRAR_DEMO = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.at)


@pytest.fixture
def house(cast: Cast) -> House:
    return a_house(cast)


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def enter(client: StrictClient, cast: Cast, who: Any) -> StrictClient:
    client.force_login(cast.account(who))
    return client


def typed(**changes: Any) -> dict[str, Any]:
    """An order as a browser sends it."""
    return {
        "name": "Netralitas pegawai", "from_office": "Bupati Contoh", "from_body": "Pemerintah Kabupaten Contoh",
        "basis": "Keputusan bersama 2022 | salinan Contoh", "letter": "", "letter_number": "800/1/2026",
        "letter_on": "2026-11-20", "counts_from": "2026-11-01", "reach": "subtree", "kunci": "a", **changes,
    }  # fmt: skip


def test_sari_drafts_adds_items_and_issues(client: StrictClient, cast: Cast, house: House) -> None:
    sari = enter(client, cast, cast.sari)
    assert "Susun instruksi" in text_of(sari.get("/instruksi/"))
    wrong = sari.post("/instruksi/baru/kab-contoh/", typed(basis="Tanpa sumber"))
    assert wrong.status_code == 422 and "isi | sumber" in text_of(wrong) and "Tanpa sumber" in text_of(wrong)
    for _ in range(2):
        made = sari.post("/instruksi/baru/kab-contoh/", typed())
    row = Instruction.objects.get()
    home = f"/instruksi/{row.ref}/"
    assert made["Location"] == home and len(queries.targets_of(row)) == 2
    no_items = sari.post(f"{home}keluarkan/", {"kunci": "b"})
    assert no_items.status_code == 422 and "paling sedikit satu butir" in text_of(no_items)
    apel = {"with_oath": "on", "due_days": "5", "due_unit": "working", "words": "", "kunci": "c"}
    assert sari.post(f"{home}butir/baru/apel/", apel).status_code == 303
    share = sari.post(
        f"{home}butir/baru/signed/",
        {"share": "0", "due_on": "2026-12-01", "due_unit": "calendar", "kunci": "d"},
    )
    assert share.status_code == 422 and "antara 1 dan 100" in text_of(share)
    assert sari.post(f"{home}butir/baru/signed/", {"share": "90", "due_on": "2026-12-01", "due_unit": "calendar", "kunci": "e"}).status_code == 303  # fmt: skip
    assert "5 hari kerja sesudah dikeluarkan" in text_of(sari.get(home))
    assert sari.post(f"{home}keluarkan/", {"kunci": "f"}).status_code == 303
    page = text_of(sari.get(home))
    assert (
        "Berlaku" in page and "30 November 2026" in page and "90% pegawai" in page and "Kantor Contoh" in page
    )
    assert sari.get(f"{home}butir/baru/nonsense/").status_code == 404


def test_a_change_after_the_issue_needs_its_note(client: StrictClient, cast: Cast, house: House) -> None:
    row, sari = (
        an_issued_instruction(cast, [house.office], in_days(cast, 5, ItemKind.APEL)),
        enter(client, cast, cast.sari),
    )
    path, later = (
        f"/instruksi/{row.ref}/butir/{item_of(row, ItemKind.APEL).pk}/",
        {"due_on": "2026-12-09", "due_unit": "calendar"},
    )
    refused = sari.post(path, {**later, "kunci": "a"})
    assert refused.status_code == 422 and "Tulis catatan perubahan" in text_of(refused)
    assert sari.post(path, {**later, "note": "Diundur karena cuaca", "kunci": "b"}).status_code == 303
    page = text_of(sari.get(f"/instruksi/{row.ref}/"))
    assert "Diundur karena cuaca" in page and "9 Desember 2026" in page
    for step, word in (("cabut", "dicabut"), ("tutup", "")):
        gone = sari.post(f"/instruksi/{row.ref}/{step}/", {"because": "Sudah selesai", "kunci": step})
        assert gone.status_code == (303 if word else 403)


def test_dian_receives_answers_and_passes_on(client: StrictClient, cast: Cast, house: House) -> None:
    row = an_issued_instruction(
        cast, [house.office], in_days(cast, 5, ItemKind.REPORT), in_days(cast, 5, ItemKind.APEL)
    )
    dian, target = enter(client, cast, house.dian), target_of(row, house.office)
    home = f"/instruksi/{row.ref}/kerja/{target.pk}/"
    page = text_of(dian.get(home))
    assert "Penerimaan belum dicatat" in page and "Rencanakan apel" in page
    assert dian.post(f"{home}terima/", {"kunci": "a"}).status_code == 303
    answer = f"{home}{item_of(row, ItemKind.REPORT).pk}/"
    empty = dian.post(answer, {"is_nothing": "", "responsible": "Dian Contoh", "letter": "", "kunci": "b"})
    assert (
        empty.status_code == 422 and "atau nyatakan nihil" in text_of(empty) and "Dian Contoh" in text_of(empty)
    )
    wrong = dian.post(
        answer, {"responsible": "Dian", "document": SimpleUploadedFile("a.exe", b"MZ"), "kunci": "c"}
    )
    assert wrong.status_code == 422
    runs = {"responsible": "Dian", "document": SimpleUploadedFile("a.pdf", a_pdf_that_runs()), "kunci": "r"}
    assert "program" in text_of(dian.post(answer, runs))
    paper = a_plain_pdf()
    sent = {"responsible": "Dian Contoh", "document": SimpleUploadedFile("a.pdf", paper), "kunci": "d"}
    assert dian.post(answer, sent).status_code == 303
    kept = ItemAnswer.objects.get()
    assert dian.get(f"{home}berkas/{kept.pk}/").content == paper
    page = text_of(dian.get(home))
    assert "Terpenuhi</span>" in page and "23 November 2026" in page and "dijawab oleh Dian Contoh" in page
    assert dian.get(f"{home}{item_of(row, ItemKind.APEL).pk}/").status_code == 404  # computed, never answered
    onward = {"reach": "children", "days_earlier": "2", "kunci": "e"}
    made = dian.post(f"/instruksi/{row.ref}/teruskan/kantor-contoh/", onward)
    below = Instruction.objects.get(parent=row)
    assert made["Location"] == f"/instruksi/{below.ref}/" and below.stage == Stage.DRAFT
    assert "Terusan dari" in text_of(dian.get(f"/instruksi/{below.ref}/"))


def test_nothing_to_report_reads_otherwise_than_no_answer_everywhere(client: StrictClient, cast: Cast, house: House, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    row = an_issued_instruction(cast, [house.office, house.house], in_days(cast, 2, ItemKind.REPORT))
    reply = Reply("Dian", is_nothing=True)
    actions.answer_item(
        item_of(row, ItemKind.REPORT),
        target=target_of(row, house.office),
        reply=reply,
        by=cast.staff(house.dian),
        at=cast.at,
    )
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.at + timedelta(days=9))
    sari = enter(client, cast, cast.sari)
    page = text_of(sari.get(f"/instruksi/{row.ref}/"))
    assert "Laporan nihil 23 November 2026" in page and "Tanpa jawaban" in page
    assert "1 dari 2 selesai, 1 laporan nihil, 1 tanpa jawaban" in page
    late = text_of(sari.get(f"/instruksi/{row.ref}/terlambat/"))
    assert (
        "Balai Contoh" in late
        and "Kantor Contoh" not in late.partition("Pesan untuk grup")[0].partition("<main")[2]
    )
    assert "Eka" not in late and "belum mencatat penerimaan" in late
    account = text_of(sari.get(f"/instruksi/{row.ref}/laporan/kab-contoh/"))
    assert account.count("1 laporan nihil, 1 tanpa jawaban") == 2  # on the page and in the message


def test_numbers_are_people_or_periods_and_what_runs_late_says_so(client: StrictClient, cast: Cast, house: House, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monthly, share = (
        in_days(cast, 2, ItemKind.REPORT, every=Every.MONTHLY),
        in_days(cast, 2, ItemKind.SIGNED, share=50),
    )
    row = an_issued_instruction(cast, [house.office], monthly, share, in_days(cast, 2, ItemKind.TASKFORCE))
    some_employees(Unit.objects.get(agency=house.office, parent=None), 4, cast.at)
    drive = an_opened_drive(cast, bodies=(house.office,), people=0)
    a_pledge(Asked.objects.filter(drive=drive).order_by("pk")[0], cast.at)
    plan = TaskforcePlan("Satgas Contoh", cast.at.date(), cast.at.date() + timedelta(days=90))
    actions.draft_taskforce(house.office, plan=plan, by=cast.staff(house.dian), at=cast.at)
    reply = Reply("Dian", is_nothing=True, period_on=item_of(row, ItemKind.REPORT).due_on)
    target = target_of(row, house.office)
    actions.answer_item(item_of(row, ItemKind.REPORT), target=target, reply=reply, by=cast.staff(house.dian), at=cast.at)  # fmt: skip
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.at + timedelta(days=9))
    page = text_of(enter(client, cast, house.dian).get(f"/instruksi/{row.ref}/kerja/{target.pk}/"))
    assert "1 dari 2 periode" in page and "Berjalan, lewat tenggat" in page
    assert "1 dari 1" not in page and "0 dari 1" not in page


def test_a_message_is_short_and_names_no_person(client: StrictClient, cast: Cast, house: House) -> None:
    from ikrar.web.instructions.messages import order_message
    from ikrar.web.shell.chat import LONGEST

    many = [in_days(cast, 5, ItemKind.OTHER, words=f"Tugas panjang nomor {n} " + "x" * 120) for n in range(12)]
    row = an_issued_instruction(cast, [house.office], *many, name="N" * 160)
    text = order_message(row, queries.items_of(row))
    assert len(text) <= LONGEST and text.splitlines()[-1].endswith(f"/instruksi/{row.ref}/")
    assert "Selengkapnya" in text and "Dian" not in text


def test_the_order_becomes_a_letter(client: StrictClient, cast: Cast, house: House) -> None:
    row = an_instruction(cast, [house.office, house.house], in_days(cast, 5, ItemKind.APEL, with_oath=True))
    sari = enter(client, cast, cast.sari)
    for _ in range(2):
        assert sari.post(f"/instruksi/{row.ref}/surat/", {"kunci": "a"}).status_code == 303
    letter = Letter.objects.get()
    content = content_of(letter)
    assert letter.about == row.subject_ref and content.to == ("Kantor Contoh", "Balai Contoh")
    assert "pembacaan ikrar" in content.body.dictum[0] and "Keputusan bersama 2022;" in content.body.recalling


@pytest.mark.parametrize(
    ("name", "issuer", "own"), [("hadi", 200, 200), ("budi", 200, 200), ("anton", 404, 404), ("oki", 403, 403)]
)
def test_who_gets_in(client: StrictClient, cast: Cast, house: House, name: str, issuer: int, own: int) -> None:
    row = an_issued_instruction(cast, [house.office], in_days(cast, 5, ItemKind.APEL))
    enter(client, cast, getattr(cast, name))
    assert client.get(f"/instruksi/{row.ref}/").status_code == issuer
    assert client.get(f"/instruksi/{row.ref}/kerja/{target_of(row, house.office).pk}/").status_code in {
        own,
        404,
    }
    for path in ("ubah/", "keluarkan/", "cabut/", "butir/baru/apel/", "laporan/kab-contoh/lampiran/"):
        assert client.post(f"/instruksi/{row.ref}/{path}", {"kunci": "k"}).status_code in {403, 404}, path


def test_a_body_sees_its_own_work_and_not_that_of_its_neighbour(
    client: StrictClient, cast: Cast, house: House
) -> None:
    from ikrar.domain.ledger.actions import Unknown
    from ikrar.domain.roster import actions as roster

    near = roster.add_agency(
        ref="arsip-contoh",
        code="ARSIPCTH",
        name="Arsip Contoh",
        kind="upt",
        parent=cast.agency,
        by=Unknown(),
        at=cast.at,
    )
    cast.agency.refresh_from_db()
    row = an_issued_instruction(cast, [house.office, near], in_days(cast, 5, ItemKind.APEL))
    dian = enter(client, cast, house.dian)
    page = text_of(dian.get(f"/instruksi/{row.ref}/"))
    assert "Kantor Contoh" in page and "Arsip Contoh" not in page
    assert dian.get(f"/instruksi/{row.ref}/kerja/{target_of(row, near).pk}/").status_code == 404
    assert dian.get(f"/instruksi/{row.ref}/kerja/{target_of(row, house.office).pk}/").status_code == 200
    assert day_at(near, cast.at) is not None


def test_each_page_has_a_bounded_number_of_statements(client: StrictClient, cast: Cast, house: House) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from ikrar.domain.ledger.actions import Unknown
    from ikrar.domain.roster import actions as roster

    bodies = [house.office, house.house]
    small = an_issued_instruction(
        cast, bodies, in_days(cast, 5, ItemKind.APEL), in_days(cast, 5, ItemKind.SIGNED, share=9)
    )
    bodies += [
        roster.add_agency(ref=f"upt-{n}", code=f"UPT{n:05d}", name=f"UPT {n}", kind="upt", parent=cast.agency, by=Unknown(),
                          at=cast.at) for n in range(15)
    ]  # fmt: skip
    cast.agency.refresh_from_db()
    large = an_issued_instruction(
        cast, bodies, in_days(cast, 5, ItemKind.APEL), in_days(cast, 5, ItemKind.SIGNED, share=9)
    )
    sari = enter(client, cast, cast.sari)
    counts = []
    for row in (small, large):
        for path in ("", "laporan/kab-contoh/", "terlambat/"):
            with CaptureQueriesContext(connection) as caught:
                assert sari.get(f"/instruksi/{row.ref}/{path}").status_code == 200
            counts.append(len(caught))
    assert counts[:3] == counts[3:], counts
