"""Does every way of signing give a file that others find valid, refuse what is not right, and keep no secret?"""

import logging
import os
import pickle
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from asn1crypto.pkcs12 import Pfx
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12
from cryptography.hazmat.primitives.serialization.pkcs12 import PBES
from django.conf import LazySettings

from ikrar.domain.seals import bsre, signing
from ikrar.domain.seals.keyfile import MOST_ROUNDS
from ikrar.domain.seals.local_signing import signatures_in
from ikrar.domain.seals.owners import is_of_somebody_else, names_differ
from ikrar.domain.seals.signing import CannotSign, Identity, Secret, Signed, Way, sign_pdf
from ikrar.words import WORDS
from tests.given.authority import FIRST, Authority
from tests.given.bsre import AT, NIK, PASSPHRASE, PASSWORD, USER, Manners, a_service
from tests.given.signing import LABEL, PIN, TOKEN, a_letter, a_token, softhsm_module

PHRASE = "Kata-Sandi-Kunci-42"


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def letter() -> bytes:
    return a_letter()


@pytest.fixture
def keys(settings: LazySettings, tmp_path: Path) -> Path:
    settings.IKRAR_KEYS = tmp_path
    return tmp_path


def by_file(letter: bytes, container: bytes, phrase: str = PHRASE) -> Signed:
    return sign_pdf(
        letter, way=Way.PKCS12, identity=Identity(container=container), secret=Secret(phrase), reason="Surat",
        place="Kota Contoh", at=AT,
    )  # fmt: skip


def found_by_pdfsig(pdf: bytes, folder: Path) -> str:
    """What poppler says of the signatures: an implementation that is not ours."""
    path = folder / "surat.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False).stdout


def test_a_key_file_signs_and_pdfsig_finds_it_valid(
    authority: Authority, letter: bytes, keys: Path, tmp_path: Path
) -> None:
    signed = by_file(letter, authority.file_of("Hadi Contoh", PHRASE))
    assert signed.pdf.startswith(letter)
    assert (signed.certificate, signed.is_certified) == ("Hadi Contoh", False)
    said = found_by_pdfsig(signed.pdf, tmp_path)
    assert "Signature is Valid" in said and "Hadi Contoh" in said and "Total document signed" in said


def test_a_chain_that_the_installation_trusts_is_certified(
    authority: Authority, letter: bytes, keys: Path
) -> None:
    (keys / "trusted.pem").write_bytes(authority.pem)
    assert by_file(letter, authority.file_of("Hadi Contoh", PHRASE)).is_certified
    assert not by_file(letter, Authority().file_of("Hadi Contoh", PHRASE)).is_certified


def test_two_people_sign_one_after_the_other(
    authority: Authority, letter: bytes, keys: Path, tmp_path: Path
) -> None:
    one = by_file(letter, authority.file_of("Ayu Contoh", PHRASE))
    two = by_file(one.pdf, authority.file_of("Hadi Contoh", PHRASE))
    assert signatures_in(two.pdf) == 2
    assert found_by_pdfsig(two.pdf, tmp_path).count("Signature is Valid") == 2


@pytest.mark.parametrize(
    ("more", "phrase", "reason"),
    [
        ({}, "wrong", "sign.wrong_passphrase"),
        ({"last": FIRST.replace(year=2026)}, PHRASE, "sign.certificate_expired"),
        ({"signs": False}, PHRASE, "sign.wrong_certificate"),
    ],
)
def test_a_key_that_may_not_sign_is_refused(
    authority: Authority, letter: bytes, keys: Path, more: dict[str, Any], phrase: str, reason: str
) -> None:
    with pytest.raises(CannotSign) as refused:
        by_file(letter, authority.file_of("Hadi Contoh", PHRASE, **more), phrase)
    assert refused.value.reason == reason


@pytest.mark.parametrize("container", [b"", b"no key", b"\x30\x82" * 40, b"x" * 200_000])
def test_a_file_that_is_no_key_is_refused(letter: bytes, keys: Path, container: bytes) -> None:
    with pytest.raises(CannotSign):
        by_file(letter, container)


