"""The Django app of this noun."""

from django.apps import AppConfig


class RulesConfig(AppConfig):
    """Names the app and its label."""

    name = "ikrar.domain.rules"
    label = "rules"
