"""Events of many agencies at once hold the same chains as events one by one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.auditlog.writing import NamedRow, NewEvent, head_of, record, record_many, verify_chain
from agencies.models import Agency, AuditEvent, AuditHead
from tests.factories.agencies import AgencyFactory


def told(agencies, number):
    return [
        NewEvent(agency, agency, {"name": "เดิม", "office": "ก"}, {"name": f"{number}", "office": "ก"})
        for agency in agencies
    ]


def test_each_agency_goes_on_with_its_own_chain(clerk, agency, other_agency):
    record("agency.save", agency, by=None, agency=agency, after={"name": "ก่อน"})
    record_many(
        "agency.save",
        [*told([agency, other_agency], 1), NewEvent(agency, None, after={"name": "x"})],
        by=clerk,
    )
    record_many("agency.save", told([agency], 2), by=clerk)
    sequences = (
        AuditEvent.objects.filter(agency_id=agency.pk).order_by("sequence").values_list("sequence", flat=True)
    )
    assert list(sequences) == [1, 2, 3]
    for pk in (agency.pk, other_agency.pk, None):
        assert verify_chain(pk, {}) is None
    last = AuditEvent.objects.get(agency_id=agency.pk, sequence=3)
    assert head_of(agency) == f"3:{last.hash}"
    assert (last.before, last.after) == ('{"name": "เดิม"}', '{"name": "2"}')
    assert (last.actor_name, last.object_label) == (clerk.get_full_name(), str(agency))
    record("agency.save", agency, by=None, agency=agency, after={"name": "หลัง"})
    assert verify_chain(agency.pk, {}) is None


def test_events_are_the_same_whoever_writes_them(clerk, agency, other_agency):
    before = {"name": "เดิม", "scores": {"2": "1", "10": "2"}, "office": None, "phone": "1"}
    after = {"name": "ใหม่", "scores": {"10": "2", "2": "1"}, "office": "", "email": "a"}
    record("agency.save", agency, by=clerk, agency=agency, before=before, after=after)
    named = NamedRow(Agency, agency.pk, str(agency))
    record_many("agency.save", [NewEvent(named, other_agency, before, after)], by=clerk)
    written = ("actor_id", "actor_name", "address", "action", "object_type", "object_id", "object_label")
    one, many = AuditEvent.objects.order_by("pk").values(*written, "before", "after", "sequence")
    assert one == many
    assert one["before"] == '{"email": "", "name": "เดิม"}'
    assert verify_chain(other_agency.pk, {}) is None


def test_queries_do_not_grow_with_the_events(db):
    agencies = AgencyFactory.create_batch(6)

    def asked(events):
        with CaptureQueriesContext(connection) as queries:
            record_many("agency.save", events, by=None)
        return len(queries)

    # Moving the heads is one statement, run once for each of them.
    assert asked(told(agencies[:4], 1)) - asked(told(agencies[:1], 2)) <= 3
    assert asked([]) == 0


def test_one_event_for_each_agency(agency):
    with pytest.raises(ValueError, match="one after the other"):
        record_many("agency.save", told([agency, agency], 1), by=None)
    assert not AuditEvent.objects.exists()


def test_secrets_do_not_enter(agency):
    with pytest.raises(ValueError, match="Secrets"):
        record_many("agency.save", [NewEvent(agency, agency, after={"password": "x"})], by=None)


def test_a_head_that_went_on_meanwhile_stops_everything(agency, other_agency, monkeypatch):
    from agencies.auditlog import writing as audit

    record_many("agency.save", told([agency, other_agency], 1), by=None)
    moved = audit._move_heads

    def late(moves):
        first = AuditHead.objects.get(pk=agency.pk)
        AuditHead.objects.filter(pk=agency.pk).update(sequence=first.sequence + 1, hash="f" * 64)
        moved(moves)

    monkeypatch.setattr(audit, "_move_heads", late)
    with pytest.raises(RuntimeError, match="went on"):
        record_many("agency.save", told([agency, other_agency], 2), by=None)
