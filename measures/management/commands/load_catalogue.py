from django.conf import settings
from django.core.management.base import BaseCommand

from measures.actions import load_catalogue


class Command(BaseCommand):
    """Store the shared measure catalogue; entries are recognised by their key and brought up to date."""

    help = "Load fixtures/measure_catalogue.yaml."

    def handle(self, *args, **options):
        import yaml

        text = (settings.BASE_DIR / "fixtures" / "measure_catalogue.yaml").read_text(encoding="utf-8")
        count = load_catalogue(entries=yaml.load(text, Loader=yaml.CSafeLoader))
        if options["verbosity"] > 1:
            self.stdout.write(f"{count} catalogue measures")
