"""The turns of a batch, done by `manage.py db_worker`: several at once, each for a while, so that other tasks have theirs."""

from django_tasks import task

from batches.actions import work
from batches.models import Batch

_LANES = 4  # workers that share a batch
_SECONDS = 15


@task(priority=-10)
def go_on(pk: int, turn: int) -> None:
    """Make documents for a while, and ask for another turn where there is more to do."""
    if work(pk, turn, seconds=_SECONDS):
        go_on.enqueue(pk, turn)


def set_going(batch: Batch) -> None:
    """Ask for the first turns of a batch that was started or goes on."""
    for _ in range(_LANES):
        go_on.enqueue(batch.pk, batch.turn)
