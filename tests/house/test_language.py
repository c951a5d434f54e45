"""Is everything there in English too, with the same values in it, and nothing that nobody says any more?"""

import io
import re
from typing import Any

import pytest
from babel.messages.pofile import read_po

from ikrar.cli import catalogue

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%|\{(\w*)\}")
INDONESIAN = re.compile(
    r"\b(yang|dan|untuk|belum|tidak|sudah|adalah|dengan|dari|kepada|pegawai|Anda|halaman|simpan|naskah ini)\b",
    re.IGNORECASE,
)
ENGLISH = [m for m in catalogue.english() if m.id]
WORDS_BOTH_LANGUAGES_SHARE = {
    "Menu", "Unit", "Status", "Ikrar", "English", "Bahasa Indonesia", "QR", "F4 (215 x 330 mm)",
}  # fmt: skip


BANNED = re.compile(
    r"\b(error|klik|submit|login|upload|download|user|kamu|pelaku|pelanggar|dashboard|draft|deadline|online|offline)\b",
    re.IGNORECASE,
)
WORDS_AT_MOST = 20


def said(message: Any) -> list[str]:
    """All English forms of a message."""
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string]


def asked(message: Any) -> list[str]:
    """All Indonesian forms of a message."""
    return list(message.id) if isinstance(message.id, tuple | list) else [message.id]


def is_plain(text: str) -> bool:
    """Whether a sentence of a page is short, says Anda with a capital, and uses no banned word."""
    said_to_people = PLACEHOLDER.sub("x", text)
    is_short = all(len(s.split()) <= WORDS_AT_MOST for s in re.split(r"(?<=[.!?])\s+", said_to_people))
    return is_short and not BANNED.search(said_to_people) and not re.search(r"\banda\b", said_to_people)


def test_every_sentence_is_short_and_plain() -> None:
    messages = ((name, message) for name, message, _ in catalogue.sentences())
    offenders = [(n, t) for n, m in messages for t in ([m] if isinstance(m, str) else m) if not is_plain(t)]
    assert offenders == []
    assert not is_plain("Klik di sini")
    assert not is_plain("satu " * 21)


def test_english_is_complete_and_nothing_is_doubtful() -> None:
    assert [m.id for m in catalogue.untranslated(catalogue.updated())] == []


def test_the_catalogue_holds_exactly_the_sentences_of_today() -> None:
    assert {m.id for m in ENGLISH} == {m.id for m in catalogue.template() if m.id}
    assert list(catalogue.english().obsolete) == []


def test_the_compiled_catalogue_is_the_one_in_the_repository() -> None:
    assert (catalogue.PLACE / "django.mo").read_bytes() == catalogue.as_mo(catalogue.english())


def test_both_languages_fill_in_the_same_values() -> None:
    for message in ENGLISH:
        wanted = {m for text in asked(message) for m in PLACEHOLDER.findall(text)}
        for text in said(message):
            assert set(PLACEHOLDER.findall(text)) <= wanted, message.id
        assert {m for text in said(message) for m in PLACEHOLDER.findall(text)} == wanted, message.id


def test_no_indonesian_is_left_in_english() -> None:
    for message in ENGLISH:
        for text in said(message):
            assert not INDONESIAN.search(text), text


def test_a_sentence_is_not_copied_untranslated() -> None:
    same = {m.id for m in ENGLISH if isinstance(m.id, str) and m.id == m.string and len(m.id.split()) > 2}
    assert same - WORDS_BOTH_LANGUAGES_SHARE == set()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<p>{{ _("Satu") }}</p>', {"Satu"}),
        ('{% part "form" submit=_("Simpan") second=True %}', {"Simpan"}),
        (
            "{% blocktranslate trimmed with n=x %}\n  Ada {{ n }}\n  orang.\n{% endblocktranslate %}",
            {"Ada %(n)s orang."},
        ),
        ("{% blocktranslate count n=x %}satu{% plural %}banyak{% endblocktranslate %}", {("satu", "banyak")}),
        ('<p title="(\'">{{ x|default:_("Kosong") }}</p>', {"Kosong"}),
        ("\n      <b>\n  it's (unmatched\n <i>{{ _('Dua') }}", {"Dua"}),
    ],
)
def test_every_way_of_saying_a_sentence_is_found(source: str, expected: set[object]) -> None:
    text = catalogue.plain(catalogue.templatize(source))
    assert {message for message, _ in catalogue.messages_of(text)} == expected


def test_a_translation_survives_an_update_and_a_dead_sentence_does_not() -> None:
    catalog = read_po(
        io.BytesIO(
            catalogue.HEADER.encode() + b'msgid "Keluar"\nmsgstr "Log out"\n\nmsgid "Mati"\nmsgstr "Dead"\n'
        ),
        locale="en",
    )
    catalog.update(catalogue.template(), no_fuzzy_matching=True)
    assert catalog["Keluar"].string == "Log out"
    assert "Mati" not in catalog
