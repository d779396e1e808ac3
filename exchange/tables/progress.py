"""What is reported on each measure of a plan in one progress round."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from agencies.auditlog.writing import record, values_of
from agencies.models import User
from exchange.engine.columns import NAME, NUMBER, CellKind, Column
from exchange.engine.compare import RowChange
from exchange.engine.match import StoredRow, TableRefused
from exchange.engine.table import UndoRefused, WrittenRow
from exchange.enums import TableName
from exchange.tables.model_columns import ROW_ID, WHOSE, input_columns, model_column
from exchange.tables.scope import AgencyTable
from itaportal.language import marked
from measures.actions import save_progress
from measures.models import Measure, Progress

_INPUTS = input_columns(
    Progress,
    {
        "status": {
            "required": True, "width": 26, "aliases": ("สถานะการดำเนินการ", "ความก้าวหน้า"), "help": "เลือกจากรายการ",
        },
        "note": {"width": 30},
        "action_taken": {"width": 44, "aliases": ("การดำเนินการ",)},
        "result": {"width": 44, "aliases": ("ผล", "ผลการดำเนินงาน")},
        "outcome": {"width": 44, "aliases": ("ผลลัพธ์", "ความสำเร็จ")},
        "suggestion": {"width": 36, "aliases": ("ปัญหาและข้อเสนอแนะ",)},
    },
)  # fmt: skip


class ProgressTable(AgencyTable):
    """A row for every measure of the plan; those not reported yet may be filled in."""

    title = TableName.PROGRESS.label
    model = Progress

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return (
            ROW_ID,
            *WHOSE,
            Column(
                NUMBER, "ลำดับ", CellKind.INTEGER, locked=True, width=8, aliases=("มาตรการที่",), loose=("ลำดับที่", "ที่", "ข้อ"),
            ),
            model_column(
                Measure, "title", key=NAME, locked=True, width=50,
                aliases=("มาตรการ", "ชื่อมาตรการ", "มาตรการ/แนวทาง"),
                loose=("โครงการ", "กิจกรรม", "แนวทาง"),
            ),
            *_INPUTS.values(),
        )  # fmt: skip

    def list_rows(self) -> list[StoredRow]:
        if self.scope.progress_round is None:
            raise TableRefused(marked("รอบรายงานผลของไฟล์นี้ถูกลบไปแล้ว กรุณาเลือกรอบอื่นแล้วนำเข้าไฟล์ใหม่"))
        entries = {entry.measure_id: entry for entry in self.scope.progress_round.entries.all()}
        return [
            _stored_row(number, measure, entries.get(measure.pk))
            for number, measure in enumerate(self.scope.measures, start=1)
        ]

    def name_row(self, number: str) -> StoredRow | None:
        raise ValueError(
            marked(
                f"แผนปี {self.scope.fiscal_year} ไม่มีมาตรการนี้ (มีลำดับ 1–{len(self.scope.measures)}) กรุณาเพิ่มมาตรการในแผนก่อน หรือแก้ลำดับและชื่อให้ตรง"
            )
        )

    def apply(self, changes: Sequence[RowChange], by: User | None) -> Iterator[WrittenRow]:
        measures: dict[int | None, Measure] = {measure.pk: measure for measure in self.scope.measures}
        assert self.scope.progress_round is not None
        for change in changes:
            row = change.known
            entry = save_progress(
                progress_round=self.scope.progress_round,
                measure=measures[row.pk],
                **{name: change.values.get(name, "") for name in _INPUTS},
                version=row.version,
                by=by,
            )
            yield WrittenRow.of(entry, dict(row.values) if row.exists else None)

    def undo_row(self, row: Progress, before: dict[str, Any] | None, version: int, by: User | None) -> None:
        """Put the entry's texts back, or take it away where it was not there and has no evidence."""
        if before is not None:
            save_progress(progress_round=row.round, measure=row.measure, **before, version=version, by=by)
            return
        if row.evidence.exists():
            raise UndoRefused(marked(f"มีหลักฐานแนบกับผลของ “{str(row.measure)[:80]}” แล้ว"))
        gone = values_of(row, *_INPUTS)
        record("progress.delete", row, by=by, agency=row.round.plan.agency, before=gone)
        row.delete()


def _stored_row(number: int, measure: Measure, entry: Progress | None) -> StoredRow:
    return StoredRow(
        number=str(number),
        names=(measure.title,),
        values={name: getattr(entry, name) for name in _INPUTS} if entry else {},
        pk=measure.pk,
        version=entry.version if entry else None,
        exists=entry is not None,
    )
