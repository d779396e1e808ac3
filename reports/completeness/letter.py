"""Rules over the letterhead, the agency's own data and the OIT item that a document answers."""

from agencies.enums import Role
from agencies.naming import office_title
from criteria.enums import Confidence
from itaportal.language import gettext
from itaportal.thai.dates import long_date
from itaportal.translated import translated
from reports.completeness.citations import item_codes
from reports.completeness.parts import Faults, Snapshot
from reports.snapshot.model import Letter

# Whom a municipality also writes to: the officers of district and province who supervise it.
_OUTSIDE_TITLES = ("นายอำเภอ", "ผู้ว่าราชการจังหวัด")
_SHORT_TITLES = (
    "นายก อบต.",
    "นายก อบจ.",
    "ปลัด อบต.",
    "ปลัด อบจ.",
)


def addressee_missing(snapshot: Snapshot) -> Faults:
    if not snapshot.letter.addressee:
        yield gettext("ยังไม่ได้กรอกว่าเรียนใคร กรุณากรอกตำแหน่งของผู้บริหารในหัวเอกสาร"), ("letter", "addressee")


def addressee_title(snapshot: Snapshot) -> Faults:
    """Seed document 001 is addressed to "นายองค์การบริหารส่วนตำบล…"."""
    kind = snapshot.agency.kind
    own = [office_title(kind, role) for role in (Role.EXECUTIVE, Role.SECRETARY)]
    known = (
        *own,
        *(f"รอง{title}" for title in own),
        *_SHORT_TITLES,
        *_OUTSIDE_TITLES,
    )
    for name in ("addressee", "via"):
        typed = getattr(snapshot.letter, name)
        if typed and not typed.startswith(known):
            yield (
                gettext(
                    "ช่อง “{name}” เขียนว่า “{typed}” ซึ่งไม่ขึ้นต้นด้วยชื่อตำแหน่ง เช่น “{own}” หรือ “{own2}” กรุณาแก้ในหัวเอกสาร"
                ).format(name=Letter.title_of(name), typed=typed, own=own[0], own2=own[1]),
                ("letter", name),
            )


def signatories_missing(snapshot: Snapshot) -> Faults:
    chain = snapshot.signatories
    if not chain:
        yield gettext("ยังไม่มีผู้ลงนาม กรุณากำหนดลำดับผู้ลงนามของหน่วยงาน"), ("settings", "chain")
    for place, entry in enumerate(chain, start=1):
        if not entry.name or not entry.position:
            yield (
                gettext("ผู้ลงนามลำดับที่ {place} ไม่มีชื่อหรือตำแหน่ง กรุณากรอกในรายชื่อบุคลากรของหน่วยงาน").format(
                    place=place
                ),
                ("settings", "people"),
            )


def letter_undated(snapshot: Snapshot) -> Faults:
    if not snapshot.letter.dated:
        yield gettext("หนังสือยังไม่มีวันที่ กรุณากรอกวันที่ในหัวเอกสาร"), ("letter", "dated")


def letter_before_round(snapshot: Snapshot) -> Faults:
    dated, as_at = snapshot.letter.dated, snapshot.as_at
    if dated and as_at and dated < as_at:
        yield (
            gettext("หนังสือลงวันที่ {dated} ก่อนวันที่รายงานผล {as_at} กรุณาตรวจวันที่ในหัวเอกสาร").format(
                dated=long_date(dated), as_at=long_date(as_at)
            ),
            ("letter", "dated"),
        )


def letter_number_open(snapshot: Snapshot) -> Faults:
    number = snapshot.letter.number
    if not number or number.endswith("/"):
        yield (
            gettext("เลขที่หนังสือยังไม่มีเลขหลังเครื่องหมาย / จะได้เลขเมื่อเสนอเพื่อพิจารณา หรือเติมเองถ้าลงทะเบียนแล้ว"),
            ("letter", "number"),
        )


def emblem_missing(snapshot: Snapshot) -> Faults:
    if not snapshot.agency.emblem:
        yield gettext("ยังไม่มีตราของหน่วยงาน เอกสารจึงพิมพ์โดยไม่มีตรา กรุณาอัปโหลดตรา"), ("settings", "emblem")


def document_item_words(snapshot: Snapshot) -> str:
    """Return "ใช้ตอบข้อ O27 ของปี 2568", with how sure that is unless it is confirmed; "" where it is not known."""
    item = snapshot.criteria.document_item
    if item is None:
        return ""
    confidence = Confidence(item.confidence)
    doubt = (
        ""
        if confidence is Confidence.CONFIRMED
        else gettext(" ({label} กรุณาตรวจกับคู่มือของปีนั้น)").format(label=translated(confidence.label))
    )
    return gettext("ใช้ตอบข้อ {code} ของปี {fiscal_year}{doubt}").format(
        code=item.code, fiscal_year=item.fiscal_year, doubt=doubt
    )


def document_item_unknown(snapshot: Snapshot) -> Faults:
    if snapshot.criteria.document_item is None:
        yield (
            gettext(
                "ยังไม่ทราบว่าเอกสารนี้ใช้ตอบข้อใดของ OIT เพราะเกณฑ์ของปีนั้นยังไม่มีเลขข้อ ควรตรวจกับคู่มือของ ป.ป.ช. ก่อนนำไปเผยแพร่"
            ),
            ("letter", "subject"),
        )


def other_document_item(snapshot: Snapshot) -> Faults:
    """The number of a document's item changes nearly every year, and an old title carries the old one along."""
    item = snapshot.criteria.document_item
    cited = item_codes(snapshot.letter.subject, "O")
    if item and cited and item.code not in cited:
        yield (
            gettext(
                "ชื่อเรื่องอ้างข้อ {items} แต่เอกสารนี้ใช้ตอบข้อ {code} ของปี {fiscal_year} กรุณาแก้ชื่อเรื่องในหัวเอกสาร"
            ).format(items=", ".join(cited), code=item.code, fiscal_year=item.fiscal_year),
            ("letter", "subject"),
        )
