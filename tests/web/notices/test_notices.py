"""Does a person see what concerns them, once, with a way to it; and does every kind that is told lead somewhere?"""

import ast
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

import ikrar
from ikrar.domain.people import notices
from ikrar.domain.people.models import Notice, Outbox, Person
from ikrar.domain.people.notices import Wish
from ikrar.web.notices.addresses import ADDRESSES, address_of
from ikrar.words import WORDS
from ikrar.worker import notice_jobs
from ikrar.worker.mail.letters import letter_of
from ikrar.worker.mail.writing import Letter
from tests.given.cast import Cast
from tests.given.people import give_mail
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db
ROOT = Path(ikrar.__file__).parent
KIND, ABOUT = "test.closing_soon", "test:7K3M9QX2"
OF_SIGNERS = re.compile(r"notice\.(way|reach|wish)\.|notice\.message$")


@pytest.fixture(autouse=True)
def _without_second_factor(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True
    settings.IKRAR_ADDRESS = "https://netral.contoh.example"


def kinds_told() -> set[str]:
    """The second argument of every call of `tell` in the program, where it is written out."""
    found = set()
    for path in (ROOT / "domain").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", getattr(node.func, "attr", "")) == "tell"
            ):
                found |= {a.value for a in node.args[1:2] if isinstance(a, ast.Constant)}
    return found


def test_every_kind_has_words_and_a_page_and_none_is_left_over() -> None:
    worded = {code.removeprefix("notice.") for code in WORDS if code.startswith("notice.")}
    worded = {code for code in worded if not OF_SIGNERS.match(f"notice.{code}")}
    assert worded == set(ADDRESSES)
    assert kinds_told() <= worded
    for kind in ADDRESSES:
        assert address_of(kind, f"{kind.partition('.')[0]}:7K3M9QX2").startswith("/")


def with_mail(person: Person, wish: Wish | None = None) -> Person:
    give_mail(person, "orang@contoh.example")
    if wish is not None:
        notices.set_wish(person, wish)
    return Person.objects.get(pk=person.pk)


def test_telling_twice_gives_one_notice(cast: Cast) -> None:
    for _ in range(2):
        notices.tell([cast.sari, cast.sari, cast.hadi], KIND, ABOUT, at=cast.at)
    assert Notice.objects.count() == 2


def test_sari_sees_it_marks_it_and_anton_sees_nothing(client: StrictClient, cast: Cast) -> None:
    notices.tell([cast.sari], KIND, ABOUT, at=cast.at)
    client.force_login(cast.account(cast.sari))
    assert "1 pemberitahuan baru" in client.get("/").content.decode()
    page = client.get("/pemberitahuan/").content.decode()
    assert 'href="/uji/7K3M9QX2/"' in page and "Baru:" in page
    assert notices.unseen(cast.sari) == 1
    newest = Notice.objects.get().pk
    notices.tell([cast.sari], KIND, "test:ANOTHER1", at=cast.at)
    assert client.post("/pemberitahuan/", {"sampai": newest, "kunci": "k"}).status_code == 303
    assert notices.unseen(cast.sari) == 1
    client.force_login(cast.account(cast.anton))
    assert "7K3M9QX2" not in client.get("/pemberitahuan/").content.decode()


def test_mail_comes_as_the_person_wants_it(client: StrictClient, cast: Cast) -> None:
    with_mail(cast.sari)
    client.force_login(cast.account(cast.sari))
    assert client.post("/pemberitahuan/surel/", {"wish": "at_once", "kunci": "k"}).status_code == 303
    assert notices.wish_of(cast.sari) is Wish.AT_ONCE
    assert client.post("/pemberitahuan/surel/", {"wish": "hourly", "kunci": "k"}).status_code == 422
    notices.tell([Person.objects.get(pk=cast.sari.pk), cast.hadi], KIND, ABOUT, at=cast.at)
    assert [row.kind for row in Outbox.objects.all()] == [notices.ONE]
    letter = letter_of(Outbox.objects.get(), cast.at)
    assert isinstance(letter, Letter)
    assert "7K3M9QX2" not in letter.body and "/pemberitahuan/" in letter.body
    notices.mark_seen(cast.sari, cast.at, up_to=10**9)
    assert not isinstance(letter_of(Outbox.objects.get(), cast.at), Letter)


def morning_of(cast: Cast) -> datetime:
    return cast.at.replace(hour=23, minute=5)  # 07.05 WITA of the next day


def test_a_digest_comes_once_a_morning_on_the_clock_of_the_body(cast: Cast) -> None:
    sari = with_mail(cast.sari)
    notices.tell([sari], KIND, ABOUT, at=cast.at)
    notices.tell([sari], KIND, "test:ANOTHER1", at=cast.at)
    assert notice_jobs.owe_digests(morning_of(cast) - timedelta(hours=1)) == 0
    for minutes in (0, 5, 10):
        notice_jobs.owe_digests(morning_of(cast) + timedelta(minutes=minutes))
    row = Outbox.objects.get(kind=notices.DIGEST)
    letter = letter_of(row, morning_of(cast))
    assert isinstance(letter, Letter) and letter.sent is not None
    assert "(2 kali)" in letter.body and "7K3M9QX2" not in letter.body
    letter.sent()
    assert notice_jobs.owe_digests(morning_of(cast) + timedelta(days=1)) == 0
    assert not isinstance(letter_of(row, morning_of(cast)), Letter)


def test_whoever_wants_no_mail_gets_none(cast: Cast) -> None:
    sari = with_mail(cast.sari, Wish.NONE)
    notices.tell([sari], KIND, ABOUT, at=cast.at)
    notice_jobs.owe_digests(morning_of(cast))
    assert not Outbox.objects.exists()


def test_old_notices_are_forgotten(cast: Cast) -> None:
    notices.tell([cast.sari], KIND, ABOUT, at=cast.at)
    assert notice_jobs.forget(cast.at + notices.KEPT - timedelta(days=1)) == 0
    assert notice_jobs.forget(cast.at + notices.KEPT + timedelta(days=1)) == 1
