"""Do the same record and the same bytes always go together?"""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.core import canonical

TEXT = st.text('aZ09\x00\n\x1f"\\/\x7fé€\u2028\ufb33😀', max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


def test_the_example_of_the_standard_sorts_by_utf16_units():
    record = {"€": "Euro", "\r": "CR", "\ufb33": "Dalet", "1": "One", "😀": "Face", "\x80": "Ctl", "ö": "Ouml"}
    assert list(json.loads(canonical.dumps(record))) == ["\r", "1", "\x80", "ö", "€", "😀", "\ufb33"]


def test_the_escapes_are_those_of_the_standard():
    assert (
        canonical.dumps('€$\x0f\nA\'B"\\"/\x08\t\f\r\x7f')
        == b'"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\"/\\b\\t\\f\\r\x7f"'
    )


def test_nothing_stands_between_the_signs():
    assert canonical.dumps({"b": [1, -2, True, None], "a": {}}) == b'{"a":{},"b":[1,-2,true,null]}'


@settings(max_examples=50, deadline=None)
@given(VALUES)
def test_what_was_written_is_read_back_and_written_the_same(value):
    data = canonical.dumps(value)
    assert canonical.loads_exact(data) == value
    assert canonical.dumps(canonical.loads(json.dumps(value, indent=1).encode())) == data


@pytest.mark.parametrize(
    "value", [1.5, float("nan"), 2**53, -(2**53), b"bytes", {1: "key"}, {"a": {2.0}}, "\ud800", {"\udfff": 1}]
)
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(canonical.NotCanonical):
        canonical.dumps(value)


@pytest.mark.parametrize(
    "data",
    [
        b"1.0",
        b"1e2",
        b"NaN",
        b'{"a":1,"a":2}',
        b"\xff",
        b"",
        b'"\\ud800"',
        b"[" * 5000,
        b"9" * 5000,
        b"9007199254740992",
    ],
)
def test_what_another_program_would_read_otherwise_is_refused(data):
    with pytest.raises(canonical.NotCanonical):
        canonical.loads(data)


@pytest.mark.parametrize("data", [b" 1", b"-0", b'{"b":1,"a":2}', b'{"a": 1}', b'"\\u0041"', b'"\\/"', b"1\n"])
def test_another_spelling_of_the_same_content_is_not_exact(data):
    canonical.loads(data)
    with pytest.raises(canonical.NotCanonical):
        canonical.loads_exact(data)
