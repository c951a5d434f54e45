"""Which worker may do a job that only one may do at a time."""

from datetime import datetime, timedelta

from ikrar.domain.ledger.models import Lease

LEASE = timedelta(seconds=60)


def take_lease(name: str, holder: str, at: datetime) -> bool:
    """Whether `holder` may do the job `name` for the next minute; several workers may run side by side."""
    Lease.objects.get_or_create(name=name, defaults={"holder": holder, "until": at})
    free = Lease.objects.filter(name=name, until__lte=at) | Lease.objects.filter(name=name, holder=holder)
    return free.update(holder=holder, until=at + LEASE) == 1
