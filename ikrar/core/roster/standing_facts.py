"""What does a row say about birth, status, grade, legal position and post, and does it fit together?"""

from datetime import date
from functools import lru_cache

from ikrar.core import nip as nips
from ikrar.core.nip import NipKind
from ikrar.core.roster import values as normal
from ikrar.core.roster import vocabulary as words
from ikrar.core.roster.defects import ACCEPTED, Defect
from ikrar.core.roster.known import Known
from ikrar.core.roster.rows import Row, accepting
from ikrar.core.roster.vocabulary import Legal, Status

OLDEST, YOUNGEST = 70, 15  # 70: the latest age at which a functional post of the highest level ends (memory)
_PPPK = frozenset({Status.PPPK.value, Status.PPPK_PW.value})


@lru_cache(maxsize=4_096)
def status_of(text: str) -> str:
    """The status in its one spelling, "" when it is not known; the long forms of local files are recognised by their start."""
    key = words.key_of(text)
    if (found := words.STATUSES.get(key)) is not None:
        return found
    for start, status in (("PPPKPARUH", Status.PPPK_PW), ("PPPK", Status.PPPK), ("CPNS", Status.CPNS), ("HONOR", Status.NON_ASN),
                          ("NONASN", Status.NON_ASN), ("TENAGAKONTRAK", Status.NON_ASN)):  # fmt: skip
        if key.startswith(start):
            return status.value
    return ""


@lru_cache(maxsize=8_192)
def grade_of(text: str, status: str) -> str:
    """`vocabulary.grade_of`, remembered."""
    return words.grade_of(text, status)


@lru_cache(maxsize=4_096)
def coded(table: str, text: str) -> str | None:
    """The code of a text in one of the tables, None when it is not there."""
    return _TABLES[table].get(words.key_of(text))


_TABLES = {
    "legal": words.LEGAL_POSITIONS,
    "echelon": words.ECHELONS,
    "post": words.POST_KINDS,
    "sex": words.SEXES,
}


def check_birth(row: Row, known: Known) -> None:
    """Birth date and sex as the row says them, before the number is read."""
    typed = row.given.get("birth_date", "")
    day = normal.day_of(typed) if typed else ""
    if not typed and (typed := row.given.get("birth", "")) != "":
        day = normal.day_after_place(typed)
    if day:
        row.values["birth_date"] = day
    elif typed:
        row.values["birth_date"] = typed
        row.tell(
            Defect.BIRTH_DATE_UNREADABLE, typed, {"birth_date": _born(row.given.get("nip", "")), "birth": ""}
        )
    if (sex := row.given.get("sex", "")) != "":
        code = coded("sex", sex)
        row.values["sex"] = code or sex
        if code is None:
            row.tell(Defect.SEX_UNREADABLE, sex, {"sex": _sex(row.given.get("nip", ""))})


def _born(number: str) -> str:
    digits = nips.digits_of(number)
    day = nips.day_of(digits[:8]) if len(digits) >= 14 and digits[:8].isdigit() else None
    return day.isoformat() if day else ""


def _sex(number: str) -> str:
    digits = nips.digits_of(number)
    return digits[14] if len(digits) == nips.LENGTH and digits[14] in "12" else ""


def check_against_number(row: Row, known: Known) -> None:
    """Birth date, sex and first day beside what the number says; a number is not changed by a corrected date."""
    values = row.values
    digits, born = values.get("nip", ""), values.get("birth_date", "")
    if row.has_number:
        told = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
        if not born:
            if nips.day_of(digits[:8]) is not None:
                values["birth_date"] = born = told
        elif born != told and len(born) == 10 and born[4] == "-":
            row.tell(Defect.BIRTH_DATE_DIFFERS, born)
        sex = values.get("sex", "")
        if not sex and digits[14] in "12":
            values["sex"] = digits[14]
        elif sex in {"1", "2"} and digits[14] in "12" and sex != digits[14]:
            row.tell(Defect.SEX_DIFFERS, sex, {"sex": digits[14]})
        _check_first_day(row, digits)
    if born[4:5] == "-":
        _check_age(row, int(born[:4]), known.on)


def _check_first_day(row: Row, digits: str) -> None:
    typed = row.given.get("first_day", "")
    if not typed:
        return
    day = row.values["first_day"] = normal.day_of(typed) or typed
    if day[4:5] == "-":
        kind = nips.kind_of(digits)
        told = f"{digits[8:12]}-{digits[12:14]}" if kind is NipKind.PNS else digits[8:12]
        if kind is not NipKind.UNCLEAR and not day.startswith(told):
            row.tell(Defect.FIRST_DAY_DIFFERS, day)


def _check_age(row: Row, year: int, on: date) -> None:
    if on.year - year < YOUNGEST or on.year - year > 100:
        row.tell(
            Defect.BIRTH_DATE_IMPOSSIBLE,
            row.values["birth_date"],
            {"birth_date": _born(row.values.get("nip", "")), "birth": ""},
        )
    elif on.year - year > OLDEST:
        row.tell(Defect.PAST_RETIREMENT, row.values["birth_date"])


