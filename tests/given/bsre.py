"""A stand-in for the BSrE client service: both interfaces, real signatures by a test authority, and every bad habit.

Built from what public code sends and reads; it checks login, passphrase and state of the certificate, refuses what is
signed already, and misbehaves when told to.
"""

import json
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.parser import BytesParser
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from ikrar.domain.seals.local_signing import put_signature, signatures_in
from ikrar.domain.seals.pkcs12 import KeptKeySigner
from tests.given.authority import Authority

NIK, PASSPHRASE, USER, PASSWORD = "6201010101800001", "Rahasia-BSrE-7", "ikrar-contoh", "sandi-layanan"
AT = datetime(2026, 11, 23, 1, tzinfo=UTC)


@dataclass
class Manners:
    """How the service behaves now; `calls` are the paths it was asked."""

    status: str = "ISSUE"
    bad: str = ""  # slow | down | html | partial | broken64 | other | rewritten | redirect | huge | many
    by_number: bool = False  # v1 answers with a number under which the file is fetched
    calls: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)  # what another host was sent after a redirect


class _Service(ThreadingHTTPServer):
    manners: Manners
    signer: KeptKeySigner
    kept: dict[str, bytes]


class _Handler(BaseHTTPRequestHandler):
    server: _Service

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Status and download of the first interface."""
        if not self._is_in():
            return
        if self.path.startswith("/api/user/status/"):
            self._say(200, {"status_code": 1111, "status": self._status(self.path.rpartition("/")[2])})
        elif self.path.startswith("/api/sign/download/"):
            self._file(self.server.kept.get(self.path.rpartition("/")[2], b""))
        else:
            self._say(404, {"error": "Not Found"})

    def do_POST(self) -> None:
        """Signing and status of both interfaces."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self._is_in():
            return
        if self.path == "/api/v2/user/check/status":
            self._say(200, {"status": self._status(json.loads(body)["nik"])})
        elif self.path == "/api/sign/pdf":
            self._sign_v1(body)
        elif self.path == "/api/v2/sign/pdf":
            self._sign_v2(json.loads(body))
        else:
            self._say(404, {"error": "Not Found"})

    def _is_in(self) -> bool:
        manners = self.server.manners
        manners.calls.append(self.path)
        if self.headers.get("Authorization") != "Basic " + b64encode(f"{USER}:{PASSWORD}".encode()).decode():
            self._say(401, {"error": "Unauthorized"})
            return False
        if manners.bad == "down":
            self._say(500, {"error": "Internal Server Error"})
            return False
        if manners.bad == "redirect":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return False
        return True

    def _status(self, nik: str) -> str:
        return self.server.manners.status if nik == NIK else "NOT_REGISTERED"

    def _sign_v1(self, body: bytes) -> None:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parts = {
            str(p.get_param("name", header="content-disposition")): p.get_payload(decode=True)
            for p in BytesParser(policy=default).parsebytes(head + body).iter_parts()  # type: ignore[attr-defined]
        }
        pdf = bytes(parts["file"])
        if not self._may(bytes(parts["nik"]).decode(), bytes(parts["passphrase"]).decode(), pdf):
            return
        out = self._signed(pdf)
        if self.server.manners.by_number:
            self.server.kept["DOK-1"] = out
            self._say(200, {"message": "ok"}, id_dokumen="DOK-1")
        elif self.server.manners.bad == "html":
            self._raw(200, "text/html", b"<html>Bad Gateway</html>")
        else:
            self._file(out)

    def _sign_v2(self, said: dict[str, Any]) -> None:
        pdfs = [b64decode(one) for one in said["file"]]
        if not all(self._may(said["nik"], said["passphrase"], pdf) for pdf in pdfs):
            return
        bad = self.server.manners.bad
        if bad == "html":
            self._raw(200, "text/html", b"<html>Bad Gateway</html>")
            return
        files = [b64encode(self._signed(pdf)).decode() for pdf in pdfs]
        if bad == "partial":
            files = files[:-1]
        if bad == "broken64":
            files = ["*" + one[1:] for one in files]
        if bad == "many":
            files = files * 3
        self._say(200, {"time": 12, "file": files})

    def _may(self, nik: str, passphrase: str, pdf: bytes) -> bool:
        if self.server.manners.bad == "slow":
            time.sleep(2.5)
        if passphrase != PASSPHRASE:
            self._say(400, {"status_code": 2031, "error": "Passphrase anda salah"})
            return False
        if signatures_in(pdf):
            self._say(400, {"error": "Dokumen sudah ditandatangani"})
            return False
        return nik == NIK

    def _signed(self, pdf: bytes) -> bytes:
        bad = self.server.manners.bad
        if bad == "other":
            from tests.given.signing import another_letter

            pdf = another_letter()
        if bad == "rewritten":
            from tests.given.signing import written_anew

            pdf = written_anew(pdf)
        out = put_signature(pdf, self.server.signer, name="Hadi Contoh", reason="", place="", at=AT)
        return out[:-200] + bytes(200) if bad == "damaged" else out

    def _say(self, status: int, said: dict[str, Any], **headers: str) -> None:
        self._raw(status, "application/json", json.dumps(said).encode(), **headers)

    def _file(self, data: bytes) -> None:
        self._raw(200, "application/pdf", data)

    def _raw(self, status: int, kind: str, body: bytes, **headers: str) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # whoever asked went away


@contextmanager
def a_service(authority: Authority) -> Iterator[tuple[str, Manners]]:
    """The service on a free port, and how it behaves."""
    server = _Service(("127.0.0.1", 0), _Handler)
    server.manners, server.kept = Manners(), {}
    key, certificate = authority.person("Hadi Contoh")
    server.signer = KeptKeySigner(key, certificate, (authority.certificate,))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", server.manners
    finally:
        server.shutdown()
        server.server_close()
