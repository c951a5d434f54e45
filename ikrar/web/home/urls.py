"""The home page."""

from django.urls import path

from ikrar.web.home import views

app_name = "home"
urlpatterns = [
    path("", views.index, name="index"),
    path("semua/", views.everything, name="everything"),
]
