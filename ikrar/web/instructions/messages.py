"""Texts for chat groups: the instruction, how far it is, and who is asked to answer. No person, at most 700 letters."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from ikrar.domain.dashboards.accounts import Account
from ikrar.domain.dashboards.fulfilment import Late
from ikrar.domain.programme.models import Instruction, InstructionItem
from ikrar.web.instructions.shown import due_words, item_words, part_lines
from ikrar.web.shell.chat import cut, fit
from ikrar.web.templatetags.ikrar import angka, saat


def order_message(instruction: Instruction, items: Sequence[InstructionItem]) -> str:
    """The instruction for those whom it reaches: what is asked, until when."""
    lines = [
        f"*{cut(instruction.name, 120)}*",
        _("Dari %(office)s.") % {"office": cut(instruction.from_office, 120)},
    ]
    lines += [f"{n}. {cut(item_words(item), 90)}: {due_words(item)}" for n, item in enumerate(items, 1)]
    return fit(lines, address_of(instruction))


def account_message(account: Account) -> str:
    """How far it is, for those above: the numbers of the account."""
    lines = [
        _("Izin melaporkan, Bapak/Ibu."),
        f"*{cut(account.instruction.name, 120)}*",
        f"{account.agency.shown}, {saat(account.at, account.agency.zone)}.",
    ]
    for part in account.parts:
        lines += [f"{cut(title, 70)}: {said}." for title, said in part_lines(part)]
    return fit(lines, address_of(account.instruction))


def late_message(instruction: Instruction, late: Sequence[Late]) -> str:
    """The bodies that are asked to answer, by the alphabet; bodies, never people."""
    if not late:
        return ""
    lines = [
        f"*{cut(instruction.name, 120)}*",
        _("Mohon bantuan %(n)s instansi atau unit berikut untuk melengkapi yang lewat tenggat.")
        % {"n": angka(len(late))},
    ]
    lines += [f"- {cut(one.target.shown, 60)}" for one in late]
    return fit(lines, address_of(instruction))


def address_of(instruction: Instruction) -> str:
    """Where it is read by those who may."""
    return settings.IKRAR_ADDRESS + reverse("instructions:instruction", args=[instruction.ref])
