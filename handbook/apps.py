from django.apps import AppConfig


class HandbookConfig(AppConfig):
    """The handbook inside the portal: a page for each task, written in Markdown beside the code."""

    name = "handbook"
    verbose_name = "คู่มือ"
