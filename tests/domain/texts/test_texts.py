"""Texts: the library is loaded once, an official text is never edited, only superseded."""

import pytest

from ikrar.core import leaves, texts
from ikrar.core.texts import Kind
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, Unknown
from ikrar.domain.ledger.models import Entry
from ikrar.domain.texts import actions, queries
from ikrar.domain.texts.models import Text
from tests.given.cast import Cast

pytestmark = pytest.mark.django_db


def load(cast: Cast, typed: str = "1. Kami netral.", key: str | None = None) -> Text | Unchanged[Text]:
    return actions.add_official_text(
        owner=cast.agency.ref, kind=Kind.PACT, title="Pakta", typed=typed, basis="SE 1/2026", source="SE 1/2026",
        by=cast.sari, at=cast.at, key=key,
    )  # fmt: skip


def test_the_library_is_loaded_once(cast: Cast) -> None:
    first = actions.load_library(by=Unknown(), at=cast.at)
    again = actions.load_library(by=Unknown(), at=cast.at)
    assert [t.pk for t in first] == [t.pk for t in again]
    assert Entry.objects.filter(fact="text.added").count() == len(queries.library()) >= 2


def test_the_library_has_four_points_a_closing_and_a_basis_with_sources(cast: Cast) -> None:
    for shipped in queries.library():
        points = [b.number for b in texts.blocks(shipped.body) if b.kind == "point"]
        assert points == [1, 2, 3, 4]
        assert texts.blocks(shipped.body)[-1].kind == "paragraph"
    for text in actions.load_library(by=Unknown(), at=cast.at):
        assert bytes(text.sha256) == leaves.text_hash(text.body)
        assert all(b.source and b.confidence in {"text", "secondary"} for b in queries.basis_of(text))


def test_a_better_wording_is_a_new_version_and_the_old_one_keeps_its_bytes(cast: Cast) -> None:
    old = load(cast)
    assert isinstance(old, Text)
    before = bytes(old.sha256)
    new = load(cast, "1. Kami sungguh netral.")
    assert isinstance(new, Text)
    old.refresh_from_db()
    assert (old.superseded_by, old.body, bytes(old.sha256)) == (new, "1. Kami netral.\n", before)
    assert (new.version, new.official, new.source) == (2, True, "SE 1/2026")
    assert [t.pk for t in queries.in_force(Kind.PACT, cast.agency.ref)] == [new.pk]


def test_the_official_text_stands_before_ours(cast: Cast) -> None:
    actions.load_library(by=Unknown(), at=cast.at)
    mine = load(cast)
    assert isinstance(mine, Text)
    assert queries.in_force(Kind.PACT, cast.agency.ref)[0] == mine
    assert mine not in queries.in_force(Kind.PACT, cast.other.ref)


def test_sending_the_form_twice_adds_one_text(cast: Cast) -> None:
    first, again = load(cast, key="k1"), load(cast, key="k1")
    assert isinstance(again, Unchanged)
    assert again.result == first
    assert Text.objects.filter(owner=cast.agency.ref).count() == 1


def test_the_same_wording_is_no_new_version(cast: Cast) -> None:
    load(cast)
    with pytest.raises(Problem, match=r"text\.same_as_before"):
        load(cast, "1. Kami netral.\r\n\r\n")
