"""Who may plan, change, hold and cancel an activity, document it, and publish news about it: one verdict each."""

from datetime import datetime

from ikrar.core.activities import (
    Why,
    can_cancel,
    can_hold,
    can_tell,
    can_withdraw_news,
    can_write_news,
    stands,
)
from ikrar.core.letters import Kind as LetterKind
from ikrar.core.verdicts import Verdict, when
from ikrar.domain.letters.policies import may_draft
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import Activity, Apel, News, Photo
from ikrar.domain.programme.queries.activities import first_start
from ikrar.domain.programme.queries.documentation import is_fit
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, may

MANAGE, PUBLISH = Permission.ACTIVITY_MANAGE, Permission.ACTIVITY_PUBLISH


def may_plan_activity(staff: Staff, agency: Agency) -> Verdict:
    """May this person plan or record an activity of this body?"""
    return may(staff, MANAGE, agency)


def may_document_apel(staff: Staff, apel: Apel) -> Verdict:
    """May this person make the activity that documents an apel? Whoever plans activities of its host."""
    return may_plan_activity(staff, apel.host)


def may_change_activity(staff: Staff, activity: Activity) -> Verdict:
    """May this person change an activity, its sessions, people and documentation? Not when it was cancelled."""
    return may_plan_activity(staff, activity.agency) & stands(activity.stage)


def may_hold_activity(staff: Staff, activity: Activity, at: datetime) -> Verdict:
    """May this person declare that the activity was held? Not before it began."""
    return may_plan_activity(staff, activity.agency) & can_hold(activity.stage, first_start(activity), at)


def may_cancel_activity(staff: Staff, activity: Activity) -> Verdict:
    """May this person cancel the activity? Only while it is planned."""
    return may_plan_activity(staff, activity.agency) & can_cancel(activity.stage)


def may_draft_about(staff: Staff, activity: Activity, kind: LetterKind, at: datetime) -> Verdict:
    """May this person draft a letter of this kind from the record? What tells of the event only once it began."""
    told = can_tell(kind, first_start(activity), at)
    return may_change_activity(staff, activity) & may_draft(staff, activity.agency) & told


def may_list_signs(staff: Staff, agency: Agency) -> Verdict:
    """May this person write down the signs of an election for this body?"""
    return may(staff, MANAGE, agency)


def may_write_news(staff: Staff, activity: Activity, news: News | None = None) -> Verdict:
    """May this person write or change a news item of this activity?"""
    stage = can_write_news(news.stage) if news else stands(activity.stage)
    return may(staff, PUBLISH, activity.agency) & stage


def may_publish_news(staff: Staff, news: News) -> Verdict:
    """May this person put a news item on the public page?"""
    return may(staff, PUBLISH, news.agency) & can_write_news(news.stage)


def may_withdraw_news(staff: Staff, news: News) -> Verdict:
    """May this person withdraw a news item?"""
    return may(staff, PUBLISH, news.agency) & can_withdraw_news(news.stage)


def may_show_photo(photo: Photo) -> Verdict:
    """May the public see a photo? Only after a check in which all five points hold for it as it is now."""
    return when(is_fit(photo), Why.CHECKED_NOT_FIT)
