"""Addresses of drives and apel sessions."""

from django.urls import path

from ikrar.web.programme import views, views_apels, views_codes, views_screen, views_target

app_name = "programme"
urlpatterns = [
    path("gerakan/", views.index, name="index"),
    path("gerakan/baru/", views.choose, name="draft"),
    path("gerakan/baru/<slug:agency>/", views.draft, name="draft_of"),
    path("gerakan/<slug:ref>/", views.drive, name="drive"),
    path("gerakan/<slug:ref>/ubah/", views.change, name="change"),
    path("gerakan/<slug:ref>/setujui/", views.approve, name="approve"),
    path("gerakan/<slug:ref>/buka/", views.open_drive, name="open"),
    path("gerakan/<slug:ref>/tutup/", views.close, name="close"),
    path("gerakan/<slug:ref>/undur/", views.extend, name="extend"),
    path("gerakan/<slug:ref>/sasaran/", views_target.target, name="target"),
    path("gerakan/<slug:ref>/sasaran/<slug:agency>/", views_target.body, name="body"),
    path("gerakan/<slug:ref>/sasaran/<slug:agency>/daftar.txt", views_target.hashes, name="hashes"),
    path("gerakan/<slug:ref>/kode/<slug:agency>/", views_codes.index, name="codes"),
    path("gerakan/<slug:ref>/kode/<slug:agency>/<slug:unit>/", views_codes.issue, name="issue"),
    path("gerakan/<slug:ref>/meja/<slug:agency>/", views_codes.desk, name="desk"),
    path("gerakan/<slug:ref>/meja/<slug:agency>/<int:number>/", views_codes.person, name="person"),
    path("gerakan/<slug:ref>/apel/<slug:agency>/", views_apels.plan, name="plan"),
    path("apel/", views_apels.index, name="apels"),
    path("apel/ikut/<slug:ref>/<slug:agency>/", views_apels.join, name="join"),
    path("apel/<slug:ref>/", views_apels.control, name="apel"),
    path("apel/<slug:ref>/ubah/", views_apels.change, name="change_apel"),
    path("apel/<slug:ref>/petugas/", views_apels.ceremony, name="ceremony"),
    path("apel/<slug:ref>/susunan/", views_apels.order, name="order"),
    path("apel/<slug:ref>/buka/", views_apels.open_apel, name="open_apel"),
    path("apel/<slug:ref>/tutup/", views_apels.close_apel, name="close_apel"),
    path("apel/<slug:ref>/undur/", views_apels.extend_apel, name="extend_apel"),
    path("apel/<slug:ref>/simbolis/", views_apels.symbolic, name="symbolic"),
    path("apel/<slug:ref>/kepala/<slug:agency>/", views_apels.heads, name="heads"),
    path("apel/<slug:ref>/poster.pdf", views_apels.poster, name="poster"),
    path("layar/<str:code>/", views_screen.screen, name="screen"),
    path("layar/<str:code>/qr.svg", views_screen.qr, name="qr"),
]
