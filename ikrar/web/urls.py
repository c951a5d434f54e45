"""All pages, one line per noun."""

from django.urls import include, path

urlpatterns = [
    path("", include("ikrar.web.pledges.urls")),  # first: the address that everybody asks for at 07.30
    path("", include("ikrar.web.home.urls")),
    path("", include("ikrar.web.dashboards.urls")),
    path("", include("ikrar.web.people.urls")),
    path("", include("ikrar.web.programme.urls")),
    path("", include("ikrar.web.activities.urls")),
    path("", include("ikrar.web.attendance.urls")),
    path("", include("ikrar.web.roster.urls")),
    path("", include("ikrar.web.rules.urls")),
    path("", include("ikrar.web.texts.urls")),
    path("", include("ikrar.web.elections.urls")),
    path("", include("ikrar.web.shell.urls")),
    path("", include("ikrar.web.proofs.urls")),
    path("", include("ikrar.web.learning.urls")),
    path("", include("ikrar.web.instructions.urls")),
    path("", include("ikrar.web.letters.urls")),
    path("", include("ikrar.web.notices.urls")),
    path("", include("ikrar.web.invitations.urls")),
    path("", include("ikrar.web.taskforces.urls")),
    path("", include("ikrar.web.vulnerabilities.urls")),
]
