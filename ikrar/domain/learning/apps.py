"""The Django app of this noun."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """Names the app and its label."""

    name = "ikrar.domain.learning"
    label = "learning"
