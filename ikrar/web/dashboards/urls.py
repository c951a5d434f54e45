"""Coverage, those not yet signed, and the leader's page."""

from django.urls import path

from ikrar.web.dashboards import views, views_signing

app_name = "dashboards"
urlpatterns = [
    path("cakupan/", views.index, name="index"),
    path("cakupan/<slug:drive>/<slug:agency>/", views.coverage, name="coverage"),
    path("cakupan/<slug:drive>/<slug:agency>/unduh/", views.export, name="export"),
    path("cakupan/<slug:drive>/<slug:agency>/belum/", views.missing, name="missing"),
    path("cakupan/<slug:drive>/<slug:agency>/belum/unduh/", views.missing_file, name="missing_file"),
    path("hadir-dan-ikrar/<slug:session>/", views_signing.activity_signing, name="activity_signing"),
    path("ringkasan/", views.summary, name="summary"),
    path("ringkasan/<slug:drive>/<slug:agency>/cetak/", views.summary_paper, name="summary_paper"),
]
