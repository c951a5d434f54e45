"""Activities in the demo: an outreach that was held, with speakers, photos, report and news; and shifts that come each week."""

from datetime import datetime, timedelta
from io import BytesIO
from random import Random
from typing import Protocol
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw

from ikrar.core.activities import Kind, Part, Span, weekly
from ikrar.core.letters import Kind as LetterKind
from ikrar.demo.names import a_name
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import (
    ActivityPlan,
    Described,
    Outcome,
    PartHeld,
    Question,
    Seen,
    Talk,
    Written,
)
from ikrar.domain.programme.models import Activity, ActivitySession, Photo
from ikrar.domain.programme.photo_files import prepare_photo
from ikrar.domain.programme.queries.activities import sessions_of
from ikrar.domain.programme.queries.documentation import digest_of_news, elections_at_hand, signs_at_hand
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, day_at
from ikrar.web.activities.letters import draft_of

AGENDA = "Pembukaan\nMateri netralitas\nTanya jawab\nPembacaan ikrar\nPenandatanganan pakta integritas"
SIGNS = "Isi daftar ini menurut peserta pemilihan di daerah Anda.\nAcungan jari berapa pun\nTangan mengepal sambil diangkat"
NEWS = (
    "Pegawai ASN dan non-ASN mengikuti sosialisasi netralitas di aula rumah jabatan.\n\n"
    "Narasumber menjelaskan apa yang boleh dan tidak boleh menjelang pemilihan. Sesudah itu peserta membaca ikrar.\n\n"
    "Pegawai tetap memiliki hak pilih dan menggunakannya di bilik suara."
)
FIT = Seen(no_gesture=True, no_attribute=True, no_colour=True, no_number=True, no_material=True)


class Scene(Protocol):
    """One body with its crew, as the story plays it."""

    agency: Agency

    def by(self, name: str) -> Staff:
        """A member of the crew."""
        ...


def play_activities(scene: Scene, at: datetime) -> ActivitySession:
    """The activities of one body around `at`; the session of the one that was held, for its attendance."""
    officer, chance = scene.by("officer"), Random(f"activities {scene.agency.ref}")
    held = _outreach(scene.agency, officer, chance, at)
    _document(held, officer, chance, at - timedelta(days=3))
    _shifts(scene.agency, officer, at)
    return sessions_of(held)[0]


def _outreach(agency: Agency, officer: Staff, chance: Random, at: datetime) -> Activity:
    """An outreach four days ago, planned a week before, opened by an elected deputy."""
    begin = _clock(agency, at - timedelta(days=4), 8, 30)
    plan = ActivityPlan(
        Kind.OUTREACH, "Sosialisasi netralitas pegawai", "Aula rumah jabatan Contoh", includes=(Kind.OATH, Kind.SIGNING),
        organiser="Bagian kepegawaian Contoh", agenda=AGENDA, basis="Surat edaran Contoh Nomor 1 Tahun 2026",
        purpose="Pegawai ASN dan non-ASN memahami batas netralitas.", outside="Bawaslu Contoh\nKantor regional BKN Contoh",
    )  # fmt: skip
    spans = [Span(begin, begin + timedelta(hours=3))]
    made = actions.plan_activity(agency, plan=plan, spans=spans, by=officer, at=at - timedelta(days=11))
    activity = result_of(made)
    for part, name, office, elected in (
        (Part.OPENER, a_name(chance, "2"), "Wakil Bupati Contoh", True),
        (Part.GUIDE, a_name(chance, "1"), "Sekretaris Daerah Contoh", False),
        (Part.MODERATOR, a_name(chance, "2"), "Kepala Bidang Contoh", False),
        (Part.NOTE_TAKER, a_name(chance, "1"), "Analis Contoh", False),
    ):
        role = PartHeld(part, name, office, is_elected=elected)
        actions.add_part(activity, held=role, by=officer, at=at - timedelta(days=10))
    return activity


