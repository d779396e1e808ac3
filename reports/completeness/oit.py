"""Rules over what a document tells of the O-items."""

from reports.completeness.parts import Faults, Snapshot


def items_unknown(snapshot: Snapshot) -> Faults:
    if snapshot.disclosed is None or not snapshot.disclosed.items:
        yield (
            f"ระบบยังไม่มีรายการข้อ OIT ของปี {snapshot.plan.fiscal_year} จึงยังรายงานไม่ได้ กรุณาแจ้งผู้ดูแลระบบให้นำเข้าเกณฑ์ของปีนั้น",
            ("oit",),
        )


def item_without_department(snapshot: Snapshot) -> Faults:
    items = snapshot.disclosed.items if snapshot.disclosed else ()
    codes = [item.code for item in items if not item.is_published and not item.department]
    if codes:
        yield f"ข้อ {', '.join(codes)} ยังไม่กำหนดส่วนราชการที่รับผิดชอบ กรุณากำหนดที่หน้าข้อมูล OIT", ("oit",)
