"""Rules over what a document tells of the O-items and of their preliminary scores."""

from itaportal.language import gettext
from reports.completeness.parts import Faults, Snapshot
from reports.snapshot.contested import ContestedItem


def items_unknown(snapshot: Snapshot) -> Faults:
    if snapshot.disclosed is None or not snapshot.disclosed.items:
        yield (
            gettext(
                "ระบบยังไม่มีรายการข้อ OIT ของปี {fiscal_year} จึงยังรายงานไม่ได้ กรุณาแจ้งผู้ดูแลระบบให้นำเข้าเกณฑ์ของปีนั้น"
            ).format(fiscal_year=snapshot.plan.fiscal_year),
            ("oit",),
        )


def item_without_department(snapshot: Snapshot) -> Faults:
    items = snapshot.disclosed.items if snapshot.disclosed else ()
    codes = [item.code for item in items if not item.is_published and not item.department]
    if codes:
        yield (
            gettext("ข้อ {items} ยังไม่กำหนดส่วนราชการที่รับผิดชอบ กรุณากำหนดที่หน้าข้อมูล OIT").format(
                items=", ".join(codes)
            ),
            ("oit",),
        )


def nothing_contested(snapshot: Snapshot) -> Faults:
    if snapshot.contested is None or not snapshot.contested.items:
        yield gettext("ยังไม่ได้เลือกข้อที่ขอทบทวนคะแนน กรุณาเลือกอย่างน้อยหนึ่งข้อที่หน้าขอทบทวนคะแนน"), ("contests",)


def contested_without_score(snapshot: Snapshot) -> Faults:
    for item in _contested(snapshot):
        if not item.score:
            yield (
                gettext("ข้อ {code} ยังไม่ได้กรอกคะแนนเบื้องต้น").format(code=item.code),
                ("contest", item.code, "score"),
            )


def contested_without_reason(snapshot: Snapshot) -> Faults:
    for item in _contested(snapshot):
        if not item.reason:
            yield (
                gettext("ข้อ {code} ยังไม่มีเหตุผลที่ขอทบทวน").format(code=item.code),
                ("contest", item.code, "reason"),
            )


def contested_without_evidence(snapshot: Snapshot) -> Faults:
    for item in _contested(snapshot):
        if not item.links and not item.files:
            yield (
                gettext("ข้อ {code} ยังไม่มีหลักฐาน กรุณาใส่ลิงก์หรือแนบไฟล์").format(code=item.code),
                ("contest", item.code, "addresses"),
            )


def contested_with_full_score(snapshot: Snapshot) -> Faults:
    for item in _contested(snapshot):
        if item.score == "100.00":
            yield (
                gettext("ข้อ {code} ได้คะแนนเต็มแล้ว กรุณาตรวจว่าตั้งใจขอทบทวนหรือไม่").format(code=item.code),
                ("contest", item.code, "score"),
            )


def _contested(snapshot: Snapshot) -> tuple[ContestedItem, ...]:
    return snapshot.contested.items if snapshot.contested else ()
