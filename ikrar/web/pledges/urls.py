"""Addresses of signing. The short ones are typed and scanned: upper or lower case, with or without the last stroke."""

from django.urls import path

from ikrar.web.pledges import (
    views,
    views_answers,
    views_erase,
    views_kiosk,
    views_late,
    views_notices,
    views_people,
    views_registers,
    views_sheets,
)

app_name = "pledges"
BODY = "gerakan/<slug:ref>/ikrar/<slug:agency>/"
urlpatterns = [
    path("m/<str:code>/ikrar/", views.sign, name="sign"),
    path("m/<str:code>/", views.enter, name="enter"),
    path("m/<str:code>", views.enter),
    path("M/<str:code>/", views.enter),
    path("M/<str:code>", views.enter),
    path("m/<str:code>/bukti/", views.signed, name="signed"),
    path("m/<str:code>/tidak/", views.refuse, name="refuse"),
    path("m/<str:code>/lapor/<str:kind>/", views.dispute, name="dispute"),
    path("m/<str:code>/selesai/", views.leave, name="leave"),
    path("apel/<slug:ref>/kios/", views_kiosk.kiosks, name="kiosks"),
    path("apel/<slug:ref>/kios/<slug:kiosk>/tutup/", views_kiosk.shut, name="shut"),
    path("kios/<slug:ref>/", views_kiosk.kiosk, name="kiosk"),
    path("kios/<slug:ref>/ikrar/", views_kiosk.kiosk_sign, name="kiosk_sign"),
    path("kios/<slug:ref>/tersimpan/", views_kiosk.kiosk_done, name="kiosk_done"),
    path("kios/<slug:ref>/tidak/", views_kiosk.kiosk_refuse, name="kiosk_refuse"),
    path("kios/<slug:ref>/tutup/", views_kiosk.kiosk_close, name="kiosk_close"),
    path("pegawai/orang/<slug:ref>/hapus/", views_erase.erase, name="erase"),
    path("ikrar/", views_people.index, name="index"),
    path(BODY, views_people.people, name="people"),
    path(BODY + "keterangan/", views_people.absences, name="absences"),
    path(BODY + "cabut/<slug:pledge>/", views_people.withdraw, name="withdraw"),
    path(BODY + "sanggahan/", views_answers.disputes, name="disputes"),
    path(BODY + "sanggahan/<int:number>/", views_answers.answer_one, name="answer"),
    path(BODY + "tidak-bersedia/", views_answers.refusals, name="refusals"),
    path(BODY + "perangkat/", views_answers.devices, name="devices"),
    path(BODY + "pemberitahuan/", views_notices.notices, name="notices"),
    path(BODY + "pemberitahuan/pesan.xlsx", views_notices.workbook, name="notices_workbook"),
    path(BODY + "pemberitahuan/pesan.csv", views_notices.table, name="notices_table"),
    path(BODY + "susulan/", views_late.late_links, name="late_links"),
    path(BODY + "lembar/", views_sheets.sheets, name="sheets"),
    path(BODY + "lembar/<slug:sheet>/", views_sheets.sheet, name="sheet"),
    path(BODY + "lembar/<slug:sheet>/isi/", views_sheets.enter, name="sheet_enter"),
    path(BODY + "lembar/<slug:sheet>/periksa/", views_sheets.check, name="sheet_check"),
    path(BODY + "lembar/<slug:sheet>/pindai/", views_sheets.scan, name="sheet_scan"),
    path(BODY + "lembar/<slug:sheet>/cetak.pdf", views_sheets.printed, name="sheet_printed"),
    path(BODY + "berita-acara/", views_registers.registers, name="registers"),
    path(BODY + "berita-acara/<str:day>/segel/", views_registers.seal, name="register_seal"),
    path(BODY + "berita-acara/<slug:register>.pdf", views_registers.download, name="register"),
    path("bukti/<str:ref>/milik-saya/", views.own, name="own"),
]
