"""Loading the bank, opening and closing a test, and taking in an attempt."""

import json
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError
from django.db.models import Max

from ikrar.core import learning
from ikrar.core.canonical import Json
from ikrar.core.learning import Choice, Passed, Result, Why
from ikrar.core.pledges_records import Subject
from ikrar.core.refs import make_ref
from ikrar.core.verdicts import Problem
from ikrar.domain.learning import policies, queries
from ikrar.domain.learning.bank import keyed, read_questions, rules_version
from ikrar.domain.learning.models import Attempt, Bank, Test
from ikrar.domain.ledger.actions import Actor, Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import SubjectKey
from ikrar.domain.ledger.subjects import key_of
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.programme.models import Asked, Drive
from ikrar.domain.roster.queries import Staff

REF = 8


def load_bank(*, by: Actor, at: datetime) -> Bank:
    """Bring the questions that ship with the program into the record; a changed question or rule is a new version."""
    keys = [keyed(question) for question in read_questions()]
    text = learning.bank_text(keys)
    known = Bank.objects.filter(sha256=learning.digest(text)).first()
    return known or add_bank(text, rules=rules_version(keys[0].question), by=by, at=at)


@action(Fact.QUESTION_BANK_LOADED)
def add_bank(text: str, *, rules: str, by: Actor, at: datetime) -> Bank:
    """Add a version of the bank; versions in use stay as they are."""
    version = (Bank.objects.aggregate(newest=Max("version"))["newest"] or 0) + 1
    sha = learning.digest(text)
    bank = Bank(
        version=version, body=text, sha256=sha, rules_version=rules, loaded_at=at, loaded_by=by.actor_ref
    )
    bank.save(force_insert=True)
    record(Fact.QUESTION_BANK_LOADED, bank, by=by, at=at, sha256=sha.hex(), rules=rules)
    return bank


@dataclass(frozen=True, slots=True)
class Plan:
    """What an officer fills in. `questions` are codes of the newest bank; `hours` are training hours (JP)."""

    name: str
    questions: Sequence[str]
    pass_share: int
    hours: int
    opens_at: datetime
    until: datetime


@action(Fact.TEST_OPENED)
def open_test(
    drive: Drive, *, plan: Plan, by: Staff, at: datetime, key: str | None = None
) -> Test | Unchanged[Test]:
    """Open a test for the people of a drive: the same numbers and codes lead to it. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(Test.objects.get(ref=done.subject.removeprefix("test:")))
    policies.may_open_test(by, drive).require()
    bank = queries.newest_bank()
    if bank is None:
        raise Problem("learning.no_bank")
    _check(plan, bank)
    test = Test(
        ref=fresh_ref(), agency=drive.agency, drive=drive, bank=bank, name=plan.name.strip(),
        questions=json.dumps(list(dict.fromkeys(plan.questions))), pass_share=plan.pass_share, hours=plan.hours,
        opens_at=plan.opens_at, opens_by=by.actor_ref, until=plan.until,
    )  # fmt: skip
    test.save(force_insert=True)
    count = len(set(plan.questions))
    record(Fact.TEST_OPENED, test, by=by, at=at, key=key, drive=drive.ref, bank=bank.version, questions=count,
           pass_share=plan.pass_share, hours=plan.hours)  # fmt: skip
    return test


def _check(plan: Plan, bank: Bank) -> None:
    chosen = set(plan.questions)
    if not learning.LEAST_QUESTIONS <= len(chosen) <= learning.MOST_QUESTIONS:
        least, most = learning.LEAST_QUESTIONS, learning.MOST_QUESTIONS
        raise Problem("learning.number_of_questions", "questions", least=least, most=most)
    if chosen - learning.read_bank(bank.body).keys():
        raise Problem("learning.unknown_question", "questions")
    if not learning.LEAST_SHARE <= plan.pass_share <= learning.MOST_SHARE:
        raise Problem("learning.pass_share", "pass_share", least=learning.LEAST_SHARE, most=learning.MOST_SHARE)
    if not 0 <= plan.hours <= learning.MOST_HOURS:
        raise Problem("learning.hours", "hours", most=learning.MOST_HOURS)
    if plan.until <= plan.opens_at:
        raise Problem("learning.ends_before_it_opens", "until")


@action(Fact.TEST_CLOSED)
def close_test(test: Test, *, by: Staff, at: datetime, key: str | None = None) -> Test | Unchanged[Test]:
    """End a test before its time. Raises Refused."""
    if already(key):
        return Unchanged(test)
    policies.may_close_test(by, test).require()
    test.closed_at, test.closed_by = at, by.actor_ref
    test.save(update_fields=["closed_at", "closed_by"])
    record(Fact.TEST_CLOSED, test, by=by, at=at, key=key)
    return test


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attempt gave: the row that is kept and, for the person alone, how it came out."""

    attempt: Attempt
    result: Result


