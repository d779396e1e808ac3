"""The scores of a year: indicators, items, and what ITAS printed as total and level."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from agencies.auditlog.writing import record
from agencies.models import User
from assessments.actions import ScoreSheet, save_scores, sheet_of
from assessments.itas import KnownIndicator
from assessments.itas.names import Names, key_of
from assessments.itas.whose import other_agencies
from assessments.models import Assessment, IndicatorScore
from assessments.score_check import recompute
from criteria.rulebook import Criteria, ItemCodeError, parse_item_code
from exchange.engine.cells import as_text
from exchange.engine.columns import NAME, NUMBER, CellKind, Column
from exchange.engine.compare import RowChange
from exchange.engine.locate import FoundTable
from exchange.engine.match import FileRow, RowMatch, StoredRow, TableRefused
from exchange.engine.table import UndoRefused, WrittenRow
from exchange.enums import TableName
from exchange.tables.model_columns import WHOSE, model_column
from exchange.tables.scope import AgencyTable
from exchange.tables.score_sheets import ScoreSheets
from itaportal.language import marked
from itaportal.thai.keys import letters_key
from itaportal.thai.numbers import format_score
from itaportal.thai.spelling import clean_line

TOTAL, LEVEL, EXPLANATION = "คะแนนรวม", "ระดับ", "คำอธิบาย"
PRINTED_TOTAL, PRINTED_LEVEL = marked("คะแนนรวมตามที่ ITAS ประกาศ"), marked("ระดับตามที่ ITAS ประกาศ")
_PRINTED = {TOTAL: "printed_total", LEVEL: "printed_level", EXPLANATION: "explanation"}
_SUMS = ("รวม", "ผลรวม", "คะแนนรวมทั้งหมด", "คะแนนเฉลี่ยรวม")
# As earlier templates named these rows, and as other people's tables do.
_NAMED = {
    TOTAL: (PRINTED_TOTAL, TOTAL, *_SUMS, "รวมคะแนน", "คะแนนรวมทุกตัวชี้วัด", "ผลคะแนนรวม", "คะแนน ITA", "ผลการประเมิน ITA"),
    LEVEL: (PRINTED_LEVEL, LEVEL, "ระดับผลการประเมิน", "ระดับคะแนน", "ระดับผล", "ผลการประเมิน", "ระดับ ITA"),
    EXPLANATION: (marked("คำอธิบายเมื่อคะแนนที่ประกาศไม่ตรงกับที่คำนวณ"), EXPLANATION),
}  # fmt: skip
_WHICH = marked("ไม่รู้ว่าเป็นตัวชี้วัดใด เลขลำดับอย่างเดียวไม่บอก กรุณากรอกชื่อตามเกณฑ์ หรือตั้งหัวตารางของเลขเป็น “ตัวชี้วัดที่”")


class ScoresTable(AgencyTable):
    """A row for every indicator, every item that is known or scored, and what ITAS printed."""

    _has_shares = False
    title = TableName.SCORES.label
    model = Assessment

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns; level and explanation stand in the same column as the scores."""
        score = model_column(
            IndicatorScore, "score", width=16, aliases=("คะแนนที่ได้", "ผลคะแนน", "คะแนนรวมเฉลี่ย"),
            loose=("ร้อยละ", "ผลการประเมิน"), help="0–100 ทศนิยมไม่เกินสองตำแหน่ง เลขไทยหรืออารบิก ไม่มีคะแนนให้เว้นว่าง",
        )  # fmt: skip
        same = {"key": "score", "heading": score.heading}
        of_row = {
            LEVEL: level_column(self.scope.criteria, **same),
            EXPLANATION: model_column(Assessment, "explanation", **same),
        }
        return (
            *WHOSE,
            Column(
                NUMBER, "ตัวชี้วัดที่ / ข้อ", CellKind.LINE, locked=True, width=14,
                aliases=("ตัวชี้วัดที่", "ตัวชี้วัด/ข้อ", "ตัวที่", "ข้อ", "ข้อที่", "รหัส"), loose=("ลำดับ", "ลำดับที่", "ที่"),
                help="เลขตัวชี้วัด เช่น 4 หรือเลขข้อ เช่น I3",
            ),
            Column(
                NAME, "ชื่อตัวชี้วัด / ข้อคำถาม", CellKind.LINE, locked=True, width=60,
                aliases=("ตัวชี้วัด", "ชื่อตัวชี้วัด", "ข้อคำถาม"), loose=("ชื่อ", "รายการ", "ประเด็นการประเมิน"),
            ),
            replace(score, by_number=of_row),
        )  # fmt: skip

    @cached_property
    def _known(self) -> tuple[KnownIndicator, ...]:
        return tuple(
            KnownIndicator(each.code, each.name, each.aliases) for each in self.scope.criteria.indicators
        )

    def find_in(self, book) -> FoundTable:
        """Return the rows, also those of a table that somebody made for another purpose. Raises TableRefused."""
        sheets = ScoreSheets(self._known, self.columns, self.scope.fiscal_year)
        found = super().find_in(sheets.readable(book))
        cells = (row.cells.get("score") for row in found.rows)
        self._has_shares = any(isinstance(cell, float) and 0 < cell < 1 for cell in cells)
        return found

    def check_file(self, found: FoundTable) -> None:
        super().check_file(found)
        owner = self.scope.owner
        if others := other_agencies("\n".join(found.above), owner.name, owner.province):
            raise TableRefused(
                marked(
                    f"ไฟล์นี้เป็นของ {', '.join(others)} แต่กำลังนำเข้าให้ {owner.name} "
                    "ถ้าเป็นหน่วยงานเดียวกัน กรุณาแก้ชื่อหน่วยงานในหัวไฟล์ให้ตรงกัน"
                )
            )

    def match_rows(self, rows: Sequence[FileRow]) -> list[RowMatch]:
        """Return which row each means; where a name is only similar to an indicator's, the reason names that one."""
        names = Names(self._known)
        return [self._hint(entry, names) for entry in super().match_rows(rows)]

    def _hint(self, entry: RowMatch, names: Names) -> RowMatch:
        name = clean_line(as_text(entry.raw.cells.get(NAME)))
        if not entry.problem or entry.stored or entry.raw.number or not name:
            return entry
        codes = names.find(key_of(letters_key(name[:300])), guess=True).codes
        if len(codes) != 1:
            return entry
        near = f"{codes[0]} {names.by_code[codes[0]]}"
        reason = marked(f"ชื่อ “{name[:80]}” ไม่ตรงทีเดียวกับ “{near}” ถ้าใช่ กรุณาแก้ชื่อให้ตรงหรือกรอกเลขตัวชี้วัด")
        return entry.refuse(self.headings[NAME], reason)

    def list_rows(self) -> list[StoredRow]:
        scope, criteria = self.scope, self.scope.criteria
        sheet = sheet_of(scope.assessment) if scope.assessment else ScoreSheet()
        indicators = [
            _stored_row(each.code, (each.name, *each.aliases), sheet.indicators.get(each.code))
            for each in criteria.indicators
        ]
        printed = [
            _stored_row(
                number, (model_column(Assessment, name).heading, *_NAMED[number]), getattr(sheet, name)
            )
            for number, name in _PRINTED.items()
        ]
        listed = [item.code for each in criteria.items for item in each.items]
        codes = criteria.sorted_items({*listed, *sheet.items})
        return [*indicators, *printed, *(_item_row(criteria, code, sheet.items.get(code)) for code in codes)]

    def name_row(self, number: str) -> StoredRow | None:
        """Return the row of an item that the year's list does not have but may have."""
        if number in _SUMS:
            return next(row for row in self.list_rows() if row.number == TOTAL)
        if not number:
            raise ValueError(_WHICH)
        if number.isdigit() or not number[0].isascii():
            raise ValueError(self.scope.unknown_indicator(number, otherwise=TOTAL))
        try:
            return _stored_row(parse_item_code(number, self.scope.criteria), (), None)
        except ItemCodeError as error:
            raise ValueError(str(error)) from None

    def check_change(self, change: RowChange) -> list[tuple[str, str]]:
        """Return why a score is none: a share of one in a column of shares."""
        value = change.values["score"]
        is_share = isinstance(value, Decimal) and (0 < value < 1 or (value == 1 and self._has_shares))
        if is_share and change.changed:
            reason = marked(f"{value} อาจเป็นสัดส่วนของ 1 ({value * 100:.2f} คะแนน) กรุณากรอกเป็นคะแนน 0–100")
            return [(self.headings["score"], reason)]
        return []

    def note_changes(self, changes: Sequence[RowChange]) -> tuple[str, ...]:
        """Return how the scores of the file and its total disagree, and the rows that would explain it."""
        sheet = self._sheet_after([change for change in changes if not change.problems])
        computed = recompute(sheet, {}, self.scope.criteria)
        if not computed.total_differs:
            return ()
        printed, total = format_score(computed.printed_total), format_score(computed.total)
        told = marked(f"คะแนนรวมในไฟล์หรือที่บันทึกไว้คือ {printed} แต่คำนวณจากตัวชี้วัดได้ {total} กรุณาตรวจทุกแถวก่อนยืนยัน")
        return (told, *computed.words)

    def _sheet_after(self, changes: Iterable[RowChange]) -> ScoreSheet:
        """Return the stored scores with the changes."""
        before = sheet_of(self.scope.assessment) if self.scope.assessment else ScoreSheet()
        indicators, items = dict(before.indicators), dict(before.items)
        printed: dict[str, Any] = {}
        for change in changes:
            number, value = change.known.number, change.values["score"]
            if number in _PRINTED:
                printed[_PRINTED[number]] = value if number == TOTAL else value or ""
                continue
            scores = indicators if number.isdigit() or "." in number else items
            scores.pop(number, None)
            scores |= {number: value} if value is not None else {}
        return replace(before, indicators=indicators, items=items, **printed)

    def apply(self, changes: Sequence[RowChange], by: User | None) -> Iterator[WrittenRow]:
        """Save all changed scores as one sheet."""
        assessment = self.scope.assessment
        saved = save_scores(
            agency=self.scope.owner,
            fiscal_year=self.scope.fiscal_year,
            sheet=self._sheet_after(changes),
            version=assessment.version if assessment else None,
            by=by,
        )
        yield WrittenRow.of(saved, _as_plain(sheet_of(assessment)) if assessment else None)

    def undo_row(self, row: Assessment, before: dict[str, Any] | None, version: int, by: User | None) -> None:
        """Put the scores back; a year that the import started is taken away while it has nothing else."""
        if before is not None:
            year, sheet = row.fiscal_year, _sheet(before)
            save_scores(agency=row.agency, fiscal_year=year, sheet=sheet, version=version, by=by)
            return
        if row.findings.exists() or row.plans.exists():
            raise UndoRefused(marked(f"มีผลการวิเคราะห์หรือแผนมาตรการที่ทำจากคะแนนปี {row.fiscal_year} แล้ว"))
        gone = sheet_of(row).as_text()
        record("assessment.delete", row, by=by, agency=row.agency, before=gone)
        row.delete()


