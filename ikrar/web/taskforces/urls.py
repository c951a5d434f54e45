"""Addresses of task forces, contacts and meetings."""

from django.urls import path

from ikrar.web.taskforces import views, views_contacts, views_members

app_name = "taskforces"
urlpatterns = [
    path("satgas/", views.index, name="index"),
    path("satgas/baru/<slug:agency>/", views.draft, name="draft"),
    path("satgas/tugas/<slug:ref>/", views_members.task, name="task"),
    path("satgas/<slug:ref>/", views.detail, name="taskforce"),
    path("satgas/<slug:ref>/ubah/", views.change, name="change"),
    path("satgas/<slug:ref>/tim/", views.team, name="team"),
    path("satgas/<slug:ref>/sk/", views.decree, name="decree"),
    path("satgas/<slug:ref>/pindaian/", views.scan, name="scan"),
    path("satgas/<slug:ref>/bentuk/", views.form_it, name="form"),
    path("satgas/<slug:ref>/kukuh/", views.inaugurate, name="inaugurate"),
    path("satgas/<slug:ref>/akhir/", views.end, name="end"),
    path("satgas/<slug:ref>/anggota/", views_members.add, name="add_member"),
    path("satgas/<slug:ref>/anggota/<int:pk>/", views_members.leave, name="end_member"),
    path("satgas/<slug:ref>/tugas/", views_members.set_task, name="set_task"),
    path("satgas/<slug:ref>/pernyataan/", views_members.declare, name="declare"),
    path("kontak/<slug:agency>/", views_contacts.contacts, name="contacts"),
    path("kontak/orang/<slug:ref>/", views_contacts.end, name="end_contact"),
    path("rapat/tindak-lanjut/<slug:ref>/", views_contacts.follow_up, name="follow_up"),
    path("rapat/<slug:agency>/baru/", views_contacts.note, name="note_meeting"),
    path("rapat/<slug:ref>/", views_contacts.meeting, name="meeting"),
]
