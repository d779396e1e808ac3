"""The packs moved here from the app ``assessments`` with everything that refers to them."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from agencies.auditlog.entries import describe_event
from agencies.auditlog.writing import record
from agencies.models import AuditEvent
from criteria.models import CriteriaPack
from criteria.queries import last_change
from tests.factories.agencies import AgencyFactory
from tests.factories.assessments import pack_data

BEFORE = [("criteria", None), ("assessments", "0001_initial")]


def migrated(targets):
    executor = MigrationExecutor(connection)
    return executor.migrate(targets).apps


@pytest.fixture
def before(transactional_db):
    """The models as they were, on a database as it was."""
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield migrated(BEFORE)
    migrated(latest)


@pytest.mark.django_db(transaction=True)
def test_packs_and_what_is_scored_by_them_stay_through_the_move(before):
    agency = AgencyFactory()
    content = {"fiscal_year": 2565, "version": 1, "data": pack_data(2565), "sha256": "0" * 64}
    pack = before.get_model("assessments", "CriteriaPack").objects.create(**content)
    before.get_model("assessments", "Assessment").objects.create(
        agency_id=agency.pk, fiscal_year=2565, criteria_pack=pack, printed_total="91.10"
    )
    kind = ContentType.objects.get_or_create(app_label="assessments", model="criteriapack")[0]
    permission = Permission.objects.filter(content_type=kind, codename="view_criteriapack")

    after = migrated([("assessments", "0002_criteria_in_their_own_app")])

    stored = CriteriaPack.objects.get()
    assert (stored.pk, stored.data, stored.criteria.fiscal_year) == (pack.pk, pack_data(2565), 2565)
    assert after.get_model("assessments", "Assessment").objects.get().criteria_pack_id == stored.pk
    assert ContentType.objects.get(pk=kind.pk).app_label == "criteria"
    assert permission.exists()
    assert CriteriaPack.objects.create(**content | {"version": 2}).pk > pack.pk
    with connection.cursor() as cursor:
        assert "assessments_criteriapack" not in connection.introspection.table_names(cursor)
        referred = connection.introspection.get_relations(cursor, "assessments_assessment")
    assert referred["criteria_pack_id"][:2] == ("id", "criteria_criteriapack")


def test_events_from_before_the_move_still_tell_of_their_pack(packs, admin):
    pack = CriteriaPack.objects.get(fiscal_year=2565)
    as_it_was = SimpleNamespace(_meta=SimpleNamespace(label_lower="assessments.criteriapack"), pk=pack.pk)

    record("criteria.upload", as_it_was, by=admin, agency=None, after={"sha256": pack.sha256})
    event = AuditEvent.objects.latest("pk")

    assert last_change(pack) == event
    assert (describe_event(event).what, describe_event(event).object_kind) == (
        "อัปโหลดร่างเกณฑ์การประเมิน",
        "เกณฑ์การประเมิน",
    )
    record("criteria.upload", pack, by=admin, agency=None, after={"sha256": pack.sha256})
    now = AuditEvent.objects.latest("pk")
    assert [change.label for change in describe_event(now).changes] == [
        change.label for change in describe_event(event).changes
    ]
