from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from agencies.models import Agency, User
from approvals.demo_way import confirm_chains, send_on_their_way
from reports import demo


class Command(BaseCommand):
    """Enter the sample agencies; those that are there already stay as they are."""

    help = "Load the demo agencies of fixtures/demo/ (only where DEMO=1)."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Demo accounts have a published password; set DEMO=1 to load them.")
        folder = settings.BASE_DIR / "fixtures" / "demo"
        slugs = [file.stem for file in folder.glob("*.yaml")]
        if Agency.objects.exists() and not Agency.objects.filter(slug__in=slugs).exists():
            raise CommandError("This database holds real agencies; demo accounts would open it to everybody.")
        for name in demo.load(folder):
            if options["verbosity"]:
                self.stdout.write(f"{name}: loaded")
        confirm_chains(User.objects.get(username="admin"))
        for edition in send_on_their_way():
            if options["verbosity"]:
                self.stdout.write(f"{edition.document.agency.slug}: {edition.document.kind} published")
