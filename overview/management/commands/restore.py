from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from itaportal.keeping.backup.restoring import NotRestored, restore
from itaportal.keeping.backup.sealing import BadBackup
from itaportal.passing import ServiceAway
from overview.management.passphrases import add_passphrase_file, passphrase_from


class Command(BaseCommand):
    """Put a backup into an empty portal, whatever its kind of database, and check everything that it holds then."""

    help = "Put a backup into an empty portal (before prepare), and check all of it."
    # There may be no tables yet.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        add_passphrase_file(parser)

    def handle(self, *args, file, **options):
        try:
            with file.open("rb") as opened:
                same_secret = restore(opened, passphrase_from(options))
        except (BadBackup, NotRestored, OSError, ServiceAway) as error:
            raise CommandError(f"nothing was restored: {error}") from error
        call_command("rebuild_search", verbosity=0)
        if not same_secret:
            self.stderr.write(
                "SECRET_KEY was another one: it lies in DATA_DIR/secret_key.restored. With it second factors and "
                "links go on to work; move it to where SECRET_KEY_FILE points."
            )
        call_command("verify_documents", stdout=self.stdout, stderr=self.stderr)
