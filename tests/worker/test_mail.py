"""Does every notice leave at least once and in one copy, does a failing server keep it, and does a demo send nothing?"""

import re
import smtplib
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from ikrar.domain.ledger import sequencer
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Bookmark, Entry
from ikrar.domain.people import outbox
from ikrar.domain.people.models import Outbox
from ikrar.domain.people.outbox import PAUSES, TRIES, Stage
from ikrar.domain.pledges import notices
from ikrar.domain.pledges.models import Pledge
from ikrar.worker import loop
from ikrar.worker.mail import mailer
from ikrar.worker.reactions import REACTIONS
from ikrar.worker.schedule import JOBS
from tests.given.cast import Cast
from tests.given.notices import reach_by
from tests.given.pledges import Morning, a_morning, a_pledge, code_of

pytestmark = pytest.mark.django_db
HERE = "tests.worker.test_mail"


class Away(EmailBackend):
    """A mail server that does not answer."""

    def open(self) -> bool:
        raise ConnectionRefusedError


class Picky(EmailBackend):
    """A mail server that knows nobody called Ayu."""

    def send_messages(self, messages: Sequence[mail.EmailMessage]) -> int:
        if any("ayu@" in m.to[0] for m in messages):
            raise smtplib.SMTPRecipientsRefused({})
        return super().send_messages(messages)


class Dying(EmailBackend):
    """A worker that dies after its server took the letter."""

    def send_messages(self, messages: Sequence[mail.EmailMessage]) -> int:
        super().send_messages(messages)
        raise KeyboardInterrupt


@pytest.fixture(autouse=True)
def _mail_is_on(settings: LazySettings) -> None:
    settings.IKRAR_MAIL_FROM = "Ikrar Contoh <ikrar@contoh.example>"
    settings.IKRAR_ADDRESS = "https://netral.contoh.example"


@pytest.fixture
def morning(cast: Cast) -> Morning:
    made = a_morning(cast)
    for asked, name in ((made.ayu, "ayu"), (made.made, "made")):
        reach_by(asked, f"{name}@contoh.example", cast.at)
    return made


def owed(morning: Morning, *people: object) -> list[Pledge]:
    """These people signed and are owed a notice."""
    signed = [a_pledge(asked, morning.at) for asked in people]  # type: ignore[arg-type]
    for entry in Entry.objects.filter(fact=Fact.PLEDGE_SIGNED):
        notices.notify_signer(entry, morning.at)
    return signed


def by_server(settings: LazySettings, name: str) -> None:
    settings.EMAIL_BACKEND = f"{HERE}.{name}"


def test_the_worker_tells_the_signer_from_the_ledger_on(
    cast: Cast, morning: Morning, settings: LazySettings, tmp_path: Path
) -> None:
    settings.IKRAR_LOG, settings.IKRAR_SECOND = tmp_path / "log", tmp_path / "second"
    a_pledge(morning.ayu, cast.at)
    sequencer.run(cast.at)
    for _ in range(2):
        loop.react(next(r for r in REACTIONS if r.name == "notify-signer"), cast.at)
        loop.run_job(next(j for j in JOBS if j.name == "send-mail"), cast.at)
    assert [m.to for m in mail.outbox] == [["ayu@contoh.example"]]
    assert Outbox.objects.get().stage == Stage.SENT


def test_the_letter_says_who_what_when_how_and_where_to_object(cast: Cast, morning: Morning) -> None:
    [pledge] = owed(morning, morning.ayu)
    mailer.send_mail(cast.at)
    [letter] = mail.outbox
    proof = f"{pledge.ref[:4]}-{pledge.ref[4:]}"
    for said in ("Ayu Lestari", "Ikrar contoh", "Pemerintah Kabupaten Contoh", "23 November 2026, pukul 08.31 WITA",
                 "ponsel", proof, f"https://netral.contoh.example/bukti/{pledge.ref}/milik-saya/"):  # fmt: skip
        assert said in letter.body
    assert proof in letter.subject
    assert letter.extra_headers["Message-ID"] == f"<signed.{pledge.ref}@contoh.example>"


def test_no_secret_and_no_long_sentence_is_in_the_letter(cast: Cast, morning: Morning) -> None:
    owed(morning, morning.ayu)
    mailer.send_mail(cast.at)
    text = f"{mail.outbox[0].subject}\n{mail.outbox[0].body}"
    assert morning.ayu.employee.nip not in text
    assert code_of(101) not in text and "1985" not in text
    assert all(len(s.split()) <= 20 for s in re.split(r"(?<=[.?])\s|\n", text))
    assert "&" not in text


def test_no_letter_is_sent_twice(cast: Cast, morning: Morning) -> None:
    owed(morning, morning.ayu, morning.made)
    for minutes in range(3):
        owed(morning)
        mailer.send_mail(cast.at + timedelta(minutes=minutes))
    assert sorted(m.to[0] for m in mail.outbox) == ["ayu@contoh.example", "made@contoh.example"]


