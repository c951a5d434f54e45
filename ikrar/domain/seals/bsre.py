"""Signing at the BSrE client service on the agency's own server: both interfaces as public code uses them.

Known from public code that calls the service (confidence: text of that code; no official document was read). The words
of its error answers are known from memory, so they are read for what they name and shown as ours.
"""

import binascii
import http.client
import json
import secrets
import urllib.error
import urllib.request
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings

from ikrar.domain.seals.local_signing import demand_signed, signatures_in
from ikrar.domain.seals.signing import CannotSign, Identity, Secret, Signed, Way

PASSWORD_FILE = "bsre.pass"  # noqa: S105 the name of a file in the keys folder
LARGEST = 60 * 2**20  # bytes of an answer
USABLE = {"ISSUE", "ISSUED", "ACTIVE"}
STATUS_REASON = {
    "EXPIRED": "sign.service_certificate_expired", "RENEW": "sign.service_certificate_expired",
    "REVOKE": "sign.service_certificate_revoked", "SUSPEND": "sign.service_certificate_revoked",
    "NOT_REGISTERED": "sign.user_unknown", "NO_CERTIFICATE": "sign.user_unknown", "NEW": "sign.user_unknown",
    "WAITING_FOR_VERIFICATION": "sign.user_unknown",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Service:
    """Where the service is and how we log in to it."""

    url: str
    user: str
    password: str
    version: int
    seconds: float

    def __repr__(self) -> str:
        return f"Service({self.url})"


def service() -> Service | None:
    """The service that is set for this installation, or None. Its password stands in the keys folder."""
    if not settings.IKRAR_BSRE_URL:
        return None
    path = settings.IKRAR_KEYS / PASSWORD_FILE
    password = path.read_text("utf-8").strip() if path.exists() else ""
    return Service(
        settings.IKRAR_BSRE_URL.rstrip("/"), settings.IKRAR_BSRE_USER, password, settings.IKRAR_BSRE_VERSION,
        settings.IKRAR_BSRE_SECONDS,
    )  # fmt: skip


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry passphrase and login to another host: it is an error."""

    def redirect_request(self, *args: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    kind: str
    body: bytes
    document_id: str


def sign_v1(pdf: bytes, *, identity: Identity, secret: Secret, reason: str, place: str, at: datetime) -> Signed:
    """Sign through POST /api/sign/pdf; the answer is the file, or a number under which it is fetched. Raises CannotSign."""
    here = _ready(pdf)
    _demand_active(here, _json(_call(here, "GET", f"/api/user/status/{quote(identity.name, safe='')}")))
    fields = {
        "nik": identity.name,
        "passphrase": secret.reveal(),
        "tampilan": "invisible",
        "reason": reason,
        "location": place,
    }
    kind, body = _multipart(fields, pdf)
    answer = _call(here, "POST", "/api/sign/pdf", body, kind)
    number = answer.document_id
    if not answer.body.startswith(b"%PDF-") and number:
        answer = _call(here, "GET", f"/api/sign/download/{quote(number, safe='')}")
    if not answer.body.startswith(b"%PDF-"):
        raise _refused(answer)
    return _taken(pdf, answer.body, Way.BSRE_V1, number)


def sign_v2(pdf: bytes, *, identity: Identity, secret: Secret, reason: str, place: str, at: datetime) -> Signed:
    """Sign one file through POST /api/v2/sign/pdf. Raises CannotSign."""
    (outcome,) = sign_many_v2([pdf], identity=identity, secret=secret, reason=reason, place=place)
    if isinstance(outcome, CannotSign):
        raise outcome
    return outcome


def sign_many_v2(
    pdfs: list[bytes], *, identity: Identity, secret: Secret, reason: str, place: str
) -> list[Signed | CannotSign]:
    """Sign several files in one call; what came back is kept, and each that did not has its reason. Raises CannotSign."""
    here = _ready(*pdfs)
    asked = json.dumps({"nik": identity.name}).encode()
    _demand_active(here, _json(_call(here, "POST", "/api/v2/user/check/status", asked, "application/json")))
    one = {"tampilan": "INVISIBLE", "location": place, "reason": reason, "contactInfo": ""}
    said = {
        "nik": identity.name, "passphrase": secret.reveal(), "signatureProperties": [one] * len(pdfs),
        "file": [b64encode(pdf).decode() for pdf in pdfs],
    }  # fmt: skip
    answer = _call(here, "POST", "/api/v2/sign/pdf", json.dumps(said).encode(), "application/json")
    if answer.status != 200:
        raise _refused(answer)
    files = _json(answer).get("file")
    if not isinstance(files, list) or len(files) > len(pdfs):
        raise CannotSign("sign.strange_answer", try_again=True, field="")
    got = [_outcome(pdf, file) for pdf, file in zip(pdfs, files, strict=False)]
    missing = len(pdfs) - len(files)
    return got + [CannotSign("sign.partial_answer", try_again=True, field="") for _ in range(missing)]


def _outcome(pdf: bytes, file: object) -> Signed | CannotSign:
    try:
        data = b64decode(str(file), validate=True)
    except (binascii.Error, ValueError):
        return CannotSign("sign.strange_answer", try_again=True, field="")
    try:
        return _taken(pdf, data, Way.BSRE_V2, "")
    except CannotSign as refused:
        return refused


def _ready(*pdfs: bytes) -> Service:
    """The service, for files that bear no signature yet: it signs nothing that is signed."""
    here = service()
    if here is None:
        raise CannotSign("sign.service_not_set", field="")
    if any(signatures_in(pdf) for pdf in pdfs):
        raise CannotSign("sign.already_signed", field="")
    return here


def _taken(sent: bytes, got: bytes, way: Way, document_id: str) -> Signed:
    name, _, rewritten = demand_signed(sent, got, signatures=1)
    return Signed(got, way, name, is_certified=True, document_id=document_id, was_rewritten=rewritten)


def _call(here: Service, method: str, path: str, body: bytes | None = None, kind: str = "") -> _Answer:
    """One call with time-outs and no redirects. Raises CannotSign when nobody answers."""
    login = b64encode(f"{here.user}:{here.password}".encode()).decode()
    headers = {"Authorization": f"Basic {login}", "Accept": "application/json, application/pdf"}
    if kind:
        headers["Content-Type"] = kind
    request = urllib.request.Request(here.url + path, data=body, headers=headers, method=method)  # noqa: S310 set by the operator
    try:
        return _asked(request, here.seconds)
    except TimeoutError:
        raise CannotSign("sign.time_out", try_again=True, field="") from None
    except (urllib.error.URLError, OSError) as away:
        slow = isinstance(getattr(away, "reason", None), TimeoutError)
        raise CannotSign("sign.time_out" if slow else "sign.service_down", try_again=True, field="") from None
    except http.client.HTTPException:  # no HTTP at all, or a body that breaks off
        raise CannotSign("sign.strange_answer", try_again=True, field="") from None


def _asked(request: urllib.request.Request, seconds: float) -> _Answer:
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(request, timeout=seconds) as got:
            return _read(got.status, got.headers, got.read(LARGEST + 1))
    except urllib.error.HTTPError as refused:
        with refused:
            return _read(refused.code, refused.headers, refused.read(LARGEST + 1))


def _read(status: int, headers: Any, body: bytes) -> _Answer:
    """The answer, when it is whole. Raises CannotSign."""
    said = headers.get("Content-Length", "")
    if len(body) > LARGEST or (said.isdecimal() and len(body) < int(said)):
        raise CannotSign("sign.strange_answer", try_again=True, field="")
    return _Answer(status, headers.get("Content-Type", ""), body, headers.get("id_dokumen", ""))


def _json(answer: _Answer) -> dict[str, Any]:
    """The answer as an object. Raises CannotSign for HTML and anything else."""
    if answer.status in {401, 403}:
        raise CannotSign("sign.service_login", field="")
    if answer.status >= 500:
        raise CannotSign("sign.service_down", try_again=True, field="")
    try:
        said = json.loads(answer.body)
    except ValueError:
        raise CannotSign("sign.strange_answer", try_again=True, field="") from None
    if not isinstance(said, dict):
        raise CannotSign("sign.strange_answer", try_again=True, field="")
    return said


def _demand_active(here: Service, said: dict[str, Any]) -> None:
    """The person has a certificate in force at the service. Raises CannotSign."""
    status = str(said.get("status", "")).upper()
    if status in USABLE:
        return
    if status in STATUS_REASON:
        raise CannotSign(STATUS_REASON[status], field="identity")
    raise _reason_of(json.dumps(said), "sign.user_unknown")


def _refused(answer: _Answer) -> CannotSign:
    """Why the service did not sign, as far as its answer names it."""
    if answer.status >= 500 and b"passphrase" not in answer.body.lower():
        return CannotSign("sign.service_down", try_again=True, field="")
    try:
        said = _json(_Answer(200, answer.kind, answer.body, ""))
    except CannotSign as strange:
        return strange
    if answer.status in {401, 403}:
        return CannotSign("sign.service_login", field="")
    return _reason_of(json.dumps(said), "sign.strange_answer")


def _reason_of(text: str, otherwise: str) -> CannotSign:
    low = text.lower()
    if "passphrase" in low or "passphrase" in low.replace(" ", ""):
        return CannotSign("sign.wrong_service_passphrase", try_again=True)
    if "terdaftar" in low or "not found" in low or "not registered" in low or "tidak ditemukan" in low:
        return CannotSign("sign.user_unknown", field="identity")
    if "expired" in low or "kadaluarsa" in low or "kedaluwarsa" in low:
        return CannotSign("sign.service_certificate_expired", field="identity")
    return CannotSign(otherwise, try_again=True, field="")


def _multipart(fields: dict[str, str], pdf: bytes) -> tuple[str, bytes]:
    """A form as RFC 7578 writes it; the boundary stands nowhere in the file."""
    boundary = secrets.token_hex(16)
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="surat.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
    return f"multipart/form-data; boundary={boundary}", b"".join(
        parts
    ) + head.encode() + pdf + f"\r\n--{boundary}--\r\n".encode()