def take_test(
    test: Test,
    asked: Asked,
    *,
    given: Mapping[str, str],
    way: str = "page",
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Outcome:
    """Mark the answers and keep the attempt. Who passed before gets that pass back: nothing is written twice.

    Raises Refused, and Problem for answers that are none of the choices or a person who was erased.
    """
    before = queries.last_attempt(test, asked)
    if before is not None and before.has_passed:
        return _outcome(test, before)
    policies.may_take_test(asked, test, at).require()
    keys = queries.keyed_of(test)
    answers = _checked(given, {k.question.code for k in keys})
    result = learning.mark(keys, answers, test.pass_share)
    try:
        done = _keep(test, asked, answers, result, way=way, by=by, at=at, key=key)
    except IntegrityError:  # another tab passed in the same moment
        passed = queries.last_attempt(test, asked)
        if passed is None or not passed.has_passed:
            raise
        return _outcome(test, passed)
    attempt = done.result if isinstance(done, Unchanged) else done
    return _outcome(test, attempt)


def _keep(
    test: Test,
    asked: Asked,
    answers: dict[str, str],
    result: Result,
    *,
    way: str,
    by: Actor,
    at: datetime,
    key: str | None,
) -> Attempt | Unchanged[Attempt]:
    if result.passed:
        return pass_test(test, asked, answers=answers, way=way, by=by, at=at, key=key)
    return note_attempt(test, asked, answers=answers, way=way, by=by, at=at, key=key)


def _outcome(test: Test, attempt: Attempt) -> Outcome:
    answers = json.loads(attempt.answers or "{}")
    return Outcome(attempt, learning.mark(queries.keyed_of(test), answers, test.pass_share))


def _checked(given: Mapping[str, str], codes: set[str]) -> dict[str, str]:
    if set(given) - codes or set(given.values()) - set(Choice):
        raise Problem("learning.foreign_answers", "berkas")
    return dict(sorted(given.items()))


@action(Fact.TEST_ATTEMPTED)
def note_attempt(
    test: Test,
    asked: Asked,
    *,
    answers: Mapping[str, str],
    way: str,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Attempt | Unchanged[Attempt]:
    """Keep an attempt that did not pass; the ledger learns that somebody took the test, and not how."""
    if done := already(key):
        return Unchanged(Attempt.objects.get(ref=done.subject.removeprefix("attempt:")))
    attempt = _row(test, asked, answers, way, at, has_passed=False)
    attempt.save(force_insert=True)
    record(Fact.TEST_ATTEMPTED, attempt, by=by, at=at, key=key, test=test.ref, way=way)
    return attempt


@action(Fact.TEST_PASSED)
def pass_test(
    test: Test,
    asked: Asked,
    *,
    answers: Mapping[str, str],
    way: str,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Attempt | Unchanged[Attempt]:
    """Keep a pass with its public leaf, from which the certificate is made. Raises Problem for an erased person."""
    if done := already(key):
        return Unchanged(Attempt.objects.get(ref=done.subject.removeprefix("attempt:")))
    try:
        subject_key = key_of(asked.employee.ref)
    except SubjectKey.DoesNotExist:
        raise Problem(Why.ERASED) from None
    attempt = _row(test, asked, answers, way, at, has_passed=True)
    entry = uuid.uuid4()
    people = queries.people_of(asked)
    attempt.record, leaf = learning.seal(
        _passed(attempt, entry), answers, subject_key=subject_key, people=people
    )
    attempt.entry = entry
    attempt.save(force_insert=True)
    record(Fact.TEST_PASSED, attempt, by=by, at=at, key=key, leaf=leaf, ref=entry, test=test.ref, way=way)
    return attempt


def _row(
    test: Test, asked: Asked, answers: Mapping[str, str], way: str, at: datetime, *, has_passed: bool
) -> Attempt:
    ref = make_ref(secrets.token_bytes(REF), REF)
    said = json.dumps(dict(answers), sort_keys=True)
    return Attempt(ref=ref, test=test, asked=asked, at=at, way=way, has_passed=has_passed, answers=said)


def _passed(attempt: Attempt, entry: uuid.UUID) -> Passed:
    asked, test = attempt.asked, attempt.test
    who = asked.employee
    subject: dict[str, Json] = Subject(
        who.full_name, who.nip, asked.number, who.position, asked.unit.name, asked.agency.name
    ).as_json()
    return Passed(
        id=str(entry), proof=attempt.ref, campaign=test.ref, body=asked.agency.code, at=attempt.at,
        bank_sha256=bytes(test.bank.sha256), bank_version=test.bank.version, hours=test.hours, subject=subject,
    )  # fmt: skip
