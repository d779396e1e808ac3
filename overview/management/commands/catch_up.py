from django.core.management import call_command
from django.core.management.base import BaseCommand

from accounts.actions import carry_out_due
from approvals.actions.heads import seal_heads
from approvals.actions.outages import add_missing_timestamps, send_waiting_mail
from approvals.signing.failures import SigningFailed
from deadlines.actions import remind
from disclosure.tasks import check_when_due
from itaportal.editing.drafts import forget_old
from itaportal.passing import ServiceAway
from itaportal.working import forget_done
from measures.actions import purge_removed


class Command(BaseCommand):
    """Do what nobody asks for: hand over the work of those who leave, do again what an outage prevented, remind of what falls due, have links checked once a week, seal the audit log once a day, give up imports that stand still, forget what is over. The worker does it every quarter of an hour."""

    help = "Hand over the work of those who leave today; add time stamps and send e-mails that an outage left undone; remind people of what falls due; have links checked once a week; seal the audit log's heads once a day; give up imports that stand still; forget old drafts, removed measures and done tasks. The worker does it every quarter of an hour."

    def handle(self, *args, **options):
        call_command("reap_imports", stdout=self.stdout)
        handed, refused = carry_out_due()
        mailed = send_waiting_mail()
        stamped, problem = add_missing_timestamps()
        reminded = remind()
        self.stdout.write(
            f"{mailed} e-mails sent, {stamped} documents time-stamped, {reminded} reminders given"
        )
        self.stdout.write(f"work of {handed} people who left handed over")
        for each in refused:
            self.stderr.write(each)
        if problem:
            self.stderr.write(problem)
        self.stdout.write(
            f"{forget_old()} old drafts forgotten, {purge_removed()} removed measures and {forget_done()} done tasks deleted"
        )
        self.stdout.write(f"links of {check_when_due()} agencies to be checked")
        try:
            if day := seal_heads():
                self.stdout.write(f"audit log sealed for {day}")
        except (OSError, ServiceAway, SigningFailed) as error:
            self.stderr.write(f"audit log not sealed: {error}")
