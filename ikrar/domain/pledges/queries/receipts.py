"""What a signer sees after signing, and the text that was signed."""

from functools import lru_cache

from ikrar.core.pledges import reading_seconds
from ikrar.core.verdicts import Hidden
from ikrar.domain.pledges.models import Pledge
from ikrar.domain.texts.models import Text


@lru_cache(maxsize=64)
def text_signed(sha256: bytes) -> Text:
    """The text with this digest; texts never change, so one reading lasts a process. Raises Hidden."""
    found = Text.objects.filter(sha256=sha256).order_by("pk").first()
    if found is None:
        raise Hidden
    return found


def seconds_to_read(text: Text) -> int:
    """How long the text takes to read, in seconds."""
    return reading_seconds(text.body)


def pledge_by_ref(ref: str) -> Pledge:
    """The pledge with this proof code and everything its papers name. Raises Hidden."""
    found = (
        Pledge.objects.select_related("asked__employee", "drive__text", "agency", "unit", "apel", "withdrawal")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden
    return found
