"""May this be done? One value for the button, the page and the action."""

from dataclasses import dataclass
from enum import StrEnum


class Refused(Exception):
    """It may be known but not done. `reason` is a code; words stand in ikrar.words."""

    def __init__(self, reason: str) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Hidden(Exception):
    """It may not be known that this exists: the page answers 404."""


class Problem(Exception):
    """The input cannot be taken as it is. `reason` is a code, `field` names the input, `values` fill its words."""

    def __init__(self, reason: str, field: str = "", **values: object) -> None:
        super().__init__(str(reason))
        self.reason, self.field, self.values = reason, field, values


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes, or no with the code of its reason."""

    reason: str = ""

    def __bool__(self) -> bool:
        return not self.reason

    def __and__(self, other: "Verdict") -> "Verdict":
        """Both must hold; the first reason is kept."""
        return other if self else self

    def require(self) -> None:
        """Raise Refused when the answer is no."""
        if self.reason:
            raise Refused(self.reason)


YES = Verdict()


def when(condition: object, otherwise: str) -> Verdict:
    """Yes when `condition` holds, else no with the reason `otherwise`."""
    return YES if condition else Verdict(otherwise)


class Why(StrEnum):
    """Reasons that every noun shares."""

    NOT_PERMITTED = "verdict.not_permitted"
    NOT_YOUR_UNIT = "verdict.not_your_unit"
    WRONG_STAGE = "verdict.wrong_stage"
    LOGIN_NEEDED = "verdict.login_needed"
    SECOND_FACTOR_NEEDED = "verdict.second_factor_needed"
    SAME_PERSON_TWICE = "verdict.same_person_twice"
