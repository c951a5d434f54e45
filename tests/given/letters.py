"""Letters as tests need them, made by the real actions."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import Image

from ikrar.core.letters import Body, Kind, Named
from ikrar.core.letters_stages import SignerBlock
from ikrar.domain.ledger.actions import Unknown, result_of
from ikrar.domain.ledger.files import Kept
from ikrar.domain.letters import actions
from ikrar.domain.letters.handed_in import keep_document
from ikrar.domain.letters.models import Letter, Numbering
from ikrar.domain.letters.queries import initials_of
from ikrar.domain.people.models import Person
from ikrar.domain.roster.actions import end_seat
from tests.given.cast import Cast

DECREE = Body(
    considering=("bahwa netralitas aparatur perlu dijaga", "bahwa perlu dibentuk satuan tugas"),
    recalling=("Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara",),
    dictum=("Membentuk satuan tugas netralitas.", "Keputusan ini berlaku sejak ditetapkan."),
)
DUTY = Body(
    basis=("Undangan Contoh tanggal 1 November 2026",),
    people=(Named("Wati Contoh", position="Lurah Contoh"),),
    paragraphs=("Menghadiri kegiatan dan melaporkannya.",),
)
PLAIN = Body(paragraphs=("Bersama ini kami sampaikan laporan.",))


def a_register(cast: Cast, **changes: Any) -> Numbering:
    """A register that Sari opened for every kind of letter."""
    told: dict[str, Any] = {
        "name": "Surat keluar", "pattern": "{klasifikasi}/{nomor}/{unit}/{bulan_romawi}/{tahun}",
        "classification": "800.1.6", "unit_code": "ORG",
    }  # fmt: skip
    register = actions.Register(**{**told, **changes})
    made = actions.set_numbering(cast.agency, register=register, by=cast.staff(cast.sari), at=cast.at)
    return result_of(made)


def a_draft(cast: Cast, **changes: Any) -> actions.Draft:
    """A decree that Rina initials and Hadi signs."""
    told: dict[str, Any] = {
        "kind": Kind.DECREE, "subject": "Pembentukan satuan tugas netralitas", "body": DECREE,
        "signer": cast.hadi, "initials": (cast.rina,),
    }  # fmt: skip
    return actions.Draft(**{**told, **changes})


def a_letter(cast: Cast, **changes: Any) -> Letter:
    """A draft that Sari wrote; Hadi, Rina and Sari have accounts."""
    for person in (cast.sari, cast.rina, cast.hadi):
        cast.account(person)
    draft = a_draft(cast, **changes)
    return result_of(actions.draft_letter(cast.agency, draft=draft, by=cast.staff(cast.sari), at=cast.at))


def a_submitted_letter(cast: Cast, **changes: Any) -> Letter:
    """A letter that waits for the first initials."""
    letter = a_letter(cast, **changes)
    return result_of(actions.submit_letter(letter, seen=letter.version, by=cast.staff(cast.sari), at=cast.at))


def seen(letter: Letter) -> str:
    """The digest as a page carries it."""
    return bytes(letter.digest or b"").hex()


def initial_all(cast: Cast, letter: Letter) -> None:
    """Everybody who was named initials, in order."""
    for initial in initials_of(letter):
        actions.initial_letter(letter, seen=seen(letter), by=cast.staff(initial.person), at=cast.at)


def a_letter_to_sign(cast: Cast, **changes: Any) -> Letter:
    """A letter with its initials and its number: only the signature is missing."""
    letter = a_submitted_letter(cast, **changes)
    initial_all(cast, letter)
    register = Numbering.objects.filter(agency=cast.agency).first() or a_register(cast)
    day = timezone.localdate(cast.at)
    actions.give_number(letter, numbering=register, dated_on=day, by=cast.staff(cast.sari), at=cast.at)
    return letter


def a_scan(colour: str = "white") -> bytes:
    """A small picture, as a phone would make one of a signed page."""
    out = BytesIO()
    Image.new("RGB", (60, 90), colour).save(out, "JPEG")
    return out.getvalue()


def a_kept_scan() -> Kept:
    """The same, kept before the action runs."""
    return keep_document(a_scan(), field="scan")


def a_signed_letter(cast: Cast, **changes: Any) -> Letter:
    """A letter that was signed by hand and scanned back."""
    letter = a_letter_to_sign(cast, **changes)
    actions.keep_scan(letter, scan=a_kept_scan(), seen=seen(letter), by=cast.staff(cast.sari), at=cast.at)
    return letter


def end_seats_of(person: Person, at: datetime) -> None:
    """The person left every seat the day before."""
    for seat in person.seats.all():
        end_seat(seat, on=(at - timedelta(days=1)).date(), by=Unknown(), at=at)


def a_block(**changes: Any) -> SignerBlock:
    """The foot of a letter of the head."""
    return SignerBlock(**{"office": "Sekretaris Daerah", "name": "Hadi", **changes})
