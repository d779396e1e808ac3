from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from agencies.models import Agency, User
from overview.demo import flagship, neighbours, seeds, way
from overview.demo.past import Past
from reports.models import Document
from search.indexing import together

# Days ago: the sample agencies before anything that the flagship did, the small ones after their latest reports.
_SAMPLES, _SMALL = 80, 10


class Command(BaseCommand):
    """Enter the sample agencies; those that are there already stay as they are."""

    help = "Load the demo agencies of fixtures/demo/ (only where DEMO=1)."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Demo accounts have a published password; set DEMO=1 to load them.")
        slugs = [file.stem for file in seeds.FOLDER.glob("*.yaml")]
        there = set(Agency.objects.values_list("slug", flat=True))
        if there and there.isdisjoint(slugs):
            raise CommandError("This database holds real agencies; demo accounts would open it to everybody.")
        for agency in _load():
            if options["verbosity"]:
                self.stdout.write(f"{agency}: loaded")


# All or nothing: whoever stops the first start begins anew with the next. What is found by search is read once, at the end.
@transaction.atomic
@together()
def _load() -> list[Agency]:
    past = Past()
    with past.days_ago(_SAMPLES):
        added = seeds.load(seeds.FOLDER)
        site_admin = User.objects.get(username="admin")
        for agency in added:
            way.propose_chain(agency)
            way.confirm_chain(agency, site_admin)
        for slug, kind in way.PUBLISHED:
            for document in Document.objects.filter(agency__in=added, agency__slug=slug, kind=kind):
                way.publish(document)
    with past.days_ago(_SMALL):
        small = neighbours.enter(past, site_admin)
    if any(agency.slug == flagship.SLUG for agency in added):
        flagship.Flagship(past).enter()
    return added + small
