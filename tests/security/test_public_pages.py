"""What do public pages say when they are asked for something nobody meant?"""

import pytest

from ikrar.core.pledges_erasing import Ground
from ikrar.domain.pledges.actions.erasing import clear_person
from tests.given.cast import Cast
from tests.given.pledges import Morning, a_morning, a_pledge, right_now
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def morning(cast: Cast) -> Morning:
    return a_morning(cast, at=right_now())


def test_the_proof_of_an_erased_person_stays_a_page(client: StrictClient, cast: Cast, morning: Morning) -> None:
    pledge = a_pledge(morning.ayu, morning.at)
    clear_person(morning.ayu.employee, ground=Ground.REQUEST, by=cast.staff(cast.sari), at=morning.at)
    for path in ("", "umum/", "milik-saya/"):
        assert client.get(f"/bukti/{pledge.ref}/{path}").status_code in {200, 404, 503}
    assert client.get(f"/api/v1/bukti/{pledge.ref}").status_code in {200, 404}


@pytest.mark.parametrize("typed", ["²", "①", "٣", "9" * 40, "-1", "0"])
def test_odd_digits_are_a_wrong_number_and_no_broken_page(
    client: StrictClient, morning: Morning, typed: str
) -> None:
    page = client.post(f"/m/{morning.apel.code}/", {"nomor": typed, "kode": "7K0101"})
    assert page.status_code == 422


@pytest.mark.parametrize("path", ["/m/%00/", "/m/%00ABCDE/", "/m/ABCDE%00FG/ikrar/", "/layar/AB%00CDE/", "/bukti/%00/milik-saya/",
    "/api/v1/bukti/%00", "/bukti/?kode=%00", "/log/%00", "/log/tile/../../keys/django", "/log/..%2f..%2fkeys/django",
    "/log//etc/passwd", "/sandi/%00/", "/boleh/?x=%00", "/m/%ED%A0%80/", "/m/%FF%FE/"])  # fmt: skip
def test_addresses_nobody_typed_are_not_found(client: StrictClient, morning: Morning, path: str) -> None:
    assert client.get(path).status_code in {200, 400, 404, 422}


@pytest.mark.parametrize("body", [b"", b"[" * 100_000, b'{"a":' * 50_000, b"\xff\xfe", b"1" * 10_000, b"null", b'"\\ud800"', b"{}",
    b"x" * 2_000_000, b"x" * 6_000_000])  # fmt: skip
def test_a_file_that_is_no_proof_is_refused(client: StrictClient, db: None, body: bytes) -> None:
    assert client.post("/api/v1/verify", body, content_type="application/json").status_code in {400, 413, 422}


@pytest.mark.parametrize(
    "path", ["//evil.example/", "/en//evil.example/", "/en///evil.example", "/en/\\evil.example/"]
)
def test_no_page_links_to_another_host(client: StrictClient, db: None, path: str) -> None:
    page = client.get(path)
    assert b'href="//' not in page.content and b'href="/\\' not in page.content


@pytest.mark.parametrize(
    "after", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_the_login_leads_nowhere_else(client: StrictClient, cast: Cast, after: str) -> None:
    from ikrar.domain.people.hashing import Argon2id
    from tests.given.cast import PASSWORD

    account = cast.account(cast.sari)
    account.password = Argon2id().encode(PASSWORD, "")
    account.save()
    page = client.post(f"/masuk/?next={after}", {"login": "sari", "password": PASSWORD, "next": after})
    assert page.status_code in {200, 302, 422}
    assert "evil" not in page.headers.get("Location", "") and "javascript" not in page.headers.get(
        "Location", ""
    )
