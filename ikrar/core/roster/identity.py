"""Who is meant by a row: number, name, other keys, and the person already known?"""

from ikrar.core import nip as nips
from ikrar.core.nip import NipFault
from ikrar.core.roster import values as normal
from ikrar.core.roster.cells import is_formula_fault
from ikrar.core.roster.defects import Defect
from ikrar.core.roster.fields import heading_key, meaning
from ikrar.core.roster.known import Known, KnownPerson
from ikrar.core.roster.likeness import alike, name_key, trigrams
from ikrar.core.roster.rows import Row, accepting
from ikrar.core.roster.vocabulary import Status

SHORT = 40
LONGEST = {"name": 120, "title_front": 60, "title_back": 80, "position": 200, "local_id": 40, "siasn_id": 64}
_TOTALS = (
    "jumlah",
    "total",
    "mengetahui",
    "kepala dinas,",
    "keterangan:",
    "catatan:",
    "sumber:",
    "dicetak",
    "halaman ",
)
_DEFECT_OF = {fault: Defect(fault.value) for fault in NipFault}
_YOUNGEST = 16
UNDONE = "corrected"  # left by an undone import: coming back is no surprise


def check_shape(row: Row) -> bool:
    """Whether the row is a person at all; headings that come again and sums below the table are named."""
    name, number = row.given.get("name", ""), row.given.get("nip", "")
    if not number and name and name.casefold().startswith(_TOTALS):
        row.tell(Defect.ROW_IS_TOTAL, name)
        return False
    if number and name and not number[:1].isdigit() and heading_key(name) == "NAMA" and meaning(number):
        row.tell(Defect.ROW_IS_HEADING, name)
        return False
    return True


def check_name(row: Row) -> None:
    """Name and titles; a number that slipped into the name is named."""
    name = row.given.get("name", "")
    if not name:
        return
    if is_formula_fault(name):
        row.values["name"] = name
        row.tell(Defect.FORMULA_FAILED, name)
        return
    if normal.has_digits(name):
        _check_digits(row, name)
    elif normal.is_mojibake(name):
        fixed = normal.unmojibake(name)
        row.tell(Defect.NAME_GARBLED, name, {"name": fixed} if fixed else accepting(Defect.NAME_GARBLED))
    _split_titles(row, name)


def _split_titles(row: Row, name: str) -> None:
    front, back = row.given.get("title_front", ""), row.given.get("title_back", "")
    if "." in name or "," in name:
        found_front, name, found_back = normal.split_name(name)
        front, back = front or found_front, back or found_back
    row.values["name"] = name
    if front:
        if normal.is_back_title(front):
            row.tell(
                Defect.TITLE_WRONG_COLUMN,
                front,
                {"title_front": "", "title_back": f"{back}, {front}".strip(", ")},
            )
        row.values["title_front"] = front
    if back:
        row.values["title_back"] = back


def _check_digits(row: Row, name: str) -> None:
    digits = nips.digits_of(name)
    if nips.fault_of(digits) is None:
        other = row.given.get("nip", "")
        row.tell(
            Defect.NIP_IN_NAME,
            name,
            {"nip": digits, "name": other if not any(c.isdigit() for c in other) else ""},
        )
    else:
        row.tell(Defect.NAME_DIGITS, name, {"name": normal.without_digits(name)})


def check_nip(row: Row, known: Known) -> None:
    """The number; what is wrong with it and, where one person fits, which it should be."""
    typed = row.given.get("nip", "")
    digits = nips.digits_of(typed) if typed else ""
    if not digits:
        return
    fault = nips.fault_of(digits)
    if fault is NipFault.SCIENTIFIC or (fault is NipFault.LETTERS and nips.is_scientific(typed)):
        fault, digits = NipFault.SCIENTIFIC, typed.strip()
    row.values["nip"] = digits
    if fault is not None:
        row.tell(_DEFECT_OF[fault], typed, _nip_fix(row, known, fault, typed, digits))
        return
    row.has_number = True
    if nips.kind_of(digits) is nips.NipKind.UNCLEAR:
        row.tell(Defect.NIP_APPOINTMENT, digits)
    elif int(digits[8:12]) - int(digits[:4]) < _YOUNGEST:
        row.tell(Defect.NIP_TOO_YOUNG, digits)
    if digits in known.elsewhere:
        row.tell(Defect.NIP_ELSEWHERE, digits)


