from django.apps import AppConfig

from agencies.auditlog.words import register_words
from agencies.holdings import register_edits
from agencies.navigation import NavigationEntry, register_navigation
from disclosure.audit_words import WORDS
from itaportal.language import gettext_lazy


class DisclosureConfig(AppConfig):
    """What an agency discloses for the O-items of a year."""

    name = "disclosure"
    verbose_name = gettext_lazy("ข้อมูล OIT")

    def ready(self):
        register_words(WORDS)
        register_edits(
            "disclosure.Disclosure.updated_by",
            "disclosure.Contest.updated_by",
            "disclosure.ContestFile.uploaded_by",
            "disclosure.ContestWindow.updated_by",
        )
        register_navigation(
            NavigationEntry(gettext_lazy("ข้อมูล OIT"), "disclosure:index", order=52, pages=("disclosure:",))
        )
