from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from exchange.actions.stages import PATIENCE, reap
from itaportal.keeping.writing import forget_parts


class Command(BaseCommand):
    """Give up imports that a killed process left behind, so that they can be tried again, and files it had begun."""

    help = f"Give up imports that have not moved for {PATIENCE.seconds // 60} minutes."

    def add_arguments(self, parser):
        parser.add_argument(
            "--all", action="store_true", help="all unfinished ones; call before a worker starts"
        )

    def handle(self, *args, **options):
        forget_parts(Path(settings.MEDIA_ROOT))
        given_up = reap(everything=options["all"])
        if options["verbosity"]:
            self.stdout.write(f"Given up: {given_up}")
