from django.apps import AppConfig

from agencies.navigation import OUTLINED, NavigationEntry, PageLink, register_links, register_navigation
from itaportal.language import gettext_lazy


class OverviewConfig(AppConfig):
    """What is said about it: the pages that look over everything and store nothing."""

    name = "overview"
    verbose_name = gettext_lazy("ภาพรวม")

    def ready(self):
        register_navigation(
            NavigationEntry(
                gettext_lazy("ภาพรวมของปี"), "overview:cycle", order=10, pages=("overview:cycle",)
            ),
            NavigationEntry(
                gettext_lazy("แผงข้อมูล"),
                "overview:dashboard",
                order=15,
                pages=("overview:dashboard", "overview:effects"),
            ),
        )
        register_links(
            "public comparison", PageLink("overview_many:public", gettext_lazy("หน่วยงานที่เผยแพร่เทียบกัน"))
        )
        register_links(
            "plan effects",
            PageLink("overview:effects", gettext_lazy("คะแนนหลังทำมาตรการ"), css_class=OUTLINED),
        )
