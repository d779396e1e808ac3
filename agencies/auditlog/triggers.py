"""What the database itself refuses, whoever asks: changing or removing audit events, and turning a chain back.

Rebuilding a table drops its triggers without a word (SQLite does so for many a migration), so they are put back after
every migration, and a system check tells when they are gone.
"""

from collections.abc import Sequence

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections

_EVENTS = "agencies_auditevent"
_HEADS = "agencies_audithead"
_REFUSED = "audit events are append-only"
# A head goes on by one event at a time and stays with its chain.
_NOT_ONWARDS = "NEW.agency_id <> OLD.agency_id OR NEW.sequence <> OLD.sequence + 1"


_ABORT = f"ABORT, '{_REFUSED}'"
_SAME_EVENT = (
    f"EXISTS (SELECT 1 FROM {_EVENTS} WHERE id = NEW.id "
    "OR (agency_id IS NEW.agency_id AND sequence = NEW.sequence))"
)
_SAME_HEAD = f"EXISTS (SELECT 1 FROM {_HEADS} WHERE agency_id = NEW.agency_id)"
# Name → the statement, which SQLite keeps word for word.
_SQLITE = {
    name: f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW{f' WHEN {when}' if when else ''} "
    f"BEGIN SELECT RAISE({answer}); END"
    for name, table, event, when, answer in (
        ("audit_event_update", _EVENTS, "UPDATE", "", _ABORT),
        ("audit_event_delete", _EVENTS, "DELETE", "", _ABORT),
        # REPLACE removes the row in its way without asking the triggers above.
        ("audit_event_replace", _EVENTS, "INSERT", _SAME_EVENT, _ABORT),
        ("audit_head_update", _HEADS, "UPDATE", _NOT_ONWARDS, _ABORT),
        ("audit_head_delete", _HEADS, "DELETE", "", _ABORT),
        # Adding a head that is there already changes nothing: two first events at once both try.
        ("audit_head_replace", _HEADS, "INSERT", _SAME_HEAD, "IGNORE"),
    )
}

_FUNCTIONS = {
    "audit_refuse": f" BEGIN RAISE EXCEPTION '{_REFUSED}'; END ",
    "audit_head_onwards": f" BEGIN IF {_NOT_ONWARDS} THEN RAISE EXCEPTION '{_REFUSED}'; END IF; RETURN NEW; END ",
}
# (name, table, when it fires, function, PostgreSQL's own number for that: BEFORE 2, ROW 1, DELETE 8, UPDATE 16, TRUNCATE 32)
_POSTGRESQL = (
    ("audit_event_change", _EVENTS, "UPDATE OR DELETE", "ROW", "audit_refuse", 27),
    ("audit_event_truncate", _EVENTS, "TRUNCATE", "STATEMENT", "audit_refuse", 34),
    ("audit_head_update", _HEADS, "UPDATE", "ROW", "audit_head_onwards", 19),
    ("audit_head_delete", _HEADS, "DELETE", "ROW", "audit_refuse", 11),
    ("audit_head_truncate", _HEADS, "TRUNCATE", "STATEMENT", "audit_refuse", 34),
)


def install(connection) -> None:
    """Make all triggers anew; does nothing before the tables are there."""
    if not tables_present(connection):
        return
    statements = _sqlite_statements() if connection.vendor == "sqlite" else _postgresql_statements()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite_statements() -> list[str]:
    return [
        statement
        for name, create in _SQLITE.items()
        for statement in (f"DROP TRIGGER IF EXISTS {name}", create)
    ]


def _postgresql_statements() -> list[str]:
    functions = [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
        for name, body in _FUNCTIONS.items()
    ]
    triggers = [
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table} "
        f"FOR EACH {scope} EXECUTE FUNCTION {function}()"
        for name, table, event, scope, function, _ in _POSTGRESQL
    ]
    return functions + triggers


def tables_present(connection) -> bool:
    """Tell whether the audit log's tables are there; before the first migration they are not."""
    with connection.cursor() as cursor:
        return {_EVENTS, _HEADS} <= set(connection.introspection.table_names(cursor))


def triggers_present(connection) -> bool:
    """Tell whether every trigger is there as it was made, and switched on."""
    return (
        _present_on_sqlite(connection)
        if connection.vendor == "sqlite"
        else _present_on_postgresql(connection)
    )


def _present_on_sqlite(connection) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
        found = {row[0] for row in cursor.fetchall()}
    return found.issuperset(_SQLITE.values())


def _present_on_postgresql(connection) -> bool:
    wanted = {
        (name, table, number, function, _FUNCTIONS[function])
        for name, table, _, _, function, number in _POSTGRESQL
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, relname, tgtype, proname, prosrc FROM pg_trigger "
            "JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid "
            "WHERE tgenabled IN ('O', 'A') AND tgqual IS NULL AND pg_table_is_visible(tgrelid)"
        )
        return wanted <= set(cursor.fetchall())


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
