"""The key behind attendance cards: who is on a card, is it genuine, and which secret does a scanner hold?"""

import hmac
import os
import secrets
from functools import cache
from pathlib import Path

from django.conf import settings
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey

from ikrar.core import attendance_cards as cards
from ikrar.domain.roster.models import Employee

SEED_BYTES = 32


class DamagedKey(OSError):
    """The key of the cards is not what was written; it must come back from the backup of the keys folder."""


def card_key() -> SigningKey:
    """The Ed25519 key of the cards, made on first use; a file apart from the database. Raises DamagedKey."""
    return _read_key(Path(settings.IKRAR_KEYS) / "cards.ed25519")


@cache
def _read_key(path: Path) -> SigningKey:
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(SEED_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        pass
    try:
        seed = bytes.fromhex(path.read_text().strip())
    except ValueError as bad:
        raise DamagedKey(path.name) from bad
    if len(seed) != SEED_BYTES:
        raise DamagedKey(path.name)
    return SigningKey(seed)


def public_key() -> bytes:
    """The 32 bytes with which anybody checks a card."""
    return bytes(card_key().verify_key)


def verify(message: bytes, signature: bytes) -> bool:
    """Whether this installation signed the message."""
    try:
        card_key().verify_key.verify(message, signature)
    except (BadSignatureError, ValueError):
        return False
    return True


def number_of(employee: Employee, agency_ref: str, card_round: int) -> bytes:
    """The card number of somebody in one round: the same every time, so that nothing of it need be kept."""
    return cards.card_id(bytes(card_key()), agency=agency_ref, employee=employee.ref, round=card_round)


def token_of(number: bytes) -> str:
    """What the QR code of this card number holds."""
    return cards.token_of(number, card_key().sign(cards.signed_bytes(number)).signature)


def scanner_secret(ref: str) -> str:
    """The secret in the link of a scanner: the same every time, so that the link can be shown again."""
    return hmac.digest(bytes(card_key()), b"ikrar/v1/scanner\x00" + ref.encode(), "sha256")[:16].hex()
