"""What can be wrong with a row, does it keep the row out, and what does one press repair?"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ikrar.core.roster.fields import Field


class Severity(StrEnum):
    """Whether a defect keeps its row out or only asks to be looked at."""

    BLOCKS = "blocks"
    WARNS = "warns"


class Repair(StrEnum):
    """What one press does. `NONE`: a person must type."""

    REPLACE = "replace"  # put the proposed value in
    CLEAR = "clear"  # leave the cell empty
    ACCEPT = "accept"  # it is right as it stands
    LEAVE_OUT = "leave_out"  # leave this row of the file out
    NONE = "none"


class Defect(StrEnum):
    """The kinds of defects."""

    NIP_MISSING = "nip_missing"
    NIP_DAMAGED = "nip_damaged"
    NIP_SCIENTIFIC = "nip_scientific"
    NIP_TOO_SHORT = "nip_too_short"
    NIP_TOO_LONG = "nip_too_long"
    NIP_LETTERS = "nip_letters"
    NIP_IS_NIK = "nip_is_nik"
    NIP_IS_OLD = "nip_is_old"
    NIP_BIRTH_DATE = "nip_birth_date"
    NIP_SEX = "nip_sex"
    NIP_APPOINTMENT = "nip_appointment"
    NIP_TOO_YOUNG = "nip_too_young"
    NIP_TWICE = "nip_twice"
    NIP_OF_TWO_PEOPLE = "nip_of_two_people"
    NIP_ELSEWHERE = "nip_elsewhere"
    NIP_CHANGED = "nip_changed"
    NIP_IN_NAME = "nip_in_name"
    NAME_MISSING = "name_missing"
    NAME_DIGITS = "name_digits"
    NAME_GARBLED = "name_garbled"
    NAME_OF_ANOTHER = "name_of_another"
    TITLE_WRONG_COLUMN = "title_wrong_column"
    TEXT_TOO_LONG = "text_too_long"
    FORMULA_FAILED = "formula_failed"
    BIRTH_DATE_UNREADABLE = "birth_date_unreadable"
    BIRTH_DATE_IMPOSSIBLE = "birth_date_impossible"
    BIRTH_DATE_DIFFERS = "birth_date_differs"
    SEX_UNREADABLE = "sex_unreadable"
    SEX_DIFFERS = "sex_differs"
    FIRST_DAY_DIFFERS = "first_day_differs"
    PAST_RETIREMENT = "past_retirement"
    STATUS_MISSING = "status_missing"
    STATUS_UNKNOWN = "status_unknown"
    STATUS_DIFFERS = "status_differs"
    GRADE_MISSING = "grade_missing"
    GRADE_UNKNOWN = "grade_unknown"
    GRADE_AMBIGUOUS = "grade_ambiguous"
    GRADE_OF_OTHER_STATUS = "grade_of_other_status"
    RANK_DIFFERS = "rank_differs"
    LEGAL_UNKNOWN = "legal_unknown"
    HAS_ENDED = "has_ended"
    NOTE_SAYS_LEFT = "note_says_left"
    CAME_BACK = "came_back"
    POSITION_MISSING = "position_missing"
    POSITION_KIND_UNKNOWN = "position_kind_unknown"
    ECHELON_UNKNOWN = "echelon_unknown"
    UNIT_MISSING = "unit_missing"
    UNIT_UNKNOWN = "unit_unknown"
    UNIT_AMBIGUOUS = "unit_ambiguous"
    UNIT_CLOSED = "unit_closed"
    WORKS_ELSEWHERE = "works_elsewhere"
    PHONE_UNREADABLE = "phone_unreadable"
    PHONE_TWO = "phone_two"
    PHONE_SHARED = "phone_shared"
    EMAIL_UNREADABLE = "email_unreadable"
    NIK_LENGTH = "nik_length"
    NIK_DAMAGED = "nik_damaged"
    NIK_DATE = "nik_date"
    NO_IDENTITY = "no_identity"
    ID_TWICE = "id_twice"
    IDS_DISAGREE = "ids_disagree"
    KEY_UNKNOWN = "key_unknown"
    SAME_PERSON = "same_person"
    ROW_IS_HEADING = "row_is_heading"
    ROW_IS_TOTAL = "row_is_total"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of defect: the field it stands at, its weight, and the repair that one press makes."""

    field: Field
    severity: Severity
    repair: Repair


