from django.apps import AppConfig

from agencies.navigation import PageLink, register_links


class PublicationsConfig(AppConfig):
    """What anybody may read and check without signing in; it stores nothing."""

    name = "publications"
    verbose_name = "การเผยแพร่และตรวจสอบ"

    def ready(self):
        register_links("public check", PageLink("publications:verify_code"))
        register_links("public document", PageLink("publications:document"))
        register_links("public year", PageLink("publications:year"))
        from publications import searchable  # noqa: F401, PLC0415 - registers what can be searched
