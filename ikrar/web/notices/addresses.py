"""Where does a notice lead? The page of the thing it is about, behind that page's own door."""

from django.urls import reverse

ADDRESSES: dict[str, str] = {
    "test.closing_soon": "learning:test",
}


def address_of(kind: str, about: str) -> str:
    """The address of the thing that a notice is about (`noun:ref`). Raises KeyError for a kind without a page."""
    return reverse(ADDRESSES[kind], args=[about.partition(":")[2]])
