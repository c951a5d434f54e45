"""python -m tests.journeys.attendance_stage: a session with cards and two gates in the demo of this home; prints where they are."""

import json
import os
import sys
from datetime import UTC, datetime, timedelta


def main() -> int:
    """Build it by the real actions and print one JSON line."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "ikrar.config.settings"
    import django

    django.setup()
    from ikrar.core.attendance import Device
    from ikrar.domain.ledger.actions import Unknown, result_of
    from ikrar.domain.people.models import Account
    from ikrar.domain.programme import actions
    from ikrar.domain.programme.actions.attendance_cards import print_cards
    from ikrar.domain.programme.card_keys import scanner_secret
    from ikrar.domain.programme.queries.attendance_cards import people_in
    from ikrar.domain.roster.models import Agency, Unit
    from ikrar.domain.roster.queries import staff_of
    from tests.given.activities import add_activity_session

    at = datetime.now(UTC)
    agency = Agency.objects.get(ref="kab-contoh")
    officer = staff_of(Account.objects.get(username="officer-kab-contoh").person, on=at.date())
    unit = Unit.objects.filter(agency=agency, parent__isnull=False, employees__isnull=False).order_by("first")[
        0
    ]
    session = add_activity_session(
        agency, name="Sosialisasi netralitas", starts_at=at - timedelta(minutes=30), hours=3, is_open=True, by=Unknown(), at=at
    )  # fmt: skip
    actions.issue_cards(unit, by=officer, at=at)
    devices = {}
    for name, kind in (
        ("gate", Device.GATE),
        ("second", Device.GATE),
        ("third", Device.GATE),
        ("kiosk", Device.KIOSK),
    ):
        opened = result_of(
            actions.open_scanner(session, name=f"Perangkat {name}", kind=kind, by=officer, at=at)
        )
        devices[name] = f"/pindai/buka/{opened.ref}/{scanner_secret(opened.ref)}/"
    cards = [{"token": c.token, "code": c.code, "name": c.name} for c in print_cards(unit, by=officer)]
    told = {
        "session": session.ref,
        "unit": unit.ref,
        "people": people_in(unit).count(),
        "cards": cards,
        **devices,
    }
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
