from django.apps import AppConfig
from django.conf import settings
from django_tasks.signals import task_finished, task_started

from itaportal.logconfig import configure_events
from itaportal.probes.turns import keep_turns_in
from itaportal.requestlog import begin_task, end_task


class ItaPortalConfig(AppConfig):
    """Makes the project's template tags and the count of requests installable, and says where probes queue."""

    name = "itaportal"
    verbose_name = "พอร์ทัล ITA"

    def ready(self):
        """Have all processes of the portal share the turns of probes, and events be written with the ids of tasks."""
        configure_events()
        task_started.connect(begin_task, dispatch_uid="begin_task")
        task_finished.connect(end_task, dispatch_uid="end_task")
        keep_turns_in(settings.DATA_DIR / "turns")
