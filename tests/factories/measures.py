"""Plans, measures and progress for tests: required fields, neutral texts."""

from datetime import date

import factory

from assessments.enums import WeaknessClass
from assessments.models import Assessment, Finding
from criteria.models import CriteriaPack
from measures.enums import MeasureKind, Status
from measures.models import CatalogueMeasure, Measure, Plan, Progress, ProgressRound, Step
from tests.factories.agencies import AgencyFactory


class AssessmentFactory(factory.django.DjangoModelFactory):
    """An assessment without scores; the criteria packs have to be loaded."""

    class Meta:
        model = Assessment

    agency = factory.SubFactory(AgencyFactory)
    fiscal_year = 2564
    criteria_pack = factory.LazyAttribute(
        lambda row: CriteriaPack.objects.filter(fiscal_year=row.fiscal_year).latest("version")
    )


class FindingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Finding

    assessment = factory.SubFactory(AssessmentFactory)
    code = "8"
    text = "ประชาชนยังไม่ทราบช่องทางออนไลน์"
    weakness_class = WeaknessClass.URGENT


class PlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Plan

    assessment = factory.SubFactory(AssessmentFactory)
    agency = factory.SelfAttribute("assessment.agency")
    fiscal_year = factory.LazyAttribute(lambda row: row.assessment.fiscal_year + 1)


class MeasureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Measure

    plan = factory.SubFactory(PlanFactory)
    position = factory.Sequence(lambda number: number + 1)
    title = factory.Sequence(lambda number: f"มาตรการทดสอบ {number}")


class StepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Step

    measure = factory.SubFactory(MeasureFactory)
    position = factory.Sequence(lambda number: number + 1)
    text = factory.Sequence(lambda number: f"ขั้นตอนทดสอบ {number}")


class RoundFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProgressRound

    plan = factory.SubFactory(PlanFactory)
    as_at = date(2022, 3, 31)


class ProgressFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Progress

    round = factory.SubFactory(RoundFactory)
    measure = factory.SubFactory(MeasureFactory, plan=factory.SelfAttribute("..round.plan"))
    status = Status.IN_PROGRESS


class CatalogueMeasureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CatalogueMeasure

    key = factory.Sequence(lambda number: f"measure-{number}")
    kind = MeasureKind.PROJECT
    title = factory.Sequence(lambda number: f"โครงการแนะนำ {number}")
    steps = factory.LazyFunction(lambda: ["ขั้นแรก", "ขั้นที่สอง"])
    follow_up = "รายงานทุกไตรมาส"
    indicator_codes = factory.LazyFunction(lambda: ["8"])
    source = "seed document 000"
