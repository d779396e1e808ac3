from django.core.management.base import BaseCommand

from approvals.actions.outages import add_missing_timestamps, send_waiting_mail


class Command(BaseCommand):
    """Do again what an outage prevented; meant for cron, every quarter of an hour."""

    help = "Add time stamps and send e-mails that an outage left undone."

    def handle(self, *args, **options):
        mailed = send_waiting_mail()
        stamped, problem = add_missing_timestamps()
        self.stdout.write(f"{mailed} e-mails sent, {stamped} documents time-stamped")
        if problem:
            self.stderr.write(problem)
