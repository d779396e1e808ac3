from django.core.management.base import BaseCommand

from handbook import actions, tasks


class Command(BaseCommand):
    """Make the handbook's PDF, unless that of what it says now is stored; `prepare` leaves it to the worker."""

    help = "Make the handbook as PDF."

    def add_arguments(self, parser):
        parser.add_argument("--later", action="store_true", help="leave it to the worker")

    def handle(self, *args, later, **options):
        if later:
            tasks.render_manual.enqueue()
            return
        manual = actions.stored_manual()
        if options["verbosity"]:
            self.stdout.write(f"{manual.file.name}: {manual.file.size} bytes")
