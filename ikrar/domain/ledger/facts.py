"""Every kind of thing that can happen, as noun.verb: one list, because the ledger is what an auditor reads."""

from enum import StrEnum


class Fact(StrEnum):
    """What happened. Order: by noun."""

    LOG_STARTED = "log.started"
    LOG_FORK_ACCEPTED = "log.fork_accepted"

    PERSON_ADDED = "person.added"
    PERSON_CHANGED = "person.changed"
    PERSON_ERASED = "person.erased"
    ACCOUNT_OPENED = "account.opened"
    ACCOUNT_CLOSED = "account.closed"
    LETTER_RENEWED = "account.letter_renewed"
    CODE_RESET_ASKED = "account.code_reset_asked"
    CODE_RESET = "account.code_reset"

    AGENCY_ADDED = "agency.added"
    AGENCY_CHANGED = "agency.changed"
    UNIT_ADDED = "unit.added"
    UNIT_CHANGED = "unit.changed"
    UNITS_IMPORTED = "unit.imported"
    SEAT_GIVEN = "seat.given"
    SEAT_ENDED = "seat.ended"
    ROSTER_IMPORTED = "roster.imported"
    ROSTER_IMPORT_UNDONE = "roster.import_undone"
    EMPLOYEE_ADDED = "employee.added"
    EMPLOYEE_CHANGED = "employee.changed"
    EMPLOYEE_MOVED = "employee.moved"
    EMPLOYEE_LEFT = "employee.left"

    TEXT_ADDED = "text.added"
    TEXT_SUPERSEDED = "text.superseded"

    ELECTION_ADDED = "election.added"
    CALENDAR_CORRECTED = "calendar.corrected"
    HOLIDAY_ADDED = "holiday.added"
    HOLIDAY_WITHDRAWN = "holiday.withdrawn"
    ASSESSMENT_STORED = "assessment.stored"

    DRIVE_DRAFTED = "drive.drafted"
    DRIVE_CHANGED = "drive.changed"
    DRIVE_APPROVED = "drive.approved"
    DRIVE_OPENING = "drive.opening"
    DRIVE_OPENED = "drive.opened"
    DRIVE_CLOSED = "drive.closed"
    TARGET_SET = "target.set"
    TARGET_CHANGED = "target.changed"
    PEOPLE_ASKED = "target.asked"
    CODES_ISSUED = "code.issued"
    CODE_REISSUED = "code.reissued"
    APEL_PLANNED = "apel.planned"
    APEL_CHANGED = "apel.changed"
    APEL_JOINED = "apel.joined"
    APEL_OPENED = "apel.opened"
    APEL_CLOSED = "apel.closed"
    OATH_READ = "apel.oath_read"
    SYMBOLIC_SIGNED = "apel.symbolic_signed"

    PLEDGE_SIGNED = "pledge.signed"
    PLEDGE_CORRECTED = "pledge.corrected"
    PLEDGE_WITHDRAWN = "pledge.withdrawn"
    PLEDGE_DISPUTED = "pledge.disputed"
    PLEDGE_REFUSED = "pledge.refused"
    REFUSAL_WITHDRAWN = "pledge.refusal_withdrawn"
    DATA_DISPUTED = "pledge.data_disputed"
    DISPUTE_ANSWERED = "pledge.dispute_answered"
    ABSENCE_RECORDED = "absence.recorded"
    ABSENCE_ENDED = "absence.ended"
    KIOSK_OPENED = "kiosk.opened"
    KIOSK_CLOSED = "kiosk.closed"
    SHEET_ISSUED = "sheet.issued"
    SHEET_ENTERED = "sheet.entered"
    SHEET_CHECKED = "sheet.checked"
    LATE_LINK_GIVEN = "late_link.given"
    REGISTER_SEALED = "register.sealed"

    @property
    def noun(self) -> str:
        """The thing it happened to."""
        return self.value.split(".")[0]
