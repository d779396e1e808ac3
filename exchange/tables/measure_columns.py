"""The columns of measures and of their steps."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from criteria.rulebook import parse_item_code
from exchange.engine.columns import NAME, NUMBER, CellKind, Column
from exchange.engine.table import Details
from exchange.tables.model_columns import ROW_ID, WHOSE, input_columns, model_column
from exchange.tables.scope import Scope
from measures.actions import MAX_STEPS, StepEntry
from measures.enums import MeasureKind
from measures.models import Measure, Step


def measure_columns(scope: Scope) -> tuple[Column, ...]:
    """Return the columns; lists to choose from are those of the assessed year and the agency."""
    return (
        ROW_ID,
        *WHOSE,
        Column(
            NUMBER, "ลำดับ", CellKind.INTEGER, locked=True, width=8, aliases=("มาตรการที่",), loose=("ลำดับที่", "ที่"),
            help="ระบบเรียงให้ มาตรการใหม่เว้นว่างได้ ถ้าใช้แผ่นขั้นตอนให้ใส่เลขที่ยังไม่มี",
        ),
        model_column(
            Measure, "title", key=NAME, required=True, width=50,
            aliases=("มาตรการ", "ชื่อมาตรการ", "มาตรการ/โครงการ/กิจกรรม", "มาตรการ/แนวทาง"),
            loose=("โครงการ", "กิจกรรม", "แนวทาง", "แนวทางการดำเนินการ"),
        ),
        *input_columns(Measure, _relations(scope) | _TEXTS, besides=("title",)).values(),
    )  # fmt: skip


def _relations(scope: Scope) -> dict[str, dict[str, Any] | Column]:
    criteria = scope.criteria
    indicators = tuple((each.code, each.name) for each in criteria.indicators)
    topics = tuple((topic.number, topic.name) for topic in criteria.topics)
    departments = tuple((entry.name, entry.name) for entry in scope.departments)
    return {
        "kind": {"nothing": MeasureKind.MEASURE, "width": 12, "help": "เลือกจากรายการ เว้นว่างคือมาตรการ"},
        "indicator_codes": {
            "choices": indicators, "order": _in_order(indicators), "width": 14, "help": "เลขตัวชี้วัด คั่นด้วยจุลภาค เช่น 4, 7",
            "aliases": ("ตัวชี้วัดที่", "ตัวชี้วัด"),
        },
        "topic_numbers": {
            "choices": topics, "order": _in_order(topics), "width": 12, "help": "เลขประเด็น คั่นด้วยจุลภาค เช่น 1, 3",
            "aliases": ("ประเด็น", "ประเด็นที่"),
        },
        "item_codes": {
            "read": lambda text: parse_item_code(text, criteria), "order": criteria.sorted_items, "width": 14,
            "aliases": ("ข้อคำถาม", "ข้อ"), "help": "เลขข้อ คั่นด้วยจุลภาค เช่น I3, E7",
        },
        "departments": {
            "choices": departments, "offered": tuple(entry.name for entry in scope.departments if entry.active),
            "order": _in_order(departments), "separator": "\n", "width": 28, "loose": ("กอง",),
            "aliases": ("ส่วนราชการผู้รับผิดชอบ", "ส่วนราชการ", "หน่วยงานรับผิดชอบ"),
            "help": "ชื่อส่วนราชการตามที่ตั้งไว้ หลายส่วนราชการให้ขึ้นบรรทัดใหม่หรือคั่นด้วยจุลภาค",
        },
    }  # fmt: skip


_TEXTS: dict[str, dict[str, Any] | Column] = {
    "all_departments": {"width": 12},
    "responsible_text": {"aliases": ("ผู้รับผิดชอบ (ข้อความ)", "ผู้รับผิดชอบ")},
    "weak_point": {"width": 44, "aliases": ("จุดอ่อน", "ข้อบกพร่อง")},
    "activities": {"width": 36},
    "steps": model_column(
        Step, "text", key="steps", kind=CellKind.LINES, width=60,
        aliases=("ขั้นตอน", "วิธีการ", "วิธีการดำเนินการ", "ขั้นตอนการดำเนินการ"),
        help="ขั้นละหนึ่งบรรทัด ขึ้นต้นด้วย 1. 2. 3. ถ้าต้องการใส่ระยะเวลาของขั้นตอนให้กรอกในแผ่น “ขั้นตอน” แทน",
    ),
    "period_start": {"aliases": ("วันที่เริ่ม", "วันเริ่ม"), "help": "เช่น 1/10/2567"},
    "period_end": {"aliases": ("วันที่สิ้นสุด", "วันสิ้นสุด"), "help": "เช่น 30/9/2568"},
    "period_text": {
        "width": 24, "aliases": ("ระยะเวลา (ข้อความ)", "ระยะเวลา", "ระยะเวลาดำเนินการ"),
        "help": "พิมพ์แทนวันที่ เช่น เป็นประจำทุกเดือน",
    },
    "budget": {"aliases": ("งบประมาณ", "งบประมาณที่ใช้", "วงเงินงบประมาณ")},
    "follow_up": {"aliases": ("การติดตาม", "การรายงานผล")},
    "limitation": {"width": 30, "aliases": ("ข้อจำกัด",)},
}  # fmt: skip


def _in_order(choices: Sequence[tuple[Any, str]]) -> Callable[[Sequence[Any]], list[Any]]:
    known = [value for value, _ in choices]
    return lambda values: sorted(values, key=known.index)


def _describe(steps: Iterable[StepEntry | Step]) -> str:
    lines = []
    for number, step in enumerate(steps, start=1):
        more = " · ".join(part for part in (step.period_text, step.responsible_text) if part)
        lines.append(f"{number}. {step.text} ({more})" if more else f"{number}. {step.text}")
    return "\n".join(lines)


_STEP_COLUMNS = (
    model_column(Step, "text", required=True, width=70, aliases=("ขั้นตอน", "วิธีการ")),
    model_column(Step, "period_text", aliases=("ระยะเวลาของขั้นตอน", "ระยะเวลา")),
    model_column(Step, "responsible_text", aliases=("หน่วยงานของขั้นตอน", "หน่วยงาน")),
)
STEPS = Details(
    title="ขั้นตอน",
    key="steps",
    order="step",
    columns=(
        ROW_ID,
        Column(
            NUMBER,
            "มาตรการลำดับที่",
            CellKind.INTEGER,
            locked=True,
            width=16,
            aliases=("ลำดับมาตรการ", "มาตรการที่"),
        ),
        Column(NAME, "มาตรการ", CellKind.LINE, locked=True, width=44, aliases=("ชื่อมาตรการ",)),
        Column("step", "ขั้นที่", CellKind.INTEGER, largest=999, width=8, aliases=("ขั้นตอนที่",)),
        *_STEP_COLUMNS,
    ),
    read=lambda values: StepEntry(**values),
    values=lambda step: {column.key: getattr(step, column.key) for column in _STEP_COLUMNS},
    describe=_describe,
    texts=lambda steps: tuple(step.text for step in steps),
    most=MAX_STEPS,
)
