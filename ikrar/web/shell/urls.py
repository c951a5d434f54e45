"""Pages of the shell itself."""

from django.urls import path

from ikrar.web.shell import views

app_name = "shell"
urlpatterns = [path("galeri/", views.gallery, name="gallery")]
