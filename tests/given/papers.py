"""Papers filled with invented people: the usual, the shortest and the longest content."""

import base64
from dataclasses import replace
from datetime import UTC, date, datetime

from ikrar.papers.cards import Card, CardSet
from ikrar.papers.certificate import Certificate
from ikrar.papers.poster import Poster
from ikrar.papers.register import Register, Signing, UnitRow
from ikrar.papers.sheets import Sheet, SheetRow, SheetSet
from ikrar.papers.summary import Summary
from ikrar.papers.topic import Norm, Topic

AT = datetime(2026, 11, 23, 0, 31, 8, tzinfo=UTC)
POINTS = (
    "Menjaga netralitas sebelum, selama, dan sesudah pemilihan.",
    "Menghindari benturan kepentingan dan tidak menekan siapa pun.",
    "Bijak memakai media sosial dan tidak menyebarkan kabar bohong.",
    "Menolak uang dan pemberian yang bertujuan politik.",
)
WORDS = ("gelas", "pohon", "kunci", "layar", "tebu", "rakit")
LEVELS = (("1", "nomor peserta dan kode pribadi"), ("0", "kios bersaksi"), ("K", "lembar kertas"))
NASTY = '#read("/etc/passwd") $x^2$ \\ *tebal* <label> @rujuk `kode` // ] ) } "petik" &lt;'
NOTE = (
    "ikrar.contoh/log\n20480\n"
    + "q" * 43
    + "=\n\n— ikrar.contoh/log "
    + "A" * 96
    + "\n— ikrar.contoh/log "
    + "B" * 3200
)


def words(count: int) -> str:
    """A text of exactly `count` letters."""
    return ("Pengelolaan pegawai dan pelayanan masyarakat di seluruh wilayah kabupaten contoh raya " * 20)[
        : count - 1
    ] + "x"


def a_certificate() -> Certificate:
    """The usual certificate."""
    return Certificate(
        ref="7K3M9QX2",
        address="https://ikrar.contoh.go.id/P/7K3M9QX2",
        name="Siti Contoh Rahmawati, S.Sos., M.Si.",
        nip=".......... ...... 1 001",
        unit="Bidang Pembinaan Sekolah Dasar",
        agency="Dinas Pendidikan Kabupaten Contoh",
        drive="Ikrar Netralitas Pilkada",
        text_title="Ikrar Netralitas ASN",
        text_version=3,
        points=POINTS,
        closing="Ikrar ini saya ucapkan dengan sungguh-sungguh.",
        hash_words=WORDS,
        level="1",
        level_words="nomor peserta dan kode pribadi",
        codes_from="operator unit Dinas Pendidikan",
        signed_at=AT,
        zone="WITA",
        index=12345,
        size=20480,
        root="q" * 43 + "=",
        origin="ikrar.contoh/log",
        certificate="Sertifikat pengembangan Ikrar, bukan BSrE",
        is_development=True,
        made_at=AT,
    )


def the_shortest_certificate() -> Certificate:
    """A certificate with as little as possible."""
    return replace(
        a_certificate(), name="Al", nip="", unit="B", agency="C", drive="D", text_title="E", points=("F",), closing="",
        hash_words=("g",), level="0", level_words="kios", codes_from="", is_development=False, certificate="Segel C",
    )  # fmt: skip


def the_longest_certificate() -> Certificate:
    """A certificate with everything at its longest, among it a name of 80 letters without a space."""
    return replace(
        a_certificate(), name="W" * 80, unit=words(80), agency=words(80), drive=words(120), text_title=words(120),
        points=(words(400),) * 4, closing=words(300), hash_words=("kebersamaan",) * 6, level_words=words(120),
        codes_from=words(80), is_late=True, index=10**9, size=10**9 + 1,
        address="https://ikrar.badankepegawaian.kabupatencontohpanjang.go.id/P/7K3M9QX2",
        origin="ikrar.badankepegawaian.kabupatencontohpanjang.go.id/log",
    )  # fmt: skip