def level_column(criteria: Criteria, **more: Any) -> Column:
    """Return the column of the level that ITAS printed: one of the year's, any words where it has none."""
    levels = tuple((level.name, level.label) for level in criteria.levels)
    kind = CellKind.CHOICE if levels else CellKind.LINE
    return model_column(Assessment, "printed_level", kind=kind, choices=levels, **more)


def _stored_row(number: str, names: tuple[str, ...], value: Any) -> StoredRow:
    value = None if value == "" else value
    return StoredRow(number, names, {"score": value}, exists=value is not None)


def _item_row(criteria: Criteria, code: str, score: Decimal | None) -> StoredRow:
    item = criteria.item(code)
    return _stored_row(code, (item.wording,) if item else (), score)


def _as_plain(sheet: ScoreSheet) -> dict[str, Any]:
    return {
        "indicators": {code: format_score(score) for code, score in sheet.indicators.items()},
        "items": {code: format_score(score) for code, score in sheet.items.items()},
        "printed_total": format_score(sheet.printed_total),
        "printed_level": sheet.printed_level,
        "explanation": sheet.explanation,
        "result_url": sheet.result_url,
    }


def _sheet(plain: dict[str, Any]) -> ScoreSheet:
    total = plain["printed_total"]
    return ScoreSheet(
        indicators={code: Decimal(score) for code, score in plain["indicators"].items()},
        items={code: Decimal(score) for code, score in plain["items"].items()},
        printed_total=Decimal(total) if total else None,
        printed_level=plain["printed_level"],
        explanation=plain["explanation"],
        # What was undone may have been stored before there was one.
        result_url=plain.get("result_url", ""),
    )
