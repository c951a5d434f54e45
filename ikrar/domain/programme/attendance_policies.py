"""Who may issue cards, open scanners, record, correct and close attendance: one verdict each."""

from datetime import datetime

from ikrar.core.verdicts import Verdict, when
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import ActivitySession, Scanner
from ikrar.domain.programme.queries.attendance import is_body_expected
from ikrar.domain.roster.models import Agency, Unit
from ikrar.domain.roster.queries import Staff, may

RECORD = Permission.ATTENDANCE_RECORD
CLOSED, CANCELLED, NOT_BEGUN = "attendance.closed", "attendance.cancelled", "attendance.not_begun"
SCANNER_CLOSED, NOT_EXPECTED = "attendance.scanner_closed", "attendance.body_not_expected"


def may_issue_cards(staff: Staff, agency: Agency, unit: Unit | None = None) -> Verdict:
    """May this person print attendance cards for this body, or for this unit of it?"""
    return may(staff, RECORD, agency, unit)


def may_run_attendance(staff: Staff, session: ActivitySession) -> Verdict:
    """May this person open scanners, take in files, note guests and decide? The whole body, not a unit of it."""
    return may(staff, RECORD, session.activity.agency)


def may_record(staff: Staff, session: ActivitySession, agency: Agency, unit: Unit | None = None) -> Verdict:
    """May this person say who of this unit was there? A body that is expected, while attendance is not closed."""
    is_expected = when(is_body_expected(session, agency), NOT_EXPECTED)
    return may(staff, RECORD, agency, unit) & is_expected & _is_open(session)


def may_open_scanner(staff: Staff, session: ActivitySession) -> Verdict:
    """May this person make a device a scanner or a kiosk of this session?"""
    return may_run_attendance(staff, session) & _is_open(session)


def may_note_guests(staff: Staff, session: ActivitySession) -> Verdict:
    """May this person note guests, and hand in a list as a file?"""
    return may_run_attendance(staff, session) & _is_open(session)


def may_correct_attendance(staff: Staff, session: ActivitySession) -> Verdict:
    """May this person add, void or decide? Also after closing, which then needs a new closing."""
    return may_run_attendance(staff, session) & when(session.activity.stage != "cancelled", CANCELLED)


def may_close_attendance(staff: Staff, session: ActivitySession, at: datetime) -> Verdict:
    """May the attendance be closed? Not before the session begins."""
    return may_correct_attendance(staff, session) & when(session.starts_at <= at, NOT_BEGUN)


def may_type_codes(scanner: Scanner) -> Verdict:
    """May this kiosk or gate take a code typed on its page? Only while it and its session are open."""
    return when(scanner.closed_at is None, SCANNER_CLOSED) & _is_open(scanner.session)


def _is_open(session: ActivitySession) -> Verdict:
    return when(session.activity.stage != "cancelled", CANCELLED) & when(session.closed_at is None, CLOSED)
