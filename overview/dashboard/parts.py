"""The parts of the dashboard: each a chart, the table with the same figures, and one sentence that reads it out."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from assessments.grading import PointsChange
from itaportal.language import format_lazy, gettext, gettext_lazy
from itaportal.thai.dates import fiscal_year_end, fiscal_year_start, short_date
from itaportal.thai.numbers import format_score
from measures.enums import Status
from measures.models import Measure
from measures.rules.carry import is_unfinished
from measures.rules.effects import FEWEST_CASES
from overview.dashboard.contents import Contents
from reports.blocks import Chart
from reports.enums import Kind, Stage
from reports.queries import stage_of

# What a picture holds that one sheet of paper has room for; the table holds all.
MOST_ROWS = 24
LOWEST_ITEMS = 10
_FIGURE = re.compile(r"(?:[-+]?\d+(?:\.\d+)?)?")
_STATUSES = {
    Status.DONE: gettext_lazy("เสร็จแล้ว"),
    Status.IN_PROGRESS: gettext_lazy("กำลังทำ"),
    Status.NOT_STARTED: gettext_lazy("ยังไม่เริ่ม"),
    None: gettext_lazy("ยังไม่รายงาน"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part under its name in addresses; without a chart ``says`` tells what is missing.

    ``head`` and ``rows`` are the table, names of rows first; scores as "83.50", "" where there is none.
    """

    slug: str
    title: str
    says: str
    chart: Chart | None = None
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    note: str = ""

    @property
    def columns(self) -> list[tuple[str, str]]:
        """The table's head, each name with the class of its column: "num" for figures."""
        columns = zip(*self.rows, strict=True)
        kinds = ["num" if all(map(_FIGURE.fullmatch, column)) else "" for column in columns]
        return [
            (name, kind if place else "")
            for place, (name, kind) in enumerate(zip(self.head, kinds, strict=True))
        ]

    @property
    def cells(self) -> list[list[tuple[str, str]]]:
        """The table's rows, each cell with the class of its column."""
        kinds = [kind for _, kind in self.columns]
        return [list(zip(row, kinds, strict=True)) for row in self.rows]


def total(contents: Contents) -> Part:
    """The official total over five years, in the levels of the newest."""
    years, criteria = contents.last_years, contents.assessment.criteria
    title = gettext("คะแนนรวม {years} ปี").format(years=len(years)) if years[1:] else gettext("คะแนนรวม")
    if all(entry.total is None for entry in years):
        return Part("total", title, gettext("ยังไม่มีคะแนนรวม"))
    data = tuple((entry.fiscal_year, format_score(entry.total), entry.level) for entry in years)
    levels = tuple(("", f"{level.minimum}", level.name) for level in criteria.levels)
    return Part(
        "total",
        title,
        says := _say_total(contents),
        Chart(
            "totals-in-levels",
            (*data, *levels),
            title,
            gettext("เส้นคะแนนรวม {says}").format(says=says),
            _pass_line(contents),
        ),
        (gettext("ปีงบประมาณ"), gettext("คะแนนรวม"), gettext("ระดับ")),
        tuple((str(year), *rest) for year, *rest in data),
        gettext("แถบและชื่อระดับด้านขวาเป็นของเกณฑ์ปี {year} ใต้แต่ละปีคือระดับที่ได้ตามเกณฑ์ของปีนั้น").format(
            year=contents.year
        ),
    )


def _say_total(contents: Contents) -> str:
    view = contents.overview
    if view.official_total is None:
        return gettext("ปี {year} ยังไม่มีคะแนนรวม").format(year=contents.year)
    level = (
        gettext(" ระดับ: {official_level}").format(official_level=view.official_level)
        if view.official_level
        else ""
    )
    return gettext("ปี {year} ได้ {official_total} คะแนน{level} {total_change}").format(
        year=contents.year,
        official_total=format_score(view.official_total),
        level=level,
        total_change=_say_change(view.total_change),
    )


def _say_change(change) -> str:
    if change is None:
        return gettext("ไม่มีปีก่อนให้เทียบ")
    moved = gettext("เพิ่มขึ้น") if change > 0 else gettext("ลดลง")
    return (
        gettext("{moved} {change} คะแนนจากปีก่อน").format(moved=moved, change=format_score(abs(change)))
        if change
        else gettext("เท่ากับปีก่อน")
    )


