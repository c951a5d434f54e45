"""Is every table a record or housekeeping, every column declared, and every time paired with its person?"""

import pytest
from django.apps import apps
from django.db import models

from ikrar.domain.ledger.guard import Housekeeping, Record

OURS = [m for m in apps.get_models() if m.__module__.startswith("ikrar.")]
RECORDS = [m for m in OURS if issubclass(m, Record)]
ONE_SIDED = {  # times that nobody of the staff set: they say when something arrived or is due
    "at", "deadline_at", "late_until", "starts_at", "begins_at", "ends_at", "signed_at", "tapped_at", "refused_at", "raised_at",
    "opened_at", "closed_at", "withdrawn_at", "code_given_at", "device_at",
}  # fmt: skip


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_every_table_is_a_record_or_housekeeping(model: type[models.Model]) -> None:
    assert issubclass(model, (Record, Housekeeping))
    assert not model._meta.ordering


@pytest.mark.parametrize("model", RECORDS, ids=lambda m: m._meta.label)
def test_every_column_says_how_private_it_is(model: type[models.Model]) -> None:
    privacy = vars(model).get("Privacy")
    assert privacy is not None
    declared = [
        name for kind in ("open", "internal", "personal", "secret") for name in getattr(privacy, kind, set())
    ]
    columns = {f.name for f in model._meta.get_fields() if f.concrete and not f.auto_created and f.name != "id"}
    assert sorted(declared) == sorted(columns)


@pytest.mark.parametrize("model", RECORDS, ids=lambda m: m._meta.label)
def test_no_record_disappears_with_another(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey):
            assert field.remote_field.on_delete is models.PROTECT, field.name


@pytest.mark.parametrize("model", RECORDS, ids=lambda m: m._meta.label)
def test_every_moment_names_who_made_it(model: type[models.Model]) -> None:
    names = {f.name for f in model._meta.get_fields()}
    lonely = {
        n
        for n in names
        if n.endswith("_at") and n not in ONE_SIDED and n.removesuffix("_at") + "_by" not in names
    }
    assert lonely == set()
