"""Who is reminded that a photo was not checked, or that an activity has no report yet?"""

from datetime import datetime

from ikrar.domain.people.grants import Permission
from ikrar.domain.people.notices import tell
from ikrar.domain.programme.queries.documentation import unchecked_photos, without_report
from ikrar.domain.roster.seat_queries import holders_of


def remind_of_photos(at: datetime) -> int:
    """Tell those who keep an activity, once, that photos wait for the check; how many activities."""
    activities = {photo.activity_id: photo.activity for photo in unchecked_photos(at)}
    for activity in activities.values():
        people = holders_of(Permission.ACTIVITY_MANAGE, activity.agency, on=at.date())
        tell(people, "activity.photo_unchecked", activity.subject_ref, at=at)
    return len(activities)


def remind_of_reports(at: datetime) -> int:
    """Tell those who keep an activity, once, that it is over for three days and has no report; how many activities."""
    due = without_report(at)
    for activity in due:
        people = holders_of(Permission.ACTIVITY_MANAGE, activity.agency, on=at.date())
        tell(people, "activity.report_due", activity.subject_ref, at=at)
    return len(due)
