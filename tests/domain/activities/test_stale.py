"""Does an action write what it read long ago over what somebody else did meanwhile?"""

from typing import Any

import pytest

from ikrar.core.activities import NewsStage, Span
from ikrar.core.verdicts import Hidden, Problem, Refused
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.ledger.files import Kept
from ikrar.domain.programme import actions
from ikrar.domain.programme.models import ActivitySession, Discussed, News, Speaker
from ikrar.domain.programme.queries.activities import sessions_of
from tests.given.activity_records import a_news_item, a_photo, a_span, an_activity, published_news, read
from tests.given.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def sari(cast: Cast) -> dict[str, Any]:
    return {"by": cast.staff(cast.sari), "at": cast.at}


def test_a_withdrawn_item_stays_withdrawn_whoever_changes_an_old_copy(cast: Cast, sari: dict[str, Any]) -> None:
    activity = an_activity(cast)
    news = published_news(cast, activity)
    old = News.objects.get(pk=news.pk)
    actions.withdraw_news(news, because="Nama keliru", **sari)
    with pytest.raises(Refused):
        a_news_item(cast, activity, news=old, text="Teks lain.")
    with pytest.raises(Refused):
        actions.publish_news(old, seen=read(old), **sari)
    now = News.objects.get()
    assert (now.stage, now.withdrawn_because, now.text) == (NewsStage.WITHDRAWN, "Nama keliru", news.text)


def test_an_item_that_was_published_meanwhile_takes_no_unchecked_photo(
    cast: Cast, sari: dict[str, Any]
) -> None:
    activity = an_activity(cast)
    news = a_news_item(cast, activity)
    old = News.objects.get(pk=news.pk)
    actions.publish_news(news, seen=read(news), **sari)
    with pytest.raises(Problem, match="unfit_photos"):
        a_news_item(cast, activity, [a_photo(cast, activity)], news=old)
    a_news_item(cast, activity, news=old, title="Judul lain")
    assert News.objects.values_list("stage", "title").get() == (NewsStage.PUBLISHED, "Judul lain")


def test_the_material_of_a_speaker_and_a_removed_speaker_stay_so(cast: Cast, sari: dict[str, Any]) -> None:
    activity = an_activity(cast)
    talk = actions.Talk("Made Contoh", "Bawaslu")
    speaker = result_of(actions.set_speaker(activity, talk=talk, **sari))
    old, older = Speaker.objects.get(), Speaker.objects.get()
    kept = Kept(b"\1" * 32, "materials/1.pdf")
    actions.set_speaker(activity, talk=actions.Talk("Made", "Bawaslu", material=kept), speaker=speaker, **sari)
    actions.set_speaker(activity, talk=talk, speaker=old, **sari)
    assert Speaker.objects.get().material_name == "materials/1.pdf"
    actions.remove_speaker(speaker, **sari)
    with pytest.raises(Hidden):
        actions.set_speaker(activity, talk=talk, speaker=older, **sari)
    assert not Speaker.objects.exists()


def test_a_removed_question_does_not_come_back(cast: Cast, sari: dict[str, Any]) -> None:
    activity = an_activity(cast)
    asked = actions.Question("Bolehkah hadir?")
    actions.note_question(activity, asked=asked, **sari)
    row, old = Discussed.objects.get(), Discussed.objects.get()
    actions.remove_question(row, **sari)
    with pytest.raises(Hidden):
        actions.note_question(activity, asked=asked, row=old, **sari)
    assert not Discussed.objects.exists()


def test_a_session_that_was_removed_or_moved_is_read_anew(cast: Cast, sari: dict[str, Any]) -> None:
    activity = an_activity(cast, spans=[a_span(cast.at), a_span(cast.at, days=2)])
    first, second = sessions_of(activity)
    old = ActivitySession.objects.get(pk=second.pk)
    actions.remove_session(second, **sari)
    with pytest.raises(Problem, match="session_is_gone"):
        actions.change_session(old, span=a_span(cast.at, days=3), **sari)
    with pytest.raises(Problem, match="last_session"):
        actions.remove_session(first, **sari)
    late = Span(first.starts_at, first.ends_at, "Regu A")
    assert result_of(actions.change_session(first, span=late, **sari)).name == "Regu A"
