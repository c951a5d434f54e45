"""`make test`: the tests on SQLite, then on PostgreSQL where a server is given; says what was left out and why."""

import os
import shutil
import subprocess
import sys

NO_SKIP = os.environ.get("IKRAR_NO_SKIP") == "1"
ON_POSTGRESQL = ["tests/domain", "tests/worker"]


def pytest(*args: str, **environment: str) -> int:
    """Run pytest in a process of its own; the exit code."""
    return subprocess.call([sys.executable, "-m", "pytest", *args], env={**os.environ, **environment})


def without(what: str, why: str) -> int:
    """Say what is left out; a failure where nothing may be left out."""
    print(f"Dilewati: {what} ({why}).", flush=True)
    return 1 if NO_SKIP else 0


def main() -> int:
    """All stages; the worst exit code. The browser stage is last, so that its closing line is pytest's."""
    codes = []
    url = os.environ.get("IKRAR_TEST_POSTGRESQL", "")
    if url:
        print("== PostgreSQL", flush=True)
        codes.append(pytest("-m", "not browser and not slow", *ON_POSTGRESQL, IKRAR_DATABASE_URL=url))
    else:
        codes.append(without("uji pada PostgreSQL", "IKRAR_TEST_POSTGRESQL tidak diisi"))
    browser = shutil.which("chromium")
    if browser is None:
        codes.append(without("uji di peramban", "Chromium tidak terpasang"))
    else:
        print("== Chromium", flush=True)
        codes.append(pytest("-m", "browser"))
    print("== SQLite", flush=True)
    codes.append(pytest("-m", "not browser", "-n", "2"))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
