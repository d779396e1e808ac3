"""Every change to the audit log behind the portal's back is found, and its first broken row is named."""

import json
import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import connection, connections, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper
from hypothesis import given
from hypothesis import strategies as st

from agencies.actions import DepartmentRow, save_departments
from agencies.auditlog import writing as audit
from agencies.auditlog.chain import CONTENT, START, ChainBreak, Fault, Link, compare_end, digest, follow_chain
from agencies.auditlog.writing import chains, head_of, record, verify_chain
from agencies.models import AuditEvent, AuditHead
from tests.factories.audit import run, unprotect


@pytest.fixture
def events(agency):
    """Five events of an agency whose database no longer protects them."""
    for number in range(1, 6):
        record("agency.save", agency, by=None, agency=agency, after={"name": f"ชื่อที่ {number}"})
    unprotect(connection)
    return list(AuditEvent.objects.order_by("pk"))


def forged(event, head=True, **changes):
    """Change a row as somebody would who knows how hashes are made; with ``head`` the chain's head as well."""
    values = AuditEvent.objects.filter(pk=event.pk).values().get() | changes
    values["hash"] = digest(values)
    columns = ", ".join(f"{name} = %s" for name in (*changes, "hash"))
    run(
        connection,
        f"UPDATE agencies_auditevent SET {columns} WHERE id = %s",
        [values[name] for name in (*changes, "hash")] + [event.pk],
    )
    if head:
        run(
            connection,
            "UPDATE agencies_audithead SET hash = %s WHERE agency_id = %s",
            [values["hash"], event.agency_id],
        )


def cut_off(agency, after, head):
    run(
        connection,
        "DELETE FROM agencies_auditevent WHERE agency_id = %s AND sequence > %s",
        [agency.pk, after],
    )
    if head:
        last = AuditEvent.objects.filter(agency_id=agency.pk).last()
        number, text = (last.sequence, last.hash) if last else (0, "")
        run(
            connection,
            "UPDATE agencies_audithead SET sequence = %s, hash = %s WHERE agency_id = %s",
            [number, text, agency.pk],
        )


def test_events_are_numbered_and_linked_per_agency(agency, other_agency):
    for place in (agency, other_agency, None, agency):
        record("agency.save", agency, by=None, agency=place)

    told = AuditEvent.objects.filter(agency_id=agency.pk).values_list("sequence", "previous_hash", "hash")
    assert [number for number, _, _ in told] == [1, 2]
    assert told[0][1] == ""
    assert told[1][1] == told[0][2]
    assert head_of(agency) == f"2:{told[1][2]}"
    assert head_of(None).startswith("1:")
    assert chains() == [None, *sorted([agency.pk, other_agency.pk])]
    assert [verify_chain(chain, {}) for chain in chains()] == [None, None, None]


def test_an_agency_without_events_has_no_head(agency):
    assert head_of(agency) == ""
    assert chains() == []
    assert verify_chain(agency.pk, {}) is None


def test_the_event_of_a_rolled_back_action_leaves_no_gap(agency):
    with transaction.atomic():
        record("agency.save", agency, by=None, agency=agency)
        transaction.set_rollback(True)
    record("agency.save", agency, by=None, agency=agency)

    assert AuditEvent.objects.get().sequence == 1
    assert verify_chain(agency.pk, {}) is None


def test_an_event_costs_three_queries(agency, django_assert_num_queries):
    record("agency.save", agency, by=None, agency=agency)

    with django_assert_num_queries(3):
        record("agency.save", agency, by=None, agency=agency)


def test_a_clock_that_goes_back_breaks_nothing(agency, monkeypatch):
    for hour in (12, 11):
        at = datetime(2026, 11, 21, hour, tzinfo=UTC)
        monkeypatch.setattr(audit.timezone, "now", lambda at=at: at)
        record("agency.save", agency, by=None, agency=agency)

    assert [event.at.hour for event in AuditEvent.objects.order_by("sequence")] == [12, 11]
    assert verify_chain(agency.pk, {}) is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_name", "คนอื่น"),
        ("actor_id", 999),
        ("address", "10.9.9.9"),
        ("action", "agency.open"),
        ("object_label", "อื่น"),
        ("object_id", 12345),
        ("before", "{}"),
        ("after", ""),
        ("at", datetime(2020, 1, 1, tzinfo=UTC)),
        ("hash", "0" * 64),
        ("previous_hash", "0" * 64),
    ],
)
def test_an_altered_row_is_named(events, agency, column, value):
    run(
        connection,
        f"UPDATE agencies_auditevent SET {column} = %s WHERE id = %s",
        [value, events[2].pk],
    )

    assert verify_chain(agency.pk, {}) == ChainBreak(3, Fault.ALTERED)


