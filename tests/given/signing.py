"""Letters to be signed, and a token (SoftHSM) with a key in it."""

import os
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

from ikrar.core.letters import Body, Kind
from ikrar.papers.letter import Head, LetterPage, Signer, letter_pdf
from tests.given.authority import Authority
from tests.given.bsre import AT

MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/libsofthsm2.so",
)
TOKEN, PIN, LABEL = "Ikrar Contoh", "482915", "kepala"


def a_letter(text: str = "Menjaga netralitas dalam pelayanan.") -> bytes:
    """A letter of ours as a PDF."""
    page = LetterPage(
        Kind.LETTER, Head("PEMERINTAH KABUPATEN CONTOH", "SEKRETARIAT DAERAH"), "SURAT DINAS", "800/1/2026",
        "23 November 2026", "Kota Contoh", "Biasa", "", "Netralitas pegawai", ("Camat Contoh",), Body(paragraphs=(text,)),
        Signer("Sekretaris Daerah", "Hadi Contoh"),
    )  # fmt: skip
    return letter_pdf(page, at=AT)


def another_letter() -> bytes:
    """A letter that nobody asked to sign."""
    return a_letter("Mengangkat orang lain.")


def written_anew(pdf: bytes) -> bytes:
    """The same pages in a file written from scratch, as a service may give them back."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    out = BytesIO()
    copy_into_new_writer(PdfFileReader(BytesIO(pdf))).write(out)
    return out.getvalue()


def softhsm_module() -> str | None:
    """The library of SoftHSM, where it is installed with its command."""
    found = next((m for m in MODULES if Path(m).exists()), None)
    return found if shutil.which("softhsm2-util") else None


def a_token(folder: Path, authority: Authority) -> str:
    """A fresh token with an RSA key and its certificate; the path of the module. Sets SOFTHSM2_CONF."""
    import pkcs11
    from cryptography.hazmat.primitives.serialization import Encoding, load_der_public_key
    from pkcs11.util.rsa import encode_rsa_public_key

    module = softhsm_module()
    assert module is not None
    (folder / "tokens").mkdir()
    config = folder / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\n")
    os.environ["SOFTHSM2_CONF"] = str(config)
    command = [
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        TOKEN,
        "--pin",
        PIN,
        "--so-pin",
        "1234567890",
    ]
    subprocess.run(command, check=True, capture_output=True)
    library = pkcs11.lib(module)
    library.reinitialize()
    token = library.get_token(token_label=TOKEN)
    with token.open(rw=True, user_pin=PIN) as session:
        public, _ = session.generate_keypair(
            pkcs11.KeyType.RSA, 2048, store=True, label=LABEL, id=b"\x01",
            capabilities=pkcs11.MechanismFlag.SIGN | pkcs11.MechanismFlag.VERIFY,
        )  # fmt: skip
        from asn1crypto.keys import PublicKeyInfo, RSAPublicKey

        info = PublicKeyInfo.wrap(RSAPublicKey.load(encode_rsa_public_key(public)), "rsa")
        certificate = authority.certify("Hadi Contoh", load_der_public_key(info.dump()))
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.LABEL: LABEL,
                pkcs11.Attribute.ID: b"\x01",
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.SUBJECT: certificate.subject.public_bytes(),
                pkcs11.Attribute.VALUE: certificate.public_bytes(Encoding.DER),
            }
        )
    return module