def test_a_letter_that_another_worker_took_is_left_to_it(cast: Cast, morning: Morning) -> None:
    owed(morning, morning.ayu)
    mine, theirs = Outbox.objects.get(), Outbox.objects.get()
    assert outbox.claim_mail(theirs, cast.at)
    assert not outbox.claim_mail(mine, cast.at)
    assert mailer.send_mail(cast.at) == 0 and not mail.outbox


def test_a_worker_that_dies_in_the_middle_repeats_that_letter_under_the_same_name(
    cast: Cast, morning: Morning, settings: LazySettings
) -> None:
    owed(morning, morning.ayu)
    usual = settings.EMAIL_BACKEND
    by_server(settings, "Dying")
    with pytest.raises(KeyboardInterrupt):
        mailer.send_mail(cast.at)
    settings.EMAIL_BACKEND = usual
    mailer.send_mail(cast.at + timedelta(minutes=5))
    assert len(mail.outbox) == 1
    mailer.send_mail(cast.at + outbox.CLAIMED)
    first, second = (m.extra_headers["Message-ID"] for m in mail.outbox)
    assert first == second
    assert Outbox.objects.get().stage == Stage.SENT


def test_a_server_that_is_away_keeps_every_letter_and_is_left_alone_for_a_minute(
    cast: Cast, morning: Morning, settings: LazySettings
) -> None:
    owed(morning, morning.ayu, morning.made)
    usual = settings.EMAIL_BACKEND
    by_server(settings, "Away")
    mailer.send_mail(cast.at)
    mailer.send_mail(cast.at + timedelta(seconds=30))
    assert sorted(Outbox.objects.values_list("stage", "tries")) == [("waiting", 0), ("waiting", 1)]
    assert Bookmark.objects.get(reader="send-mail").failed == "ConnectionRefusedError"
    settings.EMAIL_BACKEND = usual
    mailer.send_mail(cast.at + timedelta(minutes=2))
    assert len(mail.outbox) == 2
    assert Bookmark.objects.get(reader="send-mail").failed == ""


def test_pauses_grow_and_after_eight_tries_the_letter_is_given_up_and_shown(
    cast: Cast, morning: Morning, settings: LazySettings
) -> None:
    by_server(settings, "Picky")
    owed(morning, morning.ayu, morning.made)
    at: datetime = cast.at
    mailer.send_mail(at)
    assert [m.to for m in mail.outbox] == [["made@contoh.example"]]  # one bad address holds up nobody
    for pause in PAUSES:
        mailer.send_mail(at + pause - timedelta(seconds=1))
        at += pause
        mailer.send_mail(at)
    row = Outbox.objects.get(stage=Stage.FAILED)
    assert (row.tries, row.failure) == (8, "SMTPRecipientsRefused")
    assert list(PAUSES) == sorted(set(PAUSES))
    assert notices.notices_by_reach(morning.drive, [cast.education])[notices.Reach.FAILED] == 1
    mailer.send_mail(at + timedelta(days=9))
    assert Outbox.objects.get(pk=row.pk).tries == TRIES


def test_a_letter_whose_last_worker_died_is_given_up_too(cast: Cast, morning: Morning) -> None:
    owed(morning, morning.ayu)
    Outbox.objects.update(tries=TRIES)
    mailer.send_mail(cast.at)
    assert Outbox.objects.get().stage == Stage.FAILED and not mail.outbox


def test_a_demo_sends_nothing_and_says_so(cast: Cast, morning: Morning, settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True
    owed(morning, morning.ayu)
    mailer.send_mail(cast.at)
    assert (Outbox.objects.get().stage, mail.outbox) == (Stage.DEMO, [])


def test_without_a_sender_the_letters_wait(cast: Cast, morning: Morning, settings: LazySettings) -> None:
    settings.IKRAR_MAIL_FROM = ""
    owed(morning, morning.ayu)
    mailer.send_mail(cast.at)
    assert (Outbox.objects.get().tries, mail.outbox) == (0, [])


def test_old_news_and_lost_addresses_come_to_their_end_without_a_letter(cast: Cast, morning: Morning) -> None:
    owed(morning, morning.ayu, morning.made)
    reach_by(morning.made, "", cast.at)
    mailer.send_mail(cast.at + notices.NEWS + timedelta(seconds=1))
    assert sorted(Outbox.objects.values_list("stage", flat=True)) == [Stage.LAPSED, Stage.NO_ADDRESS]
    assert not mail.outbox


@pytest.mark.parametrize("address", ["ayu", "ayu@contoh.example\nBcc: x@y.example", "a b@c d"])
def test_a_spoilt_address_adds_no_header_and_stops_nobody(cast: Cast, morning: Morning, address: str) -> None:
    reach_by(morning.ayu, address, cast.at)
    owed(morning, morning.ayu, morning.made)
    mailer.send_mail(cast.at)
    assert "made@contoh.example" in [m.to[0] for m in mail.outbox]
    assert all("Bcc" not in str(m.message()) for m in mail.outbox)
