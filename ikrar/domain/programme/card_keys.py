"""The key behind attendance cards: who is on a card, is it genuine, and which secret does a scanner hold?"""

import hmac

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey

from ikrar.core import attendance_cards as cards
from ikrar.domain.ledger.key_files import key_file
from ikrar.domain.roster.models import Employee


def card_key() -> SigningKey:
    """The Ed25519 key of the cards, made on first use. Raises DamagedKey."""
    return SigningKey(key_file("cards.ed25519"))


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
