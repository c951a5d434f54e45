"""Invitations as tests need them, made by the real actions."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from PIL import Image

from ikrar.core.invitations import Event, Host
from ikrar.domain.invitations import actions
from ikrar.domain.invitations.actions import Asked
from ikrar.domain.invitations.models import Invitation
from ikrar.domain.ledger.actions import result_of
from tests.given.cast import Cast


def asked(cast: Cast, **changes: Any) -> Asked:
    """A party invites Budi to its anniversary in two days."""
    known: dict[str, Any] = {
        "host_kind": Host.PARTY, "event": Event.ANNIVERSARY, "begins_at": cast.at + timedelta(days=2),
        "host": "Partai Rahasia", "place": "Gedung Rahasia", "invited": cast.budi, "election": "PILKADA_2024",
    }  # fmt: skip
    return Asked(**{**known, **changes})


def an_invitation(cast: Cast, **changes: Any) -> Invitation:
    """Registered by Budi himself."""
    made = actions.register_invitation(
        cast.agency, asked=asked(cast, **changes), by=cast.staff(cast.budi), at=cast.at
    )
    return result_of(made)


def a_photo(*, wide: bool = False) -> bytes:
    """A small photo with a place and a device in its hidden data."""
    image, exif, out = Image.new("RGB", (160 if wide else 80, 40), (90, 80, 70)), Image.Exif(), BytesIO()
    exif[0x010F] = "Ponsel Rahasia"
    exif.get_ifd(0x8825)[2] = (0.0, 30.0, 15.0)
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()
