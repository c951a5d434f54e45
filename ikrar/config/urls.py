"""The root of all addresses: Indonesian without a prefix, English below /en/, machines beside them."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    *i18n_patterns(path("", include("ikrar.web.urls")), prefix_default_language=False),
]

handler400 = "ikrar.web.shell.refusals.bad_request"
handler403 = "ikrar.web.shell.refusals.forbidden"
handler404 = "ikrar.web.shell.refusals.not_found"
handler500 = "ikrar.web.shell.refusals.broken"
