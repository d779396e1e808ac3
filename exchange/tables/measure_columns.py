"""The columns of measures and of their steps."""

from collections.abc import Sequence
from typing import Any

from criteria.rulebook import Criteria, parse_item_code
from exchange.columns import ID, NAME, NUMBER, WHOSE, Column, Kind
from exchange.scope import Scope
from exchange.tables.description import Details
from measures.actions import StepEntry
from measures.enums import MeasureKind

# As many as the form takes.
MAX_STEPS = 30
_TITLE = (
    "มาตรการ",
    "ชื่อมาตรการ",
    "มาตรการ/โครงการ/กิจกรรม",
    "มาตรการ/แนวทาง",
)
_LOOSE_TITLE = ("โครงการ", "กิจกรรม", "แนวทาง", "แนวทางการดำเนินการ")


def columns(scope: Scope) -> tuple[Column, ...]:
    """Return the columns; limits are those of the form, lists those of the assessed year and the agency."""
    return (
        Column(ID, "รหัสข้อมูล", Kind.INTEGER, locked=True, hidden=True),
        *WHOSE,
        Column(
            NUMBER, "ลำดับ", Kind.INTEGER, locked=True, width=8, aliases=("มาตรการที่",), loose=("ลำดับที่", "ที่"),
            help="ระบบเรียงให้ มาตรการใหม่เว้นว่างได้ ถ้าใช้แผ่นขั้นตอนให้ใส่เลขที่ยังไม่มี",
        ),
        Column(
            NAME, "ชื่อมาตรการ / โครงการ / กิจกรรม", Kind.LINE, required=True, may_keep=True, limit=1000, width=50, aliases=_TITLE,
            loose=_LOOSE_TITLE,
        ),
        *_relations(scope),
        *_texts(),
    )  # fmt: skip


def _relations(scope: Scope) -> tuple[Column, ...]:
    criteria = scope.criteria
    indicators = tuple((each.code, each.name) for each in criteria.indicators)
    topics = tuple((topic.number, topic.name) for topic in criteria.topics)
    departments = tuple((entry.name, entry.name) for entry in scope.departments)
    return (
        Column(
            "kind", "ประเภท", Kind.CHOICE, may_keep=True, nothing=MeasureKind.MEASURE, width=12, help="เลือกจากรายการ เว้นว่างคือมาตรการ",
            choices=tuple((value, str(label)) for value, label in MeasureKind.choices),
        ),
        Column(
            "indicator_codes", "ตัวชี้วัดที่", Kind.CODES, may_keep=True, choices=indicators, width=14,
            aliases=("ตัวชี้วัด", "ตัวชี้วัดที่เกี่ยวข้อง"), order=_in_order(indicators), help="เลขตัวชี้วัด คั่นด้วยจุลภาค เช่น 4, 7",
        ),
        Column(
            "topic_numbers", "ประเด็น", Kind.CODES, may_keep=True, choices=topics, width=12,
            aliases=("ประเด็นที่", "ประเด็นของรายงาน"), order=_in_order(topics), help="เลขประเด็น คั่นด้วยจุลภาค เช่น 1, 3",
        ),
        Column(
            "item_codes", "ข้อคำถาม", Kind.CODES, may_keep=True, width=14, aliases=("ข้อ", "ข้อคำถามที่คะแนนต่ำ"),
            read=lambda text: parse_item_code(text, criteria), order=lambda codes: _sorted_items(criteria, codes),
            help="เลขข้อ คั่นด้วยจุลภาค เช่น I3, E7",
        ),
        Column(
            "departments", "ส่วนราชการผู้รับผิดชอบ", Kind.CODES, may_keep=True, choices=departments, width=28,
            offered=tuple(entry.name for entry in scope.departments if entry.active), separator="\n",
            aliases=("ส่วนราชการ", "หน่วยงานรับผิดชอบ"), loose=("กอง",), order=_in_order(departments),
            help="ชื่อส่วนราชการตามที่ตั้งไว้ หลายส่วนราชการให้ขึ้นบรรทัดใหม่หรือคั่นด้วยจุลภาค",
        ),
    )  # fmt: skip


