"""How is somebody reached, and by what are people without a number told apart?"""

import hashlib

from ikrar.core.nip import digits_of
from ikrar.core.roster import values as normal
from ikrar.core.roster.defects import Defect
from ikrar.core.roster.known import Known
from ikrar.core.roster.likeness import name_key, unit_key
from ikrar.core.roster.rows import Row

_NIK_DEFECT = {"length": Defect.NIK_LENGTH, "damaged": Defect.NIK_DAMAGED, "date": Defect.NIK_DATE}


def check_reach(row: Row) -> None:
    """Phone and e-mail."""
    if (typed := row.given.get("phone", "")) != "":
        if (phone := normal.phone_of(typed)) != "":
            row.values["phone"] = phone
        else:
            row.values["phone"] = typed
            first = normal.first_phone(typed)
            if first:
                row.tell(Defect.PHONE_TWO, typed, {"phone": first})
            else:
                row.tell(Defect.PHONE_UNREADABLE, typed)
    if (typed := row.given.get("email", "")) != "":
        row.values["email"] = typed
        if not normal.is_email(typed):
            row.tell(Defect.EMAIL_UNREADABLE, typed, {"email": normal.mended_email(typed)})


def check_keys(row: Row, known: Known) -> None:
    """The keys beside the number. A NIK is read only for people without a number, and leaves as a keyed hash."""
    given, values = row.given, row.values
    if (siasn := given.get("siasn_id", "")) != "":
        values["siasn_id"] = siasn
    if (local := given.get("local_id", "")) != "":
        values["local_id"] = local
    if (typed := given.get("nik", "")) and "nip" not in values:
        digits = digits_of(typed)
        values["nik"] = digits
        if (fault := normal.nik_fault(digits)) != "":
            row.tell(_NIK_DEFECT[fault], typed)
        if not local and fault not in {"damaged", "length"}:
            values["local_id"] = known.hash_nik(digits)


def check_identity(row: Row) -> None:
    """Nobody comes in who could not be found again."""
    values = row.values
    if not (values.get("nip") or values.get("local_id") or values.get("siasn_id") or row.person):
        row.tell(
            Defect.NO_IDENTITY,
            "",
            {"local_id": local_id_from(values.get("name", ""), values.get("birth_date", ""))},
        )


def local_id_from(name: str, birth_date: str) -> str:
    """A local id that the same name and birth date give again."""
    mark = hashlib.blake2s(f"{name_key(name)}|{birth_date}".encode(), digest_size=5).hexdigest()
    return f"L-{mark}"


def check_work_place(row: Row, known: Known) -> None:
    """Whether the file says that somebody works at another body."""
    if (agency := row.given.get("agency_work", "")) != "":
        row.values["agency_work"] = agency
        if known.agency and unit_key(agency) != known.agency and agency not in known.units:
            row.tell(Defect.WORKS_ELSEWHERE, agency)
