"""Addresses of signing. The short ones are typed and scanned: upper or lower case, with or without the last stroke."""

from django.urls import path

from ikrar.web.pledges import views, views_kiosk

app_name = "pledges"
urlpatterns = [
    path("m/<str:code>/", views.enter, name="enter"),
    path("m/<str:code>", views.enter),
    path("M/<str:code>/", views.enter),
    path("M/<str:code>", views.enter),
    path("m/<str:code>/ikrar/", views.sign, name="sign"),
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
]
