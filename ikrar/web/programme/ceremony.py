"""The ceremony in words: the usual order of signing, and what the law leaves open about those who act."""

from ikrar import words
from ikrar.core.programme import Answer, Deed, Part, Term, capacity, ranks_present
from ikrar.domain.programme.actions import Turn
from ikrar.domain.programme.models import Apel, Drive
from ikrar.domain.programme.queries import echelons_in, groups_of, roles_of
from ikrar.web.shell.fields import in_words

DEEDS = {
    Part.PEMBINA: Deed.LEAD_APEL,
    Part.PEMIMPIN: Deed.LEAD_APEL,
    Part.OATH_READER: Deed.LEAD_APEL,
    Part.WITNESS: Deed.WITNESS,
    Part.SYMBOLIC_SIGNER: Deed.SIGN_FIRST,
}


def usual_order(drive: Drive) -> list[Turn]:
    """Heads first, then each echelon that stands there, in front of the next group."""
    ranks = [words.say(f"apel.rank.{code}") for code in ranks_present(echelons_in(drive))]
    return [Turn(name, (), after) for name, after in zip(ranks, [*ranks[1:], ""], strict=True)]


def notes_on(apel: Apel) -> list[tuple[str, str]]:
    """Duties that no source settles for an acting office: (office and name, sentence)."""
    notes = []
    for role in roles_of(apel):
        found = capacity(Term(role.term), DEEDS[Part(role.role)])
        if found.answer is not Answer.YES:
            who = f"{words.say(f'apel.part.{role.role}')}: {role.name}, {words.say(f'term.{role.term}')}"
            notes.append((who, words.say(f"apel.capacity.{found.answer}")))
    return notes


def order_in_words(apel: Apel) -> list[tuple[str, str]]:
    """The order of signing: (group, in front of whom); codes of ranks are said in words."""
    return [(in_words("apel.rank", g.name), in_words("apel.rank", g.before)) for g in groups_of(apel)]
