"""Addresses of texts."""

from django.urls import path

from ikrar.web.texts import views

app_name = "texts"
urlpatterns = [
    path("naskah/", views.index, name="index"),
    path("naskah/baru/<slug:agency>/", views.add, name="add"),
    path("naskah/<slug:ref>/", views.detail, name="detail"),
    path("naskah/<slug:ref>/banding/<slug:other>/", views.compare, name="compare"),
]
