"""A seal holds while nothing changes, and breaks at the first bit."""

import logging
import random
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from ikrar.domain.seals.canonical import P256_ORDER
from ikrar.domain.seals.checking import check_seal
from ikrar.domain.seals.contents import BadContents, read_hole
from ikrar.domain.seals.pkcs12 import DEVELOPMENT_NAME
from ikrar.domain.seals.sealing import HOLE, CannotSeal, Level, seal
from tests.domain.seals.conftest import AT

SHORT_DER, FILLED = bytes.fromhex("30820003020105"), 200


def _flip(data: bytes, at: int, bit: int = 0) -> bytes:
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def test_a_seal_says_who_when_and_at_which_level(page: bytes, keys_dir: Path) -> None:
    done = seal(page, keys_dir=keys_dir, reason="Bukti ikrar", at=AT)
    check = check_seal(done.pdf)
    assert (done.asked, done.reached, done.certificate) == (Level.B_B, Level.B_B, DEVELOPMENT_NAME)
    assert (check.is_valid, check.signer, check.sealed_at) == (
        True,
        DEVELOPMENT_NAME,
        AT.replace(microsecond=0),
    )
    assert b"ETSI.CAdES.detached" in done.pdf


def test_pyhanko_itself_trusts_the_seal_when_told_to_trust_its_certificate(sealed: bytes) -> None:
    [found] = PdfFileReader(BytesIO(sealed)).embedded_regular_signatures
    root = x509.Certificate.load(check_seal(sealed).certificate)
    status = validate_pdf_signature(
        found, ValidationContext(trust_roots=[root], moment=AT, allow_fetching=False)
    )
    assert status.bottom_line
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE


def test_a_level_out_of_reach_is_refused_and_never_lowered_in_silence(page: bytes, keys_dir: Path) -> None:
    with pytest.raises(CannotSeal, match="time-stamp authority"):
        seal(page, keys_dir=keys_dir, reason="Uji", at=AT, level=Level.B_T)


def test_what_is_no_pdf_is_not_sealed(keys_dir: Path) -> None:
    with pytest.raises(CannotSeal):
        seal(b"bukan PDF", keys_dir=keys_dir, reason="Uji", at=AT)


def test_a_file_is_sealed_once(sealed: bytes, keys_dir: Path) -> None:
    with pytest.raises(CannotSeal):
        seal(sealed, keys_dir=keys_dir, reason="Uji", at=AT)


def test_one_changed_bit_inside_the_signed_range_breaks_the_seal(sealed: bytes) -> None:
    hole, chance = read_hole(sealed), random.Random(1)
    outside = [at for at in range(len(sealed)) if not hole.start <= at < hole.end]
    for at in chance.sample(outside, 30):
        assert not check_seal(_flip(sealed, at, chance.randrange(8))).is_valid, at


def test_one_changed_bit_of_the_hole_is_refused_padding_and_case_included(sealed: bytes) -> None:
    hole, chance = read_hole(sealed), random.Random(2)
    places = [*chance.sample(range(hole.start, hole.end), 30), hole.end - 2, hole.end - 1, hole.start]
    for at in places:
        for bit in (0, 5):
            assert not check_seal(_flip(sealed, at, bit)).is_valid, (at, bit)


def test_the_hole_has_one_size_one_case_and_zeros_after_its_value(sealed: bytes) -> None:
    hole = read_hole(sealed)
    digits = sealed[hole.start + 1 : hole.end - 1]
    assert len(digits) == HOLE
    assert digits == hole.der.hex().upper().encode() + b"0" * (HOLE - 2 * len(hole.der))
    lower = sealed[: hole.start] + sealed[hole.start : hole.end].lower() + sealed[hole.end :]
    with pytest.raises(BadContents, match="upper-case"):
        read_hole(lower)


def test_bytes_after_the_end_are_refused(sealed: bytes) -> None:
    for more in (b"\n", b"%", sealed):
        assert not check_seal(sealed + more).is_valid


def test_the_other_spelling_of_the_same_signature_is_refused(sealed: bytes) -> None:
    from asn1crypto import cms
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

    hole = read_hole(sealed)
    content = cms.ContentInfo.load(hole.der)
    signer = content["content"]["signer_infos"][0]
    r, s = decode_dss_signature(signer["signature"].native)
    assert s <= P256_ORDER // 2
    signer["signature"] = encode_dss_signature(r, P256_ORDER - s)
    digits = content.dump(force=True).hex().upper().encode().ljust(HOLE, b"0")
    twin = sealed[: hole.start + 1] + digits + sealed[hole.end - 1 :]
    assert check_seal(twin).why == "the signature is the other of two that would verify"


@pytest.mark.parametrize(
    "hole",
    [
        b"",
        b"00",
        b"3080",
        b"30850000000001",
        b"3003020105FF",
        b"308103020105",
        b"30820003020105",
        b"30820400",
        b"zz",
    ],
)
def test_odd_values_in_a_hole_are_refused(hole: bytes) -> None:
    head = b"/ByteRange [0 %5d %5d %5d]"
    body = b"<" + hole + b">"
    start = len(head % (0, 0, 0))
    with pytest.raises(BadContents):
        read_hole(head % (start, start + len(body), 1) + body + b"\n")


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="needs poppler-utils")
def test_poppler_finds_the_seal_valid_and_its_issuer_unknown(sealed: bytes, tmp_path: Path) -> None:
    def said(data: bytes) -> str:
        (tmp_path / "x.pdf").write_bytes(data)
        return subprocess.run(
            ["pdfsig", tmp_path / "x.pdf"], capture_output=True, text=True, check=False
        ).stdout

    whole = said(sealed)
    assert "Total document signed" in whole
    assert "Signature is Valid" in whole
    assert "issuer is unknown" in whole
    changed = sealed.replace(b"/Type /Page\n", b"/Type /page\n", 1)
    assert changed != sealed
    assert "Signature is Valid" not in said(changed)


def test_sealing_works_where_an_event_loop_runs_already(page: bytes, keys_dir: Path) -> None:
    import asyncio

    async def inside() -> bytes:
        return seal(page, keys_dir=keys_dir, reason="Uji", at=AT).pdf

    logging.disable(logging.CRITICAL)
    try:
        assert check_seal(asyncio.run(inside())).is_valid
    finally:
        logging.disable(logging.NOTSET)
