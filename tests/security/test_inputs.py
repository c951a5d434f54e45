"""Does any form break on what nobody types: 50 KB, NUL, half characters, far days, huge numbers?"""

from typing import Any

import pytest
from django import forms
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from ikrar.cli.pages import Page, pages
from tests.given.cast import Cast
from tests.given.pledges import Morning, a_morning, right_now
from tests.security.test_posts import EVERYTHING, real_path
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db
ALL = [p for p in pages() if p.opening is not None and not p.view.startswith("allauth")]
HARD: dict[str, str | bytes] = {
    "long": "x" * 50_000, "nul": "a\0b", "script": "\"'><script>alert(1)</script>", "far": "9999-12-31", "far_moment": "9999-12-31T23:59",
    "first": "0001-01-01", "first_moment": "0001-01-01T00:00", "huge": "9" * 40, "raised": "²", "mark": "\u202e\ufeff\u2028",
    "half": b"\xed\xa0\x80\xff", "none": "", "formula": "=1+1",
}  # fmt: skip
NINES = "9" * 30
QUESTIONS = ("unit", "siapa", "hal", "cari", "jenis", "kertas", "kode", "sampai", "dari", "tanggal", "lagi")


@pytest.fixture
def morning(cast: Cast, settings: LazySettings) -> Morning:
    settings.IKRAR_DEMO = True
    return a_morning(cast, at=right_now())


def filled(form: Any, value: Any) -> dict[str, Any]:
    """Every text field of the form with this value; choices keep a choice that exists."""
    typed: dict[str, Any] = {}
    for name, field in getattr(form, "fields", {}).items():
        if isinstance(field, forms.MultipleChoiceField):
            typed[name] = [str(value)[:60], *[str(c[0]) for c in list(field.widget.choices)[:1]]]
        elif isinstance(field, forms.ChoiceField):
            typed[name] = str(list(field.widget.choices)[-1][0]) if list(field.widget.choices) else value
        elif isinstance(field, forms.FileField):
            typed[name] = SimpleUploadedFile("../../x\r\nY: z.csv", b"\0\xff" * 50, content_type="text/csv")
        elif isinstance(field, forms.BooleanField):
            typed[name] = "on"
        else:
            typed[name] = value
    return typed


@pytest.mark.parametrize("page", ALL, ids=lambda p: p.name or p.pattern)
def test_no_form_breaks_on_hard_input(page: Page, cast: Cast, morning: Morning) -> None:
    path = real_path(page, cast, morning).replace("/m/7K3M9QX2", f"/m/{morning.apel.code}")
    client = StrictClient(raise_request_exception=False)
    client.force_login(cast.account(cast.sari))
    shown = client.get(path)
    assert shown.status_code < 500
    form = shown.context.get("form") if shown.context is not None else None
    for name, value in HARD.items():
        typed = {**dict.fromkeys(EVERYTHING, value), **filled(form, value)}
        broken = client.post(path, typed)
        assert broken.status_code < 500 or broken.status_code == 503, f"{name}: {broken.status_code} at {path}"
        assert b"<script>alert" not in broken.content


@pytest.mark.parametrize("page", ALL, ids=lambda p: p.name or p.pattern)
def test_no_address_breaks_on_hard_questions(page: Page, cast: Cast, morning: Morning) -> None:
    path = (
        real_path(page, cast, morning)
        .replace("/m/7K3M9QX2", f"/m/{morning.apel.code}")
        .replace("/1/", f"/{NINES}/")
    )
    client = StrictClient(raise_request_exception=False)
    client.force_login(cast.account(cast.sari))
    for value in HARD.values():
        asked: Any = dict.fromkeys(QUESTIONS, value)
        answered = client.get(path, asked)
        assert answered.status_code < 500 or answered.status_code == 503, (
            f"{value!r}: {answered.status_code} at {path}"
        )
    assert client.head(path).status_code < 500 and client.options(path).status_code < 500
