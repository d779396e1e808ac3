"""Whole reports of an earlier year: how many cells of five real ones are read into the right field, and how many are
said to be doubtful.

The reports stand as text in ``tests/data/whole/``, the cells beside them as people read them. Each is made into a Word
file and a PDF and read as an uploaded one is. Limits: of the measures' cells of every report 95 % right or marked, none
wrong and unmarked.
"""

import html
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import docx
import yaml

from itaportal.thai.numbers import to_arabic_digits

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "tests" / "data" / "whole"
YEARS = {"000": 2565, "001": 2564, "002": 2568, "003": 2565, "004": 2567}
LIMITS = {"right_or_marked": 0.95, "wrong_unmarked": 0}
_STYLE = (
    "<style>@page {size: A4 landscape; margin: 1.5cm} body {font-family: Sarabun; font-size: 12pt}"
    "table {border-collapse: collapse; width: 100%; margin: 8pt 0} td {border: .5pt solid; vertical-align: top; padding: 2pt}</style>"
)
_CLASSES = {"urgent": "จุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน", "improve": "ประเด็นที่จะพัฒนาให้ดีขึ้น", "maintain": "รักษาระดับไว้"}
_STATUSES = {
    "not_started": "ยังไม่ดำเนินการ",
    "in_progress": "อยู่ระหว่างดำเนินการ",
    "done": "ดำเนินการเสร็จเรียบร้อยแล้ว",
}
# How the reader calls the fields.
_FIELDS = {
    "measures": {
        "indicator": "ตัวชี้วัดที่", "topic": "ประเด็นที่", "weak_point": "ข้อบกพร่อง / จุดอ่อน", "title": "ชื่อมาตรการ / โครงการ / กิจกรรม",
        "steps": "ขั้นตอน / วิธีการ", "responsible": "ผู้รับผิดชอบ (ข้อความ)", "period": "ระยะเวลา (ข้อความ)",
        "follow_up": "การกำกับติดตาม", "limitation": "ข้อจำกัดของหน่วยงาน",
    },
    "progress": {
        "title": "มาตรการ", "status": "สถานะ", "note": "หมายเหตุ", "action_taken": "สิ่งที่ได้ดำเนินการ", "result": "ผลการดำเนินการ",
        "outcome": "ผลลัพธ์หรือความสำเร็จ", "suggestion": "ข้อเสนอแนะ",
    },
    "findings": {"title": "ตัวชี้วัดที่", "text": "ผลการวิเคราะห์", "class": "จัดเป็น", "rank": "ลำดับในกลุ่ม"},
    "scores": {"title": "ตัวชี้วัดที่ / ข้อ", "score": "คะแนน"},
}  # fmt: skip


@dataclass(slots=True)
class Count:
    """Cells of a part: all, those right and clear, right but marked, wrong but marked, wrong and unmarked."""

    cells: int = 0
    clear: int = 0
    marked: int = 0
    wrong_marked: int = 0
    wrong_unmarked: int = 0

    @property
    def right_or_marked(self) -> float:
        """The share of cells that nobody is led astray by."""
        return 1 - self.wrong_unmarked / self.cells if self.cells else 1.0

    @property
    def right(self) -> float:
        """The share of cells that stand in the right field."""
        return (self.clear + self.marked) / self.cells if self.cells else 1.0

    def take(self, *, right: bool, marked: bool) -> None:
        """Count a cell."""
        self.cells += 1
        name = (
            ("marked" if marked else "clear") if right else ("wrong_marked" if marked else "wrong_unmarked")
        )
        setattr(self, name, getattr(self, name) + 1)


Parts = list[str | list[list[str]]]


def parts_of(name: str) -> Parts:
    """Return paragraphs and tables of a report's text."""
    parts: Parts = []
    rows: list[list[str]] = []
    for line in [*(REPORTS / f"{name}.txt").read_text(encoding="utf-8").splitlines(), ""]:
        if "\t" in line:
            rows.append([_plain(cell) for cell in line.split("\t")])
            continue
        if rows:
            parts.append(rows)
            rows = []
        if text := re.sub(r"[*#<>]|</?u>", "", line).strip():
            parts.append(text)
    return parts


def _plain(cell: str) -> str:
    """Return a cell without the marks of its first reader, a line for each paragraph or entry of a list."""
    text = re.sub(r"<[^>]+>", "", re.sub(r"</?(?:p|li|ul[^>]*)>", "\n", cell))
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def as_docx(parts: Parts) -> bytes:
    """Return the report as a Word file."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part), max(map(len, part)))
        for row, cells in enumerate(part):
            for column, text in enumerate(cells):
                if text:
                    table.cell(row, column).text = text
        for top, bottom, left, right in _joined(part):
            table.cell(top, left).merge(table.cell(bottom, right))
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def _joined(rows: list[list[str]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the heading cells that reach over or down to empty ones, where the second row has headings too."""
    if (
        len(rows) < 2
        or rows[1][0]
        or not any(rows[1])
        or not any(cell.startswith("ยังไม่") for cell in rows[1])
    ):
        return
    for column, text in enumerate(rows[1]):
        if not text:
            yield 0, 1, column, column
    first = next(column for column, text in enumerate(rows[1]) if text)
    yield 0, 0, first, len(rows[0]) - 1


