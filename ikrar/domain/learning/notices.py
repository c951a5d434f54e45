"""Who is reminded of a test, and when? Everybody without a pass: once a week, and on the last day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import CharField, OuterRef
from django.db.models.functions import Cast

from ikrar.core.refs import read_ref
from ikrar.domain.learning import queries
from ikrar.domain.learning.models import Attempt, Test
from ikrar.domain.people.grants import Permission
from ikrar.domain.people.notices import tell
from ikrar.domain.people.outbox import mail_about, put_mail
from ikrar.domain.programme.models import Asked
from ikrar.domain.roster.seat_queries import holders_of

KIND = "test"  # of the outbox
EVERY = timedelta(days=7)
LAST = timedelta(days=1)
AT_ONCE = 5_000  # people a round of the job reminds; the next round takes the next


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a reminder says: no number, no code, no score."""

    mail: str
    name: str
    test: str
    ref: str
    agency: str
    until: datetime
    zone: str


def remind_people(at: datetime) -> int:
    """Owe a reminder to everybody who has not passed and for whom a round has come; safe to repeat. How many."""
    owed = 0
    for test in queries.open_tests(at):
        turn = round_of(test, at)
        if turn == 0:
            continue
        told = mail_about(KIND, f"test:{test.ref}:", Cast(OuterRef("pk"), CharField()), f":{turn}")
        for pk in queries.without_pass(test).exclude(told).values_list("pk", flat=True)[:AT_ONCE]:
            put_mail(KIND, f"test:{test.ref}:{pk}:{turn}", at=at)
            owed += 1
    return owed


def warn_officers(at: datetime) -> int:
    """Tell the officers of a body on the last day that a test closes while people are missing; how many tests."""
    told = 0
    for test in queries.open_tests(at):
        whole = [r for (pk, _), r in queries.reach_of_bodies([test]).items() if pk == test.pk]
        if round_of(test, at) == -1 and any(reach.not_yet for reach in whole):
            people = holders_of(Permission.TEST_MANAGE, test.agency, on=at.date())
            tell(people, "test.closing_soon", test.subject_ref, at=at)
            told += 1
    return told


def round_of(test: Test, at: datetime) -> int:
    """Which reminder is due: 0 none yet, 1 after a week, 2 after two ..., and -1 on the last day."""
    if test.until - at <= LAST:
        return -1
    return (at - test.opens_at) // EVERY


def reminder_of(about: str) -> Reminder | None:
    """The reminder that an outbox row is about, as things stand now; None when it is not needed any more."""
    _, ref, pk, _ = about.split(":")
    test = Test.objects.select_related("agency").filter(ref=read_ref(ref), closed_at=None).first()
    asked = Asked.objects.select_related("employee", "agency").filter(pk=int(pk), left_on=None).first()
    if test is None or asked is None or not asked.employee.email:
        return None
    if Attempt.objects.filter(test=test, asked=asked, has_passed=True).exists():
        return None
    who = asked.employee
    return Reminder(
        who.email, who.full_name, test.name, test.ref, asked.agency.name, test.until, asked.agency.zone
    )
