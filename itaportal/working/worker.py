"""The library's worker, told apart from a dead one, and with patience for what passes by itself."""

import logging
import os
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import Error, connection
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from itaportal.working import beats, tasks

logger = logging.getLogger(__name__)
_JUDGE_SECONDS = 60
_GIVEN_UP = 75  # exit status: to be started again (EX_TEMPFAIL)


class PatientWorker(Worker):
    """A worker that says it lives, takes back what dead ones left, and puts off what a passing fault stopped.

    ``now_and_then`` is called every minute, beside the tasks, to ask for those that nobody else asks for.
    """

    def __init__(self, *, now_and_then: Callable[[], object], **given: Any):
        super().__init__(**given)
        self.now_and_then = now_and_then

    def run(self) -> None:
        """Work until told to stop. Raises django.db.Error where the database is away."""
        beats.join(self.worker_id)
        stop = threading.Event()
        threading.Thread(target=_keep_beating, args=(self, stop), daemon=True).start()
        try:
            tasks.take_back(elsewhere=False)
            super().run()
        finally:
            stop.set()
            _unless_away(partial(beats.leave, self.worker_id))

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Do the task; what a passing fault stopped waits for its next turn and has not failed."""
        failed = db_task_result.set_failed
        db_task_result.set_failed = lambda fault: (
            None if tasks.put_off(db_task_result, fault) else failed(fault)
        )
        super().run_task(db_task_result)


def _keep_beating(worker: PatientWorker, stop: threading.Event) -> None:
    """Say that the worker lives until it has ended, and look after the others and what is due now and then."""
    judged = undisturbed = time.monotonic()
    while not stop.wait(beats.BEAT_SECONDS):
        if not _unless_away(partial(_beat_or_end, worker.worker_id, stop)):
            # Who could not be heard oneself does not judge the silence of others.
            judged = undisturbed = time.monotonic()
        elif time.monotonic() - judged > _JUDGE_SECONDS:
            judged = time.monotonic()
            elsewhere = judged - undisturbed > beats.SILENT_SECONDS
            _unless_away(partial(tasks.take_back, elsewhere=elsewhere))
            _unless_away(worker.now_and_then)
        connection.close()


def _beat_or_end(worker_id: str, stop: threading.Event) -> None:
    if not beats.beat(worker_id) and not stop.is_set():
        # Others have begun what this process is in: of two who do it one ends, at once and without a commit.
        logger.critical("The worker was given up for dead by others and ends")
        os._exit(_GIVEN_UP)


def _unless_away(do: Callable[[], object]) -> bool:
    """Do it; False where the database is away or busy for long."""
    try:
        do()
    except Error as fault:
        logger.warning("The worker cannot say that it lives: %s", fault)
        connection.close()
        return False
    return True
