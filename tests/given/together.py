"""Several people who do something at the same moment, each with a connection of their own."""

import threading
from collections.abc import Callable

from django.db import connections


def together(deed: Callable[[int], object], *, many: int) -> list[Exception]:
    """Let so many do it at once, each with a number; what went wrong."""
    start, broken = threading.Barrier(many), list[Exception]()

    def press(number: int) -> None:
        try:
            start.wait(5)
            deed(number)
        except Exception as error:  # noqa: BLE001 shown by the test
            broken.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(n,)) for n in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return broken
