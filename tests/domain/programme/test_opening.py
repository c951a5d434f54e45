"""Opening a drive: approval first, everybody asked once, and a leaf that a stranger can recompute."""

import pytest

from ikrar.domain.programme.models import Asked
from tests.given.cast import Cast
from tests.given.programme import an_open_apel, an_opened_drive, some_codes

pytestmark = pytest.mark.django_db


def test_smoke(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    assert Asked.objects.filter(drive=drive).count() == 9
    an_open_apel(cast, drive)
    some_codes(cast, drive)
