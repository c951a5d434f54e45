"""Texts for chat groups: the instruction, how far it is, and who is asked to answer. No person, at most 700 letters."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from ikrar.domain.dashboards.accounts import Account
from ikrar.domain.dashboards.fulfilment import Late
from ikrar.domain.programme.models import Instruction, InstructionItem
from ikrar.web.instructions.shown import due_words, item_words, part_lines
from ikrar.web.templatetags.ikrar import angka, saat

LONGEST = 700


def order_message(instruction: Instruction, items: Sequence[InstructionItem]) -> str:
    """The instruction for those whom it reaches: what is asked, until when."""
    lines = [f"*{_cut(instruction.name)}*", _("Dari %(office)s.") % {"office": _cut(instruction.from_office)}]
    lines += [f"{n}. {_cut(item_words(item), 90)}: {due_words(item)}" for n, item in enumerate(items, 1)]
    return _fit(lines, address_of(instruction))


def account_message(account: Account) -> str:
    """How far it is, for those above: the numbers of the account."""
    lines = [
        _("Izin melaporkan, Bapak/Ibu."),
        f"*{_cut(account.instruction.name)}*",
        f"{account.agency.shown}, {saat(account.at, account.agency.zone)}.",
    ]
    for part in account.parts:
        lines += [f"{_cut(title, 70)}: {said}." for title, said in part_lines(part)]
    return _fit(lines, address_of(account.instruction))


def late_message(instruction: Instruction, late: Sequence[Late]) -> str:
    """The bodies that are asked to answer, by the alphabet; bodies, never people."""
    if not late:
        return ""
    lines = [
        f"*{_cut(instruction.name)}*",
        _("Mohon bantuan %(n)s instansi atau unit berikut untuk melengkapi yang lewat tenggat.")
        % {"n": angka(len(late))},
    ]
    lines += [f"- {_cut(one.target.shown, 60)}" for one in late]
    return _fit(lines, address_of(instruction))


def address_of(instruction: Instruction) -> str:
    """Where it is read by those who may."""
    return settings.IKRAR_ADDRESS + reverse("instructions:instruction", args=[instruction.ref])


def _cut(text: str, most: int = 120) -> str:
    plain = " ".join(text.replace("*", "").split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def _fit(lines: Sequence[str], address: str) -> str:
    """The lines that fit into 700 letters with a word on what was left out, and the address alone on the last line."""
    rest = _("Selengkapnya di Ikrar.")
    room = LONGEST - len(address) - len(rest) - 2
    kept: list[str] = []
    for line in lines:
        if sum(len(one) + 1 for one in kept) + len(line) > room:
            kept.append(rest)
            break
        kept.append(line)
    return "\n".join([*kept, address])
