"""What is sent by hand to whoever is awaited: which kind of letter, from which body, and where. No name, no subject."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from ikrar.core.letters_stages import Stage
from ikrar.domain.letters.models import Letter
from ikrar.words import say


def waiting_message(letter: Letter, step: str) -> str:
    """A reminder for the one whose hand is awaited; empty while nobody is. The link stands alone on the last line.

    The subject is left out: it may name somebody, or tell of something that only the body knows.
    """
    if letter.stage != Stage.SUBMITTED:
        return ""
    kind = say(f"letter.kind.{letter.kind}")
    waits = _("menunggu paraf") if step == "initials" else _("menunggu tanda tangan")
    lines = [
        _("*%(kind)s* dari %(name)s %(waits)s.")
        % {"kind": kind, "name": letter.agency.name[:120], "waits": waits},
        _("Buka dengan akun Anda, baca, lalu paraf, tanda tangani, atau kembalikan dengan catatan."),
        f"{settings.IKRAR_ADDRESS}{reverse('letters:letter', args=[letter.ref])}",
    ]
    return "\n".join(lines)
