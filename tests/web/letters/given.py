"""What the page tests of letters share: who logs in, and files as a browser sends them."""

from django.core.files.uploadedfile import SimpleUploadedFile

from ikrar.domain.people.models import Person
from tests.given.cast import Cast
from tests.strict import StrictClient


def enter(client: StrictClient, cast: Cast, person: Person) -> StrictClient:
    """Log in as this person."""
    client.force_login(cast.account(person))
    return client


def upload(content: bytes, name: str = "surat.pdf") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)
