"""What a report makes of each indicator: the text, its class and rank, what was recommended and answered. Pure.

Texts stand in tables (name, score, analysis) or below a line that names the indicator; classes are lists below a line
that says what to do with them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assessments.itas import KnownIndicator
from assessments.itas.names import Names, key_of
from exchange.sources.found import Line, Table
from exchange.sources.headings import columns_of
from exchange.sources.soundness import is_torn
from exchange.sources.wholes.document import WholeReport, is_empty, spread
from itaportal.language import marked
from itaportal.thai.keys import letters_key, same_heading_key
from itaportal.thai.numbers import to_arabic_digits
from itaportal.thai.spelling import clean_line, clean_text

# As the import of findings knows the columns.
HEADINGS = {
    "number": marked("ตัวชี้วัดที่"),
    "name": marked("ตัวชี้วัด"),
    "text": marked("ผลการวิเคราะห์"),
    "class": marked("จัดเป็น"),
    "recommendation": marked("ข้อเสนอแนะของผู้ตรวจประเมิน"),
    "response": marked("แนวทางที่หน่วยงานพิจารณาแล้ว"),
    "rank": marked("ลำดับในกลุ่ม"),
}
URGENT, IMPROVE, MAINTAIN = (
    marked("จุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน"),
    marked("ประเด็นที่จะพัฒนาให้ดีขึ้น"),
    marked("รักษาระดับไว้"),
)
_CLASSES = ((URGENT, "เร่งด่วน"), (IMPROVE, "พัฒนาให้ดีขึ้น"), (IMPROVE, "พัฒนาให้ดียิ่งขึ้น"), (MAINTAIN, "รักษาระดับ"))
_TITLE = 110  # characters of a line that names a list or an indicator
_NUMBERED = re.compile(r"^\(?(?P<number>\d{1,2})[.)](?!\d)\s*(?P<rest>.+)", re.DOTALL)
_INDICATOR = re.compile(r"^(?:ผลการวิเคราะห์)?ตัวชี้วัด(?:ที่)?\s*(?P<number>\d{1,2})[\s.:)]*(?P<name>\S.*)?$")
_LABEL = re.compile(r"^ผลการวิเคราะห์[^:]{0,60}:\s*")
_ADVICE = re.compile(r"ผู้ตรวจประเมินมีข้อเสนอแนะ.{0,80}?คือ\s*")
_ANSWER = re.compile(r"พิจารณาแล้ว(?:เห็น)?ว่า")
_BEFORE_ANSWER = 120  # characters from "ทั้งนี้" or "ซึ่ง" to who considered
_NAME_WORDS = re.compile(r"\s(?:เป็นตัวชี้วัด|ผลการประเมิน|ได้คะแนน|มีผล|มีคะแนน)")
_SEE_BELOW = re.compile(r"\s\d{1,2}\.\d\s.*", re.DOTALL)  # sub-indicators listed after the name
_ENDS = ("ตาราง", "ส่วนที่", "ตอนที่", "บทที่")  # lines that begin something else
NO_CLASS = marked("รายงานไม่บอกว่าจัดเป็นกลุ่มใด กรุณาเลือก")
_TWO_CLASSES = marked("รายงานจัดตัวชี้วัดนี้ไว้มากกว่าหนึ่งกลุ่ม กรุณาเลือก")
_OTHER_NUMBER = marked("เลขตัวชี้วัดในรายงานไม่ตรงกับชื่อ “{}” กรุณาตรวจ")
_LIKE = marked("ชื่อในรายงาน “{}” ไม่ตรงทีเดียวกับตัวชี้วัดนี้ กรุณาตรวจ")
_NUMBER_ALONE = marked("รายงานบอกแต่เลขตัวชี้วัด กรุณาตรวจว่าเกณฑ์ปีนี้ใช้เลขเดียวกัน")
_TWO_TEXTS = marked("รายงานมีข้อความวิเคราะห์ของตัวชี้วัดนี้หลายแห่ง ระบบใช้แห่งแรก กรุณาตรวจ")
_WIDTH = marked("จำนวนช่องไม่ตรงกับหัวตาราง ข้อความอาจอยู่ผิดช่อง")
_TORN = marked("ตัวอักษรไทยแตกหรือมีช่องว่างแทรกกลางคำ กรุณาพิมพ์แก้")
_FROM_LIST = marked("ข้อความมาจากรายการสรุป ไม่มีผลการวิเคราะห์แยก กรุณาตรวจ")


@dataclass(slots=True)
class _Finding:
    cells: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)

    def tell(self, key: str, text: str) -> None:
        """Add a text to a cell."""
        if text and text not in self.cells.get(key, ""):
            self.cells[key] = "\n".join(filter(None, (self.cells.get(key, ""), text)))


class _Reader:
    """The findings so far, by the code of the indicator."""

    def __init__(self, indicators: Sequence[KnownIndicator]) -> None:
        self.names = Names(indicators)
        self.found: dict[str, _Finding] = {}

    def code_of(self, name: str, number: str, doubts: list[str]) -> str:
        """Return the indicator that name and number mean, "" for none; what they leave open goes to the doubts."""
        name = clean_line(_SEE_BELOW.sub("", to_arabic_digits(clean_line(name))))[:200]
        guess = self.names.find(key_of(letters_key(name)), guess=True)
        number = number if number in self.names.by_code else ""
        if len(guess.codes) == 1:
            [code] = guess.codes
            doubts += [] if guess.sure or number == code else [_LIKE.format(name[:60])]
            if number in ("", code):
                return code
            doubts.append(_OTHER_NUMBER.format(name[:60]))
            # A name that was copied from the line before; the number is the one that is still free.
            return number if code in self.found and number not in self.found else code
        if number and not name:
            doubts.append(_NUMBER_ALONE)
        elif number:
            doubts.append(_LIKE.format(name[:60]))
        return number

    def take(self, code: str, text: str, doubts: Sequence[str]) -> None:
        """Keep the analysis of an indicator; what is told a second time is not put over the first."""
        finding = self.found.setdefault(code, _Finding())
        finding.doubts += doubts
        before = finding.cells.get("text")
        if not before:
            finding.cells["text"] = text
        elif text and letters_key(text)[:80] != letters_key(before)[:80]:
            finding.doubts.append(_TWO_TEXTS)


def findings_in(report: WholeReport, indicators: Sequence[KnownIndicator]) -> Table | None:
    """Return one row for each indicator that the report says something of, None where it says nothing of any."""
    reader = _Reader(indicators)
    _read_tables(report, reader)
    _read_lines(report.paragraphs, reader)
    _read_lists(report.paragraphs, reader)
    order = [code for code in reader.names.by_code if code in reader.found]
    if not order:
        return None
    always = [report.always] if report.always else []
    lines = tuple(_line(code, reader, always) for code in order)
    return Table(tuple(HEADINGS.values()), lines)


def _line(code: str, reader: _Reader, always: list[str]) -> Line:
    finding = reader.found[code]
    cells = {"number": code, "name": reader.names.by_code[code], **finding.cells}
    doubts = [*always, *finding.doubts]
    if not finding.cells.get("text"):
        cells["text"] = finding.cells.get("listed", "")
        doubts.append(_FROM_LIST)
    doubts += [] if cells.get("class") else [NO_CLASS]
    doubts += [_TORN] if any(map(is_torn, finding.cells.values())) else []
    return Line(tuple(cells.get(key, "") for key in HEADINGS), tuple(dict.fromkeys(doubts)))


def _read_tables(report: WholeReport, reader: _Reader) -> None:
    for table in report.tables:
        places: dict[str, int] = {}
        width = 0
        for cells in spread(table):
            if found := _columns_of(cells):
                places, width = found, len(cells)
            elif places and not is_empty(cells):
                doubts = [_WIDTH] if len(cells) != width else []
                at = {
                    key: clean_text(cells[place]) if place < len(cells) else ""
                    for key, place in places.items()
                }
                number = to_arabic_digits(at.get("number", "")).strip(" .()")
                if at["text"] and (code := reader.code_of(at["name"], number, doubts)):
                    reader.take(code, at["text"], doubts)


def _columns_of(cells: Sequence[str]) -> dict[str, int]:
    """Return where number, name and text stand, {} where the row is no such heading."""
    if columns_of(cells):  # measures with an analysis beside them have a reader of their own
        return {}
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        key = same_heading_key(cell)
        if key in ("ที่", "ลำดับ", "ลำดับที่", "ตัวชี้วัดที่", "ข้อ"):
            places.setdefault("number", place)
        elif key.startswith(("ผลการวิเคราะห์", "ข้อบกพร่อง", "จุดอ่อน")):
            places.setdefault("text", place)
        elif key.startswith(("ตัวชี้วัด", "ชื่อตัวชี้วัด", "รายละเอียดตัวชี้วัด")):
            places.setdefault("name", place)
    return places if {"name", "text"} <= places.keys() else {}


def _read_lines(lines: Sequence[str], reader: _Reader) -> None:
    """Take what stands below each line that names an indicator."""
    code, doubts, texts = "", list[str](), list[str]()

    def finish() -> None:
        if code and texts:
            reader.take(code, "\n".join(texts), doubts)

    for line in lines:
        plain = to_arabic_digits(clean_line(line))
        named = _INDICATOR.match(plain) if len(plain) <= _TITLE else None
        begins = _class_of(plain) or (texts and len(plain) <= _TITLE and _NUMBERED.match(plain))
        if named or begins or not line or plain.startswith(_ENDS):
            finish()
            code, doubts, texts = "", [], []
        if named:
            code = reader.code_of(named["name"] or "", named["number"], doubts)
        elif code:
            texts.append(_LABEL.sub("", clean_text(line.replace("*", ""))))
    finish()


def _class_of(line: str) -> str:
    """Return the class whose list begins below the line, "" where none does."""
    if (
        len(line) > _TITLE
        or _NUMBERED.match(line)
        or not line.startswith(("ประเด็น", "จุดอ่อน", "ข้อบกพร่อง", "ตัวชี้วัดที่ต้อง", "รักษา"))
    ):
        return ""
    return next((name for name, words in _CLASSES if words in line), "")


def _read_lists(lines: Sequence[str], reader: _Reader) -> None:
    """Take class and rank from the lists, with what was recommended and what the agency answered."""
    for weakness, rank, texts in _entries(lines):
        first = _NUMBERED.match(texts[0])
        assert first
        doubts: list[str] = []
        name, rest = _name_in(first["rest"])
        if not (code := reader.code_of(name, "", doubts)):
            continue
        finding = reader.found.setdefault(code, _Finding())
        finding.doubts += doubts
        if finding.cells.get("class", weakness) != weakness:
            finding.doubts.append(_TWO_CLASSES)
            continue
        finding.cells |= {"class": weakness, "rank": str(rank)}
        _tell(finding, [rest, *texts[1:]])


def _entries(lines: Sequence[str]) -> Iterator[tuple[str, int, list[str]]]:
    """Yield class, number and lines of each entry of a list."""
    weakness, texts, rank = "", list[str](), 0
    for line in (*lines, ""):
        plain = to_arabic_digits(clean_line(line))
        numbered = _NUMBERED.match(plain)
        begins = _class_of(plain)
        goes_on = numbered is not None and int(numbered["number"]) == rank + 1
        if texts and (begins or not line or goes_on):
            yield weakness, rank, texts
            texts = []
        if begins or not line:
            weakness, rank = begins, 0
        elif weakness and goes_on:
            texts, rank = [plain], rank + 1
        elif texts:
            texts.append(plain)


def _name_in(text: str) -> tuple[str, str]:
    """Return the name that an entry begins with, and the rest."""
    if cut := _NAME_WORDS.search(text[:200]):
        return text[: cut.start()], text[cut.start() :].strip()
    return text[:100], text


def _tell(finding: _Finding, texts: Sequence[str]) -> None:
    advised = False
    for text in filter(None, texts):
        said, answer = _answered(text)
        advice = _ADVICE.search(said)
        if advice:
            advised = True
            finding.tell("recommendation", said[advice.end() :])
            said = said[: advice.start()]
        elif advised:
            finding.tell("recommendation", said)
            said = ""
        finding.tell("listed", said.strip())
        finding.tell("response", answer)


def _answered(text: str) -> tuple[str, str]:
    """Return what stands before the agency's answer, and the answer from the word that begins it."""
    found = _ANSWER.search(text)
    if not found:
        return text, ""
    earliest = max(0, found.start() - _BEFORE_ANSWER)
    start = max(text.rfind(word, earliest, found.start()) for word in ("ทั้งนี้", "ซึ่ง"))
    start = start if start >= 0 else found.start()
    return text[:start].strip(), text[start:].strip()
