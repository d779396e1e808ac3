"""The scores of a year: indicators, items, and what ITAS printed as total and level."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from agencies.auditlog.writing import record
from agencies.models import User
from assessments.actions import ScoreSheet, save_scores, sheet_of
from assessments.models import Assessment
from criteria.rulebook import Criteria, ItemCodeError, parse_item_code
from exchange.columns import NAME, NUMBER, WHOSE, Column, Kind
from exchange.comparing import Change
from exchange.enums import TableName
from exchange.matching import Stored
from exchange.scope import Scope
from exchange.tables.description import Applied, Table, UndoRefused
from itaportal.thai import format_score

TOTAL, LEVEL, EXPLANATION = "คะแนนรวม", "ระดับ", "คำอธิบาย"
_PRINTED = {
    TOTAL: ("printed_total", "คะแนนรวมตามที่ ITAS ประกาศ"),
    LEVEL: ("printed_level", "ระดับตามที่ ITAS ประกาศ"),
    EXPLANATION: ("explanation", "คำอธิบายเมื่อคะแนนที่ประกาศไม่ตรงกับที่คำนวณ"),
}


def columns(scope: Scope) -> tuple[Column, ...]:
    """Return the columns; level and explanation stand in the same column as the scores."""
    heading = "คะแนน"
    of_row = {
        LEVEL: _level(scope, heading),
        EXPLANATION: Column("score", heading, Kind.TEXT, may_keep=True),
    }
    return (
        *WHOSE,
        Column(
            NUMBER, "ตัวชี้วัดที่ / ข้อ", Kind.LINE, locked=True, width=14,
            aliases=("ตัวชี้วัดที่", "ตัวชี้วัด/ข้อ", "ตัวที่", "ข้อ", "ข้อที่", "รหัส"), loose=("ลำดับ", "ลำดับที่", "ที่"),
            help="เลขตัวชี้วัด เช่น 4 หรือเลขข้อ เช่น I3",
        ),
        Column(
            NAME, "ชื่อตัวชี้วัด / ข้อคำถาม", Kind.LINE, locked=True, width=60,
            aliases=("ตัวชี้วัด", "ชื่อตัวชี้วัด", "ข้อคำถาม"), loose=("ชื่อ", "รายการ", "ประเด็นการประเมิน"),
        ),
        Column(
            "score", heading, Kind.SCORE, may_keep=True, width=16, by_number=of_row,
            aliases=("คะแนนที่ได้", "ผลคะแนน", "คะแนนรวมเฉลี่ย"), loose=("ร้อยละ", "ผลการประเมิน"),
            help="0–100 ทศนิยมไม่เกินสองตำแหน่ง เลขไทยหรืออารบิก ไม่มีคะแนนให้เว้นว่าง",
        ),
    )  # fmt: skip


def _level(scope: Scope, heading: str) -> Column:
    levels = tuple((level.name, level.label) for level in scope.criteria.levels)
    if not levels:
        return Column("score", heading, Kind.LINE, limit=60, may_keep=True)
    return Column("score", heading, Kind.CHOICE, choices=levels, may_keep=True)


def stored(scope: Scope) -> list[Stored]:
    """Return a row for every indicator, every item that is known or scored, and what ITAS printed."""
    sheet = sheet_of(scope.assessment) if scope.assessment else ScoreSheet()
    criteria = scope.criteria
    indicators = [
        _row(each.code, (each.name, *each.aliases), sheet.indicators.get(each.code))
        for each in criteria.indicators
    ]
    listed = [item.code for each in criteria.items for item in each.items]
    codes = criteria.sorted_items({*listed, *sheet.items})
    items = [_item_row(criteria, code, sheet.items.get(code)) for code in codes]
    printed = [
        _row(number, (name,), None if getattr(sheet, attribute) == "" else getattr(sheet, attribute))
        for number, (attribute, name) in _PRINTED.items()
    ]
    return [*indicators, *printed, *items]


def _row(number: str, names: tuple[str, ...], value: Any) -> Stored:
    return Stored(number, names, {"score": value}, exists=value is not None)


def _item_row(criteria: Criteria, code: str, score: Decimal | None) -> Stored:
    item = criteria.item(code)
    return _row(code, (item.wording,) if item else (), score)


def named(scope: Scope, number: str) -> Stored | None:
    """Return the row of an item that the year's list does not have but may have."""
    if number in {"รวม", "ผลรวม", "คะแนนรวมทั้งหมด", "คะแนนเฉลี่ยรวม"}:
        return next(row for row in stored(scope) if row.number == TOTAL)
    if not number:
        raise ValueError("ไม่รู้ว่าเป็นตัวชี้วัดใด กรุณากรอกเลขตัวชี้วัดหรือชื่อตามเกณฑ์")
    if number.isdigit() or not number[0].isascii():
        known = ", ".join(each.code for each in scope.criteria.indicators) or TOTAL
        raise ValueError(
            f"ปี {scope.fiscal_year} ไม่มีตัวชี้วัดที่ “{number[:24]}” (มี {known}) ไฟล์อาจเป็นแบบกรอกของปีอื่น"
        )
    try:
        return _row(parse_item_code(number, scope.criteria), (), None)
    except ItemCodeError as error:
        raise ValueError(str(error)) from None


