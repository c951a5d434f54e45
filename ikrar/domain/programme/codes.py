"""The key behind personal codes, and the check at the door: right, wrong, or wait."""

from datetime import datetime

from django.db.models import F

from ikrar.core import programme_codes as codes
from ikrar.core.programme_codes import CodeWhy
from ikrar.core.verdicts import YES, Verdict
from ikrar.domain.ledger.key_files import key_file
from ikrar.domain.programme.models import Asked, CodeTry


def code_key() -> bytes:
    """The 32 bytes under which codes are stored, made on first use. Raises DamagedKey."""
    return key_file("codes")


def is_code_of(asked: Asked, typed: str, key: bytes) -> bool:
    """Whether what was typed is the newest code of this person."""
    mark = bytes(asked.code_hmac) if asked.code_hmac else b""
    return codes.is_code(key, asked=asked.pk, typed=typed, mark=mark)


def slowed_until(asked: int, at: datetime) -> datetime | None:
    """Until when this person waits after wrong codes; None when they need not."""
    until = CodeTry.objects.filter(pk=asked).values_list("blocked_until", flat=True).first()
    return until if until is not None and until > at else None


def check_code(asked: Asked, typed: str, *, at: datetime) -> Verdict:
    """Check a code at the door of signing: yes, `code.none`, `code.wrong`, or `code.wait` (see `slowed_until`).

    Wrong codes slow this person and nobody else; the right one clears the slate. Works outside an action.
    """
    row = CodeTry.objects.filter(pk=asked.pk).first()
    if asked.code_hmac is None:
        return Verdict(CodeWhy.NONE)
    if row is not None and row.blocked_until is not None and row.blocked_until > at:
        return Verdict(CodeWhy.WAIT)
    if is_code_of(asked, typed, code_key()):
        if row is not None and row.wrong:
            forget_wrong_codes(asked.pk)
        return YES
    note_wrong_code(asked.pk, at=at)
    return Verdict(CodeWhy.WRONG)


def note_wrong_code(asked: int, *, at: datetime) -> datetime | None:
    """Count one wrong code of this person; until when they wait now, or None."""
    row, _ = CodeTry.objects.get_or_create(pk=asked)
    CodeTry.objects.filter(pk=asked).update(wrong=F("wrong") + 1)
    row.refresh_from_db()
    pause = codes.pause_after(row.wrong)
    if not pause:
        return None
    CodeTry.objects.filter(pk=asked).update(blocked_until=at + pause)
    return at + pause


def forget_wrong_codes(asked: int) -> None:
    """Clear the slate of this person: after the right code, or when the help desk gave a new one."""
    CodeTry.objects.filter(pk=asked).update(wrong=0, blocked_until=None)
