"""A small log with pledges in it, its keys and its proofs, made from fixed numbers: the same on every run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from ikrar.core import canonical, leaves, merkle, notes, tiles
from ikrar.core.canonical import Json
from ikrar.core.leaves import Kind, Leaf, Level, Roster
from ikrar.core.proof_files import Proof
from ikrar.core.tiles import Tile
from ikrar.domain.ledger import signer

ORIGIN = "contoh.id/catatan"
TEXT = "Ikrar Netralitas Contoh\n1. Menjaga netralitas.\n2. Menolak tekanan.\n"
AT = datetime(2027, 2, 1, 0, 31, 7, tzinfo=UTC)
DRIVE, BODY = "GERAKAN-CONTOH", "RUTAN-CONTOH"
SIGNED_AT = 1_801_441_900  # seconds since 1970


@dataclass(frozen=True)
class Log:
    """A log in memory: its entries, its files, its signed checkpoint, and what is private about each pledge."""

    entries: tuple[bytes, ...]
    files: dict[Tile, bytes]
    note: notes.Note
    keys: signer.Keys
    records: tuple[dict[str, Json], ...]
    salts: tuple[bytes, ...]

    @property
    def hashes(self) -> tiles.Hashes:
        return tiles.Hashes(len(self.entries), self.files.__getitem__)


def fixed_keys(
    name: str = ORIGIN, kind: notes.Algorithm = notes.Algorithm.ED25519, number: int = 1
) -> signer.Keys:
    """Keys from a small number; never for anything real."""
    first, second = (sha256(f"{number}/{half}".encode()).digest() for half in "ab")
    return signer.Keys(name, signer.SigningKey(first), signer.MLDSA44PrivateKey.from_seed_bytes(second), kind)


def subject_key(person: int) -> bytes:
    return sha256(f"orang contoh {person}".encode()).digest()


def record_of(person: int, **changes: Json) -> dict[str, Json]:
    """The private record of one pledge."""
    record: dict[str, Json] = {
        "v": 1, "id": f"IKR{person:05d}", "kind": "pledge", "campaign": DRIVE, "body": BODY, "level": "1",
        "text_sha256": leaves.text_hash(TEXT).hex(), "at": "2027-02-01T00:31:07Z",
        "subject": {"name": f"Contoh Pegawai {person}", "unit": "Kesatuan Pengamanan"}, "evidence_sha256": "00" * 32,
    }  # fmt: skip
    return {**record, **changes}


def pledge_leaf(person: int, record: dict[str, Json], people: int = 85) -> tuple[bytes, bytes]:
    """The leaf of a record, and its salt."""
    salt = leaves.salt(subject_key(person), str(record["id"]))
    level = {"K": Level.PAPER}.get(str(record["level"])) or Level(int(str(record["level"])))
    leaf = Leaf(
        kind=Kind.PLEDGE, level=level, time=leaves.coarse_time(AT, people),
        campaign=leaves.campaign(str(record["campaign"])), institution=leaves.institution(str(record["body"])),
        text_sha256=bytes.fromhex(str(record["text_sha256"])),
        nullifier=leaves.nullifier(subject_key(person), leaves.campaign(str(record["campaign"]))),
        commitment=leaves.commitment(salt, canonical.dumps(record)),
    )  # fmt: skip
    return leaf.pack(), salt


def roster_leaf(people: int, ever: int | None = None) -> bytes:
    """The leaf that says how many are asked in the example body."""
    drive = leaves.campaign(DRIVE)
    root = leaves.roster_root([leaves.nullifier(subject_key(person), drive) for person in range(people)])
    roster = Roster(root, people, people if ever is None else ever)
    return leaves.roster_leaf(
        campaign=drive, institution=leaves.institution(BODY), roster=roster,
        time=leaves.coarse_time(AT, people), commitment=bytes([people % 256]) * 32,
    ).pack()  # fmt: skip


def small_log(
    people: int = 85, *, keys: signer.Keys | None = None, witnesses: Sequence[signer.Keys] = ()
) -> Log:
    """A roster leaf, then one pledge a person."""
    keys = keys or fixed_keys()
    records = tuple(record_of(person) for person in range(people))
    pairs = [pledge_leaf(person, record) for person, record in enumerate(records)]
    entries = (roster_leaf(people), *[leaf for leaf, _ in pairs])
    edge = tiles.Edge()
    files = {write.tile: write.data for write in [*edge.append(entries), *edge.partials()]}
    text = notes.Checkpoint(keys.name, edge.size, edge.root()).text
    lines = [line for one in (keys, *witnesses) for line in one.sign(text, time=SIGNED_AT)]
    return Log(entries, files, notes.Note(text, tuple(lines)), keys, records, tuple(salt for _, salt in pairs))


def proof_of(log: Log, person: int, *, witnesses: Sequence[signer.Keys] = ()) -> Proof:
    """The proof of one person's pledge."""
    index = person + 1
    path = merkle.inclusion_path(index, len(log.entries), log.hashes.read_hash)
    vkeys = [vkey for keys in (log.keys, *witnesses) for vkey in keys.vkeys]
    return Proof(
        log.records[person],
        log.salts[person],
        log.entries[index],
        index,
        tuple(path),
        str(log.note),
        tuple(vkeys),
        TEXT,
    )
