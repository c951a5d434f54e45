"""Addresses of attendance: for officers, and for the devices they open."""

from django.urls import path

from ikrar.web.attendance import views, views_cards, views_corrections, views_device, views_scanners

app_name = "attendance"
urlpatterns = [
    path("kehadiran/", views.index, name="index"),
    path("kehadiran/<slug:ref>/", views.session, name="session"),
    path("kehadiran/<slug:ref>/pemindai/", views_scanners.scanners, name="scanners"),
    path("kehadiran/<slug:ref>/pemindai/<slug:scanner>/", views_scanners.scanner, name="scanner"),
    path("kehadiran/<slug:ref>/pemindai/<slug:scanner>/qr.svg", views_scanners.scanner_qr, name="scanner_qr"),
    path("kehadiran/<slug:ref>/daftar/", views.units, name="units"),
    path("kehadiran/<slug:ref>/daftar/<slug:agency>/<slug:unit>/", views.name_list, name="name_list"),
    path("kehadiran/<slug:ref>/kertas/<slug:agency>/<slug:unit>/", views.paper_list, name="paper_list"),
    path("kehadiran/<slug:ref>/tamu/", views.guests, name="guests"),
    path("kehadiran/<slug:ref>/barisan/", views.heads, name="heads"),
    path("kehadiran/<slug:ref>/berkas/", views.list_file, name="list_file"),
    path("kehadiran/<slug:ref>/hadir/", views_corrections.present, name="present"),
    path("kehadiran/<slug:ref>/periksa/", views_corrections.conflicts, name="conflicts"),
    path("kehadiran/<slug:ref>/periksa/<uuid:scan>/", views_corrections.decide, name="decide"),
    path("kehadiran/<slug:ref>/koreksi/", views_corrections.corrections, name="corrections"),
    path("kehadiran/<slug:ref>/koreksi/tambah/<slug:employee>/", views_corrections.add, name="add"),
    path("kehadiran/<slug:ref>/koreksi/<int:row>/", views_corrections.void, name="void"),
    path("kehadiran/<slug:ref>/tutup/", views.close, name="close"),
    path("kartu-hadir/", views_cards.bodies, name="cards"),
    path("kartu-hadir/orang/<slug:employee>/", views_cards.person, name="card_person"),
    path("kartu-hadir/orang/<slug:employee>/cetak/", views_cards.person_sheet, name="card_person_sheet"),
    path("kartu-hadir/<slug:agency>/", views_cards.units, name="card_units"),
    path("kartu-hadir/<slug:agency>/<slug:unit>/", views_cards.unit, name="card_unit"),
    path("kartu-hadir/<slug:agency>/<slug:unit>/cetak/", views_cards.sheet, name="card_sheet"),
    path("pindai/kerja.js", views_device.worker_script, name="worker_script"),
    path("pindai/buka/<slug:ref>/<slug:secret>/", views_device.landing, name="landing"),
    path("pindai/<slug:ref>/", views_device.gate, name="gate"),
    path("pindai/<slug:ref>/kios/", views_device.kiosk, name="kiosk"),
    path("pindai/<slug:ref>/jam/", views_device.clock, name="clock"),
    path("pindai/<slug:ref>/bekal/", views_device.kit, name="kit"),
    path("pindai/<slug:ref>/kirim/", views_device.take_in, name="take_in"),
]