def check(scope: Scope, change: Change) -> list[tuple[str, str]]:
    """Scores have no rule across cells."""
    return []


def apply(scope: Scope, changes: list[Change], by: User | None) -> list[Applied]:
    """Save all changed scores as one sheet."""
    assessment = scope.assessment
    before = sheet_of(assessment) if assessment else ScoreSheet()
    indicators, items, printed = dict(before.indicators), dict(before.items), {}
    for change in changes:
        number = change.stored.number
        value = change.values["score"]
        if number in _PRINTED:
            printed[_PRINTED[number][0]] = value if number == TOTAL else value or ""
        else:
            _put(indicators if number.isdigit() or "." in number else items, number, value)
    sheet = replace(before, indicators=indicators, items=items, **printed)
    saved = save_scores(
        agency=scope.agency,
        fiscal_year=scope.fiscal_year,
        sheet=sheet,
        version=assessment.version if assessment else None,
        by=by,
    )
    return [Applied(saved, _plain(before) if assessment else None)]


def _put(scores: dict[str, Decimal], code: str, score: Decimal | None) -> None:
    if score is None:
        scores.pop(code, None)
    else:
        scores[code] = score


def _plain(sheet: ScoreSheet) -> dict[str, Any]:
    return {
        "indicators": {code: format_score(score) for code, score in sheet.indicators.items()},
        "items": {code: format_score(score) for code, score in sheet.items.items()},
        "printed_total": format_score(sheet.printed_total),
        "printed_level": sheet.printed_level,
        "explanation": sheet.explanation,
    }


def _sheet(plain: dict[str, Any]) -> ScoreSheet:
    total = plain["printed_total"]
    return ScoreSheet(
        indicators={code: Decimal(score) for code, score in plain["indicators"].items()},
        items={code: Decimal(score) for code, score in plain["items"].items()},
        printed_total=Decimal(total) if total else None,
        printed_level=plain["printed_level"],
        explanation=plain["explanation"],
    )


def undo(assessment: Assessment, before: dict[str, Any] | None, version: int, by: User | None) -> None:
    """Put the scores back as they were; a year that the import started is taken away while it has nothing else."""
    year = assessment.fiscal_year
    if before is not None:
        save_scores(agency=assessment.agency, fiscal_year=year, sheet=_sheet(before), version=version, by=by)
        return
    if assessment.findings.exists() or assessment.plans.exists():
        raise UndoRefused(f"มีผลการวิเคราะห์หรือแผนมาตรการที่ทำจากคะแนนปี {year} แล้ว")
    record(
        "assessment.delete",
        assessment,
        by=by,
        agency=assessment.agency,
        before=sheet_of(assessment).as_text(),
    )
    assessment.delete()


TABLE = Table(
    name=TableName.SCORES,
    title="คะแนน",
    model=Assessment,
    columns=columns,
    stored=stored,
    named=named,
    check=check,
    apply=apply,
    undo=undo,
)
