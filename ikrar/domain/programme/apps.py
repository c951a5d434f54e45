"""The Django app of this noun."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Names the app and its label."""

    name = "ikrar.domain.programme"
    label = "programme"