def _texts() -> tuple[Column, ...]:
    return (
        Column("all_departments", "ทุกส่วนราชการ", Kind.YES_NO, may_keep=True, width=12, choices=((True, "ใช่"), (False, "ไม่ใช่"))),
        Column(
            "responsible_text", "ผู้รับผิดชอบ (ข้อความ)", Kind.LINE, may_keep=True, limit=300, width=28,
            aliases=("ผู้รับผิดชอบ", "ผู้รับผิดชอบที่เขียนเอง"), help="พิมพ์ต่อท้ายส่วนราชการ",
        ),
        Column("weak_point", "ข้อบกพร่อง / จุดอ่อน", Kind.TEXT, may_keep=True, limit=3000, width=44, aliases=("จุดอ่อน", "ข้อบกพร่อง")),
        Column("activities", "กิจกรรมย่อย", Kind.TEXT, may_keep=True, width=36),
        Column(
            "steps", "ขั้นตอน / วิธีการ", Kind.LINES, may_keep=True, width=60,
            aliases=("ขั้นตอน", "วิธีการ", "วิธีการดำเนินการ", "ขั้นตอนการดำเนินการ"),
            help="ขั้นละหนึ่งบรรทัด ขึ้นต้นด้วย 1. 2. 3. ถ้าต้องการใส่ระยะเวลาของขั้นตอนให้กรอกในแผ่น “ขั้นตอน” แทน",
        ),
        Column("period_start", "เริ่มวันที่", Kind.DATE, may_keep=True, width=14, aliases=("วันที่เริ่ม", "วันเริ่ม"), help="เช่น 1/10/2567"),
        Column("period_end", "สิ้นสุดวันที่", Kind.DATE, may_keep=True, width=14, aliases=("วันที่สิ้นสุด", "วันสิ้นสุด"), help="เช่น 30/9/2568"),
        Column(
            "period_text", "ระยะเวลา (ข้อความ)", Kind.LINE, may_keep=True, limit=300, width=24,
            aliases=("ระยะเวลา", "ระยะเวลาดำเนินการ", "ระยะเวลาที่เขียนเอง"), help="พิมพ์แทนวันที่ เช่น เป็นประจำทุกเดือน",
        ),
        Column("follow_up", "การกำกับติดตาม", Kind.TEXT, may_keep=True, width=40, aliases=("การติดตาม", "การรายงานผล")),
        Column("limitation", "ข้อจำกัดของหน่วยงาน", Kind.TEXT, may_keep=True, width=30, aliases=("ข้อจำกัด",)),
    )  # fmt: skip


def _in_order(choices: Sequence[tuple[Any, str]]):
    known = [value for value, _ in choices]
    return lambda values: sorted(values, key=known.index)


def _sorted_items(criteria: Criteria, codes: Sequence[str]) -> list[str]:
    return criteria.sorted_items(codes)


def _told(steps: Sequence[StepEntry]) -> str:
    lines = []
    for number, step in enumerate(steps, start=1):
        more = " · ".join(part for part in (step.period_text, step.responsible_text) if part)
        lines.append(f"{number}. {step.text} ({more})" if more else f"{number}. {step.text}")
    return "\n".join(lines)


STEPS = Details(
    title="ขั้นตอน",
    key="steps",
    order="step",
    columns=(
        Column(ID, "รหัสข้อมูล", Kind.INTEGER, locked=True, hidden=True),
        Column(
            NUMBER, "มาตรการลำดับที่", Kind.INTEGER, locked=True, width=16, aliases=("ลำดับมาตรการ", "มาตรการที่")
        ),
        Column(NAME, "มาตรการ", Kind.LINE, locked=True, width=44, aliases=("ชื่อมาตรการ",)),
        Column("step", "ขั้นที่", Kind.INTEGER, largest=999, width=8, aliases=("ขั้นตอนที่",)),
        Column("text", "ขั้นตอน / วิธีการ", Kind.TEXT, required=True, width=70, aliases=("ขั้นตอน", "วิธีการ")),
        Column("period_text", "ระยะเวลาของขั้นตอน", Kind.LINE, limit=200, width=28, aliases=("ระยะเวลา",)),
        Column("responsible_text", "หน่วยงานของขั้นตอน", Kind.LINE, limit=200, width=28, aliases=("หน่วยงาน",)),
    ),
    read=lambda values: StepEntry(values["text"], values["period_text"], values["responsible_text"]),
    values=lambda step: {
        "text": step.text,
        "period_text": step.period_text,
        "responsible_text": step.responsible_text,
    },
    told=_told,
    texts=lambda steps: tuple(step.text for step in steps),
    most=MAX_STEPS,
)