def test_a_row_altered_with_its_hash_no_longer_links(events, agency):
    forged(events[2], head=False, actor_name="คนอื่น")

    assert verify_chain(agency.pk, {}) == ChainBreak(4, Fault.UNLINKED)


def test_the_last_row_altered_with_its_hash_disagrees_with_the_head(events, agency):
    forged(events[4], head=False, actor_name="คนอื่น")

    assert verify_chain(agency.pk, {}) == ChainBreak(5, Fault.HEAD)


def test_a_deleted_row_is_named(events, agency):
    run(connection, "DELETE FROM agencies_auditevent WHERE id = %s", [events[1].pk])

    assert verify_chain(agency.pk, {}) == ChainBreak(2, Fault.MISSING)


def test_the_first_row_deleted_is_named(events, agency):
    run(connection, "DELETE FROM agencies_auditevent WHERE id = %s", [events[0].pk])

    assert verify_chain(agency.pk, {}) == ChainBreak(1, Fault.MISSING)


def test_swapped_rows_are_named(events, agency):
    for number, event in ((-1, events[1]), (2, events[2]), (3, events[1])):
        run(
            connection,
            "UPDATE agencies_auditevent SET sequence = %s WHERE id = %s",
            [number, event.pk],
        )

    assert verify_chain(agency.pk, {}) == ChainBreak(2, Fault.ALTERED)


def test_a_row_moved_to_another_agency_is_missing_here_and_found_there(events, agency, other_agency):
    run(
        connection,
        "UPDATE agencies_auditevent SET agency_id = %s WHERE id = %s",
        [other_agency.pk, events[0].pk],
    )

    assert verify_chain(agency.pk, {}) == ChainBreak(1, Fault.MISSING)
    assert verify_chain(other_agency.pk, {}) == ChainBreak(1, Fault.ALTERED)


@pytest.mark.parametrize("kept", [4, 1, 0])
def test_a_tail_cut_off_disagrees_with_the_head(events, agency, kept):
    cut_off(agency, kept, head=False)

    assert verify_chain(agency.pk, {}) == ChainBreak(kept + 1, Fault.MISSING)


@pytest.mark.parametrize("kept", [4, 3, 0])
def test_a_tail_cut_off_with_its_head_disagrees_with_a_signed_document(events, agency, kept):
    cut_off(agency, kept, head=True)

    assert verify_chain(agency.pk, {}) is None
    assert verify_chain(agency.pk, {5: events[4].hash}) == ChainBreak(kept + 1, Fault.MISSING)


def test_a_chain_rewritten_whole_disagrees_with_a_signed_document(events, agency):
    forged(events[4], actor_name="คนอื่น")

    assert verify_chain(agency.pk, {}) is None
    assert verify_chain(agency.pk, {2: events[1].hash, 5: events[4].hash}) == ChainBreak(5, Fault.SEALED)


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE agencies_audithead SET hash = 'f'", ChainBreak(5, Fault.HEAD)),
        ("UPDATE agencies_audithead SET sequence = 7", ChainBreak(6, Fault.MISSING)),
        ("UPDATE agencies_audithead SET sequence = 3", ChainBreak(4, Fault.HEAD)),
        ("DELETE FROM agencies_audithead", ChainBreak(1, Fault.HEAD)),
    ],
)
def test_an_altered_head_is_found(events, agency, change, broken):
    run(connection, change)

    assert verify_chain(agency.pk, {}) == broken
    assert chains() == [agency.pk]


def test_what_is_added_while_the_chain_is_read_breaks_nothing(agency, monkeypatch):
    record("agency.save", agency, by=None, agency=agency)
    read = audit._head

    def slow(agency_id):
        monkeypatch.setattr(audit, "_head", read)
        record("agency.save", agency, by=None, agency=agency)
        return read(agency_id)

    monkeypatch.setattr(audit, "_head", slow)

    assert verify_chain(agency.pk, {}) is None
    assert AuditEvent.objects.count() == 2


def test_the_same_moment_has_one_hash_in_every_time_zone():
    event = dict.fromkeys(CONTENT)
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)
    bangkok = at.astimezone(timezone(timedelta(hours=7)))

    assert digest(event | {"at": at}) == digest(event | {"at": bangkok})


