import logging
import time

from django.db import Error, close_old_connections
from django_tasks_db.management.commands import db_worker

logger = logging.getLogger(__name__)
_FIRST, _LONGEST = 1, 60  # seconds
_CALM = 300  # seconds of work, after which the next fault counts as the first


class Command(db_worker.Command):
    """The library's worker, which no fault of the database ends: it begins again, later each time the fault lasts."""

    def handle(self, *args, **options):
        """Work until told to stop; somebody writing for longer than the worker waits is a passing fault, too."""
        wait = _FIRST
        while True:
            begun = time.monotonic()
            try:
                return super().handle(*args, **options)
            except Error as fault:
                if time.monotonic() - begun > _CALM:
                    wait = _FIRST
                logger.warning("The worker begins again in %s seconds: %s", wait, fault)
            close_old_connections()
            time.sleep(wait)
            wait = min(2 * wait, _LONGEST)
