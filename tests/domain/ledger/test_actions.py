"""One transaction, at least one entry, or nothing."""

import json
from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from ikrar.core import canonical, leaves
from ikrar.domain.ledger import gate
from ikrar.domain.ledger.actions import Forgotten, Unchanged, Unknown, action, already, record, result_of
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.people.actions import add_person, change_person
from ikrar.domain.people.models import Person

pytestmark = pytest.mark.django_db
BY = Unknown()


@action(Fact.PERSON_ADDED)
def forget_to_record(*, by: Unknown, at: datetime) -> Person:
    """An action that breaks its promise."""
    person = Person(ref="X", name="Lupa")
    person.save(force_insert=True)
    return person


@action(Fact.PERSON_ADDED)
def add_once(*, name: str, by: Unknown, at: datetime, key: str | None = None) -> Person | Unchanged[Person]:
    """An action that can be repeated."""
    if done := already(key):
        return Unchanged(Person.objects.get(ref=done.subject.removeprefix("person:")))
    person = Person(ref=name, name=name)
    person.save(force_insert=True)
    record(Fact.PERSON_ADDED, person, by=by, at=at, key=key)
    return person


def test_an_action_without_its_entry_leaves_nothing(now: datetime) -> None:
    with pytest.raises(Forgotten):
        forget_to_record(by=BY, at=now)
    assert not Person.objects.exists()


def test_nothing_is_recorded_outside_an_action(now: datetime) -> None:
    with pytest.raises(Forgotten):
        record(Fact.PERSON_ADDED, "person:X", by=BY, at=now)


def test_a_repeat_under_the_same_key_changes_nothing(now: datetime) -> None:
    first = add_once(name="sekali", by=BY, at=now, key="k")
    again = add_once(name="lain", by=BY, at=now, key="k")
    assert isinstance(again, Unchanged)
    assert result_of(again) == first
    assert Person.objects.count() == Entry.objects.count() == 1


def test_the_loser_of_a_race_finds_what_the_winner_left(now: datetime) -> None:
    """The check came too early: the key is taken between the look and the entry."""
    calls = []

    @action(Fact.PERSON_ADDED)
    def race(*, by: Unknown, at: datetime, key: str) -> str | Unchanged[str]:
        calls.append(key)
        if len(calls) > 1 and already(key):
            return Unchanged("found")
        record(Fact.PERSON_ADDED, "person:Z", by=by, at=at, key=key)
        return "made"

    assert race(by=BY, at=now, key="k") == "made"
    calls.clear()
    assert race(by=BY, at=now, key="k") == Unchanged("found")
    assert calls == ["k", "k"]
    assert Entry.objects.count() == 1


def test_the_leaf_commits_to_what_was_recorded(now: datetime) -> None:
    person = add_person(name="Wati", by=BY, at=now)
    entry = Entry.objects.get()
    leaf = leaves.unpack(bytes(entry.leaf))
    told = canonical.dumps(
        {
            "actor": "unknown",
            "at": now.isoformat(),
            "details": json.loads(entry.details),
            "fact": "person.added",
            "ref": str(entry.ref),
            "subject": f"person:{person.ref}",
        }
    )
    assert leaf.kind is leaves.Kind.OTHER
    assert leaf.commitment == leaves.commitment(bytes(entry.salt), told)
    assert b"Wati" not in bytes(entry.leaf)
    assert "Wati" not in entry.details


def test_a_nested_action_joins_the_outer_one(now: datetime) -> None:
    @action(Fact.PERSON_CHANGED)
    def outer(*, by: Unknown, at: datetime) -> None:
        person = add_person(name="Satu", by=by, at=at)
        change_person(person, name="Dua", position="", email="", by=by, at=at)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        outer(by=BY, at=now)
    assert not Person.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_person SET name = 'x'",
        "  update \"people_person\" set name = 'x'",
        "DELETE FROM people_person",
        "INSERT INTO people_person (ref) VALUES ('x')",
        "WITH a AS (SELECT 1) UPDATE people_person SET name = 'x'",
        "DELETE FROM ledger_entry",
        "/* quiet */ DELETE FROM ledger_entry",
    ],
)
def test_raw_sql_changes_no_record(statement: str) -> None:
    with pytest.raises(gate.Unguarded), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_orm_changes_no_record_outside_an_action(now: datetime) -> None:
    person = add_person(name="Wati", by=BY, at=now)
    person.name = "Lain"
    with pytest.raises(gate.Unguarded):
        person.save()
    with pytest.raises(gate.Unguarded):
        Person.objects.update(name="Lain")
    with pytest.raises(gate.Unguarded):
        Person.objects.bulk_create([Person(ref="a", name="a")])
    with pytest.raises(gate.Unguarded):
        person.delete()


@pytest.mark.parametrize("sql", ["DELETE FROM ledger_entry", "UPDATE ledger_entry SET fact = 'x'"])
def test_the_database_itself_keeps_the_ledger(now: datetime, sql: str) -> None:
    add_person(name="Wati", by=BY, at=now)
    raised = pytest.raises(Exception, match="never")
    with raised, transaction.atomic(), gate.opened("test"), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Entry.objects.count() == 1


def test_an_index_is_set_once(now: datetime) -> None:
    add_person(name="Wati", by=BY, at=now)
    with gate.opened("test"):
        Entry.objects.update(index=0)
        with pytest.raises(Exception, match="never edited"), transaction.atomic():
            Entry.objects.update(index=1)


def test_two_entries_never_share_a_key(now: datetime) -> None:
    add_person(name="Wati", by=BY, at=now, key="k")
    with pytest.raises(IntegrityError), transaction.atomic():
        add_person(name="Wati", by=BY, at=now, key="k")
