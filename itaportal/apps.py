from django.apps import AppConfig


class ItaPortalConfig(AppConfig):
    """Makes the project's template tags installable; nothing else lives here."""

    name = "itaportal"
