"""A vulnerability register as tests need it, made by the real actions."""

from datetime import timedelta
from typing import Any

from ikrar.core.vulnerabilities import Category
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import Lesson, Rated
from ikrar.domain.programme.models import Vulnerability
from tests.given.cast import Cast

LESSON = Lesson("PEMILU_2024", Category.HOAX, "Kabar bohong beredar di grup warga.", "Laporan Bawaslu Contoh")


def rated(cast: Cast, **changes: Any) -> Rated:
    """An entry about hoaxes, likely and heavy, to be looked at in two weeks."""
    known: dict[str, Any] = {
        "category": Category.HOAX, "area": "Kecamatan Utara", "title": "Kabar bohong tentang pemilih ganda",
        "likelihood": 4, "impact": 3, "review_on": (cast.at + timedelta(days=14)).date(),
    }  # fmt: skip
    return Rated(**{**known, **changes})


def an_entry(cast: Cast, **changes: Any) -> Vulnerability:
    """An entry that Sari added, after she reviewed the last election."""
    sari = cast.staff(cast.sari)
    actions.review_last_election(cast.agency, lesson=LESSON, by=sari, at=cast.at)
    return result_of(actions.add_vulnerability(cast.agency, rated=rated(cast, **changes), by=sari, at=cast.at))
