"""Records change inside an action and nowhere else: by ORM, raw SQL or COPY."""

from typing import Any, ClassVar, NoReturn, TypeVar

from django.db import models

from ikrar.domain.ledger.gate import check

M = TypeVar("M", bound=models.Model)


class RecordQuerySet(models.QuerySet[M]):
    """A queryset whose writes ask the guard, so that the refusal names the model and not the SQL."""

    def _ask(self) -> None:
        check(self.model._meta.db_table)

    def update(self, **values: Any) -> int:
        self._ask()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._ask()
        return super().delete()

    def bulk_create(self, *args: Any, **options: Any) -> list[M]:
        self._ask()
        return super().bulk_create(*args, **options)

    def bulk_update(self, *args: Any, **options: Any) -> int:
        self._ask()
        return super().bulk_update(*args, **options)


class Record(models.Model):
    """Something that counts: it changes inside an action only, and every change leaves a ledger entry."""

    is_record: ClassVar[bool] = True
    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def __setstate__(self, state: dict[str, Any]) -> NoReturn:
        raise TypeError("a record is never unpickled")

    def save(self, *args: Any, **options: Any) -> None:
        check(self._meta.db_table)
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        check(self._meta.db_table)
        return super().delete(*args, **options)


class Housekeeping(models.Model):
    """Something the machinery needs (sessions, leases, staging rows): no entry is owed when it changes."""

    class Meta:
        abstract = True