def _document(activity: Activity, officer: Staff, chance: Random, at: datetime) -> None:
    """What was said, asked and seen; the report as a draft; the news on the public page."""
    talk = Talk(a_name(chance, "1"), "Bawaslu Contoh", "Pengawasan netralitas", "Batas sikap di media sosial.")
    speaker = result_of(actions.set_speaker(activity, talk=talk, by=officer, at=at))
    asked = Question("Bolehkah hadir sebagai warga tanpa atribut?", "Tanyakan dahulu di halaman Boleh tidak?",
                     "Peserta dari sekolah", speaker)  # fmt: skip
    actions.note_question(activity, asked=asked, by=officer, at=at)
    outcome = Outcome(
        "Layani warga dengan adil. Gunakan hak pilih di bilik suara.",
        "Setiap unit menunjuk narahubung.\nUnit di luar kota mengikuti sesi susulan.",
        "Sebagian pegawai bertugas jaga.",
    )
    actions.note_outcome(activity, outcome=outcome, by=officer, at=at)
    actions.hold_activity(activity, by=officer, at=at)
    first, *_rest = [_photo(activity, officer, number, at) for number in range(3)]
    _check(activity, first, officer, at)
    actions.document_activity(activity, draft=draft_of(activity, LetterKind.REPORT), by=officer, at=at)
    written = Written("Pegawai Contoh mengikuti sosialisasi netralitas", NEWS, writer="Humas Contoh",
                      photographer="Humas Contoh", photos=[first])  # fmt: skip
    news = result_of(actions.write_news(activity, written=written, by=officer, at=at))
    actions.publish_news(news, seen=digest_of_news(news, [first]), by=officer, at=at)


def _photo(activity: Activity, officer: Staff, number: int, at: datetime) -> Photo:
    words = ("Aula sebelum acara", "Kursi peserta", "Meja daftar hadir")[number]
    described = Described(words, f"{words}, tanpa orang", photographer="Humas Contoh")
    prepared = prepare_photo(activity, _drawn(number))
    return result_of(actions.add_photo(activity, prepared=prepared, described=described, by=officer, at=at))


def _check(activity: Activity, photo: Photo, officer: Staff, at: datetime) -> None:
    """The list of signs of the next election, where there is one, and the check of one photo."""
    day = day_at(activity.agency, at)
    elections = elections_at_hand(activity.agency, day)
    if elections:
        code = elections[0].election.code
        actions.list_signs(activity.agency, election=code, signs=SIGNS, by=officer, at=at)
    digest = signs_at_hand(activity.agency, day)
    actions.check_photo(photo, seen=FIT, mask_round=photo.mask_round, signs=digest, by=officer, at=at)


def _shifts(agency: Agency, officer: Staff, at: datetime) -> None:
    """A briefing for two shifts, each week until three weeks from now."""
    begin = _clock(agency, at + timedelta(days=2), 7, 0)
    until = (begin + timedelta(days=14)).date()
    shifts = [
        Span(begin + timedelta(hours=12 * n), begin + timedelta(hours=12 * n + 1), f"Regu {name}")
        for n, name in enumerate("AB")
    ]
    plan = ActivityPlan(
        Kind.MONITORING, "Pengarahan regu jaga", "Pos jaga Contoh", agenda="Pengarahan netralitas"
    )
    spans = [span for shift in shifts for span in weekly(shift, until)]
    actions.plan_activity(agency, plan=plan, spans=spans, by=officer, at=at - timedelta(days=1))


def _clock(agency: Agency, day: datetime, hour: int, minute: int) -> datetime:
    """A time of day where the body is."""
    return day.astimezone(ZoneInfo(agency.zone)).replace(hour=hour, minute=minute, second=0, microsecond=0)


def _drawn(number: int) -> bytes:
    """An empty hall in warm greys: a floor, a wall, rows of chairs. No people, no hands, no colours of a party."""
    picture = Image.new("RGB", (1600, 1066), (236, 232, 227))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 620, 1600, 1066), fill=(205, 199, 192))
    pen.rectangle((500, 180, 1100, 470), fill=(248, 246, 243), outline=(143, 135, 127), width=6)
    for row in range(2 + number):
        for seat in range(9):
            left, top = 90 + seat * 165, 660 + row * 105
            pen.rectangle((left, top, left + 90, top + 70), fill=(95, 88, 81))
    out = BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
