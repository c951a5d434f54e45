"""Addresses of the test of understanding: short ones for those who take it, /uji/ for officers."""

from django.urls import path

from ikrar.web.learning import views, views_papers, views_staff

app_name = "learning"
urlpatterns = [
    path("u/<str:ref>/", views.enter, name="enter"),
    path("u/<str:ref>", views.enter),
    path("U/<str:ref>/", views.enter),
    path("u/<str:ref>/soal/", views.take, name="take"),
    path("u/<str:ref>/hasil/", views.result, name="result"),
    path("u/<str:ref>/selesai/", views.leave, name="leave"),
    path("u/<str:ref>/soal.html", views_papers.offline_file, name="offline_file"),
    path("u/<str:ref>/qr.svg", views_papers.qr, name="qr"),
    path("u/<str:ref>/sertifikat.pdf", views_papers.certificate, name="certificate"),
    path("L/<str:ref>/", views_papers.check, name="check"),
    path("L/<str:ref>", views_papers.check),
    path("uji/", views_staff.index, name="index"),
    path("uji/baru/<slug:drive>/", views_staff.open_one, name="open"),
    path("uji/<slug:ref>/", views_staff.detail, name="test"),
    path("uji/<slug:ref>/<slug:agency>/", views_staff.reach, name="reach"),
    path("uji/<slug:ref>/<slug:agency>/orang/", views_staff.people, name="people"),
]
