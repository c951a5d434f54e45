"""What stands on an attendance card, and how is it checked without a database?

The QR code holds 80 bytes in base32: a card number of 16 bytes and an Ed25519 signature (RFC 8032) of 64. Eight
characters derived from the number are the last resort for a keyboard. Devices and database hold hashes of them only.
"""

import base64
import binascii
import hmac
from collections.abc import Callable
from hashlib import sha256

from ikrar.core.refs import ALPHABET, make_ref, read_ref

ID_BYTES, SIGNATURE_BYTES = 16, 64
TOKEN_LENGTH = 128  # characters of base32: QR version 6 at level M, in alphanumeric mode
CODE_LENGTH = 8
PREFIX_BYTES = 4  # what a device holds of a mark: enough to tell cards apart, too little to find a code from it
Verify = Callable[[bytes, bytes], bool]


def card_id(key: bytes, *, agency: str, employee: str, round: int) -> bytes:  # noqa: A002 the word of the noun
    """The 16 bytes of a card: the same for the same round, so that a lost sheet can be printed again."""
    text = f"{agency}\x00{employee}\x00{round}".encode()
    return hmac.digest(key, b"ikrar/v1/attendance-id\x00" + text, "sha256")[:ID_BYTES]


def signed_bytes(number: bytes) -> bytes:
    """What the signature on a card covers."""
    return b"ikrar/v1/attendance-card\x00" + number


def token_of(number: bytes, signature: bytes) -> str:
    """What the QR code holds. Raises ValueError when number or signature have another length."""
    if len(number) != ID_BYTES or len(signature) != SIGNATURE_BYTES:
        raise ValueError("a card has 16 bytes of number and 64 of signature")
    return base64.b32encode(number + signature).decode()


def read_token(typed: str) -> tuple[bytes, bytes] | None:
    """Number and signature from what a scanner typed; None when it is no token."""
    text = typed.strip().upper()
    if len(text) != TOKEN_LENGTH:
        return None
    try:
        data = base64.b32decode(text)
    except (binascii.Error, ValueError):
        return None
    return data[:ID_BYTES], data[ID_BYTES:]


def is_genuine(typed: str, verify: Verify) -> bool:
    """Whether the QR code was made with the key of this installation; `verify(message, signature)` knows the key."""
    read = read_token(typed)
    return read is not None and verify(signed_bytes(read[0]), read[1])


def code_of(number: bytes) -> str:
    """The eight characters printed under the QR code (40 bits)."""
    return make_ref(sha256(b"ikrar/v1/attendance-code\x00" + number).digest(), CODE_LENGTH)


def mark_of(code: str) -> bytes:
    """The hash under which a card is known."""
    return sha256(b"ikrar/v1/attendance-mark\x00" + code.encode()).digest()


def read_code(typed: str) -> str:
    """The code of a card from what was typed or scanned, however it was written; "" when it is neither."""
    read = read_token(typed)
    if read is not None:
        return code_of(read[0])
    code = read_ref(typed[:20])
    return code if len(code) == CODE_LENGTH and all(c in ALPHABET for c in code) else ""


def last_four(code: str) -> str:
    """What a device shows of a card."""
    return code[-4:]
