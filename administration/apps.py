from django.apps import AppConfig

from agencies.navigation import NavigationEntry, PageLink, register_links, register_site_navigation
from itaportal.language import gettext_lazy


class AdministrationConfig(AppConfig):
    """What a site administrator does daily; stores nothing of its own."""

    name = "administration"
    verbose_name = gettext_lazy("การดูแลระบบ")

    def ready(self):
        register_links("agency files", PageLink("administration:agency_files"))
        register_links("people of the site", PageLink("administration:people", gettext_lazy("บุคคล")))
        register_links("account of the site", PageLink("administration:person", gettext_lazy("บัญชีของบุคคลนี้")))
        register_site_navigation(
            NavigationEntry(
                gettext_lazy("ดูแลระบบ"), "home", order=10, pages=("home", "administration:index")
            ),
            NavigationEntry(
                gettext_lazy("หน่วยงาน"), "administration:agencies", order=20, pages=("administration:agenc",)
            ),
            NavigationEntry(
                gettext_lazy("บุคคล"),
                "administration:people",
                order=30,
                pages=("administration:pe", "person_"),
            ),
            NavigationEntry(
                gettext_lazy("งานเบื้องหลัง"), "administration:tasks", order=40, pages=("administration:task",)
            ),
            NavigationEntry(
                gettext_lazy("สุขภาพของระบบ"),
                "administration:health",
                order=50,
                pages=("administration:health",),
            ),
            NavigationEntry(gettext_lazy("เกณฑ์การประเมิน"), "criteria:index", order=60, pages=("criteria:",)),
            NavigationEntry(
                gettext_lazy("คลังมาตรการกลาง"), "catalogue:index", order=70, pages=("catalogue:",)
            ),
            NavigationEntry(
                gettext_lazy("คะแนนหลายหน่วยงาน"), "exchange_many:index", order=75, pages=("exchange_many:",)
            ),
            NavigationEntry(
                gettext_lazy("ผู้ลงนามที่รอยืนยัน"), "site_proposals", order=80, pages=("site_proposal",)
            ),
            NavigationEntry(
                gettext_lazy("บันทึกการใช้งาน"), "site_audit", order=90, pages=("site_audit", "failed_sign_ins")
            ),
        )