def chain_of(texts):
    rows, last = [], START
    for number, text in enumerate(texts, start=1):
        row = {
            "at": datetime(2026, 1, 1, tzinfo=UTC), "actor_id": None, "actor_name": text, "address": "",
            "agency_id": 1, "action": "a.b", "object_type": "x.y", "object_id": 1, "object_label": "",
            "before": "", "after": text, "sequence": number, "previous_hash": last.hash,
        }  # fmt: skip
        row["hash"] = digest(row)
        rows.append(row)
        last = Link(number, row["hash"])
    return rows, last


def judged(rows, head, sealed=None):
    last = follow_chain(rows, sealed or {})
    return last if isinstance(last, ChainBreak) else compare_end(last, head, sealed or {})


@given(st.data(), st.lists(st.text(), min_size=1, max_size=8))
def test_any_one_change_is_found_at_its_place(data, texts):
    rows, head = chain_of(texts)
    assert judged(rows, head) is None
    at = data.draw(st.integers(0, len(rows) - 1))

    gone = rows[:at] + rows[at + 1 :]
    assert judged(gone, head) == ChainBreak(at + 1, Fault.MISSING)

    name = data.draw(st.sampled_from(["actor_name", "after", "before", "address", "object_label"]))
    changed = [dict(row) for row in rows]
    changed[at][name] += data.draw(st.text(min_size=1))
    assert judged(changed, head) == ChainBreak(at + 1, Fault.ALTERED)

    changed[at]["hash"] = digest(changed[at])
    broken = judged(changed, head)
    assert broken == (
        ChainBreak(at + 2, Fault.UNLINKED) if at + 1 < len(rows) else ChainBreak(at + 1, Fault.HEAD)
    )
    assert judged(changed, head, {at + 1: rows[at]["hash"]}) == ChainBreak(at + 1, Fault.SEALED)


def test_every_fault_has_its_words():
    assert all(ChainBreak(3, fault).text.startswith("รายการที่ 3 ") for fault in Fault)


WRITERS, EACH = 3, 8


def record_at_once(agency, database=None):
    """Let several threads write events of one agency at once; return what went wrong."""
    begin, errors = threading.Barrier(WRITERS), []

    def write():
        if database:
            connections["default"] = database()
        try:
            begin.wait()
            for _ in range(EACH):
                with transaction.atomic():
                    record("agency.save", agency, by=None, agency=agency)
        except Exception as error:  # noqa: BLE001 - told by the test
            errors.append(error)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the test database is shared between threads")
@pytest.mark.django_db(transaction=True)
def test_writers_at_once_take_turns_on_postgresql(agency):
    assert record_at_once(agency) == []

    assert AuditHead.objects.get().sequence == WRITERS * EACH
    assert verify_chain(agency.pk, {}) is None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a file of SQLite's")
@pytest.mark.django_db(transaction=True)
def test_writers_at_once_take_turns_in_a_file(agency, tmp_path):
    run(connection, f"VACUUM INTO '{tmp_path / 'db.sqlite3'}'")

    def database():
        """A connection to the file with the options that the portal uses."""
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL"}
        return DatabaseWrapper(
            connection.settings_dict | {"NAME": str(tmp_path / "db.sqlite3"), "OPTIONS": options}
        )

    assert record_at_once(agency, database) == []

    ours = connections["default"]
    connections["default"] = database()
    try:
        assert AuditHead.objects.get().sequence == WRITERS * EACH
        assert verify_chain(agency.pk, {}) is None
    finally:
        connections["default"].close()
        connections["default"] = ours


@pytest.mark.parametrize("name", ["password", "passphrase", "pin", "token_pin", "client_secret"])
def test_secrets_are_refused(agency, name):
    with pytest.raises(ValueError, match="Secrets"):
        record("agency.save", agency, by=None, agency=agency, after={name: "x"})

    assert not AuditEvent.objects.exists()


def test_the_content_of_files_is_refused(agency):
    with pytest.raises(TypeError, match="files"):
        record("agency.save", agency, by=None, agency=agency, after={"emblem": b"PNG"})


def test_an_action_is_not_committed_without_its_event(agency, monkeypatch):
    monkeypatch.setattr(audit, "digest", lambda event: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        save_departments(agency=agency, rows=[DepartmentRow(None, 0, "กองใหม่", True)], opened=[], by=None)

    assert not agency.departments.filter(name="กองใหม่").exists()


def test_odd_characters_keep_their_hash(agency):
    record("agency.save", agency, by=None, agency=agency, after={"name": 'ำ "x"\n\u2028😀 \\'})

    assert json.loads(AuditEvent.objects.get().after)["name"].startswith("ำ")
    assert verify_chain(agency.pk, {}) is None
