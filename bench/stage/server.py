"""The production server on a free port, for as long as a benchmark needs it."""

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


@contextmanager
def serving(
    application: str | None = None, *, workers: int = 2, environment: Mapping[str, str] | None = None
) -> Iterator[int]:
    """Granian as `ikrar serve` starts it, with another WSGI application when one is named; yields the port."""
    from ikrar.cli.serve import web_command

    port = _free_port()
    command = web_command("127.0.0.1", port, workers)
    if application:
        command[-1] = application
    with subprocess.Popen(command, env={**os.environ, **(environment or {})}) as server:
        try:
            _wait(port, server)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/bench-ready")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
