"""The Django app of this noun."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Names the app and its label."""

    name = "ikrar.domain.people"
    label = "people"
