"""What agencies of the same place or kind scored on average, over the agencies in this portal."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Q

from agencies.models import Agency
from assessments.grading import round_points
from assessments.models import IndicatorScore
from itaportal.language import gettext
from measures.rules.effects import FEWEST_CASES


@dataclass(frozen=True, slots=True)
class Average:
    """Mean points by indicator code over a group's agencies, only where FEWEST_CASES of them have a score.

    ``agencies`` is the most that any of the means stands for, the agency itself among them.
    """

    key: str
    name: str
    agencies: int
    means: dict[str, Decimal]


def averages(agency: Agency, fiscal_year: int) -> list[Average]:
    """Return the means of district, province, kind and country that can be told, the nearest first; one query."""
    province = Q(assessment__agency__province=agency.province)
    groups = {
        "district": (
            gettext("อำเภอ{district}").format(district=agency.district),
            province & Q(assessment__agency__district=agency.district),
        ),
        "province": (gettext("จังหวัด{province}").format(province=agency.province), province),
        "kind": (gettext("{kind}ทุกแห่ง").format(kind=agency.kind), Q(assessment__agency__kind=agency.kind)),
        "country": (gettext("ทั้งประเทศ"), Q()),
    }
    counted = {
        f"{key}_{what}": function("score", filter=group)
        for key, (_, group) in groups.items()
        for what, function in (("mean", Avg), ("count", Count))
    }
    scores = IndicatorScore.objects.filter(assessment__fiscal_year=fiscal_year).values("code")
    rows: list[Any] = list(scores.annotate(**counted).order_by())
    found = []
    for key, (name, _) in groups.items():
        known = [row for row in rows if row[f"{key}_count"] >= FEWEST_CASES]
        means = {row["code"]: round_points(Decimal(row[f"{key}_mean"])) for row in known}
        found.append(Average(key, name, max((row[f"{key}_count"] for row in known), default=0), means))
    return [average for average in found if average.means]
