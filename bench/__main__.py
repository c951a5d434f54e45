"""`python -m bench [NAME ...]`: run benchmarks, each in a process of its own, one JSON line each."""

import subprocess
import sys
from pathlib import Path

NAMES = sorted(p.stem for p in Path(__file__).parent.glob("[a-z]*.py"))


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all; the number that failed."""
    unknown = [n for n in names if n not in NAMES]
    if unknown:
        print(f"Tidak dikenal: {', '.join(unknown)}. Ada: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    return sum(subprocess.call([sys.executable, "-m", f"bench.{name}"]) != 0 for name in names or NAMES)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
