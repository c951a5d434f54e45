"""What the surroundings say: where this installation lives and which database it uses."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def home() -> Path:
    """The folder of this installation (`IKRAR_HOME`, else `.ikrar` in the current folder); made when absent."""
    place = Path(os.environ.get("IKRAR_HOME") or ".ikrar").resolve()
    place.mkdir(parents=True, exist_ok=True)
    keys_of(place)
    return place


def keys_of(place: Path) -> Path:
    """The folder of secrets below `place`; readable by its owner alone."""
    keys = place / "keys"
    keys.mkdir(mode=0o700, exist_ok=True)
    return keys


def secret(place: Path, name: str) -> str:
    """The named random secret of 64 hex digits, made on first use. Raises OSError when it cannot be kept."""
    path = keys_of(place) / name
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        pass
    text = path.read_text().strip()
    if len(text) != 64:
        raise OSError(f"the secret {name} is damaged; restore it from the backup of the keys folder")
    return text


def flag(name: str) -> bool:
    """Whether the environment switches `name` on (1, true, yes)."""
    return os.environ.get(name, "").lower() in {"1", "true", "yes"}


def databases(place: Path) -> dict[str, dict[str, Any]]:
    """Django's DATABASES: the record itself and, apart from it, the subject keys (DESIGN 3).

    SQLite by default; PostgreSQL when `IKRAR_DATABASE_URL` is set. Raises ValueError for another scheme.
    """
    url = os.environ.get("IKRAR_DATABASE_URL", "")
    if not url:
        return {"default": sqlite(place / "ikrar.sqlite3"), "keys": sqlite(place / "keys.sqlite3")}
    keys_url = os.environ.get("IKRAR_KEYS_DATABASE_URL", url)
    keys = postgresql(keys_url)
    keys["OPTIONS"]["options"] = "-c search_path=ikrar_keys"
    return {"default": postgresql(url), "keys": keys}


def sqlite(path: Path) -> dict[str, Any]:
    """One SQLite file as production uses it: each pragma with its reason."""
    return {
        "ENGINE": "ikrar.domain.ledger.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # a writer waits at BEGIN, not in the middle
            "timeout": 20,  # seconds that a writer waits for the one before it
            "init_command": (
                "PRAGMA journal_mode=WAL;"  # readers never wait for the writer
                "PRAGMA synchronous=FULL;"  # what was acknowledged survives a power cut
                "PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-16000;"
            ),
        },
        "TEST": {"NAME": None},
    }


def postgresql(url: str) -> dict[str, Any]:
    """Django's settings for a `postgres://user:password@host:port/name` address."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("IKRAR_DATABASE_URL must begin with postgres://")
    return {
        "ENGINE": "ikrar.domain.ledger.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "OPTIONS": {},
    }
