"""Addresses of notices."""

from django.urls import path

from ikrar.web.notices import views

app_name = "notices"
urlpatterns = [
    path("pemberitahuan/", views.index, name="index"),
    path("pemberitahuan/surel/", views.wish, name="wish"),
]
