"""Tables as files: templates to fill in, and everything that is stored."""

from collections.abc import Iterable

from exchange.engine.layout import Layout, of_table
from exchange.tables import table_of
from exchange.tables.scope import Scope
from exchange.writing.files import as_csv, as_xlsx
from itaportal.language import in_thai

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


@in_thai()
def template(scope: Scope) -> bytes:
    """Return the scope's table as a workbook to fill in; what is stored already stands in it. Raises TableRefused."""
    table = table_of(scope)
    layouts = of_table(table, title=f"{table.title} {scope.year_words} {scope.owner.name}")
    guide = _guide(f"แบบกรอก{table.title} {scope.year_words}", scope.owner.name, layouts)
    return as_xlsx(layouts, guide=guide, creator=table.creator, locked=True)


@in_thai()
def workbook(scope: Scope) -> bytes:
    """Return everything stored as a workbook that can be brought in again. Raises TableRefused."""
    table = table_of(scope)
    return as_xlsx(of_table(table), creator=table.creator)


@in_thai()
def delimited(scope: Scope) -> bytes:
    """Return everything stored as CSV that can be brought in again. Raises TableRefused."""
    return as_csv(of_table(table_of(scope))[0])


def _guide(title: str, agency: str, layouts: Iterable[Layout]) -> list[str]:
    """Return the lines of a template's first sheet: how to fill it in; the first line is its title."""
    rules = (f"{number}. {rule}" for number, rule in enumerate(_RULES, start=1))
    lines = [title, f"หน่วยงาน: {agency}", "", "วิธีกรอก", *rules]
    for layout in layouts:
        helps = (each for each in layout.columns if each.help and not each.hidden)
        lines += ["", f"แผ่น “{layout.title}”", *(f"• {each.heading}: {each.help}" for each in helps)]
    return lines
