"""The vulnerability register of a body in the demo: the last election reviewed, four entries, one of them handled."""

from datetime import datetime, timedelta

from ikrar.core.vulnerabilities import Category, Stage
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import Lesson, Rated
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff

LESSONS = (
    (
        Category.HOAX,
        "Kabar bohong tentang daftar pemilih beredar di grup warga.",
        "Catatan kerja Satgas Contoh",
    ),
    (Category.MONEY, "Pembagian barang menjelang masa tenang di dua kecamatan.", "Laporan pengawas Contoh"),
)
ENTRIES = (
    (Category.HOAX, "Kabar bohong tentang petugas pemungutan", "Kecamatan Utara Contoh", 4, 3, "Klarifikasi di laman resmi"),
    (Category.MONEY, "Pembagian barang di pasar", "Kecamatan Tengah Contoh", 3, 4, ""),
    (Category.POLARISATION, "Saling sindir di grup alumni", "Seluruh kabupaten", 3, 2, "Ajakan tenang dari tokoh warga"),
    (Category.SECURITY, "Jalan ke tiga tempat pemungutan rawan banjir", "Kecamatan Hilir Contoh", 2, 5, ""),
)  # fmt: skip


def play_vulnerabilities(agency: Agency, *, by: Staff, at: datetime) -> None:
    """Review the last election, add what may go wrong, take one up."""
    early = at - timedelta(days=10)
    for category, happened, source in LESSONS:
        lesson = Lesson("PEMILU_2024", category, happened, source)
        actions.review_last_election(agency, lesson=lesson, by=by, at=early)
    for number, (category, title, area, likely, heavy, measure) in enumerate(ENTRIES):
        day = (at + timedelta(days=number * 3)).date()
        rated = Rated(
            category, area, title, likely, heavy, day, measure=measure, owner=by.person if measure else None
        )
        entry = result_of(actions.add_vulnerability(agency, rated=rated, by=by, at=early))
        if number == 0:
            handled = Rated(
                category, area, title, 3, heavy, day, measure=measure, owner=by.person, stage=Stage.HANDLED
            )
            actions.change_vulnerability(entry, rated=handled, by=by, at=at - timedelta(days=2))
