"""The Django app of this noun."""

from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    """Names the app and its label."""

    name = "ikrar.domain.elections"
    label = "elections"
