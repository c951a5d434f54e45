"""What the programme of a body keeps, by name."""

from ikrar.domain.programme.models.apels import Apel, ApelBody, ApelRole, SigningGroup
from ikrar.domain.programme.models.drives import (
    Absence,
    Asked,
    CodeTry,
    Drive,
    DriveBody,
    Following,
    FormerHome,
)

__all__ = [
    "Absence",
    "Apel",
    "ApelBody",
    "ApelRole",
    "Asked",
    "CodeTry",
    "Drive",
    "DriveBody",
    "Following",
    "FormerHome",
    "SigningGroup",
]
