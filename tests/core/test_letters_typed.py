"""What is typed into the boxes of a letter comes back as the same letter."""

from hypothesis import given

from ikrar.core.letters import Body, Named
from ikrar.core.letters_content import Content, tidy
from ikrar.core.letters_typed import (
    lines_in,
    lines_out,
    pairs_in,
    pairs_out,
    paragraphs_in,
    paragraphs_out,
    people_in,
    people_out,
    rows_in,
    table_in,
    table_out,
)
from tests.given.letter_contents import contents


@given(contents)
def test_what_is_typed_back_into_the_boxes_is_the_same_letter(content: Content) -> None:
    body = tidy(content).body
    assert paragraphs_in(paragraphs_out(body.paragraphs)) == body.paragraphs
    assert lines_in(lines_out(body.dictum)) == body.dictum
    assert people_in(people_out(body.people)) == body.people
    assert tidy(Content(Body(table=table_in(table_out(body.table))))).body.table == body.table
    plain = tuple((a.replace(":", ""), b) for a, b in body.facts)
    facts = tidy(Content(Body(facts=plain))).body.facts
    assert pairs_in(pairs_out(facts)) == facts


def test_boxes_are_read_as_people_fill_them() -> None:
    assert paragraphs_in("Satu,\r\nmasih satu.\r\n\r\n \r\nDua.") == ("Satu,\nmasih satu.", "Dua.")
    assert pairs_in("Hari: Senin\nPukul: 07.30: tepat\nTanpa label") == (
        ("Hari", "Senin"), ("Pukul", "07.30: tepat"), ("", "Tanpa label"),
    )  # fmt: skip
    assert rows_in("No;Nama;\n1\tWati; S.H.\t\n;;\n") == (("No", "Nama"), ("1", "Wati; S.H."))
    assert people_in("Wati; 1; III/c; Lurah; Ketua; tim\n; tanpa nama") == (
        Named("Wati", "1", "III/c", "Lurah", "Ketua tim"),
    )  # fmt: skip
    assert table_in(" \n") is None
