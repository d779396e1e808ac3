from django.core.management.base import BaseCommand, CommandError

from search import rebuilding


class Command(BaseCommand):
    """Make the search index anew, or tell whether it is what it should be."""

    help = "Read everything that can be searched anew into the index."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="change nothing; exit 1 where the index is not right"
        )
        parser.add_argument(
            "--if-needed",
            action="store_true",
            help="only where rules or dictionaries are others since it was made",
        )

    def handle(self, *args, **options):
        if options["check"]:
            self._check()
        elif not (options["if_needed"] and rebuilding.is_current()):
            count = rebuilding.rebuild()
            if options["verbosity"]:
                self.stdout.write(f"search index: {count} entries")

    def _check(self):
        if found := rebuilding.differences():
            told = ", ".join(f"{name}: {count}" for name, count in sorted(found.items()))
            raise CommandError(f"The index is not right ({told}). Mend it with: manage.py rebuild_search")
        self.stdout.write("search index: right")
