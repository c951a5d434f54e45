"""Every kind of defect: it is found, one press mends it where it promises to, and what was mended stays mended."""

import pytest

from ikrar.core.roster.checking import Checker
from ikrar.core.roster.defects import DEFECTS, Defect, Repair, Severity
from ikrar.core.roster.known import Known
from ikrar.core.roster.rows import Standing, repaired
from tests.core.roster.given import FIELDS, GOOD, NIP, check, codes, known, person

BUDI = person("BUDI", NIP, "Budi Contoh")
NON_ASN = {**GOOD, "nip": "", "status": "Honorer", "grade": "", "nik": "6202010101850001"}
ANOTHER = {**GOOD, "name": "Wati Lain", "phone": "081300000001", "nip": "199001012015032001"}

# defect -> what the row says instead, who is known, which rows came before
CASES: dict[Defect, tuple[dict[str, str], Known | None, tuple[dict[str, str], ...]]] = {
    Defect.NIP_MISSING: ({"nip": "", "birth_date": "12-04-1985"}, known(BUDI), ()),
    Defect.NIP_DAMAGED: ({"nip": NIP[:15] + "000"}, known(BUDI), ()),
    Defect.NIP_SCIENTIFIC: ({"nip": "1,98504E+17"}, known(BUDI), ()),
    Defect.NIP_TOO_SHORT: ({"nip": NIP[1:]}, None, ()),
    Defect.NIP_TOO_LONG: ({"nip": "1985504122010011003", "birth_date": "12-04-1985"}, None, ()),
    Defect.NIP_LETTERS: ({"nip": "l985O412201001l003"}, None, ()),
    Defect.NIP_IS_NIK: ({"nip": "6202011204850001", "status": "Honorer", "grade": ""}, None, ()),
    Defect.NIP_IS_OLD: ({"nip": "131234567", "birth_date": "12-04-1985"}, known(BUDI), ()),
    Defect.NIP_BIRTH_DATE: ({"nip": "198513122010011003", "birth_date": "12-04-1985"}, None, ()),
    Defect.NIP_SEX: ({"nip": NIP[:14] + "3" + NIP[15:], "sex": "L"}, None, ()),
    Defect.NIP_APPOINTMENT: ({"nip": "198504122010451003"}, None, ()),
    Defect.NIP_TOO_YOUNG: ({"nip": "198504121990011003"}, None, ()),
    Defect.NIP_TWICE: ({}, None, (GOOD,)),
    Defect.NIP_OF_TWO_PEOPLE: (
        {"name": "Wati Lain"},
        known(person("WATI", ANOTHER["nip"], "Wati Lain", birth_date="1985-04-12")),
        (GOOD,),
    ),
    Defect.NIP_ELSEWHERE: ({}, known(elsewhere=[NIP]), ()),
    Defect.NIP_CHANGED: (
        {"siasn_id": "A5", "nip": "198504122024211009", "status": "PPPK", "grade": "IX"},
        known(person("BUDI", NIP, "Budi Contoh", siasn_id="A5")),
        (),
    ),
    Defect.NIP_IN_NAME: ({"nip": "Budi Contoh", "name": NIP}, None, ()),
    Defect.NAME_MISSING: ({"name": ""}, known(BUDI), ()),
    Defect.NAME_DIGITS: ({"name": "8udi C0ntoh"}, None, ()),
    Defect.NAME_GARBLED: ({"name": "AndrÃ© Contoh"}, None, ()),
    Defect.NAME_OF_ANOTHER: ({"name": "Xyz Qrs"}, known(BUDI), ()),
    Defect.TITLE_WRONG_COLUMN: ({"title_front": "S.Pd."}, None, ()),
    Defect.TEXT_TOO_LONG: ({"position": "a" * 300}, None, ()),
    Defect.FORMULA_FAILED: ({"name": "#REF!"}, known(BUDI), ()),
    Defect.BIRTH_DATE_UNREADABLE: ({"birth_date": "kapan ya"}, None, ()),
    Defect.BIRTH_DATE_IMPOSSIBLE: ({"birth_date": "01-01-2025"}, None, ()),
    Defect.BIRTH_DATE_DIFFERS: ({"birth_date": "13-04-1985"}, None, ()),
    Defect.SEX_UNREADABLE: ({"sex": "?!"}, None, ()),
    Defect.SEX_DIFFERS: ({"sex": "P"}, None, ()),
    Defect.FIRST_DAY_DIFFERS: ({"first_day": "01-02-2011"}, None, ()),
    Defect.PAST_RETIREMENT: ({"nip": "195004121975011003"}, None, ()),
    Defect.STATUS_MISSING: ({"status": ""}, None, ()),
    Defect.STATUS_UNKNOWN: ({"status": "Entahlah"}, None, ()),
    Defect.STATUS_DIFFERS: ({"status": "PPPK", "grade": ""}, None, ()),
    Defect.GRADE_MISSING: ({"grade": ""}, None, ()),
    Defect.GRADE_UNKNOWN: ({"grade": "atas"}, None, ()),
    Defect.GRADE_AMBIGUOUS: ({"grade": "III", "rank": "Penata"}, None, ()),
    Defect.GRADE_OF_OTHER_STATUS: ({"grade": "IX"}, None, ()),
    Defect.RANK_DIFFERS: ({"rank": "Pembina"}, None, ()),
    Defect.LEGAL_UNKNOWN: ({"legal_position": "lain"}, None, ()),
    Defect.HAS_ENDED: ({"legal_position": "Pensiun"}, None, ()),
    Defect.NOTE_SAYS_LEFT: ({"note": "sudah pensiun 2025"}, None, ()),
    Defect.CAME_BACK: ({}, known(person("BUDI", NIP, "Budi Contoh", left="retired")), ()),
    Defect.POSITION_MISSING: ({"position": ""}, None, ()),
    Defect.POSITION_KIND_UNKNOWN: ({"position_kind": "entah"}, None, ()),
    Defect.ECHELON_UNKNOWN: ({"echelon": "IX.z"}, None, ()),
    Defect.UNIT_MISSING: ({"unit": ""}, None, ()),
    Defect.UNIT_UNKNOWN: ({"unit": "Puskesmas Contoh Selaatn"}, None, ()),
    Defect.UNIT_AMBIGUOUS: ({"unit": "Tata Usaha"}, None, ()),
    Defect.UNIT_CLOSED: ({"unit": "SD Negeri 9 Contoh"}, None, ()),
    Defect.WORKS_ELSEWHERE: ({"agency_work": "Pemerintah Kota Lain"}, None, ()),
    Defect.PHONE_UNREADABLE: ({"phone": "tidak punya"}, None, ()),
    Defect.PHONE_TWO: ({"phone": "0812-1111-2222 / 0813-3333-4444"}, None, ()),
    Defect.PHONE_SHARED: ({}, None, ({**ANOTHER, "phone": GOOD["phone"]},)),
    Defect.EMAIL_UNREADABLE: ({"email": "budi@gmail"}, None, ()),
    Defect.NIK_LENGTH: ({**NON_ASN, "nik": "62020101", "local_id": "7"}, None, ()),
    Defect.NIK_DAMAGED: ({**NON_ASN, "nik": "6202010101850000", "local_id": "7"}, None, ()),
    Defect.NIK_DATE: ({**NON_ASN, "nik": "6202019901850001"}, None, ()),
    Defect.NO_IDENTITY: ({**NON_ASN, "nik": ""}, None, ()),
    Defect.ID_TWICE: (NON_ASN, None, ({**NON_ASN, "phone": ""},)),
    Defect.IDS_DISAGREE: (
        {"siasn_id": "A9"},
        known(BUDI, person("WATI", ANOTHER["nip"], "Wati Lain", siasn_id="A9")),
        (),
    ),
    Defect.KEY_UNKNOWN: ({"key": "TIDAKADA"}, None, ()),
    Defect.SAME_PERSON: ({"nip": "198504122015011009"}, known(BUDI), ()),
    Defect.ROW_IS_HEADING: ({"nip": "NIP", "name": "NAMA"}, None, ()),
    Defect.ROW_IS_TOTAL: ({"nip": "", "name": "Jumlah pegawai: 40"}, None, ()),
}


