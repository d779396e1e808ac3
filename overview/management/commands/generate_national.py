import logging
from time import monotonic

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from agencies.models import Agency
from assessments.models import Assessment
from criteria.models import CriteriaPack
from measures.models import CatalogueMeasure
from overview.national import making
from overview.national.places import MOST, SLUGS
from overview.national.published import PUBLISHED
from search import rebuilding


class Command(BaseCommand):
    """Enter a country of invented agencies with results like the published ones, plans, progress and drafts."""

    help = "Fill an empty database with invented agencies, to measure the portal or to size a machine."

    def add_arguments(self, parser):
        parser.add_argument("--agencies", type=int, default=8317, help=f"how many (at most {MOST}; 8317)")
        parser.add_argument(
            "--years", type=int, default=len(PUBLISHED), help="of results, the newest published ones"
        )
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same rows")
        parser.add_argument("--beside", action="store_true", help="also where there are agencies already")

    def handle(self, *args, agencies, years, seed, beside, **options):
        if not 1 <= agencies <= MOST or not 1 <= years <= len(PUBLISHED):
            raise CommandError(f"Between 1 and {MOST} agencies, and between 1 and {len(PUBLISHED)} years.")
        if Agency.objects.filter(slug__startswith=SLUGS).exists():
            raise CommandError("A generated country is here already; begin with an empty database.")
        if not beside and Agency.objects.exists():
            raise CommandError(
                "This database holds agencies. Invented ones would stand among them and in the public pages; "
                "where that is wanted, say --beside."
            )
        if not CriteriaPack.objects.exists():
            call_command("load_criteria", verbosity=0)
        if not CatalogueMeasure.objects.exists():
            call_command("load_catalogue", verbosity=0)
        began = monotonic()
        # Events of invented agencies are in the audit log; a system log has no use for a hundred thousand of them.
        logging.getLogger("audit").setLevel(logging.WARNING)
        making.make(agencies, years, seed)
        entered = monotonic()
        entries = rebuilding.rebuild()
        if connection.vendor == "postgresql":
            # Not every server counts by itself what came in at once, and plans by what it has counted.
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        if options["verbosity"]:
            results = Assessment.objects.count()
            self.stdout.write(f"{agencies} agencies, {results} results: {entered - began:.0f} s")
            self.stdout.write(f"search index, {entries} entries: {monotonic() - entered:.0f} s")
            self.stdout.write(f"digest {making.digest()}")
