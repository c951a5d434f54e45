"""People who sign on their phones and press again until the answer says that it is saved."""

import http.client
import queue
import secrets
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.stage.home import Stage, ticket_cookies

PAUSE = 0.1


@dataclass
class Crowd:
    """Everybody who still has to sign, who was told that it is saved, and how often somebody pressed."""

    stage: Stage
    port: int
    todo: "queue.Queue[int]" = field(default_factory=queue.Queue)
    acknowledged: dict[int, int] = field(default_factory=dict)
    presses: int = 0
    odd: list[str] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def sign_all(self, threads: int, gap: float) -> list[threading.Thread]:
        """Let them sign; `gap` is the pause in seconds between two people of one thread."""
        for asked in self.stage.asked:
            self.todo.put(asked)
        started = [threading.Thread(target=self._run, args=(gap,), daemon=True) for _ in range(threads)]
        for thread in started:
            thread.start()
        return started

    def _run(self, gap: float) -> None:
        while not self.is_over.is_set():
            try:
                asked = self.todo.get_nowait()
            except queue.Empty:
                asked = secrets.choice(self.stage.asked)  # somebody who signed long ago presses again
            self._sign(asked)
            time.sleep(gap)

    def _sign(self, asked: int) -> None:
        """The same person with the same form, again and again; a second success must not make a second pledge."""
        token, key = secrets.token_hex(16), secrets.token_urlsafe(24)
        while not self.is_over.is_set():
            self.presses += 1
            status = self._press(asked, token, key)
            if status in {302, 303}:
                self.acknowledged[asked] = self.acknowledged.get(asked, 0) + 1
                return
            if status not in {0, 500, 502, 503}:
                self.odd.append(f"{asked}: {status}")
                return
            time.sleep(PAUSE)

    def _press(self, asked: int, token: str, key: str) -> int:
        """The status of one POST; 0 when the connection broke and nobody knows what came of it."""
        form = {
            "csrfmiddlewaretoken": token,
            "setuju": "on",
            "dibaca": self.stage.text,
            "kunci": key,
            "ketuk": "",
        }
        headers = {
            "Cookie": f"csrftoken={token}; {ticket_cookies(self.stage, asked)}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=25)
        try:
            connection.request("POST", f"/m/{self.stage.code}/ikrar/", urlencode(form), headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()
