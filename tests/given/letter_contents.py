"""Any content of a letter, for properties that hold for all of them."""

from hypothesis import strategies as st

from ikrar.core.letters import Annex, Body, Named, Table
from ikrar.core.letters_content import Content

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20)
lines = st.lists(words, max_size=3).map(tuple)
people = st.lists(st.builds(Named, words, words, words, words, words), max_size=2).map(tuple)
tables = st.none() | st.builds(Table, lines, st.lists(lines, max_size=2).map(tuple))
pairs = st.lists(st.tuples(words, words), max_size=2).map(tuple)
bodies = st.builds(
    Body, words, lines, pairs, lines, lines, lines, lines, people, tables, words, pairs,
    st.lists(st.builds(Annex, words, lines, tables, people), max_size=2).map(tuple),
)  # fmt: skip
contents = st.builds(Content, bodies, lines, lines, words, words)
