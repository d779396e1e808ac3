from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Bring a portal up to date in one process: migrations, criteria, catalogue and, where DEMO=1, demo data."""

    help = "Migrate and load criteria, the measure catalogue and (DEMO=1) the demo data."
    # They read all that pages are made of, which is half of a second start; a real portal is worth it.
    requires_system_checks = [] if settings.DEMO else "__all__"

    def add_arguments(self, parser):
        parser.add_argument(
            "--alone", action="store_true", help="nothing else runs: give back what workers were stopped in"
        )

    def handle(self, *args, alone, **options):
        call_command("migrate", verbosity=0, interactive=False)
        # Before anything is loaded: an index made by other rules is made anew, and what comes now joins it.
        call_command("rebuild_search", if_needed=True, verbosity=0)
        call_command("load_criteria", verbosity=options["verbosity"])
        call_command("load_catalogue", verbosity=options["verbosity"])
        call_command("load_handbook", verbosity=options["verbosity"])
        if settings.DEMO:
            call_command("load_demo", verbosity=options["verbosity"])
        # It takes longer than a start may; the worker makes it where it is not there yet.
        call_command("render_manual", later=True)
        if alone:
            call_command("make_batch", revive=True, alone=True, verbosity=0)
            call_command("reap_imports", all=True, verbosity=0)
