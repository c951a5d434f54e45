"""The Django app of this noun."""

from django.apps import AppConfig


class RosterConfig(AppConfig):
    """Names the app and its label."""

    name = "ikrar.domain.roster"
    label = "roster"
