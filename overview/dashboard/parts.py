"""The parts of the dashboard: each a chart, the table with the same figures, and one sentence that reads it out."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from assessments.grading import PointsChange
from itaportal.thai.dates import fiscal_year_end, fiscal_year_start, short_date
from itaportal.thai.numbers import format_score
from measures.enums import Status
from measures.queries.plans import ProgressLine
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
    Status.DONE: "เสร็จแล้ว",
    Status.IN_PROGRESS: "กำลังทำ",
    Status.NOT_STARTED: "ยังไม่เริ่ม",
    None: "ยังไม่รายงาน",
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
    title = f"คะแนนรวม {len(years)} ปี" if years[1:] else "คะแนนรวม"
    if all(entry.total is None for entry in years):
        return Part("total", title, "ยังไม่มีคะแนนรวม")
    data = tuple((entry.fiscal_year, format_score(entry.total), entry.level) for entry in years)
    levels = tuple(("", f"{level.minimum}", level.name) for level in criteria.levels)
    return Part(
        "total",
        title,
        says := _say_total(contents),
        Chart("totals-in-levels", (*data, *levels), title, f"เส้นคะแนนรวม {says}", _pass_line(contents)),
        ("ปีงบประมาณ", "คะแนนรวม", "ระดับ"),
        tuple((str(year), *rest) for year, *rest in data),
        f"แถบและชื่อระดับด้านขวาเป็นของเกณฑ์ปี {contents.year} ใต้แต่ละปีคือระดับที่ได้ตามเกณฑ์ของปีนั้น",
    )


def _say_total(contents: Contents) -> str:
    view = contents.overview
    if view.official_total is None:
        return f"ปี {contents.year} ยังไม่มีคะแนนรวม"
    level = f" ระดับ: {view.official_level}" if view.official_level else ""
    return f"ปี {contents.year} ได้ {format_score(view.official_total)} คะแนน{level} {_say_change(view.total_change)}"


def _say_change(change) -> str:
    if change is None:
        return "ไม่มีปีก่อนให้เทียบ"
    moved = "เพิ่มขึ้น" if change > 0 else "ลดลง"
    return f"{moved} {format_score(abs(change))} คะแนนจากปีก่อน" if change else "เท่ากับปีก่อน"


def indicators(contents: Contents) -> Part:
    """Every indicator beside the year before and beside what others scored on average."""
    title, view, average = "ตัวชี้วัดเทียบปีก่อนและค่าเฉลี่ย", contents.overview, contents.average
    if not view.scored:
        return Part("indicators", title, "ยังไม่มีคะแนนตัวชี้วัด")
    now, last = f"ปี {contents.year}", f"ปี {contents.year - 1}"
    means = average.means if average else {}
    data, rows = [], []
    for row in view.rows:
        code, name, score = row.indicator.code, row.indicator.name, format_score(row.score)
        before = "" if row.score is None or row.change is None else format_score(row.score - row.change)
        data.append((code, name, score, before, format_score(means.get(code))))
        others = (format_score(entry.means.get(code)) for entry in contents.averages)
        rows.append((f"{code} {name}", score, before, PointsChange.of(row.change).text, *others))
    mean = f"เฉลี่ย{average.name} ({average.agencies} หน่วยงาน)" if average else ""
    heads = ("", "", now, last if any(row[3] for row in data) else "", mean)
    weakest = view.scored[-1]
    says = f"น้อยที่สุดคือ {weakest.indicator.name} {format_score(weakest.score)} คะแนน"
    return Part(
        "indicators",
        title,
        says,
        Chart("indicators-compared", (heads, *data), title, f"จุดคะแนนของตัวชี้วัด {says}", _pass_line(contents)),
        (
            "ตัวชี้วัด",
            now,
            last,
            "เปลี่ยน",
            *(f"เฉลี่ย{entry.name} ({entry.agencies})" for entry in contents.averages),
        ),
        tuple(rows),
        _OVER_WHOM if average else _OVER_NOBODY,
    )


_OVER_WHOM = (
    "ค่าเฉลี่ยคิดจากหน่วยงานในระบบนี้ที่มีคะแนนปีเดียวกัน รวมหน่วยงานนี้ด้วย ในวงเล็บคือจำนวนหน่วยงาน "
    f"กลุ่มที่มีไม่ถึง {FEWEST_CASES} หน่วยงานไม่แสดงค่าเฉลี่ย"
)
_OVER_NOBODY = f"ไม่แสดงค่าเฉลี่ย เพราะหน่วยงานในระบบนี้ที่มีคะแนนปีเดียวกันมีไม่ถึง {FEWEST_CASES} หน่วยงาน"


def items(contents: Contents) -> Part:
    """The items with the lowest scores."""
    title, criteria = "ข้อคำถามที่ได้คะแนนน้อยที่สุด", contents.assessment.criteria
    if not contents.items:
        return Part("items", title, f"ยังไม่ได้บันทึกคะแนนรายข้อของปี {contents.year}")
    rows = []
    for code, score in contents.items[:LOWEST_ITEMS]:
        item = criteria.item(code)
        rows.append((code, item.wording if item else "", format_score(score)))
    says = f"ข้อ {rows[0][0]} ได้ {rows[0][2]} คะแนน น้อยที่สุดจาก {len(contents.items)} ข้อที่บันทึกคะแนนไว้"
    return Part(
        "items",
        title,
        says,
        Chart("lowest-items", tuple(rows), title, f"แท่งคะแนนรายข้อ {says}", _pass_line(contents)),
        ("ข้อ", "ข้อความ", "คะแนน"),
        tuple((code, wording or "ไม่มีข้อความในเกณฑ์ของปีนี้", score) for code, wording, score in rows),
    )


def measures(contents: Contents) -> Part:
    """How many measures are how far, for each department."""
    title, lines = "มาตรการตามสถานะและส่วนราชการ", contents.lines
    if not lines:
        return Part("measures", title, f"แผนปี {contents.plan_year} ยังไม่มีมาตรการ")
    rows = _counted(
        ((name, line.entry.status if line.entry else None) for line in lines for name in _responsible(line)),
        _STATUSES,
    )
    whole = Counter(line.entry.status if line.entry else None for line in lines)
    everything = ("ทั้งแผน", *(whole[status] for status in _STATUSES))
    says = f"เสร็จแล้ว {whole[Status.DONE]} จาก {len(lines)} มาตรการ"
    note = "มาตรการที่หลายส่วนราชการรับผิดชอบ นับให้ทุกส่วนราชการนั้น"
    return _counts_part(
        "measures", title, says, ("ส่วนราชการ", *_STATUSES.values()), [everything, *rows], note
    )


def _responsible(line: ProgressLine) -> list[str]:
    measure = line.measure
    if measure.all_departments:
        return ["ทุกส่วนราชการ"]
    other = "ผู้รับผิดชอบที่เขียนเอง" if measure.responsible_text else "ยังไม่ระบุผู้รับผิดชอบ"
    return [entry.name for entry in measure.departments.all()] or [other]


def documents(contents: Contents) -> Part:
    """How many documents of the plan are how far, for each kind."""
    title = f"เอกสารของแผนปี {contents.plan_year}"
    if not contents.documents:
        return Part("documents", title, "ยังไม่มีเอกสาร")
    stages = [(Kind(entry.kind).label, stage_of(entry)) for entry in contents.documents]
    whole = Counter(stage for _, stage in stages)
    everything = ("ทุกเอกสาร", *(whole[stage] for stage in Stage))
    says = f"เผยแพร่แล้ว {whole[Stage.PUBLISHED]} จาก {len(stages)} ฉบับ"
    if whole[Stage.RETURNED]:
        says += f" ส่งกลับให้แก้ไข {whole[Stage.RETURNED]} ฉบับ"
    head = ("ชนิดเอกสาร", *(stage.label for stage in Stage))
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
    chart = Chart("counts", (("", *head[1:]), *rows[:MOST_ROWS]), title, f"แท่งจำนวน {says}", "")
    return Part(
        slug, title, says, chart, head, tuple(tuple(map(str, row)) for row in rows), note + _cut(rows)
    )


def timeline(contents: Contents) -> Part:
    """When the plan's measures begin and end, what is overdue first."""
    title, year, today = f"กำหนดเวลาของแผนปี {contents.plan_year}", contents.plan_year, contents.today
    if not contents.lines:
        return Part("timeline", title, f"แผนปี {year} ยังไม่มีมาตรการ")
    rows = [_row_of(number, line, contents) for number, line in enumerate(contents.lines, start=1)]
    urgent_first = sorted(rows, key=lambda row: (_ORDER.index(row[3]), row[2] or "9"))
    days = (fiscal_year_start(year).isoformat(), fiscal_year_end(year).isoformat(), today.isoformat())
    late = sum(state == "overdue" for _, _, _, state, _ in rows)
    says = (
        f"เลยกำหนดแล้ว {late} จาก {len(rows)} มาตรการ"
        if late
        else f"ไม่มีมาตรการที่เลยกำหนด จาก {len(rows)} มาตรการ"
    )
    return Part(
        "timeline",
        title,
        says,
        Chart("plan-timeline", (days, *urgent_first[:MOST_ROWS]), title, f"เส้นเวลาของมาตรการ {says}", ""),
        ("มาตรการ", "เริ่ม", "สิ้นสุด", "กำหนด"),
        tuple((name, _day(start), _day(end), words) for name, start, end, _, words in urgent_first),
        f"ณ วันที่ {short_date(today)} แท่งสีจางคือมาตรการที่เสร็จแล้ว{_cut(rows)}",
    )


