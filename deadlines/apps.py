from django.apps import AppConfig

from agencies.auditlog.words import register_words
from agencies.holdings import NOTICES, Holding, register_edits, register_holdings
from agencies.navigation import NavigationEntry, PageLink, register_links, register_navigation
from deadlines.audit_words import WORDS
from itaportal.language import gettext_lazy


class DeadlinesConfig(AppConfig):
    """What falls due when, and who is reminded of it."""

    name = "deadlines"
    verbose_name = gettext_lazy("ปฏิทิน")

    def ready(self):
        from accounts.handover import register_work  # noqa: PLC0415 - needs the models
        from deadlines import handing_over  # noqa: PLC0415 - needs the models

        register_work(handing_over.DEADLINES)
        register_words(WORDS)
        register_edits("deadlines.Deadline.updated_by")
        register_holdings(
            Holding("deadlines.Reminding", "user", NOTICES, secret=("feed",)),
            Holding("deadlines.Reminder", "user", NOTICES),
        )
        register_navigation(
            NavigationEntry(gettext_lazy("ปฏิทิน"), "deadlines:calendar", order=55, pages=("deadlines:",)),
        )
        register_links("calendar", PageLink("deadlines:calendar"))
