from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from itaportal.language import gettext_lazy


class SearchConfig(AppConfig):
    """Finding what the portal knows: index, question, page."""

    name = "search"
    verbose_name = gettext_lazy("การค้นหา")

    def ready(self):
        from search import searchable  # noqa: F401, PLC0415 - registers what can be searched of lower apps

        # Rebuilding a table drops its triggers (SQLite), so they are put back after every migration.
        post_migrate.connect(_install_index, sender=self)


def _install_index(using, **kwargs):
    from search import index  # noqa: PLC0415 - models are there only now

    index.install(connections[using])