def test_a_file_that_is_no_pdf_is_refused(authority: Authority, keys: Path) -> None:
    with pytest.raises(CannotSign, match=r"sign\.unreadable_file"):
        by_file(b"no pdf at all", authority.file_of("Hadi Contoh", PHRASE))


def a_key_file(authority: Authority, rounds: int, how: PBES = PBES.PBESv2SHA256AndAES256CBC) -> bytes:
    """A key file whose two locked parts hash the passphrase so often."""
    key, certificate = authority.person("Hadi Contoh")
    builder = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(rounds).key_cert_algorithm(how)
    return pkcs12.serialize_key_and_certificates(
        b"kunci", key, certificate, None, builder.build(PHRASE.encode())
    )


@pytest.mark.parametrize("how", [PBES.PBESv2SHA256AndAES256CBC, PBES.PBESv1SHA1And3KeyTripleDESCBC])
def test_a_key_file_that_takes_long_to_open_is_refused(
    authority: Authority, letter: bytes, keys: Path, how: PBES
) -> None:
    assert by_file(letter, a_key_file(authority, 2_000, how)).certificate == "Hadi Contoh"
    with pytest.raises(CannotSign) as refused:
        by_file(letter, a_key_file(authority, MOST_ROUNDS // 2 + 1, how))
    assert (refused.value.reason, refused.value.field) == ("sign.key_file_too_slow", "container")


def test_a_key_file_that_takes_long_to_check_is_refused(
    authority: Authority, letter: bytes, keys: Path
) -> None:
    slow = Pfx.load(a_key_file(authority, 2_000))
    slow["mac_data"]["iterations"] = 20_000_000
    with pytest.raises(CannotSign, match=r"sign\.key_file_too_slow"):
        by_file(letter, slow.dump())


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("HADI CONTOH, S.H., M.Si.", "Drs. H. Hadi Contoh", False),
        ("Moh. Rizki Tjahjo", "MUHAMMAD RIZKI CAHYO", False),
        ("M. Rizki", "Muhammad Rizki", False),
        ("Sulaeman", "Sulaiman", False),
        ("Hadi", "Hadi Contoh", False),
        ("", "Hadi", False),
        ("Hadi Contoh", "Sari Contoh", True),
        ("Pemerintah Kabupaten Contoh", "Hadi Contoh", True),
        ("Hadi", "Hari", True),
    ],
)
def test_names_of_two_people_are_told_apart_and_spellings_are_not(one: str, other: str, differ: bool) -> None:
    assert names_differ(one, other) is differ
    assert names_differ(other, one) is differ


def test_a_nip_in_the_certificate_decides(authority: Authority) -> None:
    nip = "198504122010011003"
    _, certificate = authority.person(f"Hadi Contoh {nip}")
    assert not is_of_somebody_else(certificate, person="Nama Baru", nip="19850412 201001 1 003")
    assert is_of_somebody_else(certificate, person="Hadi Contoh", nip=f"{nip[:-1]}4")
    assert is_of_somebody_else(certificate, person="Sari", nip="")


@pytest.fixture(scope="module")
def module(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> str:
    if softhsm_module() is None and os.environ.get("IKRAR_NO_SKIP") != "1":
        pytest.skip("SoftHSM is not installed")
    return a_token(tmp_path_factory.mktemp("hsm"), authority)


@pytest.fixture
def token(module: str, settings: LazySettings, keys: Path) -> None:
    settings.IKRAR_PKCS11_MODULE, settings.IKRAR_PKCS11_TOKEN = module, TOKEN


def by_token(letter: bytes, *, label: str = LABEL, pin: str = PIN, person: str = "Hadi Contoh, S.H.") -> Signed:
    return sign_pdf(
        letter,
        way=Way.PKCS11,
        identity=Identity(label, person=person),
        secret=Secret(pin),
        reason="Surat",
        place="Kota Contoh",
        at=AT,
    )


@pytest.mark.slow
def test_a_key_in_a_token_signs(letter: bytes, token: None, tmp_path: Path) -> None:
    assert Way.PKCS11 in signing.ways_available()
    signed = by_token(letter)
    assert signed.certificate == "Hadi Contoh"
    assert "Signature is Valid" in found_by_pdfsig(signed.pdf, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"pin": "000000"}, "sign.wrong_pin"),
        ({"label": "orang lain"}, "sign.no_such_key"),
        ({"person": "Sari Contoh"}, "sign.of_somebody_else"),
    ],
)
def test_a_wrong_pin_or_label_and_the_key_of_a_colleague_are_told(
    letter: bytes, token: None, how: dict[str, str], reason: str
) -> None:
    with pytest.raises(CannotSign) as refused:
        by_token(letter, **how)
    assert refused.value.reason == reason