def read_status(row: Row) -> None:
    """The status as the row says it; the rest waits until number and person are known."""
    if (typed := row.given.get("status", "")) != "":
        row.values["status"] = status_of(typed) or typed


def check_status(row: Row, known: Known, *, has_column: bool) -> None:
    """The status beside the number. Part-time is never guessed from the number."""
    values, typed = row.values, row.given.get("status", "")
    digits = values.get("nip", "")
    told = _status_by_number(digits)
    if not typed:
        proposed = (row.person.value("status") if row.person else "") or told
        if not has_column and proposed:
            values["status"] = proposed
        else:
            row.tell(Defect.STATUS_MISSING, "", _proposing(proposed or _without_number(digits)))
        return
    status = values["status"]
    if status not in Status.__members__:
        row.tell(Defect.STATUS_UNKNOWN, typed, _proposing(told or _without_number(digits)))
    elif (told and status == Status.NON_ASN) or ((told == Status.PPPK) != (status in _PPPK) and told):
        row.tell(Defect.STATUS_DIFFERS, typed, {"status": told})
    elif not digits and status != Status.NON_ASN:
        row.tell(Defect.NIP_MISSING, "", _known_number(row, known))


def _known_number(row: Row, known: Known) -> dict[str, str] | None:
    found = known.nip_for(row.values.get("name", ""), row.values.get("birth_date", ""), "")
    if not found and row.person is not None:
        found = row.person.value("nip")
    return {"nip": found} if found else None


def _status_by_number(digits: str) -> str:
    if len(digits) != nips.LENGTH or not digits.isdigit():
        return ""
    kind = nips.kind_of(digits)
    return {NipKind.PNS: Status.PNS.value, NipKind.PPPK: Status.PPPK.value}.get(kind, "")


def _proposing(status: str) -> dict[str, str] | None:
    return {"status": status} if status else None


def _without_number(digits: str) -> str:
    return "" if digits else Status.NON_ASN.value


def check_grade(row: Row, *, has_column: bool) -> None:
    """Grade and rank: each alone, beside the status, and beside each other."""
    values, typed, rank = row.values, row.given.get("grade", ""), row.given.get("rank", "")
    status = values.get("status", "")
    of_rank = words.grade_of_rank(rank) if rank else ""
    if rank:
        values["rank"] = rank
    grade = grade_of(typed, status) if typed else of_rank
    before = row.person.value("grade") if row.person else ""
    if grade[:1] == words.AMBIGUOUS:
        values["grade"] = typed
        row.tell(Defect.GRADE_AMBIGUOUS, typed, {"grade": of_rank or before, ACCEPTED: Defect.GRADE_MISSING})
    elif grade:
        values["grade"] = grade
        _check_fit(row, grade, status, of_rank, rank)
    elif typed:
        values["grade"] = typed
        row.tell(Defect.GRADE_UNKNOWN, typed, {"grade": of_rank or before, ACCEPTED: Defect.GRADE_MISSING})
    elif has_column and status not in {Status.NON_ASN, Status.PPPK_PW} and not before:
        row.tell(Defect.GRADE_MISSING, "", accepting(Defect.GRADE_MISSING))


def _check_fit(row: Row, grade: str, status: str, of_rank: str, rank: str) -> None:
    is_pppk = status in _PPPK
    if (status in {Status.PNS, Status.CPNS} and "/" not in grade) or (is_pppk and "/" in grade):
        row.tell(Defect.GRADE_OF_OTHER_STATUS, grade)
    elif of_rank and of_rank != grade and "/" in grade:
        row.tell(Defect.RANK_DIFFERS, rank)


def check_legal(row: Row) -> None:
    """Whether somebody still serves: legal position, and what the remark says."""
    typed, note = row.given.get("legal_position", ""), row.given.get("note", "")
    code = coded("legal", typed) if typed else Legal.ACTIVE.value
    if typed or row.person is None:
        row.values["legal_position"] = code or typed
    if code is None:
        row.tell(Defect.LEGAL_UNKNOWN, typed, {"legal_position": Legal.ACTIVE.value})
    elif code == Legal.ENDED:
        row.tell(Defect.HAS_ENDED, typed)
    if note:
        row.values["note"] = note
        if words.LEAVING_WORDS.search(note) and code != Legal.ENDED:
            row.tell(Defect.NOTE_SAYS_LEFT, note)


def check_post(row: Row, *, has_column: bool) -> None:
    """Position, its kind, and the echelon."""
    given, values = row.given, row.values
    if (position := given.get("position", "")) != "":
        values["position"] = position
    elif has_column and not (row.person and row.person.value("position")):
        row.tell(Defect.POSITION_MISSING, "", {"position": "Pelaksana"})
    if (typed := given.get("position_kind", "")) != "":
        code = coded("post", typed)
        values["position_kind"] = code or typed
        if code is None:
            row.tell(Defect.POSITION_KIND_UNKNOWN, typed)
    if (typed := given.get("echelon", "")) != "":
        code = coded("echelon", typed)
        if code is None:
            row.tell(Defect.ECHELON_UNKNOWN, typed)
        if code != "":
            values["echelon"] = code or typed
