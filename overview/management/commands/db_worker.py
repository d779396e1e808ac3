import logging
import time
from datetime import timedelta
from functools import partial

from django.core.management.base import CommandError
from django.db import Error, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands import db_worker

from itaportal.working import PatientWorker, ask_when_due
from overview.tasks import catch_up

logger = logging.getLogger(__name__)
_FIRST, _LONGEST = 1, 60  # seconds
_OFTEN = timedelta(minutes=15)
_CALM = 300  # seconds of work, after which the next fault counts as the first


class Command(db_worker.Command):
    """The library's worker, which no fault of the database ends: it begins again, later each time the fault lasts."""

    def add_arguments(self, parser):
        """Take the library's options, but those that name or reload the worker: each beginning is another one."""
        super().add_arguments(parser)
        parser.set_defaults(worker_id=None, reload=False)

    def handle(self, *, verbosity, queue_name, exclude_queues, **options):
        """Work until told to stop; somebody writing for longer than the worker waits is a passing fault, too."""
        if options["worker_id"] or options["reload"]:
            raise CommandError(
                "This worker names itself and is not reloaded: leave out --worker-id and --reload"
            )
        self.configure_logging(verbosity)
        queues = queue_name.split(",")
        excluded = exclude_queues.split(",") if exclude_queues else []
        if excluded and "*" not in queues:
            raise CommandError("--exclude-queues needs --queue-name=*")
        chosen = ("interval", "batch", "backend_name", "startup_delay", "max_tasks")
        given = {name: options[name] for name in chosen}
        wait = _FIRST
        while True:
            begun = time.monotonic()
            # What the one before had begun is told from what this one does.
            worker = PatientWorker(
                queue_names=queues,
                excluded_queue_names=excluded,
                worker_id=get_random_string(32),
                now_and_then=partial(ask_when_due, catch_up, _OFTEN),
                **given,
            )
            worker.configure_signals()
            try:
                return worker.run()
            except Error as fault:
                if time.monotonic() - begun > _CALM:
                    wait = _FIRST
                logger.warning("The worker begins again in %s seconds: %s", wait, fault)
            close_old_connections()
            time.sleep(wait)
            wait = min(2 * wait, _LONGEST)