def test_without_a_token_that_way_is_not_offered(letter: bytes, keys: Path) -> None:
    assert signing.ways_available() == (Way.PKCS12,)
    with pytest.raises(CannotSign, match=r"sign\.token_missing"):
        by_token(letter)


@pytest.fixture
def service(authority: Authority, settings: LazySettings, keys: Path) -> Iterator[Manners]:
    with a_service(authority) as (url, manners):
        settings.IKRAR_BSRE_URL, settings.IKRAR_BSRE_USER, settings.IKRAR_BSRE_SECONDS = url, USER, 1.0
        (keys / bsre.PASSWORD_FILE).write_text(PASSWORD)
        yield manners


def by_service(letter: bytes, way: Way, *, nik: str = NIK, phrase: str = PASSPHRASE) -> Signed:
    return sign_pdf(
        letter,
        way=way,
        identity=Identity(nik),
        secret=Secret(phrase),
        reason="Surat",
        place="Kota Contoh",
        at=AT,
    )


BOTH = pytest.mark.parametrize("way", [Way.BSRE_V1, Way.BSRE_V2])


@BOTH
def test_the_service_signs_and_pdfsig_finds_it_valid(
    letter: bytes, service: Manners, way: Way, tmp_path: Path
) -> None:
    signed = by_service(letter, way)
    assert (signed.certificate, signed.is_certified, signed.was_rewritten) == ("Hadi Contoh", True, False)
    assert "Signature is Valid" in found_by_pdfsig(signed.pdf, tmp_path)


def test_a_file_kept_under_a_number_is_fetched(letter: bytes, service: Manners) -> None:
    service.by_number = True
    assert by_service(letter, Way.BSRE_V1).document_id == "DOK-1"
    assert service.calls[-1] == "/api/sign/download/DOK-1"


@BOTH
def test_a_file_written_anew_with_equal_pages_is_taken_and_said(
    letter: bytes, service: Manners, way: Way
) -> None:
    service.bad = "rewritten"
    assert by_service(letter, way).was_rewritten


@BOTH
@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("slow", "sign.time_out"),
        ("down", "sign.service_down"),
        ("html", "sign.strange_answer"),
        ("other", "sign.not_the_file_sent"),
        ("damaged", "sign.not_valid"),
    ],
)
def test_bad_manners_are_told_and_no_file_is_used(
    letter: bytes, service: Manners, way: Way, bad: str, reason: str
) -> None:
    service.bad = bad
    with pytest.raises(CannotSign) as refused:
        by_service(letter, way)
    assert refused.value.reason == reason


@BOTH
def test_a_redirect_is_not_followed_with_the_passphrase(letter: bytes, service: Manners, way: Way) -> None:
    service.bad = "redirect"
    with pytest.raises(CannotSign):
        by_service(letter, way)
    assert len(service.calls) == 1


def _read_whole(caller: socket.socket) -> None:
    """Head and body of one request."""
    lines, length = caller.makefile("rb"), 0
    while (line := lines.readline()) not in {b"", b"\r\n"}:
        if line.lower().startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    lines.read(length)


