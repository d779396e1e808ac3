"""The results of all agencies in the published years."""

from collections.abc import Sequence
from random import Random

from agencies.auditlog.writing import NamedRow, NewEvent, record_many
from agencies.models import Agency
from assessments.actions import ScoreSheet, store_official
from assessments.enums import WeaknessClass
from assessments.grading import band, grade
from assessments.models import Assessment, Finding, IndicatorScore
from assessments.weakness import classify
from criteria.models import CriteriaPack
from itaportal.bulk import insert
from overview.national.published import PUBLISHED, indicator_points, total_at

_AT_ONCE = 500
_ANALYSED = 3  # indicators of the latest year, the weakest
_TEXTS = {
    WeaknessClass.URGENT: "คะแนนอยู่ในเกณฑ์ต่ำ ควรกำหนดผู้รับผิดชอบและเร่งปรับปรุงภายในไตรมาสแรก (ข้อมูลจำลอง)",
    WeaknessClass.IMPROVE: "คะแนนอยู่ในเกณฑ์ปานกลาง ควรปรับปรุงขั้นตอนและการสื่อสารให้ชัดเจนขึ้น (ข้อมูลจำลอง)",
    WeaknessClass.MAINTAIN: "คะแนนอยู่ในเกณฑ์ดี ควรรักษาแนวปฏิบัติเดิมไว้อย่างต่อเนื่อง (ข้อมูลจำลอง)",
}


def add_year(year: int, agencies: Sequence[Agency], likely: Sequence[float], random: Random) -> None:
    """Enter a year's scores of all agencies, with what ITAS would have printed.

    ``likely`` is how good each is from year to year; chance moves it, and who stands where gets that place's total.
    """
    pack = CriteriaPack.objects.published().filter(fiscal_year=year).latest("version")
    criteria = pack.criteria
    tried = [value + random.gauss(0, 0.5) for value in likely]
    ranked = sorted(range(len(agencies)), key=lambda place: (tried[place], place))
    totals = [0.0] * len(agencies)
    for rank, place in enumerate(ranked):
        totals[place] = total_at((rank + 0.5) / len(agencies), PUBLISHED[year])
    sheets = []
    for total in totals:
        points = indicator_points(total, criteria, random)
        result = grade(points, criteria)
        level = result.level.name if result.level else ""
        sheets.append(ScoreSheet(indicators=points, printed_total=result.total, printed_level=level))
    insert(
        Assessment,
        ("agency_id", "printed_total", "printed_level"),
        [
            (agency.pk, sheet.printed_total, sheet.printed_level)
            for agency, sheet in zip(agencies, sheets, strict=True)
        ],
        fiscal_year=year,
        criteria_pack_id=pack.pk,
    )
    stored = dict(Assessment.objects.filter(fiscal_year=year).values_list("agency_id", "pk"))
    keys = [stored[agency.pk] for agency in agencies]
    insert(
        IndicatorScore,
        ("assessment_id", "code", "score"),
        [(key, *row) for key, sheet in zip(keys, sheets, strict=True) for row in sheet.indicators.items()],
    )
    for start in range(0, len(keys), _AT_ONCE):
        store_official(keys[start : start + _AT_ONCE])
    nothing = ScoreSheet().as_text()
    record_many(
        "assessment.save_scores",
        [
            NewEvent(
                NamedRow(Assessment, key, f"ผลการประเมิน ITA ปีงบประมาณ พ.ศ. {year} {agency.short_name}"),
                agency,
                nothing,
                sheet.as_text(),
            )
            for agency, key, sheet in zip(agencies, keys, sheets, strict=True)
        ],
        by=None,
    )
    if year == max(PUBLISHED):
        _analyse(agencies, keys, sheets)


def _analyse(agencies: Sequence[Agency], keys: Sequence[int], sheets: Sequence[ScoreSheet]) -> None:
    """Enter findings of each agency's weakest indicators."""
    rows = []
    for agency, key, sheet in zip(agencies, keys, sheets, strict=True):
        weakest = sorted(sheet.indicators.items(), key=lambda row: (row[1], row[0]))[:_ANALYSED]
        for code, points in weakest:
            weak = classify(band(points, agency.low_below, agency.medium_below))
            rows.append((key, code, weak, _TEXTS[weak]))
    insert(Finding, ("assessment_id", "code", "weakness_class", "text"), rows)
