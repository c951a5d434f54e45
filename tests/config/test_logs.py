"""Does a one-time address stay out of the log?"""

import logging

from ikrar.config.logs import WithoutSecrets


def test_a_password_letter_is_never_logged() -> None:
    record = logging.LogRecord("x", 30, "f", 1, "Not Found: %s", ("/sandi/WyJTQVJJIl0:1abc/",), None)
    assert WithoutSecrets().filter(record)
    assert "1abc" not in record.getMessage()
    assert record.getMessage() == "Not Found: /sandi/…/"