def a_proof() -> bytes:
    """As large and as hard to compress as a real proof: two signatures, a key, a path of twenty hashes."""
    from hashlib import shake_256

    noise = shake_256(b"bukti").digest(4000)
    return b'{"a":"' + base64.b64encode(noise) + b'","p":"' + noise[:800].hex().encode() + b'"}'


def a_register(units: int = 30) -> Register:
    """A register with that many units."""
    rows = tuple(UnitRow(f"Bidang Contoh {at}", 50 + at, (40 + at, 3, 1), 4, 2) for at in range(units))
    return Register(
        ref="7K3M9QX2",
        number="800/254/BKPSDM/2026",
        agency="Pemerintah Kabupaten Contoh",
        drive="Ikrar Netralitas Pilkada",
        elections=("Pemilihan Bupati",),
        day=date(2026, 11, 30),
        place="Aula Contoh",
        levels=LEVELS,
        units=rows,
        absent=(("cuti", 3 * units), ("dinas luar", units)),
        read=1500,
        first_target=sum(row.asked for row in rows),
        joined=0,
        left=0,
        first_index=12345,
        last_index=14000,
        size=20480,
        checkpoint=NOTE,
        address="https://ikrar.contoh.go.id/P/7K3M9QX2",
        signers=(Signing("Kepala BKPSDM", "Nama Contoh, S.Sos.", "19700101 199501 1 001"), Signing("Saksi")),
        certificate="Sertifikat pengembangan Ikrar, bukan BSrE",
        is_development=True,
        made_at=AT,
        zone="WITA",
    )


def some_cards(count: int = 9) -> CardSet:
    """Cards in the wrong order."""
    people = (
        Card(f"Pegawai Contoh {at:03}", f"Unit {at % 3}", f"{at:05}", f"K7QM{at:02}") for at in range(count)
    )
    return CardSet(
        "Pemkab Contoh", "Ikrar Netralitas", "https://ikrar.contoh.go.id/S/7K3M", AT, "WITA", tuple(people), AT
    )


def some_sheets() -> SheetSet:
    """Sheets of two units, one of them over a page long."""
    long = tuple(SheetRow(at, f"{at:05}", f"Pegawai Contoh {at}", "1 001") for at in range(1, 31))
    short = (SheetRow(1, "00099", "W" * 80, ""),)
    return SheetSet(
        "Dinas Pendidikan", "Ikrar Netralitas", "Ikrar Netralitas ASN", POINTS, "Demikian.", WORDS,
        (Sheet("7K3M9QX2", "Sekretariat", long), Sheet("8K3M9QX2", "Bidang", short)), "Sari Contoh", AT, "WITA",
    )  # fmt: skip


def a_poster() -> Poster:
    """A poster."""
    steps = (
        "Pindai kode ini dengan kamera ponsel.",
        "Ketik nomor dan kode dari kartu Anda.",
        "Baca, lalu tanda tangani.",
    )
    return Poster(
        "Pemerintah Kabupaten Contoh", "Ikrar Netralitas", "Ikrar Netralitas ASN",
        "https://ikrar.contoh.go.id/S/7K3M9QX2", "7K3M-9QX2", WORDS, steps, AT, "WITA", "meja bantu di pintu aula", AT,
    )  # fmt: skip


def a_summary(units: int = 30) -> Summary:
    """The leader's page with that many units."""
    rows = tuple(UnitRow(f"Bidang Contoh {at:03}", 50, (40, 3, 1), 4, 2) for at in reversed(range(units)))
    return Summary(
        "Pemerintah Kabupaten Contoh", "Ikrar Netralitas", rows, LEVELS, (("cuti", 4 * units),), 1500,
        ("Dua unit belum mengirim daftar berhalangan.",), AT, AT, "WITA", "Sari Contoh",
    )  # fmt: skip


def a_topic(letters: int = 80) -> Topic:
    """A topic whose sentences have that many letters."""
    return Topic(
        "Menyukai kiriman calon", words(letters), (words(letters),) * 3, (Norm(words(letters), words(letters), "pasti"),) * 2,
        (words(letters),) * 2, (words(letters),), date(2026, 10, 1), "BKPSDM Contoh", "https://ikrar.contoh.go.id/B/SUKA", AT,
    )  # fmt: skip
