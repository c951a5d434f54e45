"""May I? The plain answer that an assessment allows: never a permit, and "allowed" only where a source says so."""

from enum import StrEnum

from ikrar.core.assess.weighing import Assessment
from ikrar.core.rulebook import Class


class May(StrEnum):
    """The answers, from free to forbidden."""

    ALLOWED = "allowed"  # a source allows it and nothing speaks against it
    BESIDE = "beside"  # a source allows it, stricter guidance stands beside it
    SILENT = "silent"  # no rule that was read speaks of it; no source allows it either
    DEPENDS = "depends"  # a fact is missing, or only the criminal track is open
    NOT_ALLOWED = "not_allowed"


def may(it: Assessment) -> May:
    """The answer for a person who asks before acting."""
    if any(f.rule.class_ != Class.CRIMINAL for f in it.findings):
        return May.NOT_ALLOWED
    if it.findings or any(f.rule.class_ != Class.OTHER for f in it.possible):
        return May.DEPENDS
    if it.permitted:
        return May.BESIDE if it.possible else May.ALLOWED
    return May.DEPENDS if it.possible else May.SILENT