def indicators(contents: Contents) -> Part:
    """Every indicator beside the year before and beside what others scored on average."""
    title, view, average = gettext("ตัวชี้วัดเทียบปีก่อนและค่าเฉลี่ย"), contents.overview, contents.average
    if not view.scored:
        return Part("indicators", title, gettext("ยังไม่มีคะแนนตัวชี้วัด"))
    now, last = (
        gettext("ปี {year}").format(year=contents.year),
        gettext("ปี {year}").format(year=contents.year - 1),
    )
    means = average.means if average else {}
    data, rows = [], []
    for row in view.rows:
        code, name, score = row.indicator.code, row.indicator.name, format_score(row.score)
        before = "" if row.score is None or row.change is None else format_score(row.score - row.change)
        data.append((code, name, score, before, format_score(means.get(code))))
        others = (format_score(entry.means.get(code)) for entry in contents.averages)
        rows.append((f"{code} {name}", score, before, PointsChange.of(row.change).text, *others))
    mean = (
        gettext("เฉลี่ย{name} ({agencies} หน่วยงาน)").format(name=average.name, agencies=average.agencies)
        if average
        else ""
    )
    heads = ("", "", now, last if any(row[3] for row in data) else "", mean)
    weakest = view.scored[-1]
    says = gettext("น้อยที่สุดคือ {name} {score} คะแนน").format(
        name=weakest.indicator.name, score=format_score(weakest.score)
    )
    return Part(
        "indicators",
        title,
        says,
        Chart(
            "indicators-compared",
            (heads, *data),
            title,
            gettext("จุดคะแนนของตัวชี้วัด {says}").format(says=says),
            _pass_line(contents),
        ),
        (
            gettext("ตัวชี้วัด"),
            now,
            last,
            gettext("เปลี่ยน"),
            *(
                gettext("เฉลี่ย{name} ({agencies})").format(name=entry.name, agencies=entry.agencies)
                for entry in contents.averages
            ),
        ),
        tuple(rows),
        _OVER_WHOM if average else _OVER_NOBODY,
    )


_OVER_WHOM = format_lazy(
    gettext_lazy(
        "ค่าเฉลี่ยคิดจากหน่วยงานในระบบนี้ที่มีคะแนนปีเดียวกัน รวมหน่วยงานนี้ด้วย ในวงเล็บคือจำนวนหน่วยงาน กลุ่มที่มีไม่ถึง {fewest_cases} หน่วยงานไม่แสดงค่าเฉลี่ย"
    ),
    fewest_cases=FEWEST_CASES,
)
_OVER_NOBODY = format_lazy(
    gettext_lazy("ไม่แสดงค่าเฉลี่ย เพราะหน่วยงานในระบบนี้ที่มีคะแนนปีเดียวกันมีไม่ถึง {fewest_cases} หน่วยงาน"),
    fewest_cases=FEWEST_CASES,
)


def items(contents: Contents) -> Part:
    """The items with the lowest scores."""
    title, criteria = gettext("ข้อคำถามที่ได้คะแนนน้อยที่สุด"), contents.assessment.criteria
    if not contents.items:
        return Part("items", title, gettext("ยังไม่ได้บันทึกคะแนนรายข้อของปี {year}").format(year=contents.year))
    rows = []
    for code, score in contents.items[:LOWEST_ITEMS]:
        item = criteria.item(code)
        rows.append((code, item.wording if item else "", format_score(score)))
    says = gettext("ข้อ {value} ได้ {value2} คะแนน น้อยที่สุดจาก {items} ข้อที่บันทึกคะแนนไว้").format(
        value=rows[0][0], value2=rows[0][2], items=len(contents.items)
    )
    return Part(
        "items",
        title,
        says,
        Chart(
            "lowest-items",
            tuple(rows),
            title,
            gettext("แท่งคะแนนรายข้อ {says}").format(says=says),
            _pass_line(contents),
        ),
        (gettext("ข้อ"), gettext("ข้อความ"), gettext("คะแนน")),
        tuple((code, wording or gettext("ไม่มีข้อความในเกณฑ์ของปีนี้"), score) for code, wording, score in rows),
    )


def measures(contents: Contents) -> Part:
    """How many measures are how far, for each department."""
    title, told = gettext("มาตรการตามสถานะและส่วนราชการ"), contents.measures
    if not told:
        return Part(
            "measures", title, gettext("แผนปี {plan_year} ยังไม่มีมาตรการ").format(plan_year=contents.plan_year)
        )
    rows = _counted(
        ((name, status) for measure, status in told for name in _responsible(measure)),
        _STATUSES,
    )
    whole = Counter(status for _, status in told)
    everything = (gettext("ทั้งแผน"), *(whole[status] for status in _STATUSES))
    says = gettext("เสร็จแล้ว {whole} จาก {lines} มาตรการ").format(whole=whole[Status.DONE], lines=len(told))
    note = gettext("มาตรการที่หลายส่วนราชการรับผิดชอบ นับให้ทุกส่วนราชการนั้น")
    return _counts_part(
        "measures", title, says, (gettext("ส่วนราชการ"), *_STATUSES.values()), [everything, *rows], note
    )


def _responsible(measure: Measure) -> list[str]:
    if measure.all_departments:
        return [gettext("ทุกส่วนราชการ")]
    other = gettext("ผู้รับผิดชอบที่เขียนเอง") if measure.responsible_text else gettext("ยังไม่ระบุผู้รับผิดชอบ")
    return [entry.name for entry in measure.departments.all()] or [other]


