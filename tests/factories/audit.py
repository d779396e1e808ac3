"""What somebody with full access to the database could do to the audit log; only tests do it."""

from collections.abc import Sequence

_TRIGGERS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%'",
    "postgresql": "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE NOT tgisinternal AND tgname LIKE 'audit_%'",
}


def unprotect(connection) -> None:
    """Drop every trigger of the audit log."""
    with connection.cursor() as cursor:
        cursor.execute(_TRIGGERS[connection.vendor])
        for name, table in cursor.fetchall():
            on = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER {name}{on}")


def run(connection, statement: str, parameters: Sequence = ()) -> None:
    """Run a statement past Django's models."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
