"""Addresses of the election calendar."""

from django.urls import path

from ikrar.web.elections import views, views_changes

app_name = "elections"
urlpatterns = [
    path("kalender/", views.index, name="index"),
    path("kalender/<slug:agency>/", views.calendar, name="calendar"),
    path("kalender/<slug:agency>/kalender.ics", views.ics, name="ics"),
    path("kalender/<slug:agency>/kalender.csv", views.table, name="table"),
    path("kalender/<slug:agency>/pemilihan-baru/", views_changes.add, name="add"),
    path("kalender/<slug:agency>/impor/", views_changes.take_in, name="take_in"),
    path("kalender/<slug:agency>/libur/", views_changes.days_off, name="days_off"),
    path("kalender/<slug:agency>/libur/<slug:ref>/batal/", views_changes.withdraw, name="withdraw"),
    path("kalender/<slug:agency>/<slug:election>/<slug:stage>/", views.stage, name="stage"),
    path("kalender/<slug:agency>/<slug:election>/<slug:stage>/koreksi/", views_changes.correct, name="correct"),
]
