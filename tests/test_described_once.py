"""A field is described on its model alone: what is typed there reaches form, file, log, changes and public schema."""

import json

import pytest

from agencies.auditlog.entries import describe_event
from agencies.models import AuditEvent
from approvals.changes import changes
from exchange.engine.prepare import prepare
from exchange.enums import Blank, RowKind, TableName
from exchange.exports import workbook
from exchange.reading.files import read
from exchange.tables import table_of
from exchange.tables.scope import Scope
from itaportal.editing.modelfields import ThaiText, described_fields, label_of
from measures.actions import MeasureEntry, add_measure, entry_of, save_measure
from measures.forms import MeasureForm
from measures.models import Measure
from reports.enums import Kind
from reports.models import Document
from reports.snapshot.building import build_snapshot
from reports.snapshot.model import PublicSnapshot
from tests.factories.measures import PlanFactory

TEXTS = [field.name for field in described_fields(Measure) if isinstance(field, ThaiText)]


@pytest.fixture
def measure(packs):
    """A measure with something else in each of its texts."""
    entry = MeasureEntry(**{name: f"เดิม {name}" for name in TEXTS})
    return add_measure(plan=PlanFactory(), entry=entry, by=None)


def rewrite(measure):
    """Save something new in every text of the measure."""
    entry = entry_of(measure).replace(**{name: f"ใหม่ {name}" for name in TEXTS})
    return save_measure(measure=measure, entry=entry, version=measure.version, by=None)


def texts_of(measure):
    """Return the stored texts by name."""
    return Measure.objects.filter(pk=measure.pk).values(*TEXTS).get()


@pytest.mark.parametrize("name", TEXTS)
def test_form_takes_label_and_help_from_the_model(name):
    field = MeasureForm.base_fields[name]

    assert field.label == label_of(Measure, name)


def test_every_text_goes_out_to_a_workbook_and_comes_back(measure):
    scope = Scope(TableName.MEASURES, measure.plan.agency, measure.plan.fiscal_year)
    before = texts_of(measure)
    data = workbook(scope)
    rewrite(measure)

    scope = Scope(TableName.MEASURES, measure.plan.agency, measure.plan.fiscal_year)
    found = prepare(table_of(scope), read(data, "measures.xlsx"), Blank.KEEP)
    list(table_of(scope).apply(found.wanted((RowKind.CHANGED,)), None))

    assert texts_of(measure) == before


def test_every_text_is_in_the_audit_log_by_its_label(measure):
    rewrite(measure)

    event = describe_event(AuditEvent.objects.get(action="measure.save"))

    told = {change.label: (change.before, change.after) for change in event.changes}
    assert told == {label_of(Measure, name): (f"เดิม {name}", f"ใหม่ {name}") for name in TEXTS}


def test_every_text_is_in_the_change_list_by_its_label(measure):
    document = Document.objects.create(
        agency=measure.plan.agency, plan=measure.plan, kind=Kind.ANALYSIS_REPORT
    )
    old = build_snapshot(document)
    rewrite(measure)

    found = " ".join(str(change) for change in changes(old, build_snapshot(document)))

    assert [name for name in TEXTS if f"ใหม่ {name}" not in found or f"เดิม {name}" not in found] == []


def test_every_text_is_in_the_public_schema_by_its_label():
    schema = json.dumps(PublicSnapshot.model_json_schema()["$defs"]["PublicMeasure"], ensure_ascii=False)

    assert [name for name in TEXTS if f'"{name}"' not in schema] == []
    assert [name for name in TEXTS if name != "title" and label_of(Measure, name) not in schema] == []
