from django.apps import AppConfig
from django.urls import reverse

from agencies.auditlog.words import register_words
from agencies.holdings import register_edits
from agencies.navigation import (
    OUTLINED,
    NavigationEntry,
    PageLink,
    register_links,
    register_navigation,
    register_pages,
)
from itaportal.language import gettext_lazy
from measures.round_documents import RoundDocuments, register_round_documents
from reports.audit_words import WORDS
from reports.enums import Kind


class ReportsConfig(AppConfig):
    """What is said about it: documents."""

    name = "reports"
    verbose_name = gettext_lazy("เอกสาร")

    def ready(self):
        from accounts.handover import register_work  # noqa: PLC0415 - needs the models
        from reports import handing_over  # noqa: PLC0415 - needs the models

        register_work(handing_over.DRAFTS)
        register_words(WORDS)
        register_edits("reports.Document.updated_by", "reports.KeptWord.kept_by")
        register_navigation(
            NavigationEntry(
                gettext_lazy("เอกสาร"), "reports:index", order=60, pages=("reports:index", "reports:document")
            ),
        )
        register_links("sentences", PageLink("reports:document_sentences"))
        register_links("contest memo", PageLink("reports:document_start_plan"))
        register_links(
            "plan words", PageLink("reports:plan_words", gettext_lazy("ตรวจคำ"), css_class=OUTLINED)
        )
        register_links(
            "analysis words", PageLink("reports:analysis_words", gettext_lazy("ตรวจคำ"), css_class=OUTLINED)
        )
        register_pages("measures:index", "reports:plan_words")
        register_pages("assessments:analysis_index", "reports:analysis_words")
        register_round_documents(_round_documents)
        from reports import checks, searchable  # noqa: F401, PLC0415 - registers checks and what can be searched


def _round_documents(progress_round) -> RoundDocuments:
    slug, documents = progress_round.plan.agency.slug, list(progress_round.documents.all())
    has_memo = any(document.kind == Kind.PROGRESS_MEMO for document in documents)
    return RoundDocuments(
        tuple(
            (document.get_kind_display(), reverse("reports:document", args=[slug, document.pk]))
            for document in documents
        ),
        "" if has_memo else reverse("reports:document_start", args=[slug, progress_round.pk]),
    )
