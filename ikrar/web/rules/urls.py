"""Addresses of the rules."""

from django.urls import path

from ikrar.web.rules import views, views_clocks, views_stored

app_name = "rules"
urlpatterns = [
    path("boleh/", views.index, name="index"),
    path("boleh/perbuatan/", views.acts, name="acts"),
    path("boleh/<slug:topic>/", views.topic, name="topic"),
    path("boleh/<slug:topic>/lembar.pdf", views.sheet, name="sheet"),
    path("boleh/<slug:topic>/poster.pdf", views.poster, name="poster"),
    path("tenggat/", views_clocks.clocks, name="clocks"),
    path("penilaian/", views_stored.index, name="stored"),
    path("penilaian/perubahan/", views_stored.changes, name="changes"),
    path("penilaian/baru/<slug:agency>/", views_stored.store, name="store"),
    path("penilaian/<slug:ref>/", views_stored.detail, name="detail"),
]
