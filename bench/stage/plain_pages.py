"""The one page of the floor: a form of the same fields, then two plain ORM inserts in one transaction."""

import json
import os
import secrets
import uuid
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path


class Pledge(models.Model):
    """The pledge row as Ikrar writes it."""

    ref = models.CharField(max_length=12)
    asked_id = models.BigIntegerField()
    round = models.SmallIntegerField(default=0)
    drive_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    apel_id = models.BigIntegerField(null=True)
    level = models.CharField(max_length=1)
    record = models.TextField()
    evidence = models.TextField()
    signed_at = models.DateTimeField()
    tapped_at = models.DateTimeField(null=True)
    device = models.CharField(max_length=16)
    late = models.BooleanField(default=False)
    entry = models.UUIDField()

    class Meta:
        app_label = "bench"
        db_table = "pledges_pledge"

    def __str__(self) -> str:
        return self.ref


class Entry(models.Model):
    """The ledger row as Ikrar writes it."""

    ref = models.UUIDField()
    fact = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    actor = models.CharField(max_length=60)
    at = models.DateTimeField()
    details = models.TextField()
    leaf = models.BinaryField()
    salt = models.BinaryField()
    key = models.CharField(max_length=43, null=True)
    day_only = models.BooleanField(default=False)
    index = models.BigIntegerField(null=True)

    class Meta:
        app_label = "bench"
        db_table = "ledger_entry"

    def __str__(self) -> str:
        return self.subject


class Sign(forms.Form):
    """The fields of the signing form."""

    setuju = forms.BooleanField()
    dibaca = forms.CharField(max_length=64)
    ketuk = forms.CharField(required=False, max_length=20)
    kunci = forms.CharField(required=False, max_length=43)


ROW: dict[str, Any] = json.loads(os.environ["BENCH_ROW"])


def sign(request: HttpRequest, asked: int) -> HttpResponse:
    """Two rows in one transaction, then on."""
    form = Sign(request.POST)
    if not form.is_valid():
        return HttpResponse("?", status=422)
    ref, entry, at = secrets.token_hex(6), uuid.uuid4(), datetime.now(UTC)
    with transaction.atomic():
        Pledge(**ROW["pledge"], ref=ref, asked_id=asked, signed_at=at, entry=entry).save(force_insert=True)
        Entry(
            **ROW["entry"], ref=entry, subject=f"pledge:{ref}", at=at, leaf=secrets.token_bytes(132), salt=b""
        ).save(force_insert=True)
    return HttpResponseRedirect(f"/bukti/{ref}")


urlpatterns = [path("ikrar/<int:asked>/", sign)]
