from django.apps import AppConfig

from agencies.auditlog.words import register_words
from agencies.holdings import register_edits
from agencies.navigation import NavigationEntry, PageLink, register_links, register_navigation
from itaportal.language import gettext_lazy
from measures.audit_words import WORDS


class MeasuresConfig(AppConfig):
    """What is done about it: plans, measures, progress."""

    name = "measures"
    verbose_name = gettext_lazy("มาตรการ")

    def ready(self):
        register_words(WORDS)
        register_edits(
            "measures.CatalogueMeasure.offered_by",
            "measures.Plan.updated_by",
            "measures.Measure.updated_by",
            "measures.Progress.updated_by",
            "measures.Evidence.updated_by",
            "measures.Evidence.uploaded_by",
        )
        register_navigation(
            NavigationEntry(
                gettext_lazy("มาตรการ"),
                "measures:index",
                order=40,
                pages=("measures:index", "measures:plan", "measures:carry"),
            ),
            NavigationEntry(
                gettext_lazy("คลังมาตรการ"), "measures:catalogue", order=45, pages=("measures:catalogue",)
            ),
            NavigationEntry(
                gettext_lazy("รายงานผล"), "measures:progress_index", order=50, pages=("measures:progress",)
            ),
        )
        register_links("plan", PageLink("measures:plan"))
        from accounts.handover import register_work  # noqa: PLC0415 - needs the models
        from measures import handing_over  # noqa: PLC0415 - needs the models

        register_work(handing_over.MEASURES)
        from measures import searchable  # noqa: F401, PLC0415 - registers what can be searched
