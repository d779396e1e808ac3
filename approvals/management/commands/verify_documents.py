from django.core.management.base import BaseCommand, CommandError

from approvals.actions.checks import NIGHTS
from approvals.inspection import mismatches
from approvals.models import Edition


class Command(BaseCommand):
    """Re-hash all that is stored, re-verify signatures in turns, and check the audit chains; exit 1 on any mismatch."""

    help = f"Check all files, snapshots and the audit log, and signatures in {NIGHTS} turns; exit 1 on any mismatch."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="verify every signature now")

    def handle(self, *args, **options):
        found = 0
        for mismatch in mismatches(everything=options["all"]):
            found += 1
            self.stderr.write(str(mismatch))
        if found:
            raise CommandError(f"{found} mismatches")
        self.stdout.write(
            f"{Edition.objects.count()} editions, all files and the audit log are as they were stored"
        )
