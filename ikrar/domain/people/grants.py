"""Who may do what: the permissions, the roles, and the table from one to the other."""

from enum import StrEnum


class Permission(StrEnum):
    """noun.verb, as the pages and actions ask for it."""

    PERSON_MANAGE = "person.manage"
    PERSON_ERASE = "person.erase"
    AGENCY_MANAGE = "agency.manage"
    ROSTER_VIEW = "roster.view"
    ROSTER_IMPORT = "roster.import"
    ROSTER_EDIT = "roster.edit"
    TEXT_MANAGE = "text.manage"
    DRIVE_VIEW = "drive.view"
    DRIVE_MANAGE = "drive.manage"
    DRIVE_APPROVE = "drive.approve"
    CODE_ISSUE = "code.issue"
    APEL_MANAGE = "apel.manage"
    KIOSK_WITNESS = "kiosk.witness"
    SHEET_ENTER = "sheet.enter"
    SHEET_CHECK = "sheet.check"
    ABSENCE_RECORD = "absence.record"
    PLEDGE_LIST = "pledge.list"
    REFUSAL_VIEW = "refusal.view"
    DISPUTE_ANSWER = "dispute.answer"
    REGISTER_SEAL = "register.seal"
    COVERAGE_VIEW = "coverage.view"
    SUMMARY_VIEW = "summary.view"
    ELECTION_MANAGE = "election.manage"
    RULE_ASSESS = "rule.assess"
    LEDGER_VIEW = "ledger.view"
    LETTER_VIEW = "letter.view"
    LETTER_DRAFT = "letter.draft"
    LETTER_REGISTER = "letter.register"
    LETTER_SIGN = "letter.sign"
    INSTRUCTION_VIEW = "instruction.view"
    INSTRUCTION_MANAGE = "instruction.manage"
    INSTRUCTION_ANSWER = "instruction.answer"
    TASKFORCE_VIEW = "taskforce.view"
    TASKFORCE_MANAGE = "taskforce.manage"
    TASKFORCE_SERVE = "taskforce.serve"
    ACTIVITY_VIEW = "activity.view"
    ACTIVITY_MANAGE = "activity.manage"
    ACTIVITY_PUBLISH = "activity.publish"
    ATTENDANCE_RECORD = "attendance.record"
    VULNERABILITY_VIEW = "vulnerability.view"
    VULNERABILITY_MANAGE = "vulnerability.manage"
    TEST_MANAGE = "test.manage"
    TEST_REACH = "test.reach"
    INVITATION_REGISTER = "invitation.register"
    INVITATION_DECIDE = "invitation.decide"
    INVITATION_TOTALS = "invitation.totals"
    DUTY_NOTE_WRITE = "duty_note.write"
    DUTY_NOTE_ANSWER = "duty_note.answer"
    SYSTEM_OPERATE = "system.operate"


class Role(StrEnum):
    """What a person is in this programme; held at a body, a unit of it, or the whole installation."""

    OFFICER = "officer"
    UNIT_OPERATOR = "unit-operator"
    HEAD = "head"
    TASK_FORCE = "task-force"
    AUDITOR = "auditor"
    SYSTEM_OPERATOR = "system-operator"


