"""Is a device known by its cookie alone, is everything it brings kept, and does it learn nothing about people?"""

import base64
import json
import uuid
from typing import Any

import pytest
from django.conf import LazySettings

from ikrar.core import attendance_cards as cards
from ikrar.core.attendance import Device
from ikrar.domain.programme import actions
from ikrar.domain.programme.card_keys import number_of, scanner_secret, token_of
from ikrar.domain.programme.models import ActivitySession, AttendanceCard, Scan, ScanBatch, Scanner
from ikrar.domain.roster.models import Employee
from tests.given.activities import a_gate, a_session_to_attend, code_for
from tests.given.cast import Cast
from tests.given.programme import some_employees
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


@pytest.fixture
def people(cast: Cast) -> list[Employee]:
    made = some_employees(cast.health, 3, cast.at, name="Rahasia Contoh", nip="")
    actions.issue_cards(cast.health, by=cast.staff(cast.sari), at=cast.at)
    return made


@pytest.fixture
def session(cast: Cast, people: list[Employee]) -> ActivitySession:
    return a_session_to_attend(cast)


@pytest.fixture
def gate(cast: Cast, session: ActivitySession) -> Scanner:
    return a_gate(cast, session)


def as_device(scanner: Scanner) -> StrictClient:
    client = StrictClient()
    answer = client.post(f"/pindai/buka/{scanner.ref}/{scanner_secret(scanner.ref)}/")
    assert answer.status_code == 303
    client.defaults["HTTP_X_PINDAI"] = scanner_secret(scanner.ref)
    return client


def a_row(code: str, moment: int, **changes: Any) -> list[Any]:
    mark = base64.b64encode(cards.mark_of(code)).decode()
    row = {
        "id": str(uuid.uuid4()),
        "mark": mark,
        "at": moment,
        "offset": 0,
        "move": "in",
        "undoes": None,
        "typed": 0,
    }
    return list({**row, **changes}.values())


def send(client: StrictClient, scanner: Scanner, *rows: Any, **load: Any) -> Any:
    body = json.dumps({"offset": 0, "trip": 50, "scans": list(rows), **load})
    return client.post(f"/pindai/{scanner.ref}/kirim/", body, content_type="application/json")


def test_the_link_makes_a_device_only_when_pressed(gate: Scanner) -> None:
    client, secret = StrictClient(), scanner_secret(gate.ref)
    page = client.get(f"/pindai/buka/{gate.ref}/{secret}/")
    assert page.status_code == 200
    assert f"pindai-{gate.ref}" not in page.cookies
    assert client.get(f"/pindai/{gate.ref}/").status_code == 404
    assert client.get(f"/pindai/buka/{gate.ref}/{secret[:-1]}0/").status_code == 404
    assert as_device(gate).get(f"/pindai/{gate.ref}/").status_code == 200


@pytest.mark.parametrize("path", ["", "bekal/", "jam/", "kios/"])
def test_a_stranger_finds_no_device(gate: Scanner, path: str) -> None:
    assert StrictClient().get(f"/pindai/{gate.ref}/{path}").status_code == 404


def test_a_device_of_another_session_is_a_stranger(cast: Cast, gate: Scanner) -> None:
    other = a_gate(cast, a_session_to_attend(cast), "Gerbang lain")
    assert as_device(other).get(f"/pindai/{gate.ref}/bekal/").status_code == 404


def test_only_the_page_of_a_scanner_may_use_camera_and_network(gate: Scanner) -> None:
    page = as_device(gate).get(f"/pindai/{gate.ref}/")
    assert "connect-src 'self'" in page["Content-Security-Policy"]
    assert "script-src 'self' 'wasm-unsafe-eval'" in page["Content-Security-Policy"]  # for reading codes only
    assert "unsafe" not in page["Content-Security-Policy"].replace("'wasm-unsafe-eval'", "")
    assert page["Permissions-Policy"].startswith("camera=(self)")


def test_what_a_device_takes_along_tells_nothing_about_people(gate: Scanner, people: list[Employee]) -> None:
    client = as_device(gate)
    kit = client.get(f"/pindai/{gate.ref}/bekal/").json()
    assert len(base64.b64decode(kit["valid"])) == 3 * cards.PREFIX_BYTES
    whole = json.dumps(kit) + client.get(f"/pindai/{gate.ref}/").content.decode()
    for secret in ("Rahasia", code_for(people[0]), people[0].ref, cards.mark_of(code_for(people[0])).hex()):
        assert secret not in whole


def test_a_revoked_card_is_told_to_the_device(cast: Cast, gate: Scanner, people: list[Employee]) -> None:
    old = cards.mark_of(code_for(people[0]))[: cards.PREFIX_BYTES]
    actions.reissue_card(people[0], by=cast.staff(cast.sari), at=cast.at)
    kit = as_device(gate).get(f"/pindai/{gate.ref}/bekal/").json()
    assert base64.b64decode(kit["revoked"]) == old
    assert old not in base64.b64decode(kit["valid"])


def test_scans_are_taken_in_once_however_often_they_come(
    cast: Cast, gate: Scanner, people: list[Employee]
) -> None:
    client, at = as_device(gate), round(cast.at.timestamp() * 1000)
    rows = [a_row(code_for(p), at) for p in people]
    assert send(client, gate, *rows).json() == {"fresh": 3, "unreadable": []}
    assert send(client, gate, *rows).json() == {"fresh": 0, "unreadable": []}
    assert Scan.objects.count() == 3
    assert ScanBatch.objects.get().round_trip_ms == 50


