"""The Django app of this noun."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Names the app and its label."""

    name = "ikrar.domain.letters"
    label = "letters"
