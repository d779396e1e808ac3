from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Bring a portal up to date in one process: migrations, criteria, catalogue and, where DEMO=1, demo data."""

    help = "Migrate and load criteria, the measure catalogue and (DEMO=1) the demo data."

    def handle(self, *args, **options):
        call_command("migrate", verbosity=0, interactive=False)
        # Before anything is loaded: an index made by other rules is made anew, and what comes now joins it.
        call_command("rebuild_search", if_needed=True, verbosity=0)
        call_command("load_criteria", verbosity=options["verbosity"])
        call_command("load_catalogue", verbosity=options["verbosity"])
        if settings.DEMO:
            call_command("load_demo", verbosity=options["verbosity"])
