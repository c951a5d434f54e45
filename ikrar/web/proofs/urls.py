"""Addresses of proofs. The short ones are scanned: upper or lower case."""

from django.urls import path

from ikrar.web.proofs import views, views_files

app_name = "proofs"
urlpatterns = [
    path("bukti/", views.index, name="index"),
    path("bukti/periksa-sendiri/", views.by_yourself, name="by_yourself"),
    path("bukti/periksa.html", views_files.offline_page, name="offline_page"),
    path("bukti/<slug:ref>/", views.check, name="check"),
    path("bukti/<slug:ref>/umum/", views_files.public_proof, name="public_proof"),
    path("bukti/<slug:ref>/unduh/", views_files.certificate, name="certificate"),
    path("bukti/<slug:ref>/berkas/", views_files.proof_file, name="proof_file"),
    path("bukti/<slug:ref>/untuk-petugas/", views_files.certificate_for_staff, name="certificate_for_staff"),
    path("p/<slug:ref>", views.short, name="short"),
    path("P/<slug:ref>", views.short),
    path("log/<path:name>", views_files.log_file, name="log_file"),
]
