"""One benchmark from the command line; the benchmarks stand beside the program in bench/."""

import subprocess
import sys
from pathlib import Path


def main(argv: list[str]) -> int:
    """Run `python -m bench` in the source folder. Exit 2 when this installation has no bench folder."""
    root = Path(__file__).resolve().parents[2]
    if not (root / "bench").is_dir():
        print("Folder bench tidak ada di pemasangan ini.", file=sys.stderr)
        return 2
    return subprocess.call([sys.executable, "-m", "bench", *argv], cwd=root)
