"""The worker alone."""

import argparse

from ikrar.worker.loop import work


def main(argv: list[str]) -> int:
    """Run the worker until it is stopped, or once."""
    parser = argparse.ArgumentParser(prog="ikrar work", description="Menjalankan pekerja.")
    parser.add_argument("--once", action="store_true", help="satu putaran saja")
    work(once=parser.parse_args(argv).once)
    return 0
