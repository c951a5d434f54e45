"""Keys of this installation that lie in a file of their own, apart from the database."""

import os
import secrets
from functools import cache
from pathlib import Path

from django.conf import settings

KEY_BYTES = 32


class DamagedKey(OSError):
    """A key is not what was written; it must come back from the backup of the keys folder."""


def key_file(name: str) -> bytes:
    """The 32 bytes of a key, made on first use and read once. Raises DamagedKey."""
    return _read(Path(settings.IKRAR_KEYS) / name)


@cache
def _read(path: Path) -> bytes:
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        pass
    try:
        key = bytes.fromhex(path.read_text().strip())
    except ValueError as bad:
        raise DamagedKey(path.name) from bad
    if len(key) != KEY_BYTES:
        raise DamagedKey(path.name)
    return key
