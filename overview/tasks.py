"""What the worker does by itself."""

import logging
from io import StringIO

from django.core.management import call_command
from django_tasks import task

logger = logging.getLogger(__name__)


@task()
def catch_up() -> str:
    """Do what ``manage.py catch_up`` does, and return what it said; what went wrong is logged."""
    said, wrong = StringIO(), StringIO()
    call_command("catch_up", stdout=said, stderr=wrong)
    for line in wrong.getvalue().splitlines():
        logger.warning("%s", line)
    return said.getvalue()