B, W = Severity.BLOCKS, Severity.WARNS
_R, _C, _A, _L = Repair.REPLACE, Repair.CLEAR, Repair.ACCEPT, Repair.LEAVE_OUT
DEFECTS: dict[Defect, Kind] = {
    Defect.NIP_MISSING: Kind(Field.NIP, B, _R),
    Defect.NIP_DAMAGED: Kind(Field.NIP, B, _R),
    Defect.NIP_SCIENTIFIC: Kind(Field.NIP, B, _R),
    Defect.NIP_TOO_SHORT: Kind(Field.NIP, B, _R),
    Defect.NIP_TOO_LONG: Kind(Field.NIP, B, _R),
    Defect.NIP_LETTERS: Kind(Field.NIP, B, _R),
    Defect.NIP_IS_NIK: Kind(Field.NIP, B, _R),
    Defect.NIP_IS_OLD: Kind(Field.NIP, B, _R),
    Defect.NIP_BIRTH_DATE: Kind(Field.NIP, B, _R),
    Defect.NIP_SEX: Kind(Field.NIP, B, _R),
    Defect.NIP_APPOINTMENT: Kind(Field.NIP, W, _A),
    Defect.NIP_TOO_YOUNG: Kind(Field.NIP, W, _A),
    Defect.NIP_TWICE: Kind(Field.NIP, B, _L),
    Defect.NIP_OF_TWO_PEOPLE: Kind(Field.NIP, B, _R),
    Defect.NIP_ELSEWHERE: Kind(Field.NIP, W, _A),
    Defect.NIP_CHANGED: Kind(Field.NIP, W, _A),
    Defect.NIP_IN_NAME: Kind(Field.NAME, B, _R),
    Defect.NAME_MISSING: Kind(Field.NAME, B, _R),
    Defect.NAME_DIGITS: Kind(Field.NAME, W, _R),
    Defect.NAME_GARBLED: Kind(Field.NAME, W, _R),
    Defect.NAME_OF_ANOTHER: Kind(Field.NAME, B, _A),
    Defect.TITLE_WRONG_COLUMN: Kind(Field.TITLE_FRONT, W, _R),
    Defect.TEXT_TOO_LONG: Kind(Field.POSITION, B, _R),
    Defect.FORMULA_FAILED: Kind(Field.NAME, B, _C),
    Defect.BIRTH_DATE_UNREADABLE: Kind(Field.BIRTH_DATE, W, _R),
    Defect.BIRTH_DATE_IMPOSSIBLE: Kind(Field.BIRTH_DATE, W, _R),
    Defect.BIRTH_DATE_DIFFERS: Kind(Field.BIRTH_DATE, W, _A),
    Defect.SEX_UNREADABLE: Kind(Field.SEX, W, _R),
    Defect.SEX_DIFFERS: Kind(Field.SEX, W, _R),
    Defect.FIRST_DAY_DIFFERS: Kind(Field.FIRST_DAY, W, _A),
    Defect.PAST_RETIREMENT: Kind(Field.BIRTH_DATE, W, _A),
    Defect.STATUS_MISSING: Kind(Field.STATUS, B, _R),
    Defect.STATUS_UNKNOWN: Kind(Field.STATUS, B, _R),
    Defect.STATUS_DIFFERS: Kind(Field.STATUS, W, _R),
    Defect.GRADE_MISSING: Kind(Field.GRADE, W, _R),
    Defect.GRADE_UNKNOWN: Kind(Field.GRADE, W, _R),
    Defect.GRADE_AMBIGUOUS: Kind(Field.GRADE, W, _R),
    Defect.GRADE_OF_OTHER_STATUS: Kind(Field.GRADE, W, _A),
    Defect.RANK_DIFFERS: Kind(Field.RANK, W, _A),
    Defect.LEGAL_UNKNOWN: Kind(Field.LEGAL_POSITION, W, _R),
    Defect.HAS_ENDED: Kind(Field.LEGAL_POSITION, B, _L),
    Defect.NOTE_SAYS_LEFT: Kind(Field.NOTE, W, _L),
    Defect.CAME_BACK: Kind(Field.NIP, W, _A),
    Defect.POSITION_MISSING: Kind(Field.POSITION, W, _R),
    Defect.POSITION_KIND_UNKNOWN: Kind(Field.POSITION_KIND, W, _C),
    Defect.ECHELON_UNKNOWN: Kind(Field.ECHELON, W, _C),
    Defect.UNIT_MISSING: Kind(Field.UNIT, B, _R),
    Defect.UNIT_UNKNOWN: Kind(Field.UNIT, B, _R),
    Defect.UNIT_AMBIGUOUS: Kind(Field.UNIT, B, _R),
    Defect.UNIT_CLOSED: Kind(Field.UNIT, B, _R),
    Defect.WORKS_ELSEWHERE: Kind(Field.AGENCY_WORK, W, _A),
    Defect.PHONE_UNREADABLE: Kind(Field.PHONE, W, _C),
    Defect.PHONE_TWO: Kind(Field.PHONE, W, _R),
    Defect.PHONE_SHARED: Kind(Field.PHONE, W, _A),
    Defect.EMAIL_UNREADABLE: Kind(Field.EMAIL, W, _R),
    Defect.NIK_LENGTH: Kind(Field.NIK, W, _C),
    Defect.NIK_DAMAGED: Kind(Field.NIK, W, _C),
    Defect.NIK_DATE: Kind(Field.NIK, W, _A),
    Defect.NO_IDENTITY: Kind(Field.LOCAL_ID, B, _R),
    Defect.ID_TWICE: Kind(Field.LOCAL_ID, B, _L),
    Defect.IDS_DISAGREE: Kind(Field.SIASN_ID, B, _C),
    Defect.KEY_UNKNOWN: Kind(Field.KEY, W, _C),
    Defect.SAME_PERSON: Kind(Field.NAME, W, _R),
    Defect.ROW_IS_HEADING: Kind(Field.NAME, B, _L),
    Defect.ROW_IS_TOTAL: Kind(Field.NAME, B, _L),
}

