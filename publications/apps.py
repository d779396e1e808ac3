from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    """What anybody may read and check without signing in; it stores nothing."""

    name = "publications"
    verbose_name = "การเผยแพร่และตรวจสอบ"
