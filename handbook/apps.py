from django.apps import AppConfig

from agencies.navigation import PageLink, register_links
from itaportal.language import gettext_lazy


class HandbookConfig(AppConfig):
    """The handbook inside the portal: a page for each task, written in Markdown beside the code."""

    name = "handbook"
    verbose_name = gettext_lazy("คู่มือ")

    def ready(self):
        from handbook import searchable  # noqa: F401, PLC0415 - registers what can be searched

        register_links("first steps", PageLink("first_steps", gettext_lazy("ขั้นแรกทั้งหมดของหน่วยงานใหม่")))
