"""Addresses of the roster."""

from django.urls import path

from ikrar.web.roster import views, views_imports, views_people, views_units

app_name = "roster"
urlpatterns = [
    path("pegawai/", views.index, name="index"),
    path("pegawai/instansi-baru/", views.add_agency, name="add_agency"),
    path("pegawai/impor/<slug:ref>/", views_imports.detail, name="import"),
    path("pegawai/impor/<slug:ref>/kolom/", views_imports.columns, name="columns"),
    path("pegawai/impor/<slug:ref>/baris/<int:line>/", views_imports.row, name="row"),
    path(
        "pegawai/impor/<slug:ref>/baris/<int:line>/perbaiki/<slug:code>/", views_imports.repair, name="repair"
    ),
    path("pegawai/impor/<slug:ref>/perbaiki/<slug:code>/", views_imports.repair_kind, name="repair_kind"),
    path("pegawai/impor/<slug:ref>/simpan/", views_imports.save, name="save"),
    path("pegawai/impor/<slug:ref>/batalkan/", views_imports.undo, name="undo"),
    path("pegawai/impor/<slug:ref>/tidak-ada/", views_imports.missing, name="missing"),
    path("pegawai/impor/<slug:ref>/baris-perlu.xlsx", views_imports.bad_rows, name="bad_rows"),
    path("pegawai/orang/<slug:ref>/", views_people.person, name="person"),
    path("pegawai/orang/<slug:ref>/ubah/", views_people.change, name="change"),
    path("pegawai/orang/<slug:ref>/pindah/", views_people.move, name="move"),
    path("pegawai/orang/<slug:ref>/berhenti/", views_people.leave, name="leave"),
    path("pegawai/<slug:agency>/", views.body, name="body"),
    path("pegawai/<slug:agency>/baru/", views_people.add, name="add"),
    path("pegawai/<slug:agency>/daftar.xlsx", views.export, name="export"),
    path("pegawai/<slug:agency>/contoh.xlsx", views.template, name="template"),
    path("pegawai/<slug:agency>/impor/", views_imports.upload, name="upload"),
    path("pegawai/<slug:agency>/unit/", views_units.tree, name="units"),
    path("pegawai/<slug:agency>/unit/berkas/", views_units.upload, name="upload_units"),
    path("pegawai/<slug:agency>/unit/<slug:unit>/", views_units.unit, name="unit"),
    path("pegawai/<slug:agency>/unit/<slug:unit>/baru/", views_units.add, name="add_unit"),
]
