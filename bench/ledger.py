"""The log: build, write, check from files alone, prove; each beside a bare hashlib loop over as many hashes, in one run.

Claims: at least 300,000 leaves built a second; 5 million leaves checked from files in 25 s (200,000 a second) and in
less than 500 MB. `--leaves 5000000` checks the last one in full size.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from ikrar.core import leaves, merkle, notes, tiles
from ikrar.domain.ledger import fsck, signer
from ikrar.domain.ledger.tilestore import TileStore

BUILT, CHECKED, MEGABYTES = 300_000, 200_000, 500
BATCH, BODIES, PROOFS = 20_000, 50, 3_000
DRIVE = leaves.campaign("TOLOK-UKUR")


def main(argv: list[str]) -> int:
    """Exit 0 when the claims hold, 1 when one does not."""
    parser = argparse.ArgumentParser(prog="bench.ledger")
    parser.add_argument("--leaves", type=int, default=500_000)
    parser.add_argument("--check", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.check:
        return _check(args.check)
    floor = _floor(min(args.leaves, 1_000_000))
    in_memory = _in_memory(min(args.leaves, 1_000_000))
    with tempfile.TemporaryDirectory(prefix="ikrar-bench-") as folder:
        to_files = _to_files(Path(folder), args.leaves)
        told = subprocess.run(
            [sys.executable, "-m", "bench.ledger", "--check", folder],
            capture_output=True,
            check=True,
            text=True,
        )
        checked = json.loads(told.stdout)
        proven, verified = _proofs(TileStore(Path(folder) / "log"), args.leaves + BODIES)
    rate = args.leaves / checked["seconds"]
    holds = in_memory >= BUILT and rate >= CHECKED and checked["megabytes"] < MEGABYTES and checked["clean"]
    print(json.dumps({
        "bench": "ledger", "holds": holds, "leaves": args.leaves, "floor_leaves_per_second": round(floor),
        "built_per_second": round(in_memory), "ratio": round(in_memory / floor, 2), "claim_per_second": BUILT,
        "written_per_second": round(to_files), "written_ratio": round(to_files / floor, 2),
        "checked_seconds": round(checked["seconds"], 2), "checked_per_second": round(rate),
        "checked_ratio": round(rate / floor, 2), "checked_megabytes": checked["megabytes"],
        "proofs_per_second": round(proven), "proofs_verified_per_second": round(verified),
    }))  # fmt: skip
    return 0 if holds else 1


def _entries(start: int, end: int) -> list[bytes]:
    """Pledge leaves of as many people, spread over the bodies."""
    head = b"IKR1\x02\x01\x00\x00" + DRIVE
    rest = (1_800_000_000 // 60 * 60).to_bytes(4) + bytes(32)
    marks = [sha256(number.to_bytes(8)).digest() for number in range(start, end)]
    return [
        head + leaves.institution(str(number % BODIES)) + rest + mark + mark
        for number, mark in zip(range(start, end), marks, strict=True)
    ]


def _batches(number: int) -> Iterator[list[bytes]]:
    for start in range(0, number, BATCH):
        yield _entries(start, min(number, start + BATCH))


def _floor(number: int) -> float:
    """Leaves a second if nothing were done but the two hashes a leaf costs."""
    seconds = 0.0
    for batch in _batches(number):
        begun = time.perf_counter()
        for entry in batch:
            sha256(b"\x00" + entry).digest()
            sha256(b"\x01" + entry[:64]).digest()
        seconds += time.perf_counter() - begun
    return number / seconds


def _in_memory(number: int) -> float:
    edge, seconds = tiles.Edge(), 0.0
    for batch in _batches(number):
        begun = time.perf_counter()
        for _ in edge.append(batch):
            pass
        seconds += time.perf_counter() - begun
    return number / seconds


def _to_files(folder: Path, number: int) -> float:
    store, edge, seconds = TileStore(folder / "log", is_synced=False), tiles.Edge(), 0.0
    roster = leaves.Roster(bytes(32), number, number)
    store.write(edge.append([
        leaves.roster_leaf(campaign=DRIVE, institution=leaves.institution(str(body)), roster=roster, time=0,
                           commitment=bytes(32)).pack() for body in range(BODIES)
    ]))  # fmt: skip
    for batch in _batches(number):
        begun = time.perf_counter()
        store.write(edge.append(batch))
        seconds += time.perf_counter() - begun
    store.write(edge.partials())
    keys = signer.log_keys(folder / "keys", "contoh.id/tolok-ukur")
    text = notes.Checkpoint(keys.name, edge.size, edge.root()).text
    store.publish(str(notes.Note(text, keys.sign(text, time=1))))
    store.publish("\n".join(keys.vkeys) + "\n", fsck.KEYS_FILE)
    return number / seconds


def _check(folder: Path) -> int:
    """In a process of its own, so that its memory is its own."""
    begun = time.perf_counter()
    report = fsck.fsck(folder / "log")
    seconds = time.perf_counter() - begun
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"seconds": seconds, "clean": report.is_clean, "megabytes": megabytes}))
    return 0


def _proofs(store: TileStore, size: int) -> tuple[float, float]:
    """Inclusion proofs built from the files, and verified, a second, at places spread over the log."""
    hashes = store.hashes(size)
    root = merkle.root_at(size, hashes.read_hash)
    places = [number * 7_919 % size for number in range(PROOFS)]
    begun = time.perf_counter()
    paths = [merkle.inclusion_path(place, size, hashes.read_hash) for place in places]
    built = time.perf_counter() - begun
    found = [merkle.leaf_hash(store.entry(place, size)) for place in places]
    begun = time.perf_counter()
    good = sum(map(merkle.includes, found, places, [size] * PROOFS, paths, [root] * PROOFS))
    verified = time.perf_counter() - begun
    if good != PROOFS:
        raise SystemExit("a proof does not verify")
    return PROOFS / built, PROOFS / verified


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