NOT_TAKEN: dict[str, str] = {  # defects whose cell cannot be read: the row may come in, the cell does not
    Defect.BIRTH_DATE_UNREADABLE.value: Field.BIRTH_DATE.value,
    Defect.BIRTH_DATE_IMPOSSIBLE.value: Field.BIRTH_DATE.value,
    Defect.SEX_UNREADABLE.value: Field.SEX.value,
    Defect.GRADE_UNKNOWN.value: Field.GRADE.value,
    Defect.GRADE_AMBIGUOUS.value: Field.GRADE.value,
    Defect.LEGAL_UNKNOWN.value: Field.LEGAL_POSITION.value,
    Defect.POSITION_KIND_UNKNOWN.value: Field.POSITION_KIND.value,
    Defect.ECHELON_UNKNOWN.value: Field.ECHELON.value,
    Defect.PHONE_UNREADABLE.value: Field.PHONE.value,
    Defect.PHONE_TWO.value: Field.PHONE.value,
    Defect.EMAIL_UNREADABLE.value: Field.EMAIL.value,
}
ACCEPTED, LEFT_OUT = "_ok", "_out"  # what a repair writes beside the fields of a row


class Found(NamedTuple):
    """One defect of one row. `fix` is what one press writes into the row; None when a person must type."""

    code: str
    field: str
    given: str
    fix: dict[str, str] | None

    @property
    def blocks(self) -> bool:
        """Whether it keeps the row out."""
        return DEFECTS[Defect(self.code)].severity is Severity.BLOCKS
