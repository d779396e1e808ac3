from django.apps import AppConfig
from django.conf import settings

from itaportal.probes.turns import keep_turns_in


class ItaPortalConfig(AppConfig):
    """Makes the project's template tags and the count of requests installable, and says where probes queue."""

    name = "itaportal"
    verbose_name = "พอร์ทัล ITA"

    def ready(self):
        """Have all processes of the portal share the turns of probes."""
        keep_turns_in(settings.DATA_DIR / "turns")
