"""An instruction in the demo: the office above orders the detention house; some of it is done, some open, some late."""

from datetime import date, datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from ikrar.core.instructions import Every, ItemKind, Reach
from ikrar.core.taskforces import Institution
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.ledger.files import MIB, keep_file
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import NewItem, Order, Reply, Whom
from ikrar.domain.programme.models import Instruction, InstructionTarget
from ikrar.domain.programme.queries.instructions import body_target, items_of
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, day_at

BASIS = "Keputusan bersama lima pimpinan lembaga tentang netralitas pegawai, 22 September 2022 | salinan pada bagian hukum"
ISSUED = timedelta(days=9)  # before now


def play_instructions(agency: Agency, *, above: Staff, officer: Staff, at: datetime) -> Instruction:
    """The body above `agency` issued an instruction nine days ago; its officer received it and answered in part.

    Raises ValueError for a body that stands alone.
    """
    if agency.parent is None:
        raise ValueError(agency.ref)
    issuer, early, today = agency.parent, at - ISSUED, day_at(agency, at)
    order = Order(
        "Netralitas pegawai menjelang pemungutan suara", issuer.responsible_title, today - timedelta(days=30),
        basis=BASIS, letter_number="W.18/HK.01/12/2026", letter_on=day_at(issuer, early) - timedelta(days=1),
    )  # fmt: skip
    whom = Whom(Reach.CHOSEN, [agency])
    drafted = early - timedelta(hours=1)
    row = result_of(actions.draft_instruction(issuer, order=order, whom=whom, by=above, at=drafted))
    for item in _asked(today):
        actions.add_item(row, item=item, by=above, at=drafted)
    row = result_of(actions.issue_instruction(row, by=above, at=early))
    if (target := body_target(row, agency)) is not None:
        _answered(row, target, officer, today, at)
    return row


def _asked(today: date) -> tuple[NewItem, ...]:
    """A task force and a test (late), an apel, signatures and a contact (open), a briefing (shown), a report (nothing)."""

    def due(days: int) -> date:
        return today + timedelta(days=days)

    return (
        NewItem(ItemKind.TASKFORCE, due(-2), proof="Foto pengukuhan"),
        NewItem(ItemKind.APEL, due(1), with_oath=True),
        NewItem(ItemKind.SIGNED, due(4), share=90),
        NewItem(ItemKind.CONTACT, due(3), institution=Institution.KPU),
        NewItem(ItemKind.TEST, due(-1), share=80),
        NewItem(ItemKind.OTHER, due(-4), words="Mengarahkan setiap regu jaga"),
        NewItem(ItemKind.REPORT, due(1), every=Every.MONTHLY),
    )


def _answered(row: Instruction, target: InstructionTarget, officer: Staff, today: date, at: datetime) -> None:
    """Received the day after; the briefing shown by a sheet with a name; in the first month there was nothing to report."""
    actions.receive_instruction(target, by=officer, at=at - ISSUED + timedelta(days=1))
    name, items = officer.person.name, {ItemKind(item.kind): item for item in items_of(row)}
    sheet = keep_file(_sheet(), "instructions", kinds=("png",), largest=MIB)
    shown = Reply(name, words="Daftar hadir empat regu.", document=sheet)
    nothing = Reply(name, is_nothing=True, words="Tidak ada kejadian.", period_on=items[ItemKind.REPORT].due_on)
    for kind, reply, day in ((ItemKind.OTHER, shown, 6), (ItemKind.REPORT, nothing, 1)):
        when = at - timedelta(days=day)
        actions.answer_item(items[kind], target=target, reply=reply, by=officer, at=when)


def _sheet() -> bytes:
    """A blank attendance sheet in greys, as a scanner would give it."""
    picture = Image.new("RGB", (620, 877), (248, 246, 243))
    pen = ImageDraw.Draw(picture)
    for line in range(18):
        pen.rectangle((60, 120 + line * 38, 560, 122 + line * 38), fill=(143, 135, 127))
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
