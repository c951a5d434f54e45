"""Addresses of signing. The short ones are typed and scanned: upper or lower case, with or without the last stroke."""

from django.urls import path

from ikrar.web.pledges import views

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
]
