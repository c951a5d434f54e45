"""The Django app of this noun."""

from django.apps import AppConfig


class PledgesConfig(AppConfig):
    """Names the app and its label."""

    name = "ikrar.domain.pledges"
    label = "pledges"