_ORDER = ("overdue", "open", "done")


def _row_of(number: int, line: ProgressLine, contents: Contents) -> tuple[str, str, str, str, str]:
    """Return the row of a measure as the chart has it: name, first and last day, state, words."""
    measure, end = line.measure, line.measure.period_end
    start, name = measure.period_start, f"{number}. {measure.title}"
    days = (start.isoformat() if start else "", end.isoformat() if end else "")
    if not line.is_unfinished:
        return name, *days, "done", "เสร็จแล้ว"
    if end is None:
        return name, *days, "open", "ไม่มีวันกำหนด"
    left = (end - contents.today).days
    if left < 0:
        return name, *days, "overdue", f"เลยกำหนด {-left} วัน"
    return name, *days, "open", f"อีก {left} วัน" if left else "ครบกำหนดวันนี้"


def _day(day: str) -> str:
    return short_date(date.fromisoformat(day)) if day else ""


def _pass_line(contents: Contents) -> str:
    line = contents.assessment.criteria.pass_line
    return "" if line is None else format_score(line)


def _cut(rows: list) -> str:
    """Return what to say where the picture has not room for all rows."""
    return f" แผนภูมิแสดง {MOST_ROWS} จาก {len(rows)} แถว ที่เหลืออยู่ในตาราง" if len(rows) > MOST_ROWS else ""


PARTS: dict[str, Callable[[Contents], Part]] = {
    "total": total,
    "indicators": indicators,
    "items": items,
    "measures": measures,
    "timeline": timeline,
    "documents": documents,
}
