"""How many statements a page asks of the database: the same for few rows as for many."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def statements_of(client: Client, page: str) -> int:
    """The number of statements behind a page that opens."""
    with CaptureQueriesContext(connection) as seen:
        assert client.get(page).status_code == 200, page
    return len(seen)
