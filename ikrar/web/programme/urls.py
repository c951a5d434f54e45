"""Addresses of drives and apel sessions."""

from django.urls import path

from ikrar.web.programme import views, views_apels, views_codes, views_screen, views_target

app_name = "programme"
urlpatterns = [
    path("kegiatan/", views.index, name="index"),
    path("kegiatan/baru/", views.choose, name="draft"),
    path("kegiatan/baru/<slug:agency>/", views.draft, name="draft_of"),
    path("kegiatan/<slug:ref>/", views.drive, name="drive"),
    path("kegiatan/<slug:ref>/ubah/", views.change, name="change"),
    path("kegiatan/<slug:ref>/setujui/", views.approve, name="approve"),
    path("kegiatan/<slug:ref>/buka/", views.open_drive, name="open"),
    path("kegiatan/<slug:ref>/tutup/", views.close, name="close"),
    path("kegiatan/<slug:ref>/undur/", views.extend, name="extend"),
    path("kegiatan/<slug:ref>/sasaran/", views_target.target, name="target"),
    path("kegiatan/<slug:ref>/sasaran/<slug:agency>/", views_target.body, name="body"),
    path("kegiatan/<slug:ref>/sasaran/<slug:agency>/daftar.txt", views_target.hashes, name="hashes"),
    path("kegiatan/<slug:ref>/kode/<slug:agency>/", views_codes.index, name="codes"),
    path("kegiatan/<slug:ref>/kode/<slug:agency>/<slug:unit>/", views_codes.issue, name="issue"),
    path("kegiatan/<slug:ref>/meja/<slug:agency>/", views_codes.desk, name="desk"),
    path("kegiatan/<slug:ref>/meja/<slug:agency>/<int:number>/", views_codes.person, name="person"),
    path("kegiatan/<slug:ref>/apel/<slug:agency>/", views_apels.plan, name="plan"),
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
