"""How does guidance on an invitation look? Both readings side by side, with sources and doubt; never a permit."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ikrar.core.assess import Assessment
from ikrar.core.assess.may import May, may
from ikrar.core.invitations import REPORT_DAYS
from ikrar.core.letters import Body, Kind, Named
from ikrar.domain.invitations.models import Invitation
from ikrar.domain.invitations.queries import Advice
from ikrar.domain.letters.actions import Draft
from ikrar.domain.people.models import Person
from ikrar.papers import formats
from ikrar.words import say

MOST = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One rule or permit that speaks."""

    title: str
    norm: str
    sources: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules say of coming in one way."""

    heading: str
    answer: str
    lines: tuple[Line, ...]


def readings(advice: Advice) -> list[Reading]:
    """Coming without a duty letter beside coming with one."""
    ways = ((_("Tanpa surat tugas"), advice.without), (_("Dengan surat tugas"), advice.with_letter))
    return [
        Reading(heading, say(f"rules.may.{may(it)}"), tuple(_lines(it)))
        for heading, it in ways
        if it is not None
    ]


def _lines(it: Assessment) -> Iterable[Line]:
    english = get_language() == "en"
    for permit in it.permitted[:MOST]:
        title = permit.title_en if english else permit.title
        yield Line(title, permit.norm, _apart(permit.source), say(f"text.confidence.{permit.confidence}"))
    for finding in (*it.findings, *it.possible)[:MOST]:
        rule = finding.rule
        title = rule.title_en if english else rule.title
        yield Line(title, rule.norm, _apart(rule.source), say(f"text.confidence.{rule.confidence}"))


def _apart(source: str) -> tuple[str, ...]:
    """The sources of a rule, each by itself."""
    return tuple(part.strip() for part in source.split("; ") if part.strip())


def is_refused(advice: Advice) -> bool:
    """Whether the rules that were read speak against coming even with a duty letter."""
    return advice.with_letter is not None and may(advice.with_letter) is May.NOT_ALLOWED


def allowed(advice: Advice) -> list[str]:
    """What this duty covers, as the order of the superior; nothing where the rules speak against coming at all."""
    if is_refused(advice):
        return []
    return [
        _("Hadir sebagai pejabat, duduk dan mendengarkan."),
        _("Menyampaikan salam atas nama pemerintah bila tertulis dalam tugas."),
        _("Pulang kapan saja."),
    ]


def forbidden() -> list[str]:
    """What this duty does not cover, as the order of the superior; the rules behind it stand in the readings."""
    return [
        _("Mengajak, memuji, atau mendukung calon atau partai."),
        _("Memakai atau menerima atribut, uang, dan barang."),
        _("Berfoto dengan isyarat tangan atau bersama calon."),
        _("Tetap tinggal ketika ajakan memilih dimulai."),
    ]


def letter_draft(invitation: Invitation, advice: Advice, signer: Person | None) -> Draft:
    """The duty letter when attending was agreed, else a polite answer; both to be edited as letters."""
    moment = formats.moment(invitation.begins_at, invitation.agency.zone)
    when_where = (("Waktu", moment), ("Tempat", invitation.place or "menurut undangan"))
    number = f"Undangan nomor {invitation.letter_number}" if invitation.letter_number else "Undangan tertulis"
    if invitation.decision == "attend":
        who = Named(invitation.invited_name, position=invitation.invited_office)
        note = invitation.decision_note.rstrip(". ") or "hadir dengan surat tugas"
        basis = (f"{number};", f"Disposisi pimpinan: {note}.")
        tasks = (
            "Menghadiri undangan sebagai pejabat, tanpa dukungan kepada siapa pun.",
            *(f"Menurut tugas ini boleh: {text}" for text in allowed(advice)),
            *(f"Menurut tugas ini tidak boleh: {text}" for text in forbidden()),
            "Pulang begitu ada ajakan memilih, lalu melapor.",
            f"Melaporkan kehadiran paling lambat {REPORT_DAYS} hari kerja sesudahnya.",
        )
        body = Body(basis=basis, people=(who,), paragraphs=tasks, facts=when_where)
        return Draft(Kind.DUTY, "Menghadiri undangan", body, about=invitation.subject_ref, signer=signer)
    paragraphs = (
        f"Terima kasih atas undangan untuk acara pada {moment}.",
        "Sebagai pelayan semua warga, kami perlu menjaga jarak yang sama kepada setiap peserta pemilihan.",
        "Karena itu kami belum dapat memenuhi undangan tersebut.",
    )
    body = Body(
        opening="Dengan hormat,",
        paragraphs=paragraphs,
        closing="Atas pengertian Saudara, kami ucapkan terima kasih.",
    )
    to = (invitation.host or "Panitia acara",)
    return Draft(Kind.LETTER, "Jawaban atas undangan", body, to=to, about=invitation.subject_ref, signer=signer)
