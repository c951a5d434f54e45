"""How letters end: signed by key, scanned back, checked, sent, exported."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from ikrar.core.letters_stages import Sent, Way
from ikrar.core.verdicts import Problem, Refused
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.ledger.files import read_file
from ikrar.domain.ledger.models import Entry
from ikrar.domain.letters import actions
from ikrar.domain.letters.handed_in import check_document, keep_document, keep_logo
from ikrar.domain.letters.queries import sendings_of
from tests.given.cast import Cast
from tests.given.letters import (
    a_kept_scan,
    a_letter_to_sign,
    a_scan,
    a_signed_letter,
    a_submitted_letter,
    end_seats_of,
    initial_all,
    seen,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def a_pdf(*, script: str = "", launch: bool = False) -> bytes:
    """A PDF of one empty page; with a script or a program in it if so asked."""
    writer = PdfFileWriter()  # type: ignore[no-untyped-call]
    stream = writer.add_object(generic.StreamObject(stream_data=b""))
    writer.insert_page(PageObject(contents=stream, media_box=(0, 0, 595, 842)))  # type: ignore[no-untyped-call]
    name, string = generic.NameObject, generic.TextStringObject
    dictionary: Any = generic.DictionaryObject
    if script:
        code = dictionary({name("/S"): name("/JavaScript"), name("/JS"): string(script)})
        writer.root["/OpenAction"] = writer.add_object(code)
    if launch:
        run = dictionary({name("/S"): name("/Launch"), name("/F"): string("a.exe")})
        page = writer.find_page_for_modification(0)[0].get_object()  # type: ignore[no-untyped-call]
        page["/AA"] = dictionary({name("/O"): run})
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (a_pdf(script="app.alert(1)"), "letter.file_runs"),
        (a_pdf(launch=True), "letter.file_runs"),
        (b"%PDF-1.7 nothing behind it", "letter.file_broken"),
        (a_scan()[:200], "letter.file_broken"),
        (b"#!/bin/sh\n%PDF-", "letter.file_not_pdf_or_jpg"),
        (b"\x89PNG\r\n\x1a\n", "letter.file_not_pdf_or_jpg"),
        (b"", "letter.file_not_pdf_or_jpg"),
    ],
)
def test_a_file_that_is_no_letter_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(Problem) as refused:
        check_document(data, field="scan")
    assert (refused.value.reason, refused.value.field) == (code, "scan")


def test_a_plain_pdf_and_a_photo_are_taken() -> None:
    check_document(a_pdf(), field="scan")
    check_document(a_scan(), field="scan")
    with pytest.raises(Problem, match=r"upload\.too_large"):
        keep_document(a_scan() + bytes(21 * 2**20), field="scan")


def a_picture_of(width: int, height: int, kind: str = "PNG", colour: str = "white", mode: str = "L") -> bytes:
    """A picture of one colour: many pixels in few bytes."""
    out = BytesIO()
    Image.new(mode, (width, height), colour).save(out, kind, quality=5)
    return out.getvalue()


@pytest.mark.parametrize("side", [6_400, 13_000])
def test_a_scan_of_countless_pixels_is_refused_before_it_is_unpacked(side: int) -> None:
    small = a_picture_of(64, 64, "JPEG")
    at = small.index(b"\xff\xc0") + 5  # SOF0: height and width follow its length and depth
    data = small[:at] + side.to_bytes(2, "big") * 2 + small[at + 4 :]
    with pytest.raises(Problem) as refused:
        check_document(data, field="proof")
    assert (refused.value.reason, refused.value.field) == ("letter.picture_too_large", "proof")
    assert refused.value.values == {"millions": 40}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"junk" * 50, "letterhead.logo_broken"),
        (a_picture_of(90, 90, "JPEG")[:250], "letterhead.logo_broken"),
        (a_picture_of(4_001, 4_000), "letter.picture_too_large"),
        (b"<svg/>", "upload.unreadable"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2**20), "upload.too_large"),
    ],
)
def test_a_logo_that_no_letter_could_bear_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Problem) as refused:
        keep_logo(data)
    assert (refused.value.reason, refused.value.field) == (reason, "logo")


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("JPEG", "CMYK")])
def test_a_logo_is_drawn_anew_and_small(kind: str, mode: str) -> None:
    kept = keep_logo(a_picture_of(2_000, 1_000, kind, "red" if mode != "P" else "white", mode))
    data, media = read_file(kept.name, kept.sha256)
    with Image.open(BytesIO(data)) as drawn:
        assert (media, drawn.size, drawn.mode) == ("image/png", (800, 400), "RGBA")


def test_a_letter_signed_with_a_key_keeps_the_very_file(cast: Cast) -> None:
    letter = a_letter_to_sign(cast)
    pdf = a_pdf()
    file = actions.SignedFile(pdf, Way.PKCS12, "CN=Hadi")
    for _ in range(2):
        actions.sign_letter(
            letter, signed=file, seen=seen(letter), by=cast.staff(cast.hadi), at=cast.at, key="k" * 20
        )
    letter.refresh_from_db()
    assert (letter.stage, letter.signed_way, letter.is_certified) == ("signed", "pkcs12", False)
    assert read_file(letter.signed_name, bytes(letter.signed_sha256 or b""))[0] == pdf
    entry = Entry.objects.get(fact="letter.signed")
    assert bytes(letter.signed_sha256 or b"").hex() in entry.details
    assert "CN=Hadi" not in entry.details


def test_nobody_else_signs_and_nothing_without_initials_or_number(cast: Cast) -> None:
    letter = a_submitted_letter(cast)
    file = actions.SignedFile(a_pdf(), Way.PKCS12)

    def sign(who: str, shown: str) -> str:
        with pytest.raises((Refused, Problem)) as no:
            actions.sign_letter(letter, signed=file, seen=shown, by=cast.staff(getattr(cast, who)), at=cast.at)
        return str(getattr(no.value, "reason", ""))

    assert sign("hadi", seen(letter)) == "letter.initials_missing"
    initial_all(cast, letter)
    assert sign("sari", seen(letter)) == "letter.not_the_signer"
    assert sign("hadi", "ff") == "letter.form_out_of_date"
    assert sign("hadi", seen(letter)) == "letter.number_needed"


def test_paper_comes_back_as_a_scan_and_somebody_else_looks_again(cast: Cast) -> None:
    letter = a_signed_letter(cast)
    assert (letter.stage, letter.signed_way) == ("signed", "paper")
    with pytest.raises(Refused) as same:
        actions.check_scan(letter, by=cast.staff(cast.sari), at=cast.at)
    assert same.value.reason == "verdict.same_person_twice"
    actions.check_scan(letter, by=cast.staff(cast.rina), at=cast.at)
    with pytest.raises(Refused):
        actions.check_scan(letter, by=cast.staff(cast.rina), at=cast.at)


def test_a_scan_is_not_brought_by_outsiders_nor_for_who_has_left(cast: Cast) -> None:
    letter = a_letter_to_sign(cast)
    for person in (cast.joko, cast.anton):
        with pytest.raises(Refused):
            actions.keep_scan(letter, scan=a_kept_scan(), seen=seen(letter), by=cast.staff(person), at=cast.at)
    end_seats_of(cast.hadi, cast.at)
    with pytest.raises(Refused) as gone:
        actions.keep_scan(letter, scan=a_kept_scan(), seen=seen(letter), by=cast.staff(cast.sari), at=cast.at)
    assert gone.value.reason == "letter.signer_has_left"


def test_a_signer_without_an_account_signs_on_paper_only(cast: Cast) -> None:
    letter = a_letter_to_sign(cast, signer=None, block=_elected())
    actions.keep_scan(
        letter,
        scan=keep_document(a_pdf(), field="scan"),
        seen=seen(letter),
        by=cast.staff(cast.sari),
        at=cast.at,
    )
    assert letter.stage == "signed"


def _elected() -> object:
    from tests.given.letters import a_block

    return a_block(name="Dewi Contoh", office="Bupati Contoh")


def dispatch(**changes: object) -> actions.Dispatch:
    """The letter went to the election office by hand today."""
    return actions.Dispatch(**{"to": "Bawaslu Contoh", "way": Sent.HAND, "sent_on": DAY, **changes})  # type: ignore[arg-type]


def test_a_signed_letter_is_sent_to_each_receiver_with_its_proof(cast: Cast) -> None:
    letter, by = a_signed_letter(cast), cast.staff(cast.sari)
    actions.send_letter(letter, dispatch=dispatch(proof=a_kept_scan()), by=by, at=cast.at)
    actions.send_letter(letter, dispatch=dispatch(to="KPU Contoh", way=Sent.MAIL), by=by, at=cast.at)
    assert letter.stage == "sent"
    assert [s.to for s in sendings_of(letter)] == ["Bawaslu Contoh", "KPU Contoh"]
    with pytest.raises(Refused):
        actions.cancel_letter(letter, note="x", by=by, at=cast.at)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"to": ""}, "letter.receiver_needed"),
        ({"sent_on": DAY + timedelta(days=1)}, "letter.sent_ahead"),
        ({"sent_on": DAY - timedelta(days=1)}, "letter.sent_before_dated"),
    ],
)
def test_a_sending_that_cannot_be_is_refused(cast: Cast, changes: dict[str, object], code: str) -> None:
    letter = a_signed_letter(cast)
    with pytest.raises(Problem) as refused:
        actions.send_letter(letter, dispatch=dispatch(**changes), by=cast.staff(cast.sari), at=cast.at)
    assert refused.value.reason == code
    with pytest.raises(Refused):
        actions.send_letter(a_submitted_letter(cast), dispatch=dispatch(), by=cast.staff(cast.sari), at=cast.at)


def test_an_export_is_noted_with_its_digest(cast: Cast) -> None:
    letter, by = a_signed_letter(cast), cast.staff(cast.sari)
    digest = result_of(
        actions.export_letters(cast.agency, letters=[letter.ref], package=b"PK", by=by, at=cast.at)
    )
    assert digest in Entry.objects.get(fact="letter.exported").details
    with pytest.raises(Problem):
        actions.export_letters(cast.agency, letters=[], package=b"PK", by=by, at=cast.at)
    with pytest.raises(Refused):
        actions.export_letters(
            cast.agency, letters=[letter.ref], package=b"PK", by=cast.staff(cast.joko), at=cast.at
        )