@contextmanager
def a_broken_service(answer: bytes) -> Iterator[str]:
    """A service that says these bytes to everybody and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError), server.accept()[0] as caller:
                _read_whole(caller)  # to hang up earlier would be a reset, which is another thing
                caller.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        thread.join(2)


@BOTH
@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"garbage\r\n\r\n", "sign.strange_answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{}", "sign.strange_answer"),
        (b"HTTP/1.1 500 Oh\r\nContent-Length: 500\r\n\r\n{", "sign.strange_answer"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n{", "sign.strange_answer"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n{}", "sign.strange_answer"),
        (b"", "sign.service_down"),
    ],
)
def test_an_answer_that_breaks_off_or_is_no_answer_is_told(
    letter: bytes, keys: Path, settings: LazySettings, way: Way, answer: bytes, reason: str
) -> None:
    with a_broken_service(answer) as settings.IKRAR_BSRE_URL, pytest.raises(CannotSign) as refused:
        by_service(letter, way)
    assert (refused.value.reason, refused.value.try_again) == (reason, True)


@pytest.mark.parametrize(
    ("bad", "reason"), [("broken64", "sign.strange_answer"), ("many", "sign.strange_answer")]
)
def test_broken_files_in_the_second_interface_are_told(
    letter: bytes, service: Manners, bad: str, reason: str
) -> None:
    service.bad = bad
    with pytest.raises(CannotSign) as refused:
        by_service(letter, Way.BSRE_V2)
    assert refused.value.reason == reason


def test_what_came_of_a_partial_answer_is_kept_and_the_rest_is_told(letter: bytes, service: Manners) -> None:
    service.bad = "partial"
    who, phrase = Identity(NIK), Secret(PASSPHRASE)
    first, second = bsre.sign_many_v2([letter, letter], identity=who, secret=phrase, reason="", place="")
    assert isinstance(first, Signed)
    assert isinstance(second, CannotSign) and second.reason == "sign.partial_answer" and second.try_again


@BOTH
@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("EXPIRED", "sign.service_certificate_expired"),
        ("REVOKE", "sign.service_certificate_revoked"),
        ("NO_CERTIFICATE", "sign.user_unknown"),
    ],
)
def test_a_certificate_that_is_not_in_force_is_never_asked_to_sign(
    letter: bytes, service: Manners, way: Way, status: str, reason: str
) -> None:
    service.status = status
    with pytest.raises(CannotSign) as refused:
        by_service(letter, way)
    assert refused.value.reason == reason
    assert not any("sign/pdf" in path for path in service.calls)


@BOTH
def test_an_unknown_person_and_a_wrong_passphrase(letter: bytes, service: Manners, way: Way) -> None:
    with pytest.raises(CannotSign, match=r"sign\.user_unknown"):
        by_service(letter, way, nik="6201010101800009")
    with pytest.raises(CannotSign, match=r"sign\.wrong_service_passphrase"):
        by_service(letter, way, phrase="salah")


@BOTH
def test_what_is_signed_already_is_not_sent(
    authority: Authority, letter: bytes, service: Manners, way: Way
) -> None:
    signed = by_file(letter, authority.file_of("Ayu Contoh", PHRASE))
    with pytest.raises(CannotSign, match=r"sign\.already_signed"):
        by_service(signed.pdf, way)
    assert service.calls == []


def test_a_wrong_login_of_the_application_is_the_operators_matter(
    letter: bytes, service: Manners, keys: Path
) -> None:
    (keys / bsre.PASSWORD_FILE).write_text("another")
    with pytest.raises(CannotSign, match=r"sign\.service_login"):
        by_service(letter, Way.BSRE_V2)


def test_no_secret_is_told_by_errors_logs_or_objects(
    authority: Authority, letter: bytes, service: Manners, caplog: pytest.LogCaptureFixture
) -> None:
    import traceback

    caplog.set_level(logging.DEBUG)
    told = [
        repr(Secret(PHRASE)),
        str(Secret(PHRASE)),
        repr(Identity(NIK, PHRASE.encode())),
        repr(bsre.service()),
    ]
    with pytest.raises(TypeError):
        pickle.dumps(Secret(PHRASE))
    for way in Way:
        try:
            sign_pdf(
                letter, way=way, identity=Identity(NIK, b"x"), secret=Secret(PHRASE), reason="", place="", at=AT
            )
        except CannotSign as refused:
            told.append("".join(traceback.format_exception(refused)))
    whole = "\n".join([*told, caplog.text])
    for secret in (PHRASE, PASSPHRASE, PASSWORD):
        assert secret not in whole


def test_every_reason_has_words() -> None:
    import re

    folder = Path(signing.__file__).parent
    reasons = {r for p in folder.glob("*.py") for r in re.findall(r'"(sign\.[a-z_]+)"', p.read_text())}
    assert reasons == {code for code in WORDS if code.startswith("sign.")}
