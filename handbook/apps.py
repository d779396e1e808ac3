from django.apps import AppConfig


class HandbookConfig(AppConfig):
    """The handbook inside the portal: a page for each task, written in Markdown beside the code."""

    name = "handbook"
    verbose_name = "คู่มือ"

    def ready(self):
        from handbook import searchable  # noqa: F401, PLC0415 - registers what can be searched