P = Permission
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: frozenset(
        {
            P.PERSON_MANAGE,
            P.PERSON_ERASE,
            P.AGENCY_MANAGE,
            P.ROSTER_VIEW,
            P.ROSTER_IMPORT,
            P.ROSTER_EDIT,
            P.TEXT_MANAGE,
            P.DRIVE_VIEW,
            P.DRIVE_MANAGE,
            P.CODE_ISSUE,
            P.APEL_MANAGE,
            P.KIOSK_WITNESS,
            P.SHEET_ENTER,
            P.SHEET_CHECK,
            P.ABSENCE_RECORD,
            P.PLEDGE_LIST,
            P.REFUSAL_VIEW,
            P.DISPUTE_ANSWER,
            P.REGISTER_SEAL,
            P.COVERAGE_VIEW,
            P.SUMMARY_VIEW,
            P.ELECTION_MANAGE,
            P.RULE_ASSESS,
            P.LEDGER_VIEW,
            P.LETTER_VIEW,
            P.LETTER_DRAFT,
            P.LETTER_REGISTER,
            P.INSTRUCTION_VIEW,
            P.INSTRUCTION_MANAGE,
            P.INSTRUCTION_ANSWER,
            P.TASKFORCE_VIEW,
            P.TASKFORCE_MANAGE,
            P.ACTIVITY_VIEW,
            P.ACTIVITY_MANAGE,
            P.ACTIVITY_PUBLISH,
            P.ATTENDANCE_RECORD,
            P.VULNERABILITY_VIEW,
            P.VULNERABILITY_MANAGE,
            P.TEST_MANAGE,
            P.TEST_REACH,
            P.INVITATION_REGISTER,
            P.INVITATION_TOTALS,
            P.DUTY_NOTE_WRITE,
            P.DUTY_NOTE_ANSWER,
        }
    ),
    Role.UNIT_OPERATOR: frozenset(
        {
            P.ROSTER_VIEW,
            P.DRIVE_VIEW,
            P.CODE_ISSUE,
            P.KIOSK_WITNESS,
            P.SHEET_ENTER,
            P.SHEET_CHECK,
            P.ABSENCE_RECORD,
            P.PLEDGE_LIST,
            P.COVERAGE_VIEW,
            P.INSTRUCTION_VIEW,
            P.INSTRUCTION_ANSWER,
            P.TASKFORCE_VIEW,
            P.ACTIVITY_VIEW,
            P.ATTENDANCE_RECORD,
            P.TEST_REACH,
            P.INVITATION_REGISTER,
            P.DUTY_NOTE_WRITE,
        }
    ),
    Role.HEAD: frozenset(
        {
            P.DRIVE_VIEW,
            P.DRIVE_APPROVE,
            P.COVERAGE_VIEW,
            P.SUMMARY_VIEW,
            P.LETTER_VIEW,
            P.LETTER_DRAFT,
            P.LETTER_SIGN,
            P.INSTRUCTION_VIEW,
            P.TASKFORCE_VIEW,
            P.ACTIVITY_VIEW,
            P.VULNERABILITY_VIEW,
            P.TEST_REACH,
            P.INVITATION_REGISTER,
            P.INVITATION_DECIDE,
            P.INVITATION_TOTALS,
            P.DUTY_NOTE_WRITE,
            P.DUTY_NOTE_ANSWER,
        }
    ),
    Role.TASK_FORCE: frozenset(
        {
            P.DRIVE_VIEW,
            P.KIOSK_WITNESS,
            P.SHEET_CHECK,
            P.COVERAGE_VIEW,
            P.SUMMARY_VIEW,
            P.RULE_ASSESS,
            P.PLEDGE_LIST,
            P.LETTER_VIEW,
            P.LETTER_DRAFT,
            P.INSTRUCTION_VIEW,
            P.TASKFORCE_VIEW,
            P.TASKFORCE_SERVE,
            P.ACTIVITY_VIEW,
            P.ATTENDANCE_RECORD,
            P.VULNERABILITY_VIEW,
            P.VULNERABILITY_MANAGE,
            P.TEST_REACH,
            P.DUTY_NOTE_ANSWER,
        }
    ),
    Role.AUDITOR: frozenset(
        {
            P.DRIVE_VIEW,
            P.COVERAGE_VIEW,
            P.SUMMARY_VIEW,
            P.LEDGER_VIEW,
            P.LETTER_VIEW,
            P.INSTRUCTION_VIEW,
            P.TASKFORCE_VIEW,
            P.ACTIVITY_VIEW,
            P.INVITATION_TOTALS,
            P.TEST_REACH,
        }
    ),
    Role.SYSTEM_OPERATOR: frozenset({P.SYSTEM_OPERATE, P.PERSON_MANAGE, P.AGENCY_MANAGE, P.LEDGER_VIEW}),
}
