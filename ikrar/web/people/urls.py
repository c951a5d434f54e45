"""Login and second factor: allauth's views, each wrapped by whom it is open to; and the pages about people."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import include, path

from ikrar.web.people import logins, passwords, start, views
from ikrar.web.shell.access import open_before_second_factor, open_to_accounts, open_to_everyone

LOGIN = open_to_everyone(account.LoginView.as_view(form_class=logins.Login))
AGAIN = open_before_second_factor(account.ReauthenticateView.as_view(form_class=logins.Again))
NEW_PASSWORD = open_to_accounts(account.PasswordChangeView.as_view(form_class=logins.ChangePassword))
CODE = open_to_everyone(mfa.AuthenticateView.as_view(form_class=logins.Code))
CODE_AGAIN = open_before_second_factor(mfa.ReauthenticateView.as_view(form_class=logins.CodeAgain))
SET_UP = open_before_second_factor(totp.ActivateTOTPView.as_view(form_class=logins.FirstCode))

PEOPLE = [
    path("mulai/", start.start, name="start"),
    path("mulai/<int:step>/", start.start, name="start_step"),
    path("sandi/<str:token>/", passwords.choose, name="choose"),
    path("petugas/", views.index, name="index"),
    path("petugas/baru/", views.add, name="add"),
    path("petugas/<slug:ref>/", views.detail, name="detail"),
    path("petugas/<slug:ref>/surat/", views.letter, name="letter"),
    path("petugas/<slug:ref>/lepas-kode/", views.confirm_reset, name="confirm_reset"),
    path("petugas/<slug:ref>/peran/baru/", views.another, name="another"),
    path("petugas/<slug:ref>/peran/<int:seat>/akhiri/", views.end, name="end"),
]
urlpatterns = [
    path("", include((PEOPLE, "people"))),
    path("masuk/", LOGIN, name="account_login"),
    path("keluar/", open_before_second_factor(account.logout), name="account_logout"),
    path("masuk/tidak-aktif/", open_to_everyone(account.account_inactive), name="account_inactive"),
    path("masuk/ulang/", AGAIN, name="account_reauthenticate"),
    path("akun/sandi/", NEW_PASSWORD, name="account_change_password"),
    path("akun/sandi/pilih/", open_to_accounts(account.password_set), name="account_set_password"),
    path("masuk/kode/", CODE, name="mfa_authenticate"),
    path("masuk/ulang/kode/", CODE_AGAIN, name="mfa_reauthenticate"),
    path("akun/kode/", open_before_second_factor(mfa.index), name="mfa_index"),
    path("akun/kode/pasang/", SET_UP, name="mfa_activate_totp"),
    path("akun/kode/lepas/", open_to_accounts(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("akun/kode/cadangan/", open_to_accounts(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "akun/kode/cadangan/baru/",
        open_to_accounts(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "akun/kode/cadangan/unduh/",
        open_to_accounts(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
