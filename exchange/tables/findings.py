"""The findings of a year: what the agency makes of each indicator's score."""

from typing import Any

from agencies.auditlog.writing import record, values_of
from agencies.models import User
from assessments import weakness
from assessments.actions import save_finding
from assessments.enums import WeaknessClass
from assessments.models import Finding
from assessments.queries import Overview, overview
from exchange.columns import NAME, NUMBER, WHOSE, Column, Kind
from exchange.comparing import Change
from exchange.enums import TableName
from exchange.matching import Stored, TableRefused
from exchange.scope import Scope
from exchange.tables.description import Applied, Table

_FIELDS = ("text", "weakness_class", "class_reason", "recommendation", "response", "rank")
_REASON = "เหตุผลที่จัดต่างจากเกณฑ์"


def columns(scope: Scope) -> tuple[Column, ...]:
    """Return the columns; limits are those of the form."""
    return (
        *WHOSE,
        Column(
            NUMBER, "ตัวชี้วัดที่", Kind.LINE, locked=True, width=12,
            aliases=("รหัส",), loose=("ข้อ", "ลำดับ", "ลำดับที่", "ที่"),
        ),
        Column(NAME, "ตัวชี้วัด", Kind.LINE, locked=True, width=34, aliases=("ชื่อตัวชี้วัด", "ชื่อ")),
        Column("score", "คะแนน", Kind.SCORE, locked=True, width=10),
        Column(
            "text", "ผลการวิเคราะห์", Kind.TEXT, required=True, may_keep=True, limit=5000, width=60,
            aliases=("ข้อบกพร่อง", "จุดอ่อน", "ข้อบกพร่อง/จุดอ่อน"), loose=("ประเด็นที่ต้องแก้ไข",),
            help="คะแนนอยู่ในเกณฑ์ใด เพราะอะไร และควรปรับปรุงเรื่องใด",
        ),
        Column(
            "weakness_class", "จัดเป็น", Kind.CHOICE, required=True, may_keep=True, width=28,
            choices=tuple((value, str(label)) for value, label in WeaknessClass.choices),
            aliases=("กลุ่ม",), loose=("ประเภท",), help="เลือกจากรายการ",
        ),
        Column(
            "class_reason", _REASON, Kind.TEXT, may_keep=True, limit=1000, width=36, aliases=("เหตุผล",),
            help="ต้องกรอกเมื่อจัดกลุ่มไม่ตรงกับที่คะแนนบอก",
        ),
        Column("recommendation", "ข้อเสนอแนะของผู้ตรวจประเมิน", Kind.TEXT, may_keep=True, limit=10_000, width=44, aliases=("ข้อเสนอแนะ",)),
        Column("response", "แนวทางที่หน่วยงานพิจารณาแล้ว", Kind.TEXT, may_keep=True, limit=5000, width=44, aliases=("แนวทาง", "แนวทางแก้ไข")),
        Column(
            "rank", "ลำดับในกลุ่ม", Kind.INTEGER, may_keep=True, largest=99, width=10,
            help="เลข 1–99 เลขน้อยแสดงก่อน เว้นว่างได้ ระบบเรียงจากคะแนนต่ำสุด",
        ),
    )  # fmt: skip


def _overview(scope: Scope) -> Overview:
    if not scope.criteria.indicators:
        raise TableRefused(f"ปี {scope.fiscal_year} บันทึกได้เฉพาะคะแนนรวม จึงไม่มีตัวชี้วัดให้วิเคราะห์")
    return overview(scope.needed_assessment)


def stored(scope: Scope) -> list[Stored]:
    """Return a row for every indicator; those without finding may be filled in."""
    return [
        Stored(
            number=row.indicator.code,
            names=(row.indicator.name, *row.indicator.aliases),
            values={
                "score": row.score,
                "proposed": row.proposed_class,
                **({name: getattr(row.finding, name) for name in _FIELDS} if row.finding else {}),
            },
            version=row.finding.version if row.finding else None,
            exists=row.finding is not None,
        )
        for row in _overview(scope).rows
    ]


def named(scope: Scope, number: str) -> Stored | None:
    """Raise ValueError: only the year's indicators have findings."""
    known = ", ".join(each.code for each in scope.criteria.indicators)
    raise ValueError(f"ปี {scope.fiscal_year} ไม่มีตัวชี้วัดที่ “{number[:24]}” (มี {known}) ไฟล์อาจเป็นแบบกรอกของปีอื่น")


def check(scope: Scope, change: Change) -> list[tuple[str, str]]:
    """A class other than the score's own asks for a reason, as in the form."""
    proposed = change.stored.values["proposed"]
    chosen = change.values.get("weakness_class") or proposed
    if weakness.needs_reason(chosen, proposed) and not change.values.get("class_reason"):
        return [(_REASON, f"กรุณาบอกเหตุผล เพราะคะแนนนี้ตามเกณฑ์จัดเป็น “{proposed.label}”")]
    return []


def apply(scope: Scope, changes: list[Change], by: User | None) -> list[Applied]:
    """Save each finding."""
    assessment = scope.needed_assessment
    applied = []
    for change in changes:
        row = change.stored
        values = {name: change.values.get(name, "") for name in _FIELDS[:-1]} | {
            "rank": change.values.get("rank")
        }
        finding = save_finding(assessment=assessment, code=row.number, **values, version=row.version, by=by)
        before = {name: row.values[name] for name in _FIELDS} if row.exists else None
        applied.append(Applied(finding, before))
    return applied


def undo(finding: Finding, before: dict[str, Any] | None, version: int, by: User | None) -> None:
    """Put the finding's texts back, or take it away where it was not there."""
    assessment = finding.assessment
    if before is not None:
        save_finding(assessment=assessment, code=finding.code, **before, version=version, by=by)
        return
    record("finding.delete", finding, by=by, agency=assessment.agency, before=values_of(finding, *_FIELDS))
    finding.delete()


TABLE = Table(
    name=TableName.FINDINGS,
    title="ผลการวิเคราะห์",
    model=Finding,
    columns=columns,
    stored=stored,
    named=named,
    check=check,
    apply=apply,
    undo=undo,
)
