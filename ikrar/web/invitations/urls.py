"""Addresses of invitations and duty notes."""

from django.urls import path

from ikrar.web.invitations import views, views_notes, views_totals

app_name = "invitations"
urlpatterns = [
    path("undangan/", views.index, name="index"),
    path("undangan/baru/<slug:agency>/", views.register, name="register"),
    path("undangan/jumlah/<slug:agency>/", views_totals.totals, name="totals"),
    path("undangan/jadwal/<slug:agency>/", views_totals.schedule, name="schedule"),
    path("undangan/nota/", views_notes.notes, name="notes"),
    path("undangan/nota/baru/<slug:agency>/", views_notes.write, name="write_note"),
    path("undangan/nota/<slug:ref>/", views_notes.note, name="note"),
    path("undangan/<slug:ref>/", views.detail, name="invitation"),
    path("undangan/<slug:ref>/lengkapi/", views.complete, name="complete"),
    path("undangan/<slug:ref>/disposisi/", views.decide, name="decide"),
    path("undangan/<slug:ref>/surat/", views.letter, name="letter"),
    path("undangan/<slug:ref>/pulang/", views.leave, name="leave"),
    path("undangan/<slug:ref>/lapor/", views.report, name="report"),
    path("undangan/<slug:ref>/pindaian/", views.scan, name="scan"),
]
