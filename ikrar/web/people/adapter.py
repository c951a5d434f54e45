"""How allauth behaves here: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from ikrar.domain.people.models import normal_username


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closed for sign-up; a NIP may be typed with spaces and dots."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by officers only."""
        return False

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """The stored form of what was typed."""
        return normal_username(username)
