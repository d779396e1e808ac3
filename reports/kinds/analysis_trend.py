"""The trend of an agency's totals in words, table and chart: part 1 of the analysis report, after seed document 000.

Points are the snapshot's texts ("83.50"), years are Buddhist-era fiscal years. The words say no more than the years
show: "ดีขึ้นตามลำดับ" stands only where every year is above the one before and no year is missing.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from reports.blocks import UNKNOWN, Align, Chart
from reports.blocks.tables import Column, Table, text_table
from reports.kinds.wording import ITA, level_words
from reports.snapshot.model import Snapshot
from reports.snapshot.result import Assessment, YearScores

NACC = "สำนักงานคณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ (สำนักงาน ป.ป.ช.)"
_SHORT_ITA = "(Integrity and Transparency Assessment : ITA)"


def scored_years(snapshot: Snapshot) -> list[YearScores]:
    """Return the years of the history that have a total, oldest first."""
    return [year for year in snapshot.history if year.total]


def span(years: Sequence[YearScores]) -> str:
    """Return the years in words: one, a run from – to, or all of them where some are missing between."""
    if not years:
        return ""
    numbers = [year.fiscal_year for year in years]
    if len(numbers) == 1:
        return f"ในปีงบประมาณ พ.ศ. {numbers[0]}"
    if _gapless(years):
        return f"ในห้วงระยะเวลา {len(numbers)} ปี ตั้งแต่ปีงบประมาณ พ.ศ. {numbers[0]} – {numbers[-1]}"
    return f"ในปีงบประมาณ พ.ศ. {', '.join(map(str, numbers[:-1]))} และ {numbers[-1]}"


def tendency(years: Sequence[YearScores]) -> str:
    """Return what the totals of two or more years do from year to year."""
    totals = [Decimal(year.total) for year in years]
    changes = [later - earlier for earlier, later in pairwise(totals)]
    each = "ตามลำดับ" if _gapless(years) else "ในทุกปีที่มีผลคะแนน"
    if all(change > 0 for change in changes):
        return f"มีแนวโน้มของคะแนนดีขึ้น{each}"
    if all(change < 0 for change in changes):
        return f"มีแนวโน้มของคะแนนลดลง{each}"
    if not any(changes):
        return "มีคะแนนเท่าเดิม"
    return f"{_change(totals[-1] - totals[0], 'ปีแรก')} แต่ไม่ได้เป็นไปในทางเดียวกันทุกปี โดยปีล่าสุด{_change(changes[-1], 'ปีก่อนหน้า')}"


def conclusion(agency: str, years: Sequence[YearScores], assessment: Assessment) -> str:
    """Return the sentence with every year's score and level and whether the assessed year has passed."""
    if not years:
        return f"{agency} ยังไม่มีผลคะแนนรวมของ{ITA} {_SHORT_ITA}"
    scores = "ใน" + " ".join(_year(year) for year in years)
    if len(years) == 1:
        opening = f"จะเห็นได้ว่าผล{ITA} {_SHORT_ITA} ของ{agency} {scores}"
    else:
        opening = f"จะเห็นได้ว่าคะแนนผล{ITA} {_SHORT_ITA} ของ{agency}{_over(years)}{tendency(years)} โดย{scores}"
    return f"{opening} {verdict(assessment)}".strip()


def verdict(assessment: Assessment) -> str:
    """Return whether the assessed year's total reaches the pass line of its criteria; "" where one is unknown.

    Other years may have had other rules, so that nothing is said of them.
    """
    if not assessment.total or not assessment.pass_line:
        return ""
    passed = Decimal(assessment.total) >= Decimal(assessment.pass_line)
    which = f"ผลคะแนนในปีงบประมาณ พ.ศ. {assessment.fiscal_year}"
    rule = f"เกณฑ์การประเมินของ{NACC} ที่กำหนดไว้ {assessment.pass_line.removesuffix('.00')} คะแนนขึ้นไป"
    return f"ซึ่ง{which} {'เป็นผลคะแนนที่ผ่าน' if passed else 'ยังไม่ผ่าน'}{rule}"


def total_words(assessment: Assessment) -> str:
    """Return the year's total and level in words."""
    if not assessment.total:
        return "ยังไม่มีผลคะแนนรวม โดยมีผลการประเมินเท่าที่บันทึกไว้"
    level = level_words(assessment.level)
    return f"มีผลคะแนน {assessment.total} คะแนน" + (f" ระดับผลการประเมิน {level}" if level else "")


def chart(years: Sequence[YearScores], pass_line: str) -> Chart:
    """Return the chart of the totals with the assessed year's pass line."""
    return Chart(
        name="five-year-total",
        data=tuple((year.fiscal_year, year.total, year.level) for year in years),
        title="คะแนนรวมผลการประเมิน ITA",
        alt="แผนภูมิคะแนนรวม: " + ", ".join(_year(year) for year in years),
        pass_line=pass_line,
    )


def table(years: Sequence[YearScores]) -> Table:
    """Return the same in rows, with the change to the year before in points."""
    widths = {"ปีงบประมาณ": 28, "คะแนน": 22, "ระดับ": 22, "ผลต่างจากปีก่อน": 28}
    columns = tuple(Column(title, width, align=Align.CENTER) for title, width in widths.items())
    before = {year.fiscal_year: Decimal(year.total) for year in years}
    rows = []
    for year in years:
        last = before.get(year.fiscal_year - 1)
        change = UNKNOWN if last is None else f"{Decimal(year.total) - last:+.2f}".replace("-", "−")
        rows.append((f"พ.ศ. {year.fiscal_year}", year.total, year.level, change))
    return text_table(columns, rows, whole=True)


def _gapless(years: Sequence[YearScores]) -> bool:
    return all(later.fiscal_year == earlier.fiscal_year + 1 for earlier, later in pairwise(years))


def _over(years: Sequence[YearScores]) -> str:
    return f"ในห้วงระยะเวลา {len(years)} ปี" if _gapless(years) else f"{span(years)} "


def _year(year: YearScores) -> str:
    level = f" ({level_words(year.level)})" if year.level else ""
    return f"ปีงบประมาณ พ.ศ. {year.fiscal_year} ได้คะแนน {year.total}{level}"


def _change(points: Decimal, since: str) -> str:
    if not points:
        return f"มีคะแนนเท่ากับ{since}"
    return f"มีคะแนน{'เพิ่มขึ้น' if points > 0 else 'ลดลง'}จาก{since} {abs(points):.2f} คะแนน"