def test_a_closed_device_is_still_heard(cast: Cast, gate: Scanner, people: list[Employee]) -> None:
    client = as_device(gate)
    actions.close_scanner(gate, by=cast.staff(cast.sari), at=cast.at)
    assert (
        send(client, gate, a_row(code_for(people[0]), round(cast.at.timestamp() * 1000))).json()["fresh"] == 1
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "x"}, {"id": 7}, {"mark": "!!"}, {"mark": "AAAA"}, {"at": "pagi"}, {"at": 10**30}, {"at": -1}, {"at": None},
        {"move": "fly"}, {"undoes": "x"}, {"at": 1e400}, {"mark": None},
    ],
)  # fmt: skip
def test_a_scan_that_cannot_be_read_does_not_hold_up_the_others(
    cast: Cast, gate: Scanner, people: list[Employee], changes: dict[str, Any]
) -> None:
    at = round(cast.at.timestamp() * 1000)
    bad, good = a_row(code_for(people[0]), at, **changes), a_row(code_for(people[1]), at)
    assert send(as_device(gate), gate, bad, good).json() == {"fresh": 1, "unreadable": [0]}


@pytest.mark.parametrize(
    "body",
    [b"", b"[" * 100_000, b"null", b"{}", b'{"scans": 3, "offset": 0, "trip": 0}', b"\xff\xfe", b'"\\ud800"'],
)
def test_a_load_in_no_form_is_refused_and_breaks_nothing(gate: Scanner, body: bytes) -> None:
    answer = as_device(gate).post(f"/pindai/{gate.ref}/kirim/", body, content_type="application/json")
    assert answer.status_code == 422


def test_more_than_a_thousand_at_once_are_refused(cast: Cast, gate: Scanner) -> None:
    at = round(cast.at.timestamp() * 1000)
    assert send(as_device(gate), gate, *[a_row("0000ZZZZ", at) for _ in range(1001)]).status_code == 422
    assert Scan.objects.count() == 0


@pytest.mark.parametrize("offset", [None, "x", True, 10**30, 1.5])
def test_an_odd_offset_is_no_offset(cast: Cast, gate: Scanner, people: list[Employee], offset: Any) -> None:
    at = round(cast.at.timestamp() * 1000)
    assert send(as_device(gate), gate, a_row(code_for(people[0]), at), offset=offset).status_code == 200
    assert ScanBatch.objects.get().offset_ms is None


def test_an_upload_needs_the_secret_in_its_own_header(
    cast: Cast, gate: Scanner, people: list[Employee]
) -> None:
    """A cookie alone would let a form of another site send scans in the name of the device."""
    client = StrictClient(enforce_csrf_checks=True)
    client.cookies[f"pindai-{gate.ref}"] = scanner_secret(gate.ref)
    body = json.dumps({"offset": 0, "trip": 1, "scans": []})
    path = f"/pindai/{gate.ref}/kirim/"
    assert client.post(path, body, content_type="application/json").status_code == 404
    wrong = client.post(path, body, content_type="application/json", headers={"X-Pindai": "x" * 32})
    assert wrong.status_code == 404
    right = {"X-Pindai": scanner_secret(gate.ref)}
    assert client.post(path, body, content_type="application/json", headers=right).status_code == 200


def test_a_device_that_forgot_its_cookie_gets_it_back(gate: Scanner) -> None:
    client = StrictClient()
    kit = client.get(f"/pindai/{gate.ref}/bekal/", headers={"X-Pindai": scanner_secret(gate.ref)})
    assert kit.status_code == 200
    assert client.get(f"/pindai/{gate.ref}/").status_code == 200


def test_without_script_a_typed_code_is_stored_once(cast: Cast, gate: Scanner, people: list[Employee]) -> None:
    client, code = as_device(gate), code_for(people[0])
    for _ in range(2):
        page = client.post(f"/pindai/{gate.ref}/", {"kode": f"{code[:4]}-{code[4:]}".lower()})
        assert f"kartu {code[-4:]}" in page.content.decode()
    assert Scan.objects.get().employee == people[0]
    assert client.post(f"/pindai/{gate.ref}/", {"kode": "7K3M"}).status_code == 422


def test_a_kiosk_shows_four_characters_and_clears_itself(
    cast: Cast, session: ActivitySession, people: list[Employee]
) -> None:
    kiosk = a_gate(cast, session, "Kios depan", Device.KIOSK)
    client = as_device(kiosk)
    card = AttendanceCard.objects.get(employee=people[0])
    token = token_of(number_of(people[0], card.agency.ref, card.round))
    done = client.post(f"/pindai/{kiosk.ref}/kios/", {"kode": token})
    assert done["Refresh"] == f"8; url=/pindai/{kiosk.ref}/kios/"
    said = done.content.decode()
    assert code_for(people[0])[-4:] in said and "Rahasia" not in said and code_for(people[0]) not in said
    forged = ("B" if token[0] == "A" else "A") + token[1:]
    assert client.post(f"/pindai/{kiosk.ref}/kios/", {"kode": forged}).status_code == 422
    assert client.get(f"/pindai/{kiosk.ref}/").status_code == 404
    actions.close_scanner(kiosk, by=cast.staff(cast.sari), at=cast.at)
    assert "sudah ditutup" in client.get(f"/pindai/{kiosk.ref}/kios/").content.decode()
    assert Scan.objects.count() == 1


def test_the_worker_script_reaches_the_scanner_pages_only() -> None:
    answer = StrictClient().get("/pindai/kerja.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer
    assert answer["Cache-Control"] == "no-cache"
