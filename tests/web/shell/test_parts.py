"""Do the parts of a page hold together: labels, hints, errors, numbers and dates as they are written here?"""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from django.forms import CharField, Form
from django.template import engines
from django.urls import reverse
from django.utils import translation

from ikrar.core.verdicts import Problem
from ikrar.web.shell.forms import OnceForm
from ikrar.web.templatetags import ikrar as tags
from tests.strict import StrictClient

MOMENT = datetime(2026, 11, 22, 23, 31, tzinfo=UTC)
VOID = {"input", "meta", "link", "br", "img", "hr"}


class Outline(HTMLParser):
    """The ids, references, labels, fields and headings of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.named: set[str] = set()
        self.pointed: set[str] = set()
        self.fields: list[dict[str, str]] = []
        self.levels: list[int] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        self.named.add(values.get("for", ""))
        self.pointed.update(values.get("aria-describedby", "").split())
        if values.get("href", "").startswith("#"):
            self.pointed.add(values["href"][1:])
        if tag in {"input", "select", "textarea"} and values.get("type") != "hidden":
            self.fields.append(values)
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag, tag


@pytest.fixture(params=["/galeri/", "/en/galeri/"])
def gallery(request: pytest.FixtureRequest, client: StrictClient) -> str:
    response = client.get(request.param)
    assert response.status_code == 200
    return str(response.content.decode())


def test_every_field_has_its_label_and_every_pointer_its_goal(gallery: str) -> None:
    page = Outline(gallery)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert page.pointed - {""} <= set(page.ids)
    assert page.fields
    assert all(field["id"] in page.named for field in page.fields)


def test_headings_start_at_one_and_skip_no_level(gallery: str) -> None:
    levels = Outline(gallery).levels
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in zip([0, *levels], levels, strict=False))


def test_a_form_with_errors_says_so_first_in_the_title_and_keeps_the_order_of_a_question() -> None:
    class Ask(OnceForm):
        nama = CharField(label="Nama", help_text="Tanpa gelar.")

    form = Ask({"nama": ""})
    page = render(
        '{% extends "shell/public.html" %}{% block main %}{% part "form" form=form submit="Simpan" %}{% endblock %}',
        form=form,
    )
    assert "<title>Galat: " in page
    assert page.index('class="ringkasan-salah"') < page.index("<form")
    body = page[page.index("<form") :]
    places = [
        body.index(mark) for mark in ('for="id_nama"', "id_nama_helptext", "id_nama_error", 'name="nama"')
    ]
    assert places == sorted(places)
    assert 'aria-invalid="true"' in body
    assert body.count('name="kunci"') == 1


def test_what_was_typed_is_never_taken_for_markup() -> None:
    class Ask(Form):
        nama = CharField(label="Nama", max_length=3)

    page = render('{% part "form" form=form submit="Simpan" %}', form=Ask({"nama": "<b>x</b>"}))
    assert "<b>x</b>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


def test_an_error_of_a_hidden_field_is_not_swallowed() -> None:
    class Ask(OnceForm):
        pass

    page = render('{% part "form" form=form submit="Simpan" %}', form=Ask({"kunci": "x" * 44}))
    assert "ringkasan-salah" in page
    assert "43" in page


@pytest.mark.parametrize(
    ("left", "late", "words"),
    [(2, 0, "Sisa 2 hari kerja"), (0, 0, "Tenggat hari ini"), (-3, 3, "Lewat tenggat 3 hari kerja")],
)
def test_a_clock_says_how_much_is_left(left: int, late: int, words: str) -> None:
    page = render(
        '{% part "clock" due=due left=left late=late %}', due=date(2026, 11, 24), left=left, late=late
    )
    assert words in page
    assert "Selasa, 24 November 2026" in page
    assert ("perlu" in page) is (left < 1)


def test_the_rehearsal_says_so_and_the_real_site_does_not() -> None:
    assert "LATIHAN" in render('{% extends "shell/public.html" %}', demo=True)
    assert "LATIHAN" not in render('{% extends "shell/public.html" %}', demo=False)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (tags.tanggal(date(2026, 11, 30)), "Senin, 30 November 2026"),
        (tags.tanggal(MOMENT, "Asia/Makassar"), "Senin, 23 November 2026"),
        (tags.hari(MOMENT, "Asia/Makassar"), "23 November 2026"),
        (tags.pukul(MOMENT, "Asia/Makassar"), "07.31 WITA"),
        (tags.pukul(MOMENT, "Asia/Jayapura"), "08.31 WIT"),
        (tags.saat(MOMENT, "Asia/Jakarta"), "23 November 2026, pukul 06.31 WIB"),
        (tags.angka(9412), "9.412"),
        (tags.persen(0.968), "96,8%"),
        (tags.persen(1), "100,0%"),
        (tags.nip("198609262015051001"), "19860926 201505 1 001"),
        (tags.nip("4021"), "4021"),
        (tags.tanggal(None), ""),
        (tags.angka(None), ""),
    ],
)
def test_dates_and_numbers_are_written_as_here(made: str, expected: str) -> None:
    assert made == expected


def test_numbers_follow_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert tags.angka(9412) == "9,412"
        assert tags.persen(0.968) == "96.8%"
        assert tags.pukul(MOMENT, "Asia/Makassar") == "07:31 WITA"


def test_a_masked_nip_hides_the_birth_date() -> None:
    assert "1986" not in tags.nip_masked("198609262015051001")
    assert tags.nip_masked("198609262015051001").endswith("1 001")


def test_a_problem_is_said_with_its_values() -> None:
    assert "sari" in tags.words(Problem("account.username_taken", username="sari"))


@pytest.mark.django_db
def test_what_was_typed_comes_back_on_the_page_that_refuses_but_never_a_secret(client: StrictClient) -> None:
    typed = {"cerita": "panjang sekali", "kode": "R4H4S1", "password": "sandi-itu"}
    page = client.post("/tidak-ada/", typed)
    assert page.status_code == 404
    text = page.content.decode()
    assert "panjang sekali" in text
    assert "R4H4S1" not in text
    assert "sandi-itu" not in text


def test_the_broken_page_needs_nothing_but_its_code() -> None:
    page = engines["django"].get_template("errors/500.html").render({"code": "K4821X", "typed": []})
    assert "K4821X" in page
    assert "belum tentu tersimpan" in page


def test_the_language_link_leads_to_the_same_page(client: StrictClient) -> None:
    assert f'href="/en{reverse("shell:gallery")}"' in client.get("/galeri/").content.decode()
    assert 'href="/galeri/"' in client.get("/en/galeri/").content.decode()


def render(source: str, **context: object) -> str:
    """A piece of a page, outside any request."""
    return str(engines["django"].from_string(source).render({"csrf_token": "x", "demo": False, **context}))
