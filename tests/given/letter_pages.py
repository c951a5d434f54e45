"""Official letters of every kind with the least and with the most that they may say. All people and bodies are invented."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from ikrar.core.letters import Annex, Body, Kind, Named, Table
from ikrar.core.letters_content import LONGEST_SUBJECT, NEEDED, PARTS, Content
from ikrar.core.letters_stages import Nature, SignerBlock
from ikrar.papers.letter import Head, LetterPage, Signer
from ikrar.papers.typesetting import Paper
from ikrar.words import say

AT = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
SENTENCE = (
    "Setiap pegawai aparatur sipil negara wajib menjaga asas netralitas sebelum, selama, dan sesudah pemilihan, serta "
    "tidak menggunakan jabatan, waktu kerja, maupun fasilitas kedinasan untuk kepentingan peserta pemilihan mana pun."
)
ADDRESS = "https://netralitas.contohkabupatenkepulauan.go.id/berkas/2026/laporan-pelaksanaan?sandi=a1b2c3d4e5f6a7b8c9d0"
RUN = "Pertanggungjawabanpenyelenggaraanpemerintahandaerahkabupatenkepulauancontohselatan"
NAME = "Prof. Dr. Ir. Hj. Bernadetta Kusumaningrum Wirjosoedirdjo Contoh, S.Pd., S.H., M.Si., M.Kn., Ph.D."
OFFICE = "Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kabupaten Kepulauan Contoh Selatan"
LEAST: dict[str, Any] = {
    "to": ("Camat Contoh",), "considering": ("bahwa perlu",), "recalling": ("UU Contoh",), "basis": ("SE Contoh",),
    "dictum": ("Berlaku.",), "people": (Named("Wati"),), "facts": (("Hari", "Senin"),), "paragraphs": ("Baik.",),
}  # fmt: skip


def title_of(kind: Kind) -> str:
    """The title that a letter has when nobody typed another."""
    return say(f"letter.kind.{kind}").upper()


def shortest(kind: Kind) -> LetterPage:
    """A letter with nothing but what its kind cannot be without."""
    parts = {name: LEAST[name] for name in NEEDED[kind]}
    to = parts.pop("to", ())
    return LetterPage(
        kind, Head("", "UPT Contoh"), title_of(kind), "1/2026", "1 Mei 2026", "", say(f"letter.nature.{Nature.ORDINARY}"),
        "", "Apel", to, Body(**parts), Signer("Kepala", "Eko Contoh"),
    )  # fmt: skip


def as_content(page: LetterPage) -> Content:
    """What a page says, as the rule of its kind sees it."""
    block = SignerBlock(office=page.signer.office, name=page.signer.name)
    return Content(page.body, page.to, page.copies, page.title, page.attachments, block)


def longest(kind: Kind, paper: Paper = "a4") -> LetterPage:
    """A letter with every part that its kind has, each of them long.

    On A4 it is a concept with three initials, signed u.b. by a Plh.; on F4 the final, a.n., with a code.
    """
    whole = _long_body()
    parts = {name: getattr(whole, name) for name in PARTS[kind] if name not in {"to", "copies"}}
    page = LetterPage(
        kind, _long_head(), title_of(kind), "KP.07.1/000.800.1.6.2/1234/418.50/BKPSDM/VIII/2026",
        "23 November 2026", "Kota Kepulauan Contoh Selatan Utara", say(f"letter.nature.{Nature.CONFIDENTIAL}"),
        "3 (tiga) berkas dan 1 (satu) keping cakram", f"{SENTENCE} {SENTENCE}"[:LONGEST_SUBJECT].strip(),
        _long_to() if "to" in PARTS[kind] else (), Body(**parts), _signer(paper),
        copies=_copies() if "copies" in PARTS[kind] else (), note="Dokumen ini contoh dan tidak berlaku.",
    )  # fmt: skip
    if paper == "f4":
        return replace(page, qr="HTTPS://NETRALITAS.CONTOH.GO.ID/S/7K3M9QX2")
    return replace(page, paraf=(NAME, f"{NAME[:-6]} Utara", "Eko Contoh"), is_concept=True)


def _signer(paper: Paper) -> Signer:
    rest: dict[str, Any] = {"rank": "Pembina Utama Muda (IV/c)", "nip": "197001011995011001"}
    between = f"Bupati Kepulauan Contoh Selatan;Sekretaris Daerah {OFFICE[49:]}"
    if paper == "f4":
        return Signer(OFFICE, NAME, "a.n.", "Bupati Kepulauan Contoh Selatan", "Plt.", **rest)
    return Signer(OFFICE, NAME, "u.b.", between, "Plh.", **rest)


def _long_head() -> Head:
    return Head(
        "Pemerintah Kabupaten Kepulauan Contoh Selatan dan Sekitarnya",
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Contoh",
        f"Jalan Contoh Raya Nomor 123456, Kecamatan Contoh Utara, Kota Contoh 99999\n{ADDRESS}",
        "Telepon (0999) 1234567, pos-el bkpsdm@contohkabupatenkepulauan.go.id", a_logo(),
    )  # fmt: skip


def a_logo() -> bytes:
    """A brown disc, as a stand-in for an emblem."""
    image = Image.new("RGBA", (400, 480), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((20, 20, 380, 460), fill=(92, 68, 51, 255))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _long_to() -> tuple[str, ...]:
    return tuple(f"Kepala {OFFICE[7:]} Wilayah {n} di Kecamatan Contoh {n}" for n in range(101, 113))


def _copies() -> tuple[str, ...]:
    return tuple(f"Ketua {RUN if n == 105 else 'Badan Pengawas Pemilihan'} Contoh {n}" for n in range(101, 113))


def numbered(what: str, count: int, times: int = 1) -> tuple[str, ...]:
    """Texts that differ, so that a lost one is missed."""
    return tuple(f"{what} {n}: {' '.join([SENTENCE] * times)}" for n in range(1, count + 1))


def some_people(count: int) -> tuple[Named, ...]:
    """People with long names and titles, each another."""
    return tuple(
        Named(
            f"Dra. Ni Wayan Contoh {n} Kusumawardhani Prawirodirdjo, S.Pd., M.Si.", f"1980010120050{n:05}",
            "Penata Tingkat I (III/d)", f"Analis Sumber Daya Manusia Aparatur Ahli Muda {n}", f"Anggota bidang {n}",
        )
        for n in range(101, 101 + count)
    )  # fmt: skip


def a_wide_table(rows: int, columns: int = 7) -> Table:
    """A table of many columns, with words that no column can hold on a line."""
    head = ("No.", "Unit kerja", "Pertanggungjawaban", *(f"Keterangan {n}" for n in range(4, columns + 1)))
    cells = (
        (f"{n}.", f"Dinas {RUN[:40]}{n}", f"{n}.234 orang", *(f"penyelenggaraan-{n}-{c}" for c in range(4, columns + 1)))
        for n in range(101, 101 + rows)
    )  # fmt: skip
    return Table(head, tuple(cells))


def _long_body() -> Body:
    return Body(
        opening=f"Pembuka: {SENTENCE} {ADDRESS}",
        paragraphs=(*numbered("Paragraf", 9, 3), f"Periksa {ADDRESS} dan {RUN}."),
        facts=(
            ("Hari, tanggal", "Senin, 30 November 2026"), ("Waktu dan tempat pelaksanaan", f"Aula {RUN}"),
            ("", "Keterangan tanpa label"), ("Tautan", ADDRESS), *((f"Acara {n}", SENTENCE) for n in range(1, 5)),
        ),
        considering=numbered("bahwa alasan", 28), recalling=numbered("Undang-Undang Contoh Nomor", 14),
        basis=numbered("Dasar", 6), dictum=numbered("Putusan", 23), people=some_people(12), table=a_wide_table(18),
        closing=f"Penutup: {SENTENCE}",
        quotes=tuple((f"{NAME}, Jabatan {n}", f"Kutipan {n}: {SENTENCE}") for n in range(1, 4)),
        annexes=(
            Annex(f"SUSUNAN {OFFICE.upper()}", numbered("Ketentuan", 3), people=some_people(40)),
            Annex("REKAPITULASI KEHADIRAN", table=a_wide_table(30, 8)),
            Annex("NASKAH IKRAR NETRALITAS", numbered("Butir", 12, 2)),
        ),
    )  # fmt: skip
