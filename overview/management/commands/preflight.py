from django.core.management.base import BaseCommand, CommandError

from itaportal.health import CHECKS, Finding, Level

_MARKS = {Level.WELL: "ok   ", Level.NOTE: "note ", Level.FAULT: "FAULT"}


class Command(BaseCommand):
    """Say of everything that the portal stands on whether it is well, and what to do where it is not; exit 1 on a fault."""

    help = "Check settings, database, files, fonts, mail, time stamps, worker, clock and backup, and say what to do; exit 1 on any fault."
    # They would end the command where the database is away, which is to be said here.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--before-start",
            action="store_true",
            help="no worker is running yet, and there is no backup to be had",
        )

    def handle(self, *args, before_start, **options):
        faults = 0
        for check in CHECKS:
            if before_start and check.__name__ in ("worker", "waiting_tasks", "backup"):
                continue
            found = check()
            faults += found.level == Level.FAULT
            self.stdout.write(_line(check.__name__, found))
        if faults:
            raise CommandError(f"{faults} faults")


def _line(name: str, found: Finding) -> str:
    todo = f" → {found.todo}" if found.todo else ""
    return f"{_MARKS[found.level]} {name.replace('_', ' '):<15} {found.said}{todo}"
