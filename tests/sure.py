"""`make sure`: the checks that read the code. All are run, all failures are shown, then it stops."""

import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent
CHECKS = (
    ("style", [str(BIN / "ruff"), "check", "--output-format", "concise", "."]),
    ("format", [str(BIN / "ruff"), "format", "--check", "."]),
    ("types", [str(BIN / "mypy"), "ikrar"]),
    ("contracts", [str(BIN / "lint-imports")]),
    ("migrations", [str(BIN / "ikrar"), "manage", "makemigrations", "--check", "--dry-run"]),
    ("generated docs", [str(BIN / "ikrar"), "house-docs", "--check"]),
)


def main() -> int:
    """How many checks failed; 0 is good."""
    failed = []
    for name, command in CHECKS:
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        print(f"{'ok' if run.returncode == 0 else 'FAILED':7} {name}", flush=True)
        if run.returncode:
            failed.append(name)
            print(run.stdout[-6000:], run.stderr[-3000:], sep="\n", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