def as_pdf(parts: Parts) -> bytes:
    """Return the report as a PDF with text."""
    from reports.typesetting.rendering import render_pdf  # noqa: PLC0415 - needs django.setup()

    body = "".join(f"<p>{html.escape(part)}</p>" if isinstance(part, str) else _table(part) for part in parts)
    return render_pdf(f"<html lang='th'><head><title>รายงาน</title>{_STYLE}</head><body>{body}</body></html>")


def _table(rows: list[list[str]]) -> str:
    cells = (
        "".join(f"<td>{html.escape(cell).replace(chr(10), '<br>')}</td>" for cell in row) for row in rows
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def compare(name: str, data: bytes) -> dict[str, Count]:
    """Return how the cells of each part of a report were read from a file of it."""
    from assessments.itas import KnownIndicator  # noqa: PLC0415
    from exchange.sources.subjects import Subjects  # noqa: PLC0415
    from exchange.views.read_whole import parts_of as read  # noqa: PLC0415
    from exchange.views.read_whole import whole_report  # noqa: PLC0415

    pack = yaml.safe_load(
        (ROOT / "fixtures" / "criteria" / f"{YEARS[name]}.yaml").read_text(encoding="utf-8")
    )
    indicators = [
        KnownIndicator(str(each["code"]), each["name"], tuple(each.get("aliases", ())))
        for each in pack["indicators"]["list"]
    ]
    topics = [(each["number"], each["name"]) for each in (pack.get("topics") or {}).get("list", ())]
    found = read(whole_report(data), Subjects(indicators, topics), YEARS[name])
    expected = yaml.safe_load((REPORTS / f"{name}.yaml").read_text(encoding="utf-8"))
    return {
        part: _count(part, _rows(part, entries), found[table] if (table := _TABLES[part]) in found else None)
        for part, entries in expected.items()
    }


_TABLES: dict[str, Any] = {part: part for part in ("scores", "findings", "measures", "progress")}


def _rows(part: str, entries: Any) -> list[dict[str, str]]:
    if part == "scores":
        named = {"total": "คะแนนรวม", "level": "ระดับ"}
        return [{"title": named.get(code, code), "score": _score(score)} for code, score in entries.items()]
    if part == "findings":
        return [
            {
                "title": code,
                "text": each["text"],
                **({"class": _CLASSES[each["class"]], "rank": str(each["rank"])} if "class" in each else {}),
            }
            for code, each in entries.items()
        ]
    return [
        {
            key: "".join(f"{place}. {text}\n" for place, text in enumerate(value, 1))
            if key == "steps"
            else value
            for key, value in (
                {**each, "status": _STATUSES[each["status"]]} if "status" in each else each
            ).items()
        }
        for each in entries
    ]


def _score(text: str) -> str:
    return f"{float(text):.2f}" if text[0].isdigit() else text


def _count(part: str, expected: list[dict[str, str]], found: Any) -> Count:
    count = Count()
    table = found.tables[found.best] if found else None
    places = {heading: place for place, heading in enumerate(table.headings)} if table else {}
    lines = list(table.lines) if table else []
    fields = _FIELDS[part]
    for row in expected:
        line = _line_of(row["title"], lines, places.get(fields["title"], 0))
        if line is not None:
            lines.remove(line)
        for key, text in row.items():
            place = places.get(fields[key])
            read = line.cells[place] if line is not None and place is not None else ""
            count.take(right=line is not None and _key(read) == _key(text), marked=bool(line and line.doubts))
    # What nobody wrote is wrong too.
    for line in lines:
        count.take(right=False, marked=bool(line.doubts))
    return count


def _line_of(title: str, lines: Sequence[Any], place: int) -> Any:
    same = next((line for line in lines if _key(line.cells[place]) == _key(title)), None)
    if same is not None or len(title) < 6:
        return same
    near = [
        (SequenceMatcher(None, _key(line.cells[place]), _key(title)).ratio(), -number)
        for number, line in enumerate(lines)
    ]
    best, number = max(near, default=(0.0, 0))
    return lines[-number] if best > 0.6 else None


def _key(text: str) -> str:
    return re.sub(r"\s+", "", to_arabic_digits(text))


def measure() -> dict[str, dict[str, Count]]:
    """Return the counts of all reports by name and kind of file, then by part."""
    made = {"docx": as_docx, "pdf": as_pdf}
    return {
        f"{name} {kind}": compare(name, make(parts_of(name))) for name in YEARS for kind, make in made.items()
    }


def report(results: dict[str, dict[str, Count]]) -> None:
    """Print the table."""
    print("\nwhole reports: cells by report and part")
    print(
        f"  {'report':10} {'part':10} {'cells':>6} {'right':>7} {'marked':>7} {'wrong, marked':>14} {'wrong, unmarked':>16}"
    )
    for name, parts in results.items():
        for part, count in parts.items():
            print(
                f"  {name:10} {part:10} {count.cells:6} {count.right:7.1%} {count.marked + count.wrong_marked:7} "
                f"{count.wrong_marked:14} {count.wrong_unmarked:16}"
            )
    print(
        f"  limits: right or marked {LIMITS['right_or_marked']:.0%}, wrong and unmarked {LIMITS['wrong_unmarked']}"
    )
