from django.apps import AppConfig

from agencies.auditlog.words import register_words
from agencies.holdings import register_edits
from agencies.navigation import NavigationEntry, register_navigation
from assessments.audit_words import WORDS
from itaportal.language import gettext_lazy


class AssessmentsConfig(AppConfig):
    """What the year said: scores, findings."""

    name = "assessments"
    verbose_name = gettext_lazy("การประเมิน")

    def ready(self):
        from assessments import searchable  # noqa: F401, PLC0415 - registers what can be searched
        from assessments.models import Assessment  # noqa: PLC0415 - needs the models
        from criteria.queries import register_use  # noqa: PLC0415

        register_use(lambda pack: Assessment.objects.filter(criteria_pack=pack).count())
        register_words(WORDS)
        register_edits("assessments.Assessment.updated_by", "assessments.Finding.updated_by")
        register_navigation(
            NavigationEntry(
                gettext_lazy("คะแนน"),
                "assessments:index",
                order=20,
                pages=("assessments:index", "assessments:score"),
            ),
            NavigationEntry(
                gettext_lazy("วิเคราะห์"),
                "assessments:analysis_index",
                order=30,
                pages=("assessments:analysis",),
            ),
        )
