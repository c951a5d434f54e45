"""Does the reminder of a test reach those who have not passed, say no secret, and fall silent when it is not needed?"""

from datetime import timedelta

import pytest

from ikrar.domain.learning import actions, notices
from ikrar.domain.learning.models import Test as Understanding
from ikrar.domain.people.models import Outbox
from ikrar.domain.people.outbox import Stage
from ikrar.worker.mail.letters import Letter, letter_of
from tests.given.cast import Cast
from tests.given.learning import a_test, right_answers
from tests.given.notices import reach_by
from tests.given.pledges import Morning, a_morning, code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def morning(cast: Cast) -> Morning:
    found = a_morning(cast)
    reach_by(found.ayu, "ayu@contoh.example", cast.at)
    return found


def a_row(test: Understanding, morning: Morning) -> Outbox:
    about = f"test:{test.ref}:{morning.ayu.pk}:1"
    return Outbox(key=f"test:{about}", kind=notices.KIND, about=about, made_at=morning.at, due_at=morning.at)


def test_the_letter_names_the_test_and_its_end_and_no_code_or_score(cast: Cast, morning: Morning) -> None:
    test = a_test(cast, morning)
    letter = letter_of(a_row(test, morning), cast.at)
    assert isinstance(letter, Letter)
    assert letter.to.endswith("@contoh.example")
    assert "Uji Contoh" in letter.body and f"/u/{test.ref}/" in letter.body and "WITA" in letter.body
    for secret in (code_of(101), morning.ayu.employee.nip, "nilai"):
        assert secret not in letter.body + letter.subject


def test_whoever_passed_meanwhile_gets_none(cast: Cast, morning: Morning) -> None:
    test = a_test(cast, morning)
    actions.take_test(test, morning.ayu, given=right_answers(test), by=morning.ayu, at=cast.at)
    assert letter_of(a_row(test, morning), cast.at) is Stage.LAPSED


def test_after_the_end_none_is_sent(cast: Cast, morning: Morning) -> None:
    test = a_test(cast, morning)
    assert letter_of(a_row(test, morning), test.until + timedelta(hours=1)) is Stage.LAPSED


def test_an_unknown_kind_of_mail_is_never_sent(cast: Cast, morning: Morning) -> None:
    row = a_row(a_test(cast, morning), morning)
    row.kind = "other"
    assert letter_of(row, cast.at) is Stage.NO_ADDRESS
