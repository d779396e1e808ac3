"""What a site administrator does to tasks of the queue; one transaction each, with an event in the log of the site."""

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from administration.enums import TASK_NAMES
from agencies.auditlog.writing import record
from agencies.models import User


class TaskMoved(Exception):
    """The task is not any more what the page showed: a worker has begun it, or somebody else was faster."""


class TaskCancelled(Exception):
    """What a task that was cancelled before it began has failed of."""


@transaction.atomic
def try_again(*, task: DBTaskResult, by: User) -> None:
    """Have a task that failed done once more, with as many attempts as at first. Raises TaskMoved."""
    fresh = {
        "status": TaskResultStatus.READY,
        "run_after": timezone.now(),
        "worker_ids": [],
        "finished_at": None,
    }
    _move(task, TaskResultStatus.FAILED, {**fresh, "exception_class_path": "", "traceback": ""})
    record("task.try_again", by, by=by, agency=None, after=_name_of(task))


@transaction.atomic
def cancel(*, task: DBTaskResult, by: User) -> None:
    """Have a task that waits not done. Raises TaskMoved."""
    why = f"{TaskCancelled.__module__}.{TaskCancelled.__qualname__}"
    ended = {"status": TaskResultStatus.FAILED, "finished_at": timezone.now()}
    _move(task, TaskResultStatus.READY, {**ended, "exception_class_path": why, "traceback": ""})
    record("task.cancel", by, by=by, agency=None, after=_name_of(task))


def _move(task: DBTaskResult, since: TaskResultStatus, values: dict[str, object]) -> None:
    if not DBTaskResult.objects.filter(pk=task.pk, status=since).update(**values):
        raise TaskMoved


def _name_of(task: DBTaskResult) -> dict[str, str]:
    return {"task": TASK_NAMES.get(task.task_path, task.task_path)}
