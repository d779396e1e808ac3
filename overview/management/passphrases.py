"""The passphrase of a backup: from a file, the environment or the keyboard, never from the command line, which others see."""

import os
from argparse import ArgumentParser
from getpass import getpass
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

_SHORTEST = 12  # characters


def add_passphrase_file(parser: ArgumentParser) -> None:
    """Add the option that names a file with the passphrase."""
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        help="file with the passphrase; without it BACKUP_PASSPHRASE, without that it is asked for",
    )


def passphrase_from(options: dict[str, Any], *, twice: bool = False) -> str:
    """Return the passphrase; where it is typed for a new backup, it is typed ``twice``. Raises CommandError."""
    if path := options["passphrase_file"]:
        passphrase = _read(path)
    elif not (passphrase := os.environ.get("BACKUP_PASSPHRASE", "")):
        passphrase = getpass("Passphrase of the backup: ")
        if twice and getpass("Once more: ") != passphrase:
            raise CommandError("the two are not the same")
    if len(passphrase) < _SHORTEST:
        raise CommandError(f"the passphrase must have at least {_SHORTEST} characters")
    return passphrase


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise CommandError(f"the passphrase cannot be read: {error}") from error
