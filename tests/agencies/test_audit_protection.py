"""The database itself refuses to change the audit log, and the refusal comes back after every migration."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from agencies.auditlog.triggers import install, triggers_present
from agencies.auditlog.writing import record, verify_chain
from agencies.models import AuditEvent, AuditHead
from tests.factories.audit import run, unprotect

ANYWHERE = [
    "UPDATE agencies_auditevent SET actor_name = 'คนอื่น'",
    "DELETE FROM agencies_auditevent",
    "DELETE FROM agencies_audithead",
    "UPDATE agencies_audithead SET sequence = 1",
    "UPDATE agencies_audithead SET sequence = sequence + 2",
    "UPDATE agencies_audithead SET hash = ''",
    "UPDATE agencies_audithead SET agency_id = 0, sequence = sequence + 1",
]
SQLITE = [
    "REPLACE INTO agencies_auditevent SELECT * FROM agencies_auditevent",
    "UPDATE OR REPLACE agencies_auditevent SET sequence = 2",
]
POSTGRESQL = [
    "TRUNCATE agencies_auditevent",
    "TRUNCATE agencies_audithead",
    "INSERT INTO agencies_auditevent SELECT * FROM agencies_auditevent ON CONFLICT (id) DO UPDATE SET actor_name = ''",
]
REFUSED = ANYWHERE + (SQLITE if connection.vendor == "sqlite" else POSTGRESQL)


@pytest.fixture
def events(agency):
    """Two events of the agency."""
    for name in "กข":
        record("agency.save", agency, by=None, agency=agency, after={"name": name})
    return list(AuditEvent.objects.order_by("pk"))


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_refuses(events, agency, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run(connection, statement)

    assert AuditEvent.objects.filter(actor_name="ระบบ").count() == 2
    assert verify_chain(agency.pk, {}) is None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is SQLite's")
def test_a_head_is_not_replaced(events, agency):
    run(connection, "REPLACE INTO agencies_audithead VALUES (%s, 0, '')", [agency.pk])

    assert AuditHead.objects.get(pk=agency.pk).sequence == 2


def test_missing_triggers_are_told_and_put_back_by_a_migration(db):
    assert triggers_present(connection)
    assert run_checks(tags=["database"], databases=["default"]) == []

    unprotect(connection)

    assert not triggers_present(connection)
    assert [told.id for told in run_checks(tags=["database"], databases=["default"])] == ["agencies.W001"]

    call_command("migrate", verbosity=0)

    assert triggers_present(connection)


def test_making_the_triggers_twice_changes_nothing(db):
    install(connection)
    install(connection)

    assert triggers_present(connection)


def test_a_weakened_trigger_is_found(db):
    if connection.vendor == "sqlite":
        run(connection, "DROP TRIGGER audit_event_delete")
        run(
            connection,
            "CREATE TRIGGER audit_event_delete BEFORE DELETE ON agencies_auditevent FOR EACH ROW WHEN 0 "
            "BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END",
        )
    else:
        run(connection, "ALTER TABLE agencies_auditevent DISABLE TRIGGER audit_event_change")

    assert not triggers_present(connection)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="functions are PostgreSQL's")
def test_a_weakened_function_is_found(db):
    run(
        connection,
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$",
    )

    assert not triggers_present(connection)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite rebuilds tables")
@pytest.mark.django_db(transaction=True)
def test_triggers_come_back_after_the_table_was_rebuilt():
    field = AuditEvent._meta.get_field("address")
    with connection.schema_editor() as editor:
        editor._remake_table(AuditEvent, alter_fields=[(field, field)])
    assert not triggers_present(connection)

    call_command("migrate", verbosity=0)

    assert triggers_present(connection)


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_tests_that_commit_leave_an_empty_protected_log(turn, agency):
    assert triggers_present(connection)
    assert not AuditEvent.objects.exists()

    record("agency.save", agency, by=None, agency=agency)
