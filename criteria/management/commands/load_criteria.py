from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from criteria.actions import CriteriaRefused, load_pack
from criteria.packs import read


class Command(BaseCommand):
    """Store and publish criteria packs; loading the same pack again changes nothing."""

    help = (
        "Load criteria packs from YAML or XLSX files, by default all of fixtures/criteria/, and publish them."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")

    def handle(self, *args, files, **options):
        files = files or sorted((settings.BASE_DIR / "fixtures" / "criteria").glob("2*.yaml"))
        for path in files:
            pack, created = self._load(path)
            if options["verbosity"] > (0 if created else 1):
                self.stdout.write(f"{pack}: {'loaded' if created else 'unchanged'}")

    def _load(self, path: Path):
        try:
            file = read(path.read_bytes())
        except OSError as error:
            raise CommandError(f"{path}: {error}") from error
        problems = list(file.problems)
        if file.data is not None:
            try:
                return load_pack(data=file.data)
            except CriteriaRefused as error:
                problems = file.placed(error.problems)
        lines = "\n".join(f"  {each.place.label}: {each.path} {each.words}" for each in problems)
        raise CommandError(f"{path}:\n{lines}")
