from django.core.management.base import BaseCommand

from handbook.actions import store_pages


class Command(BaseCommand):
    """Store the words of the handbook's pages, so that the search finds them; `prepare` does it."""

    help = "Store the handbook's pages for the search."

    def handle(self, *args, **options):
        changed = store_pages()
        if options["verbosity"] > 1:
            self.stdout.write(f"{changed} pages of the handbook changed")
