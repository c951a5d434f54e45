"""The Django app of this noun."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Names the app and its label."""

    name = "ikrar.domain.ledger"
    label = "ledger"
