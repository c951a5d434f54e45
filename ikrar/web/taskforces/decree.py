"""What does the decree that forms a task force say? A concept in our own words, to be edited as a letter."""

from collections.abc import Sequence

from ikrar.core.letters import Annex, Body, Kind, Named
from ikrar.domain.letters.actions import Draft
from ikrar.domain.people.models import Person
from ikrar.domain.programme.models import Member, Taskforce
from ikrar.papers import formats
from ikrar.words import say

CONSIDERING = (
    "bahwa pegawai melayani semua warga dan perlu netral sebelum, selama, dan sesudah pemilihan;",
    "bahwa pembinaan dan pengawasan netralitas memerlukan satuan tugas dengan susunan dan tugas yang jelas;",
)
RECALLING = (
    "Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara;",
    "Peraturan Pemerintah Nomor 94 Tahun 2021 tentang Disiplin Pegawai Negeri Sipil;",
    "Keputusan bersama lima pimpinan lembaga tahun 2022 tentang pembinaan dan pengawasan netralitas pegawai ASN;",
)


def decree_draft(taskforce: Taskforce, members: Sequence[Member], signer: Person | None) -> Draft:
    """The decree as a draft. The bases are those that the programme names; the office adds its own."""
    since, until = formats.short_day(taskforce.since), formats.short_day(taskforce.until)
    dictum = (
        f"Membentuk {taskforce.name} dengan susunan sebagaimana tercantum dalam lampiran.",
        "Satuan tugas membina dan mengingatkan pegawai, mengawasi, menerima dan meneruskan laporan, serta melaporkan hasilnya.",
        *([taskforce.task] if taskforce.task else []),
        f"Keputusan ini berlaku dari {since} sampai {until}.",
    )
    people = tuple(
        Named(m.name, position=m.office, role=say(f"taskforce.role.{m.role}"))
        for m in members
        if m.until is None
    )
    body = Body(
        considering=CONSIDERING, recalling=RECALLING, dictum=dictum,
        annexes=(Annex(f"Susunan {taskforce.name}", people=people),),
    )  # fmt: skip
    return Draft(
        Kind.DECREE, f"Pembentukan {taskforce.name}", body, about=taskforce.subject_ref, signer=signer,
        attachments="satu lampiran",
    )  # fmt: skip
