"""One row at a time: what an action changes is read anew first, so that nothing stale is written back."""

from django.db.models import Model

from ikrar.core.verdicts import Hidden


def lock(row: Model, *related: str) -> None:
    """Read the row as it stands now; until this action ends nobody else changes it. Raises Hidden when it is gone.

    `related` names the rows read along with it, which are not locked. Rows that point to it may still be added.
    """
    model = type(row)
    rows = model._default_manager.select_for_update(of=("self",), no_key=True)
    try:
        row.refresh_from_db(from_queryset=rows.select_related(*related) if related else rows)
    except model.DoesNotExist:  # type: ignore[attr-defined]
        raise Hidden from None
