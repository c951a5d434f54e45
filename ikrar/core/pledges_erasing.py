"""On what ground may a person's data be erased? UU 27/2022 articles 8 and 43 (erasure), 44 (destruction), 15 (limits)."""

from enum import StrEnum


class Ground(StrEnum):
    """Why somebody was erased; the only thing that the entry says."""

    REQUEST = "request"  # the person asked, and nothing obliges the body to keep the data
    RETENTION = "retention"  # the retention schedule of the body says destroy
    MISTAKE = "mistake"  # the row should never have been there
    REPLAYED = "replayed"  # erased before a backup was restored


class Why(StrEnum):
    """Why somebody cannot be erased now."""

    STILL_EMPLOYED = "erasure.still_employed"
