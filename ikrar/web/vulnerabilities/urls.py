"""Addresses of the vulnerability register."""

from django.urls import path

from ikrar.web.vulnerabilities import views

app_name = "vulnerabilities"
urlpatterns = [
    path("kerawanan/", views.index, name="index"),
    path("kerawanan/catatan/<slug:ref>/", views.entry, name="entry"),
    path("kerawanan/catatan/<slug:ref>/ubah/", views.change, name="change"),
    path("kerawanan/catatan/<slug:ref>/selesai/", views.close, name="close"),
    path("kerawanan/<slug:agency>/", views.register, name="register"),
    path("kerawanan/<slug:agency>/tinjauan/", views.review, name="review"),
    path("kerawanan/<slug:agency>/baru/", views.add, name="add"),
    path("kerawanan/<slug:agency>/wilayah/", views.areas, name="areas"),
    path("kerawanan/<slug:agency>/kerawanan.xlsx", views.workbook_file, name="workbook"),
]
