from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from assessments.actions import CriteriaRefused, load_pack


class Command(BaseCommand):
    """Store criteria packs; loading the same pack again changes nothing."""

    help = "Load criteria packs from YAML files, by default all of fixtures/criteria/."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")

    def handle(self, *args, files, **options):
        import yaml

        files = files or sorted((settings.BASE_DIR / "fixtures" / "criteria").glob("2*.yaml"))
        for file in files:
            try:
                data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
                pack, created = load_pack(data=data)
            except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
                raise CommandError(f"{file}: {error}") from error
            except CriteriaRefused as error:
                lines = "\n".join(f"  {problem.path}: {problem.message}" for problem in error.problems)
                raise CommandError(f"{file}:\n{lines}") from error
            if options["verbosity"] > (0 if created else 1):
                self.stdout.write(f"{pack}: {'loaded' if created else 'unchanged'}")
