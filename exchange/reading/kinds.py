"""What kind of file bytes are, told by their content; kinds that are not read are refused with what to do instead."""

import re

from exchange.reading.book import FileRefused
from itaportal.language import marked

XLSX, XLSB, ODS, XLS, ZIP, TEXT = "xlsx", "xlsb", "ods", "xls", "zip", "text"
DOCX, ODT = "docx", "odt"
BROKEN = marked("ไฟล์นี้เสียหรือเปิดไม่ได้ กรุณาเปิดด้วยโปรแกรมเดิม แล้วบันทึกใหม่เป็น Excel Workbook (.xlsx)")
LOCKED = marked("ไฟล์นี้ตั้งรหัสผ่านไว้ กรุณาเปิดใน Excel ยกเลิกรหัสผ่าน แล้วบันทึกและนำเข้าอีกครั้ง")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EMPTY = marked("ไฟล์นี้ว่างเปล่า กรุณาตรวจว่าบันทึกไฟล์แล้ว และเลือกไฟล์ใหม่")
_OLD_OFFICE = marked(
    "ไฟล์นี้เป็นเอกสาร Office รุ่นเก่าที่ไม่ใช่ตาราง ถ้าเป็น Word (.doc) กรุณาเปิดใน Word แล้วบันทึกเป็น Word Document (.docx) แล้วเลือกใหม่"
)
_PDF = marked(
    "ไฟล์นี้เป็น PDF ไม่ใช่ไฟล์ตาราง กรุณาเลือกไฟล์ Excel (.xlsx) Word (.docx) หรือ CSV ถ้าเป็นรายงานที่มีคะแนน กรุณาใช้หน้า “วางตารางหรือไฟล์ชนิดอื่น”"
)
_PICTURE = marked("ไฟล์นี้เป็นรูปภาพ ไม่ใช่ไฟล์ตาราง กรุณาเลือกไฟล์ Excel (.xlsx) หรือ CSV")
_XML = marked("ไฟล์นี้เป็นตารางแบบ XML ระบบอ่านไม่ได้ กรุณาเปิดใน Excel แล้วเลือก “บันทึกเป็น” ชนิด Excel Workbook (.xlsx)")
_PACKED = marked("ไฟล์นี้เป็นไฟล์บีบอัด กรุณาแตกไฟล์แล้วเลือกไฟล์ Excel (.xlsx) หรือ CSV ที่อยู่ข้างใน")
_REFUSED = {
    b"%PDF": _PDF,
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"Rar!": _PACKED,
    b"7z\xbc\xaf": _PACKED,
    b"\x1f\x8b": _PACKED,
    b"<?xml": _XML,
}
_PAGE = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|table|style|div)\b",
    re.IGNORECASE | re.DOTALL,
)


def kind_of(data: bytes) -> str:
    """Return XLS, ZIP (whose parts tell more) or TEXT. Raises FileRefused for what is none of them."""
    if not data.strip(b"\0\r\n\t "):
        raise FileRefused(_EMPTY)
    if data.startswith(_OLE):
        return _old_kind(data)
    # An archive without a single member begins with its end.
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ZIP
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:8]
    for mark, reason in _REFUSED.items():
        if head.startswith(mark) and not (mark == b"<?xml" and b"<html" in data[:2000].lower()):
            raise FileRefused(reason)
    return TEXT


def _old_kind(data: bytes) -> str:
    """Tell by the names in the directory of the old container what is in it."""
    if _name("EncryptedPackage") in data:
        raise FileRefused(LOCKED)
    if _name("Workbook") in data or _name("Book") in data:
        return XLS
    raise FileRefused(_OLD_OFFICE)


def _name(text: str) -> bytes:
    return text.encode("utf-16-le") + b"\0\0"


def is_page(text: str) -> bool:
    """Return whether text is a web page; some systems give their tables as one with the name of an Excel file."""
    head = text[:4000].lstrip("\ufeff")
    return bool(_PAGE.match(re.sub(r"<\?xml[^>]*\?>", "", head, count=1)))
