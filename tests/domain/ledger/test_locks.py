"""Is a row read anew before it is changed, with what was asked along, and is one that is gone told?"""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from ikrar.core.verdicts import Hidden
from ikrar.domain.ledger.locks import lock
from ikrar.domain.people.models import Notice
from ikrar.domain.roster.models import Unit
from tests.given.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_row_is_read_anew_in_one_statement(cast: Cast) -> None:
    unit = Unit.objects.get(pk=cast.health.pk)
    unit.name = "Nama lama"
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        lock(unit, "agency", "parent")
        assert (unit.name, unit.agency.name) == (cast.health.name, cast.agency.name)
    assert len(asked) == 1
    if connection.vendor == "postgresql":
        assert "FOR NO KEY UPDATE OF" in asked[0]["sql"]


def test_a_row_that_is_gone_is_hidden(cast: Cast) -> None:
    notice = Notice(person=cast.sari, kind="x", about="y:z", made_at=cast.at)
    notice.save()
    Notice.objects.all().delete()
    with transaction.atomic(), pytest.raises(Hidden):
        lock(notice)
