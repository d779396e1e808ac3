"""Criteria packs as files: YAML text or an XLSX workbook, in and out."""

from criteria.packs import workbook, yaml_lines
from criteria.packs.places import FilePlace, PackFile, PlacedProblem
from itaportal.language import marked

MAX_BYTES = 1 << 20
_ENCODING = marked("ไฟล์ข้อความต้องบันทึกแบบ UTF-8 กรุณาบันทึกใหม่ หรือใช้ไฟล์ Excel (.xlsx)")
__all__ = ["MAX_BYTES", "PackFile", "PlacedProblem", "is_workbook", "read"]


def is_workbook(data: bytes) -> bool:
    """Tell by content whether the file is a zip archive, as every XLSX is."""
    return data.startswith(b"PK")


def read(data: bytes) -> PackFile:
    """Return an uploaded pack as read, whatever its name says it is."""
    if is_workbook(data):
        return workbook.read(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return PackFile(None, (PlacedProblem(FilePlace(line), _ENCODING),))
    return yaml_lines.read(text)
