"""System checks: the database still refuses to change the audit log."""

from collections.abc import Sequence

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections

from agencies.triggers import tables_present, triggers_present


@register(Tags.database)
def audit_log_is_protected(databases: Sequence[str] | None = None, **kwargs) -> list[CheckMessage]:
    """Warn about each database whose triggers are gone.

    Not an error: that would stop the very migration that puts them back.
    """
    return [
        Warning(
            f"The database '{alias}' no longer protects the audit log: triggers are missing or altered.",
            hint="Put them back with: manage.py migrate. Then find out who removed them.",
            id="agencies.W001",
        )
        for alias in databases or ()
        if tables_present(connections[alias]) and not triggers_present(connections[alias])
    ]
