"""Addresses of instructions, of what is owed, and of accounts upward."""

from django.urls import path

from ikrar.web.instructions import views, views_accounts, views_forms, views_items, views_stages, views_work

app_name = "instructions"
urlpatterns = [
    path("instruksi/", views.index, name="index"),
    path("instruksi/baru/<slug:agency>/", views_stages.draft, name="draft"),
    path("instruksi/formulir/<slug:agency>/", views_forms.forms_of_body, name="forms"),
    path("instruksi/formulir/isi/<slug:ref>/", views_forms.mapping, name="mapping"),
    path("instruksi/<slug:ref>/", views.instruction, name="instruction"),
    path("instruksi/<slug:ref>/pindaian/", views.scan, name="scan"),
    path("instruksi/<slug:ref>/terlambat/", views.late, name="late"),
    path("instruksi/<slug:ref>/ubah/", views_stages.change, name="change"),
    path("instruksi/<slug:ref>/tujuan/", views_stages.targets, name="targets"),
    path("instruksi/<slug:ref>/keluarkan/", views_stages.issue, name="issue"),
    path("instruksi/<slug:ref>/surat/", views_stages.letter, name="letter"),
    path("instruksi/<slug:ref>/cabut/", views_stages.withdraw, name="withdraw"),
    path("instruksi/<slug:ref>/tutup/", views_stages.close, name="close"),
    path("instruksi/<slug:ref>/teruskan/<slug:agency>/", views_stages.pass_on, name="pass_on"),
    path("instruksi/<slug:ref>/butir/baru/<slug:kind>/", views_items.add, name="add_item"),
    path("instruksi/<slug:ref>/butir/<int:item>/", views_items.change, name="item"),
    path("instruksi/<slug:ref>/butir/<int:item>/cabut/", views_items.drop, name="drop_item"),
    path("instruksi/<slug:ref>/kerja/<int:target>/", views_work.work, name="work"),
    path("instruksi/<slug:ref>/kerja/<int:target>/terima/", views_work.receive, name="receive"),
    path("instruksi/<slug:ref>/kerja/<int:target>/<int:item>/", views_work.answer_one, name="answer"),
    path("instruksi/<slug:ref>/kerja/<int:target>/berkas/<int:answer>/", views_work.document, name="document"),
    path("instruksi/<slug:ref>/laporan/<slug:agency>/", views_accounts.account, name="account"),
    path("instruksi/<slug:ref>/laporan/<slug:agency>/surat/", views_accounts.letter, name="account_letter"),
    path("instruksi/<slug:ref>/laporan/<slug:agency>/lampiran/", views_accounts.sheet, name="account_sheet"),
    path("instruksi/<slug:ref>/laporan/<slug:agency>/isi/<slug:form>/", views_accounts.fill_form, name="fill"),
]
