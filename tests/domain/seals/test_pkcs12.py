"""The key folder keeps its key, says what it is, and names what is wrong with it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from ikrar.domain.seals.checking import check_seal
from ikrar.domain.seals.pkcs12 import DEVELOPMENT_NAME, NoSealKey, certificate_name, is_development, seal_key
from ikrar.domain.seals.sealing import CannotSeal, seal_pdf
from tests.domain.seals.conftest import AT

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def _certificate(name: str, key: Key, issuer: str, signer: Key) -> x509.Certificate:
    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    return (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2028, 1, 1, tzinfo=UTC))
        .sign(signer, hashes.SHA256())
    )


def _an_own_key(folder: Path, key: Key, *strangers: x509.Certificate) -> None:
    root, middle = ec.generate_private_key(ec.SECP384R1()), rsa.generate_private_key(65537, 2048)
    own = _certificate("Segel Kabupaten Contoh", key, "Antara", middle)
    chain = [_certificate("Antara", middle, "Akar", root), _certificate("Akar", root, "Akar", root), *strangers]
    data = pkcs12.serialize_key_and_certificates(b"x", key, own, chain, BestAvailableEncryption(b"rahasia"))
    folder.mkdir()
    (folder / "seal.p12").write_bytes(data)
    (folder / "seal.pass").write_text("rahasia\n")


def test_the_first_use_makes_a_key_that_names_itself_and_only_its_owner_can_read(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    assert certificate_name(keys) == DEVELOPMENT_NAME
    assert "bukan BSrE" in DEVELOPMENT_NAME
    assert is_development(keys)
    assert keys.stat().st_mode & 0o777 == 0o700
    assert (keys / "seal.p12").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in keys.iterdir()] == ["seal.p12"]


def test_many_first_uses_at_once_end_with_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as crowd:
        seen = set(crowd.map(lambda _: seal_key(tmp_path / "keys").certificate, range(16)))
    assert len(seen) == 1


@pytest.mark.parametrize(
    "key", [ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048)]
)
def test_a_body_may_bring_its_own_key(tmp_path: Path, page: bytes, key: Key) -> None:
    _an_own_key(tmp_path / "keys", key)
    sealed = seal_pdf(page, keys_dir=tmp_path / "keys", reason="Uji", at=AT)
    assert check_seal(sealed).signer == "Segel Kabupaten Contoh"
    assert check_seal(sealed).is_valid
    assert not is_development(tmp_path / "keys")


def test_a_wrong_passphrase_and_a_damaged_file_are_refused_and_no_new_key_is_made(tmp_path: Path) -> None:
    _an_own_key(tmp_path / "keys", ec.generate_private_key(ec.SECP256R1()))
    (tmp_path / "keys/seal.pass").write_text("keliru")
    with pytest.raises(NoSealKey, match="passphrase"):
        certificate_name(tmp_path / "keys")
    (tmp_path / "keys/seal.p12").write_bytes(b"")
    with pytest.raises(NoSealKey):
        certificate_name(tmp_path / "keys")


def test_a_curve_we_do_not_seal_with_is_named(tmp_path: Path) -> None:
    _an_own_key(tmp_path / "keys", ec.generate_private_key(ec.SECP384R1()))
    with pytest.raises(NoSealKey, match="P-256 or RSA"):
        certificate_name(tmp_path / "keys")


def test_a_replaced_key_is_used_without_a_restart(tmp_path: Path) -> None:
    first = seal_key(tmp_path / "a").certificate
    seal_key(tmp_path / "b")
    (tmp_path / "b/seal.p12").replace(tmp_path / "a/seal.p12")
    assert seal_key(tmp_path / "a").certificate != first


def test_a_certificate_that_vouches_for_nobody_is_not_carried_along(tmp_path: Path, page: bytes) -> None:
    other = ec.generate_private_key(ec.SECP256R1())
    stranger = _certificate("Orang lain", other, "Orang lain", other)
    _an_own_key(tmp_path / "keys", ec.generate_private_key(ec.SECP256R1()), stranger)
    with pytest.raises(CannotSeal, match="signed none of the others"):
        seal_pdf(page, keys_dir=tmp_path / "keys", reason="Uji", at=AT)
