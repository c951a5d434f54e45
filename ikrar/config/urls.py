"""The root of all addresses: Indonesian without a prefix, English below /en/, machines beside them."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from ikrar.api.v1 import api
from ikrar.web.shell.access import open_to_everyone


def opened(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The addresses of the API, declared open to everyone as every page must declare it."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            open_to_everyone(pattern.callback)
    return patterns


urlpatterns = [
    path("api/v1/", (opened(api.urls[0]), "api-v1", "api-v1")),
    *i18n_patterns(path("", include("ikrar.web.urls")), prefix_default_language=False),
]

handler400 = "ikrar.web.shell.refusals.bad_request"
handler403 = "ikrar.web.shell.refusals.forbidden"
handler404 = "ikrar.web.shell.refusals.not_found"
handler500 = "ikrar.web.shell.refusals.broken"
