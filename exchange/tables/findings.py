"""The findings of a year: what the agency makes of each indicator's score."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from agencies.auditlog.writing import record, values_of
from agencies.models import User
from assessments import weakness
from assessments.actions import save_finding
from assessments.models import Finding, IndicatorScore
from assessments.queries import overview
from exchange.engine.columns import NAME, NUMBER, CellKind, Column
from exchange.engine.compare import RowChange
from exchange.engine.match import StoredRow, TableRefused
from exchange.engine.table import WrittenRow
from exchange.enums import TableName
from exchange.tables.model_columns import WHOSE, input_columns, model_column
from exchange.tables.scope import AgencyTable
from itaportal.language import marked

_INPUTS = input_columns(
    Finding,
    {
        "text": {
            "required": True, "width": 60, "aliases": ("ข้อบกพร่อง", "จุดอ่อน", "ข้อบกพร่อง/จุดอ่อน"),
            "loose": ("ประเด็นที่ต้องแก้ไข",),
        },
        "weakness_class": {
            "required": True, "width": 28, "aliases": ("กลุ่ม",), "loose": ("ประเภท",), "help": "เลือกจากรายการ",
        },
        "class_reason": {
            "width": 36, "aliases": ("เหตุผลที่จัดต่างจากเกณฑ์", "เหตุผล"), "help": "ต้องกรอกเมื่อจัดกลุ่มไม่ตรงกับที่คะแนนบอก",
        },
        "recommendation": {"width": 44, "aliases": ("ข้อเสนอแนะ",)},
        "response": {"width": 44, "aliases": ("แนวทาง", "แนวทางแก้ไข")},
        "rank": {"width": 10},
    },
)  # fmt: skip


class FindingsTable(AgencyTable):
    """A row for every indicator; those without finding may be filled in."""

    title = TableName.FINDINGS.label
    model = Finding

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return (
            *WHOSE,
            model_column(
                Finding, "code", key=NUMBER, locked=True, width=12, aliases=("รหัส",),
                loose=("ข้อ", "ลำดับ", "ลำดับที่", "ที่"),
            ),
            Column(NAME, "ตัวชี้วัด", CellKind.LINE, locked=True, width=34, aliases=("ชื่อตัวชี้วัด", "ชื่อ")),
            model_column(IndicatorScore, "score", locked=True, width=10),
            *_INPUTS.values(),
        )  # fmt: skip

    def list_rows(self) -> list[StoredRow]:
        if not self.scope.criteria.indicators:
            raise TableRefused(marked(f"ปี {self.scope.fiscal_year} บันทึกได้เฉพาะคะแนนรวม จึงไม่มีตัวชี้วัดให้วิเคราะห์"))
        return [
            StoredRow(
                number=row.indicator.code,
                names=(row.indicator.name, *row.indicator.aliases),
                values={
                    "score": row.score,
                    "proposed": row.proposed_class,
                    **({name: getattr(row.finding, name) for name in _INPUTS} if row.finding else {}),
                },
                version=row.finding.version if row.finding else None,
                exists=row.finding is not None,
            )
            for row in overview(self.scope.needed_assessment).rows
        ]

    def name_row(self, number: str) -> StoredRow | None:
        raise ValueError(self.scope.unknown_indicator(number))

    def check_change(self, change: RowChange) -> list[tuple[str, str]]:
        """A class other than the score's own asks for a reason, as in the form."""
        if not change.fields:
            return []
        proposed = change.known.values["proposed"]
        chosen = change.values.get("weakness_class") or proposed
        if weakness.needs_reason(chosen, proposed) and not change.values.get("class_reason"):
            reason = marked(f"กรุณาบอกเหตุผล เพราะคะแนนนี้ตามเกณฑ์จัดเป็น “{proposed.label}”")
            return [(self.headings["class_reason"], reason)]
        return []

    def apply(self, changes: Sequence[RowChange], by: User | None) -> Iterator[WrittenRow]:
        for change in changes:
            row = change.known
            values = {name: change.values.get(name, "") for name in _INPUTS}
            values["rank"] = change.values.get("rank")
            finding = save_finding(
                assessment=self.scope.needed_assessment, code=row.number, **values, version=row.version, by=by
            )
            yield WrittenRow.of(finding, {name: row.values[name] for name in _INPUTS} if row.exists else None)

    def undo_row(self, row: Finding, before: dict[str, Any] | None, version: int, by: User | None) -> None:
        """Put the finding's texts back, or take it away where it was not there."""
        if before is not None:
            save_finding(assessment=row.assessment, code=row.code, **before, version=version, by=by)
            return
        gone = values_of(row, *_INPUTS)
        record("finding.delete", row, by=by, agency=row.assessment.agency, before=gone)
        row.delete()