def _nip_fix(row: Row, known: Known, fault: NipFault, typed: str, digits: str) -> dict[str, str] | None:
    name, born = row.values.get("name", ""), row.values.get("birth_date", "")
    whole = known.nip_for(name, born, digits)
    if not whole and (by_id := known.by_siasn.get(row.given.get("siasn_id", ""))) is not None:
        whole = by_id.value("nip")
    if not whole:
        whole = _mended(fault, typed, digits, born)
    if whole:
        return {"nip": whole}
    if fault is NipFault.IS_NIK and row.values.get("status") == Status.NON_ASN:
        return {"nip": "", "nik": digits}
    if fault is NipFault.SEX and row.values.get("sex"):
        return {"nip": digits[:14] + row.values["sex"] + digits[15:]}
    if row.values.get("status") == Status.NON_ASN:
        return {"nip": "", "local_id": digits[:40]}
    return None


def _mended(fault: NipFault, typed: str, digits: str, born: str) -> str:
    if fault is NipFault.LETTERS:
        tried = nips.without_lookalikes(typed)
    elif fault is NipFault.TOO_LONG:
        tried = nips.shorter_by_one(digits, born)
    elif fault is NipFault.TOO_SHORT and digits[:1] == "9":
        tried = f"1{digits}"
    elif fault is NipFault.BIRTH_DATE and born:
        tried = born.replace("-", "") + digits[8:]
    else:
        return ""
    return tried if tried and nips.fault_of(tried) is None else ""


def match(row: Row, known: Known) -> KnownPerson | None:
    """The person a row is about: hidden key, SIASN id, number, local id, in this order."""
    values = row.values
    by_key = by_siasn = None
    if (key := row.given.get("key", "")) != "":
        by_key = known.by_ref.get(key)
        if by_key is None:
            row.tell(Defect.KEY_UNKNOWN, key)
        values["key"] = key
    if (siasn := values.get("siasn_id", "")) != "":
        by_siasn = known.by_siasn.get(siasn)
    by_nip = known.by_nip.get(values.get("nip", ""))
    if by_key is None and by_siasn is not None and by_nip is not None and by_siasn.ref != by_nip.ref:
        row.tell(Defect.IDS_DISAGREE, siasn)
        return by_nip
    person = by_key or by_siasn or by_nip
    return person or (known.by_local.get(values["local_id"]) if "local_id" in values else None)


def check_match(row: Row, known: Known) -> None:
    """What the row says against what is known of the person."""
    person, values = row.person, row.values
    if person is None:
        _check_stranger(row, known)
        return
    name = values.get("name", "")
    if not name and "nip" in values:
        row.tell(Defect.NAME_MISSING, "", {"name": person.value("name")})
    elif name and name != person.value("name") and _differ(name, person.value("name")):
        other = known.nip_for(name, values.get("birth_date", ""), values.get("nip", ""))
        row.tell(Defect.NAME_OF_ANOTHER, name, {"nip": other} if other else None)
    if row.has_number and person.value("nip") and (number := values["nip"]) != person.value("nip"):
        row.tell(Defect.NIP_CHANGED, number)
    if person.left and person.left != UNDONE:
        row.tell(Defect.CAME_BACK, person.left)


def _check_stranger(row: Row, known: Known) -> None:
    values = row.values
    if not values.get("name"):
        row.tell(Defect.NAME_MISSING)
    elif known.by_ref and (born := values.get("birth_date", "")) != "":
        twin = known.person_like(values["name"], born)
        if twin is not None and not row.found:
            row.tell(Defect.SAME_PERSON, values["name"], {"key": twin.ref})


def _differ(one: str, other: str) -> bool:
    first, second = name_key(one), name_key(other)
    return first != second and alike(trigrams(first), trigrams(second)) < 0.4


def check_lengths(row: Row) -> None:
    """Texts longer than the roster holds."""
    values = row.values
    if max(map(len, values.values())) <= SHORT:
        return
    for field, most in LONGEST.items():
        text = values.get(field, "")
        if len(text) > most:
            row.tell(Defect.TEXT_TOO_LONG, text, {field: text[:most].strip()}, at=field)
