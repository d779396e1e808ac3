from django.apps import AppConfig

from agencies.navigation import NavigationEntry, PageLink, register_links, register_navigation


class OverviewConfig(AppConfig):
    """What is said about it: the pages that look over everything and store nothing."""

    name = "overview"
    verbose_name = "ภาพรวม"

    def ready(self):
        register_navigation(
            NavigationEntry("ภาพรวมของปี", "overview:cycle", order=10, pages=("overview:cycle",)),
        )
        register_links("public comparison", PageLink("overview_many:public", "หน่วยงานที่เผยแพร่เทียบกัน"))
