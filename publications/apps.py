from django.apps import AppConfig

from agencies.navigation import OUTLINED, PageLink, register_links, register_pages
from disclosure.answering import register_answers
from itaportal.language import gettext_lazy


class PublicationsConfig(AppConfig):
    """What anybody may read and check without signing in; it stores nothing."""

    name = "publications"
    verbose_name = gettext_lazy("การเผยแพร่และตรวจสอบ")

    def ready(self):
        from publications.answers import published_answers  # noqa: PLC0415 - models are there now

        register_links("public check", PageLink("publications:verify_code"))
        register_links("public document", PageLink("publications:document"))
        register_links("public year", PageLink("publications:year"))
        register_pages("reports:index", "papers:")
        register_answers(published_answers)
        register_links(
            "edition papers",
            PageLink("papers:completion", gettext_lazy("หนังสือรับรองการลงนาม"), css_class=OUTLINED),
            PageLink("papers:report", gettext_lazy("รายงานผลการตรวจลายมือชื่อ"), css_class=OUTLINED),
        )
        from publications import searchable  # noqa: F401, PLC0415 - registers what can be searched
