"""What people do with letters in the journeys: press, follow, choose, take the file; and the key file of a head."""

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from tests.journeys.conftest import axe_findings


def a_key_file(path: Path, secret: str) -> Path:
    """A certificate file (PKCS#12) of the head, made by no authority."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Kepala Contoh")])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365))
        .add_extension(x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    kept = pkcs12.serialize_key_and_certificates(
        b"kepala", key, built, None, BestAvailableEncryption(secret.encode())
    )
    path.write_bytes(kept)
    return path


def said(page: Any, text: str) -> None:
    """The page says this."""
    assert text in page.inner_text("main"), page.inner_text("main")


def looked_at(page: Any) -> None:
    """Nothing is wrong with the page for people who cannot see it."""
    found = axe_findings(page)
    assert found == [], found


def press(page: Any, words: str) -> None:
    """Press the button with these words."""
    page.get_by_role("button", name=words, exact=True).click()


def follow(page: Any, words: str) -> None:
    """Follow the link with these words."""
    page.get_by_role("link", name=words, exact=True).first.click()


def choose(page: Any, name: str, words: str) -> None:
    """Choose the entry of a list that begins with these words."""
    value = page.locator(f"select[name={name}] option", has_text=words).first.get_attribute("value")
    page.select_option(f"select[name={name}]", value)


def pdf_of(page: Any, words: str, folder: Path) -> Path:
    """The file behind a link."""
    href = page.get_by_role("link", name=words, exact=True).first.get_attribute("href")
    answer = page.request.get(href)
    assert answer.ok
    path = folder / f"{words[:10].strip()}.pdf"
    path.write_bytes(answer.body())
    return path


def text_of(path: Path) -> str:
    """What a PDF says."""
    return subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout


def first_name(page: Any, select: str) -> str:
    """The first person who can be chosen."""
    return str(page.locator(f"select[name={select}] option").nth(1).inner_text())


def who_sits_at(other: Any, page: Any) -> str:
    """The person at the other desk, in the list of who can initial."""
    name = other.locator("a.saya").inner_text().split(":")[-1].strip()
    option = page.locator("select[name=initial_1] option", has_text=name).first
    return str(option.get_attribute("value"))
