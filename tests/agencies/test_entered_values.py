from datetime import date

import pytest

from agencies.entered_values import complete_values
from itaportal.editing.modelfields import described_fields
from measures.actions import EVIDENCE_FIELDS, MEASURE_FIELDS, PLAN_FIELDS, PROGRESS_FIELDS, MeasureEntry
from measures.actions.catalogue import CATALOGUE_FIELDS
from measures.forms import EvidenceForm, MeasureForm, PlanForm, ProgressForm
from measures.models import Evidence, Measure, Plan, Progress

ENTERED = [
    (Measure, MEASURE_FIELDS, MeasureForm),
    (Plan, PLAN_FIELDS, PlanForm),
    (Progress, PROGRESS_FIELDS, ProgressForm),
    (Evidence, EVIDENCE_FIELDS, EvidenceForm),
]


@pytest.mark.parametrize(
    ("model", "names", "form"), ENTERED, ids=lambda value: getattr(value, "__name__", "")
)
def test_every_described_field_is_entered_and_asked(model, names, form):
    described = {field.name for field in described_fields(model)}
    assert described <= set(names) <= set(form.base_fields)


def test_what_is_not_given_is_the_fields_default():
    assert complete_values(Plan, PLAN_FIELDS, {"decided_on": date(2022, 1, 30)}) == {
        "decided_on": date(2022, 1, 30),
        "decided_in": "",
    }
    entry = MeasureEntry(title="ก")
    assert (entry.kind, entry.topic_numbers, entry.all_departments, entry.period_start) == (
        "measure",
        (),
        False,
        None,
    )


@pytest.mark.parametrize("values", [{}, {"title": "ก", "position": 1}], ids=["missing", "unknown"])
def test_an_entry_without_what_it_needs_or_with_what_it_has_not_is_refused(values):
    with pytest.raises(TypeError):
        MeasureEntry(**values)


def test_the_catalogue_shares_a_measures_texts_and_numbers():
    assert set(CATALOGUE_FIELDS) == {
        "kind", "title", "weak_point", "follow_up", "indicator_codes", "topic_numbers", "item_codes",
    }  # fmt: skip
