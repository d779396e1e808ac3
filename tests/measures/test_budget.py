"""The budget of a measure: typed, kept, told, left behind by a copy."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies.auditlog.entries import describe_event
from agencies.models import AuditEvent
from measures import actions
from measures.actions import entry_of
from measures.models import Measure
from measures.queries.carry import carry_lines
from tests.factories.measures import AssessmentFactory


def edit(client, measure, **typed):
    """Post the measure's form with its stored values and what is typed."""
    url = reverse(
        "measures:plan_measure_edit", args=[measure.plan.agency.slug, measure.plan.fiscal_year, measure.pk]
    )
    rows = {"steps-TOTAL_FORMS": 0, "steps-INITIAL_FORMS": 0}
    return client.post(
        url, {"version": measure.version, "kind": measure.kind, "title": measure.title, **rows, **typed}
    )


def save(measure, budget):
    return actions.save_measure(
        measure=measure, entry=entry_of(measure).replace(budget=budget), version=measure.version, by=None
    )


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("๕๐,๐๐๐", Decimal("50000")), ("0", Decimal(0)), ("", None), ("1250.5", Decimal("1250.50"))],
)
def test_the_form_reads_an_amount(clerk_client, measure, typed, stored):
    assert edit(clerk_client, measure, budget=typed).status_code == 302
    measure.refresh_from_db()
    assert measure.budget == stored


def test_the_form_says_what_to_type_instead(clerk_client, measure):
    response = edit(clerk_client, measure, budget="สองแสน")
    assert response.context["form"].errors["budget"] == [
        "อ่านจำนวนเงิน “สองแสน” ไม่ได้ กรุณากรอกเป็นตัวเลข เช่น 50,000 หรือ 1,250.50"
    ]
    assert 'value="สองแสน"' in response.content.decode()


def test_the_stored_amount_is_shown_as_it_is_written(clerk_client, measure):
    save(measure, Decimal("1250000.50"))
    url = reverse(
        "measures:plan_measure_edit", args=[measure.plan.agency.slug, measure.plan.fiscal_year, measure.pk]
    )
    assert 'value="1,250,000.50"' in clerk_client.get(url).content.decode()
    plan = reverse("measures:plan", args=[measure.plan.agency.slug, measure.plan.fiscal_year])
    assert "<dt>งบประมาณ</dt><dd>1,250,000.50 บาท</dd>" in clerk_client.get(plan).content.decode()
    save(measure, Decimal(0))
    assert "<dt>งบประมาณ</dt><dd>ไม่ใช้งบประมาณ</dd>" in clerk_client.get(plan).content.decode()
    save(measure, None)
    assert "<dt>งบประมาณ</dt>" not in clerk_client.get(plan).content.decode()


def test_both_versions_are_told_as_amounts(clerk_client, measure):
    old = measure.version
    save(measure, Decimal("50000"))
    measure.version = old
    response = edit(clerk_client, measure, budget="60000")
    assert response.status_code == 409
    page = response.content.decode()
    assert "50,000" in page
    assert "60,000" in page


def test_the_audit_log_tells_the_amount(measure):
    save(measure, Decimal("50000.00"))
    [change] = describe_event(AuditEvent.objects.get(action="measure.save")).changes
    assert (change.label, change.before, change.after) == ("งบประมาณ (บาท)", "", "50000.00")


def test_the_database_takes_no_negative_amount(measure):
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.filter(pk=measure.pk).update(budget=-1)


def test_a_copy_for_another_year_leaves_the_budget_behind(measure, clerk):
    save(measure, Decimal("50000"))
    following = AssessmentFactory(agency=measure.plan.agency, fiscal_year=measure.plan.fiscal_year)
    [line] = carry_lines(measure.plan, following.criteria)
    assert "งบประมาณ 50,000 บาท (ต้องตั้งใหม่ตามงบประมาณของปีนี้)" in line.without
    [carried] = actions.carry_over(plan=measure.plan, measures=[measure], by=clerk)
    assert carried.budget is None
