"""Criteria and scored years for tests: required fields, the numbers of seed document 000."""

from decimal import Decimal
from functools import cache
from pathlib import Path

import factory
import yaml
from django.utils import timezone

from agencies.models import Agency
from assessments.actions import store_official
from assessments.enums import WeaknessClass
from assessments.models import Assessment, Finding, IndicatorScore
from criteria.models import CriteriaPack
from criteria.rulebook import Criteria
from tests.factories.agencies import AgencyFactory

PACKS = Path(__file__).resolve().parents[2] / "fixtures" / "criteria"
SCORES = ("90.11", "83.50", "88.54", "79.52", "85.65", "86.66", "87.18", "85.24", "97.78", "100")


@cache
def pack_data(fiscal_year: int) -> dict:
    """Return the shipped pack of a year as plain data; not to be changed."""
    return yaml.load((PACKS / f"{fiscal_year}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def criteria(fiscal_year: int) -> Criteria:
    """Return the shipped criteria of a year."""
    return Criteria.from_data(pack_data(fiscal_year))


def points(scores=SCORES) -> dict[str, Decimal]:
    """Return scores by indicator code, in order from 1; None leaves an indicator out."""
    return {str(number): Decimal(score) for number, score in enumerate(scores, start=1) if score is not None}


class CriteriaPackFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CriteriaPack
        django_get_or_create = ("fiscal_year", "version")

    fiscal_year = 2565
    version = 1
    data = factory.LazyAttribute(lambda pack: pack_data(pack.fiscal_year))
    sha256 = factory.LazyAttribute(lambda pack: f"{pack.fiscal_year:064}")
    published_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        pack = super()._create(model_class, *args, **kwargs)
        pack.criteria  # noqa: B018 - known to this process: what pages cost is counted
        return pack


class AssessmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Assessment

    agency = factory.SubFactory(AgencyFactory)
    fiscal_year = 2565
    criteria_pack = factory.SubFactory(
        CriteriaPackFactory, fiscal_year=factory.SelfAttribute("..fiscal_year")
    )


class FindingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Finding

    assessment = factory.SubFactory(AssessmentFactory)
    code = factory.Sequence(lambda number: str(number % 10 + 1))
    text = "ควรปรับปรุง"
    weakness_class = WeaknessClass.URGENT


def scored(agency: Agency, fiscal_year: int = 2565, scores=SCORES, **fields) -> Assessment:
    """Return a year with these indicator scores, ready for reading."""
    assessment = AssessmentFactory(agency=agency, fiscal_year=fiscal_year, **fields)
    IndicatorScore.objects.bulk_create(
        IndicatorScore(assessment=assessment, code=code, score=score)
        for code, score in points(scores).items()
    )
    store_official([assessment.pk])
    return Assessment.objects.with_scores().get(pk=assessment.pk)
