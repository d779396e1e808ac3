"""The memo that asks for consent to contest preliminary OIT scores: each item with its score, the reason and the evidence."""

from datetime import date

from itaportal.sentences import Sentence
from reports import blocks
from reports.blocks import Align, Block, Heading, Paragraph
from reports.blocks.tables import Column, Table, text_table
from reports.kinds.letterheads import letterhead
from reports.kinds.wording import day, lines, sentence
from reports.snapshot.contested import Contested, ContestedItem
from reports.snapshot.model import Snapshot

SUBJECT = "ขอทบทวนคะแนนการเปิดเผยข้อมูลสาธารณะ (OIT) เบื้องต้น"
SENTENCES = {
    "opening": Sentence(
        "ประโยคขึ้นต้น",
        "ตามที่{หน่วยงาน} ได้รับทราบคะแนนเบื้องต้นของแบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT) ประจำปีงบประมาณ พ.ศ. {ปีแผน} "
        "{ผู้จัดทำ} ตรวจสอบแล้ว เห็นควรขอทบทวนคะแนนจำนวน {จำนวนข้อ} ข้อ {วันสุดท้าย} มีรายละเอียดดังนี้",
    ),
    "closing": Sentence(
        "คำลงท้าย", "จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบจะได้ยื่นขอทบทวนคะแนนพร้อมหลักฐานในระบบ ITAS ต่อไป"
    ),
}
PLACEHOLDERS = {
    "จำนวนข้อ": "จำนวนข้อที่ขอทบทวน",
    "วันสุดท้าย": "วันสุดท้ายที่ขอทบทวนได้ เมื่อกรอกไว้",
}
NOTHING_CONTESTED = "ยังไม่มีข้อที่เลือกว่าขอทบทวนคะแนน"
COLUMNS = (
    Column("ข้อ", 24),
    Column("คะแนน\nเบื้องต้น", 12, Align.CENTER),
    Column("เหตุผลที่ขอทบทวน", 36),
    Column("หลักฐาน", 28),
)


def build(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return the memo's pieces."""
    contested = contested_of(snapshot)
    return (
        letterhead(snapshot),
        Paragraph(word_sentence(snapshot, "opening")),
        Heading(("ข้อที่ขอทบทวนคะแนน",)),
        _table(contested) if contested.items else Paragraph(NOTHING_CONTESTED, align=Align.CENTER),
        Paragraph(word_sentence(snapshot, "closing"), keep=True),
        blocks.Signatures(tuple(blocks.Signatory(**dict(step)) for step in snapshot.signatories)),
    )


def contested_of(snapshot: Snapshot) -> Contested:
    """Return what the snapshot says is contested, nothing where it says nothing."""
    return snapshot.contested or Contested(fiscal_year=snapshot.plan.fiscal_year)


def subject(fiscal_year: int, as_at: date | None) -> str:
    """Return the subject of the memo of a plan's year."""
    return f"{SUBJECT} ประจำปีงบประมาณ พ.ศ. {fiscal_year}"


def values(snapshot: Snapshot) -> dict[str, str]:
    """Return what the memo's own placeholders stand for."""
    contested = contested_of(snapshot)
    closes = day(contested.closes_on)
    return {
        "จำนวนข้อ": str(len(contested.items)),
        "วันสุดท้าย": f"ซึ่งต้องยื่นภายในวันที่ {closes}" if closes else "",
    }


def word_sentence(snapshot: Snapshot, name: str) -> str:
    """Return one of the memo's sentences, filled."""
    return sentence(snapshot, name, SENTENCES[name].text, **values(snapshot))


def _table(contested: Contested) -> Table:
    return text_table(
        COLUMNS,
        (
            (f"{item.code} {item.wording}".strip(), item.score, lines(item.reason), _evidence(item))
            for item in contested.items
        ),
    )


def _evidence(item: ContestedItem) -> tuple[str, ...]:
    """Return the addresses and what the files show, each title once with how many files have it."""
    titles = [file.title for file in item.files]
    files = (
        f"{title} ({titles.count(title)} ไฟล์)" if titles.count(title) > 1 else title
        for title in dict.fromkeys(titles)
    )
    return (*item.links, *files)
