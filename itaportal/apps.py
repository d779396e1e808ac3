from django.apps import AppConfig


class ItaPortalConfig(AppConfig):
    """Makes the project's template tags and the count of requests installable."""

    name = "itaportal"
    verbose_name = "พอร์ทัล ITA"
