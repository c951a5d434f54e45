"""Has every code of letters its words, and every notice of a letter its page?"""

import pytest

from ikrar.core.letters import Kind
from ikrar.core.letters_content import NEEDED
from ikrar.core.letters_numbers import Fault, State
from ikrar.core.letters_stages import Behalf, Nature, Order, Sent, SignerBlock, Stage, Way, Why
from ikrar.core.programme import Term
from ikrar.web.notices.addresses import address_of
from ikrar.words import WORDS

CODES = [
    *Why, *Fault, *(f"letter.kind.{k}" for k in Kind), *(f"letter.stage.{s}" for s in Stage),
    *(f"letter.nature.{n}" for n in Nature), *(f"letter.way.{w}" for w in Way), *(f"letter.sent.{s}" for s in Sent),
    *(f"letter.order.{o}" for o in Order), *(f"letter.behalf.{b}" for b in Behalf),
    *(f"letter.term.{t}" for t in Term), *(f"number.state.{s}" for s in State),
    *(f"letter.missing.{part}" for parts in NEEDED.values() for part in parts),
    *(code for b in Behalf for code, _ in SignerBlock(b).faults()),
]  # fmt: skip


@pytest.mark.parametrize("code", sorted({str(code) for code in CODES}))
def test_every_code_has_words(code: str) -> None:
    assert code in WORDS


@pytest.mark.parametrize("kind", ["to_initial", "to_sign", "returned", "signed"])
def test_a_notice_of_a_letter_leads_to_it(kind: str) -> None:
    assert f"notice.letter.{kind}" in WORDS
    assert address_of(f"letter.{kind}", "letter:7K3M9QX2") == "/surat/7K3M9QX2/"


def test_a_notice_of_a_disposition_leads_to_the_letter_that_came_in() -> None:
    assert "notice.letter.disposed" in WORDS
    assert address_of("letter.disposed", "incoming:7K3M9QX2") == "/surat/masuk/7K3M9QX2/"
