"""A believable week of letters in the demo: a decree signed on paper, a duty letter that waits, one that came in."""

from datetime import datetime, timedelta
from typing import Protocol

from django.utils.timezone import localdate

from ikrar.core.letters import Body, Kind, Named
from ikrar.core.letters_stages import Order, Sent
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.letters import actions
from ikrar.domain.letters.handed_in import keep_document
from ikrar.domain.letters.models import Letter, Numbering
from ikrar.domain.letters.queries import initials_of
from ikrar.domain.people.models import Person
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, day_at
from ikrar.web.letters.typeset import pdf_of


class Scene(Protocol):
    """One body with its crew, as the story plays it."""

    agency: Agency
    crew: dict[str, Person]

    def by(self, name: str) -> Staff:
        """A member of the crew."""
        ...


DECREE = Body(
    considering=(
        "bahwa netralitas aparatur sipil negara perlu dijaga sebelum, selama, dan sesudah pemilihan",
        "bahwa untuk itu perlu dibentuk satuan tugas netralitas di lingkungan instansi",
    ),
    recalling=("Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara",),
    dictum=(
        "Membentuk Satuan Tugas Netralitas Pegawai.",
        "Satuan tugas membina, mengawasi, serta menerima dan meneruskan laporan.",
        "Keputusan ini berlaku sejak tanggal ditetapkan.",
    ),
)


def play_letters(scene: Scene, at: datetime) -> None:
    """The letters of one body in the week before `at`."""
    officer, day = scene.by("officer"), at - timedelta(days=6)
    agency = scene.agency
    head = actions.Head(
        body=agency.name, above="PEMERINTAH DAERAH CONTOH", address="Jalan Contoh Nomor 1", place=agency.place,
        phone="Telepon 0000-000000",
    )  # fmt: skip
    actions.set_letterhead(agency, head=head, by=officer, at=day)
    decrees = _register(scene, "Keputusan", "{nomor} TAHUN {tahun}", (Kind.DECREE,), day)
    letters = _register(scene, "Surat keluar", "{klasifikasi}/{nomor}/{unit}/{tahun}", (), day)
    decree = actions.Draft(
        Kind.DECREE, "Pembentukan Satuan Tugas Netralitas Pegawai", DECREE, copies=("Inspektur",), nature="penting",
        signer=scene.crew["head"], initials=(scene.crew["second"],), title=f"KEPUTUSAN KEPALA {agency.name}".upper(),
    )  # fmt: skip
    _signed_on_paper(scene, _to_sign(scene, decree, decrees, day), day)
    _to_sign(scene, _duty(scene), letters, at - timedelta(days=1))
    _came_in(scene, at - timedelta(days=3))
    actions.reserve_number(
        letters, subject="Laporan bulan ini", reason="Laporan disusun akhir bulan", dated_on=day_at(agency, day),
        by=officer, at=at,
    )  # fmt: skip


def _register(scene: Scene, name: str, pattern: str, kinds: tuple[Kind, ...], at: datetime) -> Numbering:
    register = actions.Register(name, pattern, kinds, classification="800.1.6", unit_code="UM")
    made = actions.set_numbering(scene.agency, register=register, by=scene.by("officer"), at=at)
    return result_of(made)


def _duty(scene: Scene) -> actions.Draft:
    body = Body(
        basis=("Rencana kegiatan Satuan Tugas Netralitas Pegawai",),
        people=(
            Named("Rini Wijaya", position="Analis SDM Aparatur", role="Ketua"),
            Named("Teguh Saputra", position="Pengelola kepegawaian", role="Anggota"),
        ),
        paragraphs=(
            "Memantau pelaksanaan apel ikrar dan melaporkan hasilnya paling lambat tiga hari sesudahnya.",
        ),
        facts=(("Tempat", "Halaman kantor"), ("Lama", "Satu hari")),
        closing="Surat tugas ini dibuat untuk dilaksanakan dengan penuh tanggung jawab.",
    )
    return actions.Draft(
        Kind.DUTY, "Pemantauan apel ikrar", body, signer=scene.crew["head"], initials=(scene.crew["second"],)
    )


def _to_sign(scene: Scene, draft: actions.Draft, register: Numbering, at: datetime) -> Letter:
    """Drafted, submitted, initialled and numbered: only the signature is missing."""
    officer = scene.by("officer")
    letter = result_of(actions.draft_letter(scene.agency, draft=draft, by=officer, at=at))
    actions.submit_letter(letter, seen=letter.version, by=officer, at=at)
    seen = bytes(letter.digest or b"").hex()
    for _initial in initials_of(letter):
        actions.initial_letter(letter, seen=seen, by=scene.by("second"), at=at)
    day = day_at(scene.agency, at)
    actions.give_number(letter, numbering=register, dated_on=day, by=officer, at=at)
    return letter


def _signed_on_paper(scene: Scene, letter: Letter, at: datetime) -> None:
    """Printed, signed by hand, scanned back, looked at by somebody else, and sent."""
    officer, seen = scene.by("officer"), bytes(letter.digest or b"").hex()
    scan = keep_document(pdf_of(letter, at=at, is_concept=False), field="scan")
    actions.keep_scan(letter, scan=scan, seen=seen, by=officer, at=at)
    actions.check_scan(letter, by=scene.by("second"), at=at)
    dispatch = actions.Dispatch("Inspektur", Sent.HAND, localdate(at))
    actions.send_letter(letter, dispatch=dispatch, by=officer, at=at)


def _came_in(scene: Scene, at: datetime) -> None:
    """A letter of the election supervisors, and what the head ordered about it."""
    day = localdate(at)
    arrived = actions.Arrived(
        sender="Bawaslu Contoh", number="012/PM.00.02/XI/2026", dated_on=day - timedelta(days=2), received_on=day,
        subject="Permintaan nama penghubung netralitas", nature="segera",
    )  # fmt: skip
    incoming = result_of(actions.receive_letter(scene.agency, arrived=arrived, by=scene.by("officer"), at=at))
    ordered = actions.Ordered(
        "", scene.crew["task-force"], (Order.FOLLOW_UP, Order.ANSWER), "Siapkan jawaban pekan ini.",
        day + timedelta(days=7),
    )  # fmt: skip
    actions.dispose_letter(incoming, ordered=ordered, by=scene.by("head"), at=at)
