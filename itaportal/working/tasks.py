"""Tasks that a worker did not finish: taken back and done once more, or failed after a few times, never left for ever."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from itaportal.models import WorkerBeat
from itaportal.passing import passing
from itaportal.working.beats import ended

logger = logging.getLogger(__name__)
MOST_DEATHS = 3
"""So many workers one task may take with it, for example for lack of memory."""
MOST_ATTEMPTS = 10
"""So many times a task is tried while a passing fault lasts: a little more than an hour."""
_KEPT = timedelta(days=30)
_FIRST_PAUSE, _LONGEST_PAUSE = 30, 900  # seconds


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a worker."""

    tasks: int
    """How many could begin now."""
    since: datetime | None
    """When the one that has waited longest was asked for; None where none waits."""
    running: int
    failed: int


def waiting() -> Waiting:
    """Return what is to be done and what is being done."""
    ready = DBTaskResult.objects.ready()
    return Waiting(
        tasks=ready.count(),
        since=ready.order_by("enqueued_at").values_list("enqueued_at", flat=True).first(),
        running=DBTaskResult.objects.running().count(),
        failed=DBTaskResult.objects.failed().count(),
    )


def take_back(*, elsewhere: bool = True) -> int:
    """Take back the tasks whose worker lives no more, and return how many; they wait for the next worker, or have failed.

    ``elsewhere``: also judge workers of other machines, by their silence.
    """
    # Who claims a task has said that it lives before: tasks are read first, then who lives.
    running = list(DBTaskResult.objects.running())
    known = list(WorkerBeat.objects.all())
    gone = {one.pk for one in ended(known, elsewhere=elsewhere)}
    living = {one.pk for one in known} - gone
    # Given up first: a worker that was only silent ends itself before the task is done by another.
    WorkerBeat.objects.filter(pk__in=gone).delete()
    return sum(_taken_back(one) for one in running if not living & set(one.worker_ids[-1:]))


def _taken_back(task: DBTaskResult) -> bool:
    # The moment it was begun tells this attempt from the next: of two who take it back one does.
    same = DBTaskResult.objects.filter(
        pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at
    )
    if len(task.worker_ids) < MOST_DEATHS:
        taken = same.update(status=TaskResultStatus.READY)
    else:
        taken = same.update(
            status=TaskResultStatus.FAILED,
            finished_at=timezone.now(),
            exception_class_path=f"{WorkerDied.__module__}.{WorkerDied.__qualname__}",
            traceback=f"The worker ended without a word, {len(task.worker_ids)} times.",
        )
    if taken:
        logger.warning("A task whose worker had ended was taken back: %s", task.task_path)
    return bool(taken)


def ask_when_due(task: Task, every: timedelta) -> bool:
    """Ask for a task that nobody else asks for, unless it waits or was asked for not so long ago.

    Two workers may ask at once, so doing it twice must do no harm.
    """
    known = DBTaskResult.objects.filter(task_path=task.module_path)
    unfinished = Q(status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING))
    if known.filter(unfinished | Q(enqueued_at__gt=timezone.now() - every)).exists():
        return False
    task.enqueue()
    return True


def forget_done() -> int:
    """Delete tasks that ended more than a month ago, and return how many."""
    return DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - _KEPT).delete()[0]


class WorkerDied(Exception):
    """Every worker that began the task ended in the midst of it."""


def put_off(task: DBTaskResult, fault: BaseException) -> bool:
    """Have the task tried again later where what stopped it passes by itself; False where it has failed."""
    is_stopped = isinstance(fault, SystemExit | KeyboardInterrupt)
    if len(task.worker_ids) >= MOST_ATTEMPTS or not (is_stopped or passing(fault)):
        return False
    seconds = 0 if is_stopped else pause(len(task.worker_ids))
    later = timezone.now() + timedelta(seconds=seconds)
    DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING).update(
        status=TaskResultStatus.READY, run_after=later
    )
    logger.warning("A task is tried again in %s seconds: %s: %s", seconds, task.task_path, fault)
    return True


def pause(attempts: int) -> int:
    """Return how many seconds to wait after so many attempts."""
    return min(_FIRST_PAUSE * 2 ** (attempts - 1), _LONGEST_PAUSE)
