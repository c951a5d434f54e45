"""The Django app of this noun."""

from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    """Names the app and its label."""

    name = "ikrar.domain.invitations"
    label = "invitations"
