"""The first sheet of a template: how to fill it in, in plain Thai. Pure."""

from collections.abc import Iterable

from exchange.layouts import Layout
from exchange.scope import Scope
from exchange.tables import Table

_RULES = (
    "กรอกเฉพาะช่องสีขาว ช่องสีเทาล็อกไว้เพราะระบบใช้บอกว่าเป็นแถวของรายการใด (ไม่มีรหัสผ่าน ปลดล็อกได้ถ้าจำเป็น)",
    "หัวตารางสีเหลืองคือช่องที่ต้องกรอกเมื่อเพิ่มรายการใหม่",
    "ใช้เลขไทยหรือเลขอารบิกก็ได้ คะแนนกรอก 85.50 หรือ 85,50 ถ้าไม่มีคะแนนให้เว้นว่าง",
    "วันที่กรอก 1/10/2567 หรือ 1 ตุลาคม 2567 หรือ 1 ต.ค. 67 ก็ได้ จะเป็น พ.ศ. หรือ ค.ศ. ระบบเข้าใจทั้งสองแบบ",
    "ช่องที่มีลูกศรเลือกจากรายการได้ ช่องที่ใส่ได้หลายค่าให้คั่นด้วยจุลภาคหรือขึ้นบรรทัดใหม่ (Alt+Enter)",
    "แถวที่ลบออกจากไฟล์ไม่ถูกลบออกจากระบบ การลบทำที่หน้าเว็บ",
    "เมื่อนำเข้า ระบบแสดงให้ดูก่อนว่าอะไรเพิ่ม อะไรเปลี่ยน และแถวใดรับไม่ได้เพราะอะไร ยังไม่บันทึกจนกว่าจะกดยืนยัน",
    "แถวที่รับไม่ได้ ดาวน์โหลดมาแก้แล้วนำเข้าอีกครั้งได้",
)


def guide(table: Table, scope: Scope, layouts: Iterable[Layout]) -> list[str]:
    """Return the lines of the guide; the first one is its title."""
    lines = [
        f"แบบกรอก{table.title} {scope.year_words}",
        f"หน่วยงาน: {scope.agency.name}",
        "",
        "วิธีกรอก",
        *(f"{number}. {rule}" for number, rule in enumerate(_RULES, start=1)),
    ]
    for layout in layouts:
        lines += ["", f"แผ่น “{layout.title}”"]
        lines += [
            f"• {column.heading}: {column.help}"
            for column in layout.columns
            if column.help and not column.hidden
        ]
    return lines
