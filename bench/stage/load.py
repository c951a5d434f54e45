"""So many requests over so many kept-open connections: how many a second, and how long each waited."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Load:
    """What came of it: answers by status, seconds in all, and the waiting of each in milliseconds, sorted."""

    statuses: dict[int, int]
    seconds: float
    waits: list[float]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.waits) / self.seconds

    def wait(self, share: float) -> float:
        """The waiting that this share of the requests did not exceed, in ms."""
        return self.waits[min(len(self.waits) - 1, int(len(self.waits) * share))]


def post(path: str, cookies: str, body: str) -> bytes:
    """A form as a browser sends it."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\nCookie: {cookies}\r\n\r\n{body}"
    ).encode()


def run(port: int, requests: Sequence[bytes], connections: int = 64) -> Load:
    """Sends each request once and waits for its whole answer. Raises OSError when the server goes away."""
    return asyncio.run(_run(port, requests, connections))


async def _run(port: int, requests: Sequence[bytes], connections: int) -> Load:
    todo, statuses, waits = iter(requests), dict[int, int](), list[float]()
    begun = time.perf_counter()
    await asyncio.gather(*(_one(port, todo, statuses, waits) for _ in range(connections)))
    return Load(statuses, time.perf_counter() - begun, sorted(waits))


async def _one(port: int, todo: Iterator[bytes], statuses: dict[int, int], waits: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in todo:
        begun = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        if b"chunked" in head.lower():
            while size := int(await reader.readline(), 16):
                await reader.readexactly(size + 2)
            await reader.readexactly(2)
        else:
            await reader.readexactly(_length(head))
        waits.append((time.perf_counter() - begun) * 1000)
        statuses[status] = statuses.get(status, 0) + 1
    writer.close()
    await writer.wait_closed()


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            return int(line[15:])
    return 0
