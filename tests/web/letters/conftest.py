"""No second factor is asked while pages of letters are tested."""

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True
