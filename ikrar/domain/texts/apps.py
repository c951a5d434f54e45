"""The Django app of this noun."""

from django.apps import AppConfig


class TextsConfig(AppConfig):
    """Names the app and its label."""

    name = "ikrar.domain.texts"
    label = "texts"