def documents(contents: Contents) -> Part:
    """How many documents of the plan are how far, for each kind."""
    title = gettext("เอกสารของแผนปี {plan_year}").format(plan_year=contents.plan_year)
    if not contents.documents:
        return Part("documents", title, gettext("ยังไม่มีเอกสาร"))
    stages = [(Kind(entry.kind).label, stage_of(entry)) for entry in contents.documents]
    whole = Counter(stage for _, stage in stages)
    everything = (gettext("ทุกเอกสาร"), *(whole[stage] for stage in Stage))
    says = gettext("เผยแพร่แล้ว {whole} จาก {stages} ฉบับ").format(
        whole=whole[Stage.PUBLISHED], stages=len(stages)
    )
    if whole[Stage.RETURNED]:
        says += gettext(" ส่งกลับให้แก้ไข {whole} ฉบับ").format(whole=whole[Stage.RETURNED])
    head = (gettext("ชนิดเอกสาร"), *(stage.label for stage in Stage))
    return _counts_part("documents", title, says, head, [everything, *_counted(stages, Stage)])


def _counted(pairs: Iterable[tuple], columns: Iterable) -> list[tuple]:
    """Return a row of counts for each name, the name with most first."""
    counts: dict[str, Counter] = {}
    for name, column in pairs:
        counts.setdefault(name, Counter())[column] += 1
    ordered = sorted(counts.items(), key=lambda entry: -entry[1].total())
    return [(name, *(count[column] for column in columns)) for name, count in ordered]


def _counts_part(
    slug: str, title: str, says: str, head: tuple[str, ...], rows: list[tuple], note: str = ""
) -> Part:
    chart = Chart(
        "counts",
        (("", *head[1:]), *rows[:MOST_ROWS]),
        title,
        gettext("แท่งจำนวน {says}").format(says=says),
        "",
    )
    return Part(
        slug, title, says, chart, head, tuple(tuple(map(str, row)) for row in rows), note + _cut(rows)
    )


def timeline(contents: Contents) -> Part:
    """When the plan's measures begin and end, what is overdue first."""
    title, year, today = (
        gettext("กำหนดเวลาของแผนปี {plan_year}").format(plan_year=contents.plan_year),
        contents.plan_year,
        contents.today,
    )
    if not contents.measures:
        return Part("timeline", title, gettext("แผนปี {year} ยังไม่มีมาตรการ").format(year=year))
    rows = [_row_of(number, *told, today=today) for number, told in enumerate(contents.measures, start=1)]
    urgent_first = sorted(rows, key=lambda row: (_ORDER.index(row[3]), row[2] or "9"))
    days = (fiscal_year_start(year).isoformat(), fiscal_year_end(year).isoformat(), today.isoformat())
    late = sum(state == "overdue" for _, _, _, state, _ in rows)
    says = (
        gettext("เลยกำหนดแล้ว {late} จาก {rows} มาตรการ").format(late=late, rows=len(rows))
        if late
        else gettext("ไม่มีมาตรการที่เลยกำหนด จาก {rows} มาตรการ").format(rows=len(rows))
    )
    return Part(
        "timeline",
        title,
        says,
        Chart(
            "plan-timeline",
            (days, *urgent_first[:MOST_ROWS]),
            title,
            gettext("เส้นเวลาของมาตรการ {says}").format(says=says),
            "",
        ),
        (gettext("มาตรการ"), gettext("เริ่ม"), gettext("สิ้นสุด"), gettext("กำหนด")),
        tuple((name, _day(start), _day(end), words) for name, start, end, _, words in urgent_first),
        gettext("ณ วันที่ {today} แท่งสีจางคือมาตรการที่เสร็จแล้ว{rows}").format(
            today=short_date(today), rows=_cut(rows)
        ),
    )


_ORDER = ("overdue", "open", "done")


def _row_of(
    number: int, measure: Measure, status: str | None, *, today: date
) -> tuple[str, str, str, str, str]:
    """Return the row of a measure as the chart has it: name, first and last day, state, words."""
    start, end, name = measure.period_start, measure.period_end, f"{number}. {measure.title}"
    days = (start.isoformat() if start else "", end.isoformat() if end else "")
    if not is_unfinished(status):
        return name, *days, "done", gettext("เสร็จแล้ว")
    if end is None:
        return name, *days, "open", gettext("ไม่มีวันกำหนด")
    left = (end - today).days
    if left < 0:
        return name, *days, "overdue", gettext("เลยกำหนด {value} วัน").format(value=-left)
    return name, *days, "open", gettext("อีก {left} วัน").format(left=left) if left else gettext("ครบกำหนดวันนี้")


def _day(day: str) -> str:
    return short_date(date.fromisoformat(day)) if day else ""


def _pass_line(contents: Contents) -> str:
    line = contents.assessment.criteria.pass_line
    return "" if line is None else format_score(line)


def _cut(rows: list) -> str:
    """Return what to say where the picture has not room for all rows."""
    return (
        gettext(" แผนภูมิแสดง {most_rows} จาก {rows} แถว ที่เหลืออยู่ในตาราง").format(
            most_rows=MOST_ROWS, rows=len(rows)
        )
        if len(rows) > MOST_ROWS
        else ""
    )


PARTS: dict[str, Callable[[Contents], Part]] = {
    "total": total,
    "indicators": indicators,
    "items": items,
    "measures": measures,
    "timeline": timeline,
    "documents": documents,
}
