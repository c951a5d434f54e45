"""The Django app that holds the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Names the app and its label."""

    name = "ikrar.web"
    label = "web"
