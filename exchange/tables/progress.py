"""What is reported on each measure of a plan in one progress round."""

from typing import Any

from agencies.auditlog.writing import record, values_of
from agencies.models import User
from exchange.columns import ID, NAME, NUMBER, WHOSE, Column, Kind
from exchange.comparing import Change
from exchange.enums import TableName
from exchange.matching import Stored, TableRefused
from exchange.scope import Scope
from exchange.tables.description import Applied, Table, UndoRefused
from measures.actions import save_progress
from measures.enums import Status
from measures.models import Progress

_FIELDS = ("status", "note", "action_taken", "result", "outcome", "suggestion")


def columns(scope: Scope) -> tuple[Column, ...]:
    """Return the columns; limits are those of the form."""
    return (
        Column(ID, "รหัสข้อมูล", Kind.INTEGER, locked=True, hidden=True),
        *WHOSE,
        Column(NUMBER, "ลำดับ", Kind.INTEGER, locked=True, width=8, aliases=("มาตรการที่",), loose=("ลำดับที่", "ที่", "ข้อ")),
        Column(
            NAME, "ชื่อมาตรการ / โครงการ / กิจกรรม", Kind.LINE, locked=True, width=50,
            aliases=("มาตรการ", "ชื่อมาตรการ", "มาตรการ/แนวทาง"), loose=("โครงการ", "กิจกรรม", "แนวทาง"),
        ),
        Column(
            "status", "สถานะ", Kind.CHOICE, required=True, may_keep=True, width=26, aliases=("สถานะการดำเนินการ", "ความก้าวหน้า"),
            choices=tuple((value, str(label)) for value, label in Status.choices), help="เลือกจากรายการ",
        ),
        Column("note", "หมายเหตุ", Kind.LINE, may_keep=True, limit=300, width=30),
        Column("action_taken", "สิ่งที่ได้ดำเนินการ", Kind.TEXT, may_keep=True, limit=10_000, width=44, aliases=("การดำเนินการ",)),
        Column("result", "ผลการดำเนินการ", Kind.TEXT, may_keep=True, limit=10_000, width=44, aliases=("ผล", "ผลการดำเนินงาน")),
        Column("outcome", "ผลลัพธ์หรือความสำเร็จ", Kind.TEXT, may_keep=True, limit=10_000, width=44, aliases=("ผลลัพธ์", "ความสำเร็จ")),
        Column("suggestion", "ข้อเสนอแนะ", Kind.TEXT, may_keep=True, limit=10_000, width=36, aliases=("ปัญหาและข้อเสนอแนะ",)),
    )  # fmt: skip


def stored(scope: Scope) -> list[Stored]:
    """Return a row for every measure of the plan; those not reported yet may be filled in."""
    if scope.progress_round is None:
        raise TableRefused("รอบรายงานผลของไฟล์นี้ถูกลบไปแล้ว กรุณาเลือกรอบอื่นแล้วนำเข้าไฟล์ใหม่")
    entries = {entry.measure_id: entry for entry in scope.progress_round.entries.all()}
    return [
        _row(number, measure, entries.get(measure.pk))
        for number, measure in enumerate(scope.measures, start=1)
    ]


def _row(number: int, measure, entry: Progress | None) -> Stored:
    return Stored(
        number=str(number),
        names=(measure.title,),
        values={name: getattr(entry, name) for name in _FIELDS} if entry else {},
        pk=measure.pk,
        version=entry.version if entry else None,
        exists=entry is not None,
    )


def named(scope: Scope, number: str) -> Stored | None:
    """Raise ValueError: progress is reported on measures that the plan has."""
    raise ValueError(
        f"แผนปี {scope.fiscal_year} ไม่มีมาตรการนี้ (มีลำดับ 1–{len(scope.measures)}) กรุณาเพิ่มมาตรการในแผนก่อน หรือแก้ลำดับและชื่อให้ตรง"
    )


def check(scope: Scope, change: Change) -> list[tuple[str, str]]:
    """Progress has no rule across cells."""
    return []


def apply(scope: Scope, changes: list[Change], by: User | None) -> list[Applied]:
    """Save each entry."""
    measures = {measure.pk: measure for measure in scope.measures}
    applied = []
    for change in changes:
        row = change.stored
        values = {name: change.values.get(name, "") for name in _FIELDS}
        entry = save_progress(
            progress_round=scope.progress_round,
            measure=measures[row.pk],
            **values,
            version=row.version,
            by=by,
        )
        applied.append(Applied(entry, dict(row.values) if row.exists else None))
    return applied


def undo(entry: Progress, before: dict[str, Any] | None, version: int, by: User | None) -> None:
    """Put the entry's texts back, or take it away where it was not there and has no evidence."""
    if before is not None:
        save_progress(progress_round=entry.round, measure=entry.measure, **before, version=version, by=by)
        return
    if entry.evidence.exists():
        raise UndoRefused(f"มีหลักฐานแนบกับผลของ “{str(entry.measure)[:80]}” แล้ว")
    record("progress.delete", entry, by=by, agency=entry.round.plan.agency, before=values_of(entry, *_FIELDS))
    entry.delete()


TABLE = Table(
    name=TableName.PROGRESS,
    title="ผลการดำเนินการ",
    model=Progress,
    columns=columns,
    stored=stored,
    named=named,
    check=check,
    apply=apply,
    undo=undo,
)
