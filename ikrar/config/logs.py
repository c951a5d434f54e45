"""What may stand in a log line: a one-time address of a password letter may not."""

import logging
import re

SECRET_PATH = re.compile(r"(/sandi/)[^/\s]+")


class WithoutSecrets(logging.Filter):
    """Masks one-time addresses in messages and in their arguments."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the line pass, masked."""
        record.msg = SECRET_PATH.sub(r"\1…", str(record.msg))
        if isinstance(record.args, tuple):
            record.args = tuple(SECRET_PATH.sub(r"\1…", a) if isinstance(a, str) else a for a in record.args)
        return True
