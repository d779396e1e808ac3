from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from itaportal.keeping.backup.packing import write_backup
from itaportal.passing import ServiceAway
from overview.management.passphrases import add_passphrase_file, passphrase_from


class Command(BaseCommand):
    """Write database, stored files and keys into one encrypted file while the portal runs; exit 1 where a file is amiss."""

    help = "Write database, stored files and keys into one encrypted file while the portal runs."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        add_passphrase_file(parser)

    def handle(self, *args, file, **options):
        if file.exists():
            raise CommandError(f"{file} is there already")
        faults: list[str] = []
        try:
            held = write_backup(file, passphrase_from(options, twice=True), told=faults.append)
        except (OSError, ServiceAway) as error:
            raise CommandError(f"no backup was written: {error}") from error
        self.stdout.write(f"{file}: {held['rows']} rows, {held['files']} pieces and files")
        if faults:
            raise CommandError("The backup holds everything but these stored files:\n" + "\n".join(faults))
