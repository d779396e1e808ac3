"""The memo that tells the executive on one page how far the O-items of the year are (seed document 002 asks for one).

How many items are in which state, what each department still has to do, and which links do not open.
"""

from collections.abc import Iterable
from datetime import date

from disclosure.enums import State
from itaportal.sentences import Sentence
from reports import blocks
from reports.blocks import Align, Block, Heading, Paragraph
from reports.blocks.tables import Cell, Column, Table, row_of
from reports.kinds.letterheads import letterhead
from reports.kinds.wording import day, sentence
from reports.snapshot.disclosed import Disclosed, OItem
from reports.snapshot.model import Snapshot

SUBJECT = "รายงานความพร้อมการเปิดเผยข้อมูลสาธารณะ (OIT)"
SENTENCES = {
    "opening": Sentence(
        "ประโยคขึ้นต้น",
        "ตามที่{หน่วยงาน} ต้องเปิดเผยข้อมูลสาธารณะ (OIT) บนเว็บไซต์ของหน่วยงาน ประจำปีงบประมาณ พ.ศ. {ปีแผน} จำนวน {จำนวนข้อ} ข้อ "
        "{ผู้จัดทำ} ขอรายงานว่าเผยแพร่แล้ว {เผยแพร่แล้ว} ข้อ คงเหลือ {คงเหลือ} ข้อ {ผลตรวจลิงก์} มีรายละเอียดดังนี้",
    ),
    "closing": Sentence(
        "คำลงท้าย", "จึงเรียนมาเพื่อโปรดทราบ และเห็นควรให้ส่วนราชการที่รับผิดชอบดำเนินการในข้อที่เหลือให้แล้วเสร็จ"
    ),
}
PLACEHOLDERS = {
    "จำนวนข้อ": "จำนวนข้อ OIT ของปี",
    "เผยแพร่แล้ว": "จำนวนข้อที่เผยแพร่แล้ว",
    "คงเหลือ": "จำนวนข้อที่ยังไม่เผยแพร่",
    "ผลตรวจลิงก์": "จำนวนลิงก์ที่เปิดไม่ได้และวันที่ตรวจ",
}
NOBODY = "ยังไม่กำหนดผู้รับผิดชอบ"
NOTHING_KNOWN = "ยังไม่มีรายการข้อ OIT ของปีนี้ในระบบ"
STATE_COLUMNS = tuple(Column(state.label, 25, Align.CENTER, "จำนวนข้อในแต่ละสถานะ") for state in State)
OPEN_COLUMNS = (
    Column("ส่วนราชการที่รับผิดชอบ", 34),
    Column("ข้อที่ยังไม่เผยแพร่", 40),
    Column("ข้อที่มีลิงก์เปิดไม่ได้", 26),
)


def build(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the memo's pieces."""
    disclosed = disclosed_of(snapshot)
    return (
        letterhead(snapshot),
        Paragraph(word_sentence(snapshot, "opening")),
        *(_tables(disclosed) if disclosed.items else [Paragraph(NOTHING_KNOWN, align=Align.CENTER)]),
        Paragraph(word_sentence(snapshot, "closing"), keep=True),
        blocks.Signatures(tuple(blocks.Signatory(**dict(step)) for step in snapshot.signatories)),
    )


def disclosed_of(snapshot: Snapshot) -> Disclosed:
    """Return what the snapshot holds of the O-items, an empty year where it holds nothing."""
    return snapshot.disclosed or Disclosed(fiscal_year=snapshot.plan.fiscal_year)


def subject(fiscal_year: int, as_at: date | None) -> str:
    """Return the subject of the memo of a plan's year."""
    return f"{SUBJECT} ประจำปีงบประมาณ พ.ศ. {fiscal_year}"


def values(snapshot: Snapshot) -> dict[str, str]:
    """Return what the memo's own placeholders stand for."""
    disclosed = disclosed_of(snapshot)
    total, broken = len(disclosed.items), sum(item.broken for item in disclosed.items)
    checked = disclosed.checked_on
    told = f"มีลิงก์ที่เปิดไม่ได้ {broken} ลิงก์" if broken else "ลิงก์ที่ตรวจเปิดได้ทั้งหมด"
    return {
        "จำนวนข้อ": str(total),
        "เผยแพร่แล้ว": str(disclosed.published),
        "คงเหลือ": str(total - disclosed.published),
        "ผลตรวจลิงก์": f"ผลการตรวจลิงก์ล่าสุดเมื่อวันที่ {day(checked)} {told}" if checked else "",
    }


def word_sentence(snapshot: Snapshot, name: str) -> str:
    """Return one of the memo's sentences, filled."""
    return sentence(snapshot, name, SENTENCES[name].text, **values(snapshot))


def _tables(disclosed: Disclosed) -> list[Block]:
    states = [item.state for item in disclosed.items]
    counts = tuple(
        Cell((str(states.count(state)),), align=Align.CENTER, label=state.label) for state in State
    )
    found: list[Block] = [Table(STATE_COLUMNS, (counts,), whole=True)]
    if rows := _open_rows(disclosed.items):
        found += [Heading(("เรื่องที่ส่วนราชการต้องดำเนินการ",)), Table(OPEN_COLUMNS, rows)]
    return found


def _open_rows(items: Iterable[OItem]) -> tuple[tuple[Cell, ...], ...]:
    """Return a row for each department that still has something to do, in the order of the items."""
    todo: dict[str, tuple[list[str], list[str]]] = {}
    for item in items:
        if item.is_published and not item.broken:
            continue
        open_, broken = todo.setdefault(item.department or NOBODY, ([], []))
        if not item.is_published:
            open_.append(item.code)
        if item.broken:
            broken.append(item.code)
    return tuple(
        row_of(OPEN_COLUMNS, who, ", ".join(open_), ", ".join(broken), heading=1)
        for who, (open_, broken) in todo.items()
    )
