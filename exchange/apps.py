from django.apps import AppConfig

from agencies.auditlog.words import register_words
from agencies.holdings import register_edits
from agencies.navigation import OUTLINED, NavigationEntry, PageLink, register_links, register_navigation
from exchange.audit_words import WORDS
from itaportal.language import gettext_lazy

# Where the pages of lower apps offer a list as a file.
_LISTS = {
    "score files": "five_year_list",
    "plan files": "matrix_list",
    "document files": "document_list",
    "oit files": "oit_list",
    "register files": "register_list",
}


class ExchangeConfig(AppConfig):
    """Tables that come from files and go out to files without being typed again."""

    name = "exchange"
    verbose_name = gettext_lazy("การนำเข้าและส่งออกข้อมูล")

    def ready(self):
        register_words(WORDS)
        register_navigation(
            NavigationEntry(gettext_lazy("นำเข้า/ส่งออก"), "exchange:index", order=80, pages=("exchange:",))
        )
        register_edits("exchange.Source.by", "exchange.Import.by", "exchange.ColumnHabit.by")
        register_links("tables", PageLink("exchange:index", gettext_lazy("นำเข้า/ส่งออก"), css_class=OUTLINED))
        for place, list_name in _LISTS.items():
            formats = (("Excel", "xlsx"), ("CSV", "csv"))
            register_links(
                place, *(PageLink(f"exchange:{list_name}", label, (ending,)) for label, ending in formats)
            )