def test_every_kind_has_a_case_and_nearly_all_a_one_press_repair() -> None:
    assert set(CASES) == set(Defect) == set(DEFECTS)
    assert len(DEFECTS) >= 40
    assert sum(kind.repair is not Repair.NONE for kind in DEFECTS.values()) >= 0.95 * len(DEFECTS)


def test_a_good_row_has_no_defect() -> None:
    assert codes(check(GOOD)) == []
    assert check(GOOD).standing is Standing.NEW


@pytest.mark.parametrize("defect", list(CASES), ids=str)
def test_each_slip_is_found_weighed_and_mended_by_one_press(defect: Defect) -> None:
    changed, snapshot, before = CASES[defect]
    row = check({**GOOD, **changed}, snapshot, *before)
    found = next(f for f in row.found if f.code == defect)
    assert (row.standing is Standing.BLOCKED) >= found.blocks
    assert found.blocks is (DEFECTS[defect].severity is Severity.BLOCKS)
    assert found.fix is not None
    after = check(repaired(row.values, found.fix), snapshot, *before)
    assert defect not in codes(after)


@pytest.mark.parametrize("defect", list(CASES), ids=str)
def test_checking_what_was_checked_says_the_same_again(defect: Defect) -> None:
    changed, snapshot, before = CASES[defect]
    row = check({**GOOD, **changed}, snapshot, *before)
    again = check(row.values, snapshot, *before)
    assert (sorted(codes(again)), again.standing, again.values) == (
        sorted(codes(row)),
        row.standing,
        row.values,
    )


def test_a_number_is_never_guessed_between_two_people_of_one_name() -> None:
    twin = person("TWIN", NIP[:15] + "004", "Budi Contoh")
    row = check({**GOOD, "nip": NIP[:15] + "000"}, known(BUDI, twin))
    assert [(f.code, f.fix) for f in row.found] == [("nip_damaged", None)]


def test_accepting_two_things_keeps_both_accepted() -> None:
    row = check({**GOOD, "birth_date": "13-04-1985", "rank": "Pembina"})
    values = row.values
    for found in row.found:
        values = repaired(values, found.fix or {})
    assert codes(check(values)) == []


def test_what_cannot_be_read_does_not_overwrite_what_is_known() -> None:
    row = check(
        {**GOOD, "grade": "atas", "phone": "tidak punya"},
        known(person("BUDI", NIP, "Budi Contoh", phone="+6281234567890", email="budi@contoh.example")),
    )
    assert row.standing is Standing.SAME
    assert row.changed == ()


def test_a_row_left_out_stays_left_out() -> None:
    checker = Checker(FIELDS, known())
    assert checker.recheck(2, {**GOOD, "_out": "has_ended"}).standing is Standing.LEFT_OUT
    assert checker.recheck(3, GOOD).standing is Standing.NEW
