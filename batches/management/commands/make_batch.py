from django.core.management.base import BaseCommand, CommandError

from batches import actions
from batches.tasks import set_going
from reports.enums import Kind


class Command(BaseCommand):
    """Have one document of each of many agencies made, sealed and stored by the workers."""

    help = "Begin a batch, or with --revive go on with those whose workers were ended."

    def add_arguments(self, parser):
        parser.add_argument("--kind", choices=Kind.values, default=Kind.PROGRESS_MEMO.value)
        parser.add_argument("--year", type=int, help="the plan's fiscal year (B.E.)")
        parser.add_argument("--province", default="", help="one province only")
        parser.add_argument("--revive", action="store_true", help="give back what ended workers had begun")
        parser.add_argument("--alone", action="store_true", help="with --revive: no worker is running now")

    def handle(self, *args, kind, year, province, revive, alone, **options):
        if revive:
            self._revive(alone, options["verbosity"])
            return
        if year is None:
            raise CommandError("Say of which plan's year: --year 2569")
        try:
            batch = actions.start(kind=kind, fiscal_year=year, province=province, by=None)
        except actions.NothingChosen:
            raise CommandError("No agency has such a document.") from None
        set_going(batch)
        self.stdout.write(f"batch {batch.pk}: {batch.sheets.count()} documents")

    def _revive(self, alone: bool, verbosity: int):
        for batch in actions.revive(everything=alone):
            set_going(batch)
            if verbosity:
                self.stdout.write(f"batch {batch.pk} goes on")
