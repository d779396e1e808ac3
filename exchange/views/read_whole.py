"""A whole report of an earlier year as its parts, each with tables of rows to choose from and what is not sure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from agencies.models import Agency
from assessments.itas import KnownIndicator, Pasted
from assessments.itas.whose import other_agencies, years_in
from exchange.enums import TableName
from exchange.reading import kinds
from exchange.reading.book import FileRefused
from exchange.reading.document import read_document
from exchange.sources.found import Found, Line, Table
from exchange.sources.headings import Meanings, columns_of
from exchange.sources.pdf_text import is_pdf
from exchange.sources.shapes import recalled_for
from exchange.sources.subjects import Subjects
from exchange.sources.wholes.document import WholeReport
from exchange.sources.wholes.findings import findings_in
from exchange.sources.wholes.pdf import pdf_report
from exchange.sources.wholes.progress import progress_in
from exchange.sources.wholes.scores import scores_in, told_in
from exchange.sources.wholes.topics import with_topics
from exchange.tables.scope import Scope
from exchange.tables.scores import LEVEL, PRINTED_LEVEL, PRINTED_TOTAL, TOTAL
from exchange.views.read_scores import HEADINGS, score_table
from exchange.views.read_sources import measures_by, subjects_of
from itaportal.language import in_thai, marked
from itaportal.thai.numbers import format_score, to_arabic_digits

NONE: Mapping[str, Meanings] = {}
_BEGINNING = 8  # lines that tell what the report is: those of its cover, or of its heading
_OTHER_FILE = marked("ไฟล์นี้ไม่ใช่ .docx หรือ PDF กรุณาเลือกไฟล์รายงานที่บันทึกเป็น Word (.docx) หรือ PDF ที่มีตัวอักษร")
_OLD_WORD = marked("ไฟล์นี้เป็น Word รุ่นเก่า (.doc) กรุณาเปิดใน Word แล้วเลือก “บันทึกเป็น” ชนิด .docx")
_LOCKED = marked("ไฟล์นี้ตั้งรหัสผ่านไว้ กรุณาเปิดใน Word ยกเลิกรหัสผ่าน แล้วบันทึกและเลือกใหม่")
_BROKEN = marked("ไฟล์นี้เสียหรือเปิดไม่ได้ กรุณาเปิดใน Word แล้วบันทึกใหม่เป็น .docx หรือ PDF")
_NOTHING = marked("ไม่พบตารางคะแนน ผลการวิเคราะห์ มาตรการ หรือผลการดำเนินการในรายงานนี้ กรุณาตรวจว่าเลือกไฟล์ถูก")
_FROM_SENTENCE = marked("อ่านจากข้อความในรายงาน กรุณาตรวจ (ในรายงาน: “{}”)")
_SEVERAL_TOTALS = marked("รายงานบอกคะแนนรวมของปีนี้ไว้มากกว่าหนึ่งค่า กรุณาเลือกค่าที่ถูก")
_BY_NUMBER = marked("ชื่อในรายงานไม่ใช่ชื่อตัวชี้วัด ระบบเสนอตามเลขหน้าชื่อ กรุณาตรวจ (ในรายงาน: “{}”)")


@dataclass(frozen=True, slots=True)
class Part:
    """What was found for one of the tables of a year."""

    table: TableName
    fiscal_year: int
    found: Found


def whole_report(data: bytes) -> WholeReport:
    """Return the report that a file is by its content. Raises FileRefused."""
    if is_pdf(data):
        return pdf_report(data)
    if data.startswith(b"PK"):
        try:
            return WholeReport(read_document(data).parts)
        except FileRefused as refused:
            # Said of workbooks as a rule.
            raise FileRefused(_BROKEN if str(refused) == kinds.BROKEN else str(refused)) from None
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused(_LOCKED if "EncryptedPackage".encode("utf-16-le") in data else _OLD_WORD)
    raise FileRefused(_OTHER_FILE)


@in_thai()
def read_whole(agency: Agency, year: int, data: bytes, habits: Mapping[str, Meanings]) -> list[Part]:
    """Return the parts of a report on the assessed year and the plan after it. ``habits`` as for ``parts_of``. Raises FileRefused."""
    subjects = subjects_of(Scope(TableName.SCORES, agency, year))
    report = whole_report(data)
    found = parts_of(report, subjects, year, habits)
    if not found:
        raise FileRefused(_NOTHING)
    is_of_result = bool({TableName.SCORES, TableName.FINDINGS} & found.keys())
    foreign = _foreign(report, agency, year, is_of_result=is_of_result)
    return [
        Part(
            table,
            year + (table in (TableName.MEASURES, TableName.PROGRESS)),
            each.of_another(foreign) if foreign else each,
        )
        for table, each in found.items()
    ]


def parts_of(
    report: WholeReport, subjects: Subjects, year: int, habits: Mapping[str, Meanings] = NONE
) -> dict[TableName, Found]:
    """Return what the report holds for each of the tables of a year; those it says nothing of are left out.

    ``habits`` are meanings of columns by shape. Raises FileRefused for too much.
    """
    indicators = list(subjects.indicators)
    found = {
        TableName.SCORES: _scores(report, indicators, year),
        TableName.FINDINGS: _found(findings_in(report, indicators)),
        TableName.MEASURES: _measures(report, subjects, habits),
        TableName.PROGRESS: _found(progress_in(report)),
    }
    return {table: each for table, each in found.items() if each}


def _found(table: Table | None) -> Found | None:
    return Found((table,)) if table else None


def _scores(report: WholeReport, indicators: list[KnownIndicator], year: int) -> Found | None:
    pasted = scores_in(report, indicators, year)
    table = score_table(pasted, report.always) if pasted else Table(HEADINGS, ())
    lines = [_by_number(line, pasted) for line in table.lines] if pasted else []
    printed = told_in(report, year) if not any(line.cells[0] == TOTAL for line in lines) else []
    for told in printed:
        doubts = (_FROM_SENTENCE.format(told.sentence), *([_SEVERAL_TOTALS] if len(printed) > 1 else []))
        lines.append(Line((TOTAL, PRINTED_TOTAL, format_score(told.total)), doubts))
        if told.level:
            lines.append(Line((LEVEL, PRINTED_LEVEL, told.level), doubts))
    return _found(replace(table, lines=tuple(lines))) if lines else None


def _by_number(line: Line, pasted: Pasted | None) -> Line:
    """Offer the missing indicator whose number stands before a name that nobody knows."""
    code, _, score = line.cells
    if code or not pasted:
        return line
    for piece in pasted.not_understood:
        number = to_arabic_digits(piece.text).split(" ")[0]
        if (
            number in pasted.missing
            and format_score(piece.score) == score
            and piece.text[:80] in line.doubts[-1]
        ):
            return Line((number, "", score), (*line.doubts, _BY_NUMBER.format(piece.text[:80])))
    return line


def _measures(report: WholeReport, subjects: Subjects, habits: Mapping[str, Meanings]) -> Found | None:
    tables = with_topics(report, subjects.topics)
    if not any(columns_of(row) for table in tables for row in table.rows):
        return None
    found = measures_by(subjects, tables, recalled_for(tables, habits))
    always = (report.always,) if report.always else ()
    told = (
        replace(table, lines=tuple(replace(line, doubts=(*always, *line.doubts)) for line in table.lines))
        for table in found.tables
    )
    return replace(found, tables=tuple(told))


def _foreign(report: WholeReport, agency: Agency, year: int, *, is_of_result: bool) -> str:
    """Return in Thai how the report is of another year or agency, "" where it is not.

    Reports name many years; what stands at their beginning tells which is meant. One of a result names its year, one of
    a plan may name the plan's alone.
    """
    told = []
    lines = [line for line in report.paragraphs if line]
    years = years_in(" ".join(lines[:_BEGINNING])) or years_in(report.page.text)
    if years and not years & ({year} if is_of_result else {year, year + 1}):
        listed = ", ".join(map(str, sorted(years)[:5]))
        told.append(marked(f"รายงานเป็นของปี {listed} แต่เลือกปีผลการประเมิน {year}"))
    if others := other_agencies(report.page.text, agency.name, agency.province):
        told.append(marked(f"รายงานเป็นของ {', '.join(others)} แต่กำลังนำเข้าให้ {agency.name}"))
    return " และ".join(told)
