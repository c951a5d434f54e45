"""Bodies below the regency, as many as a test needs."""

from ikrar.domain.ledger.actions import Unknown, result_of
from ikrar.domain.roster.actions import add_agency
from ikrar.domain.roster.models import Agency
from tests.given.cast import Cast


def some_bodies(cast: Cast, number: int) -> list[Agency]:
    """So many more districts of the regency."""
    begun = Agency.objects.count()
    made = [
        result_of(add_agency(ref=f"kec-{n}", code=f"KEC{n}", name=f"Kecamatan {n}", kind="district", parent=cast.agency,
                             by=Unknown(), at=cast.at))
        for n in range(begun, begun + number)
    ]  # fmt: skip
    cast.agency.refresh_from_db()
    return made
