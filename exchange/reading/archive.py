"""An office file's zip archive: bounded before anything is unpacked, its kind, and no entities in its XML."""

import io
import zipfile
from collections.abc import Collection
from typing import IO

from exchange.reading import limits
from exchange.reading.book import FileRefused
from exchange.reading.kinds import BROKEN, DOCX, LOCKED, ODS, ODT, XLSB, XLSX
from itaportal import archives
from itaportal.language import marked

_BOMB = marked(
    "ไฟล์นี้คลายออกมาแล้วใหญ่ผิดปกติ จึงรับไม่ได้ กรุณาคัดลอกเฉพาะตารางไปไว้ในไฟล์ Excel ใหม่ แล้วบันทึกและนำเข้าอีกครั้ง"
)
_ENTITIES = marked(
    "ไฟล์นี้มีคำสั่งพิเศษแฝงอยู่ในโครงสร้าง (DOCTYPE) ซึ่งโปรแกรมตารางทั่วไปไม่ใช้ จึงรับไม่ได้ กรุณาบันทึกใหม่จาก Excel"
)
_OTHER_OFFICE = marked("ไฟล์นี้ไม่ใช่ไฟล์ตาราง (เป็นสไลด์หรือภาพวาด) กรุณาเลือกไฟล์ Excel (.xlsx) Word (.docx) หรือ CSV")
_OTHER_ZIP = marked("ไฟล์นี้เป็นไฟล์บีบอัด กรุณาแตกไฟล์แล้วเลือกไฟล์ Excel (.xlsx) หรือ CSV ที่อยู่ข้างใน")
_FAULTS = {archives.LOCKED: LOCKED, archives.UNKNOWN_METHOD: BROKEN}
_OFFICE_FOLDERS = ("word/", "ppt/", "visio/")
_OPEN_DOCUMENTS = {
    ODS: b"application/vnd.oasis.opendocument.spreadsheet",
    ODT: b"application/vnd.oasis.opendocument.text",
}
_DECLARATIONS = [
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
]
_CHUNK, _LONGEST_MARK = 1 << 18, 20


class Archive:
    """The parts of a workbook, by their paths in whatever capitals."""

    def __init__(self, data: bytes) -> None:
        """Raises FileRefused for what is locked, would unpack to too much or declares entities."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except NotImplementedError as error:
            raise FileRefused(BROKEN) from error
        members = self._zip.infolist()
        _refuse_bombs(members)
        # Some programs write other capitals than the relations name.
        self._names = {member.filename.lstrip("/").lower(): member.filename for member in members}

    def kind(self) -> str:
        """Return XLSX, XLSB, ODS, DOCX or ODT. Raises FileRefused for another archive."""
        said = self.open("mimetype").read(100) if self.has("mimetype") else b""
        for kind, mark in _OPEN_DOCUMENTS.items():
            if said.startswith(mark):
                return kind
        if self.has("word/document.xml"):
            return DOCX
        if self.has("xl/workbook.xml"):
            return XLSX
        if self.has("xl/workbook.bin"):
            return XLSB
        is_office = any(name.startswith(_OFFICE_FOLDERS) for name in self._names)
        raise FileRefused(_OTHER_OFFICE if is_office else _OTHER_ZIP)

    def refuse_entities(self) -> None:
        """Read every part that may be XML to its end, which also proves its size and checksum. Raises FileRefused."""
        for name in self._names:
            # Other workbooks that this one points to are never looked at.
            is_read = name.endswith((".xml", ".rels")) and not name.startswith("xl/externallinks/")
            if is_read and self.mentions(name, _DECLARATIONS):
                raise FileRefused(_ENTITIES)

    def has(self, path: str) -> bool:
        """Return whether there is such a part."""
        return path.lower() in self._names

    def open(self, path: str) -> IO[bytes]:
        """Return a part that is there as a stream."""
        return self._zip.open(self._names[path.lower()])

    def mentions(self, path: str, marks: Collection[bytes]) -> bool:
        """Return whether a part holds any of the marks, each at most 20 bytes long."""
        rest = b""
        with self.open(path) as stream:
            while chunk := stream.read(_CHUNK):
                content = rest + chunk
                if any(mark in content for mark in marks):
                    return True
                rest = chunk[-_LONGEST_MARK:]
        return False


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    fault = archives.fault_of(members, most=limits.MAX_MEMBERS, unpacked=limits.MAX_UNPACKED_BYTES)
    tight = any(
        member.file_size > limits.SMALL_PART_BYTES
        and member.file_size > limits.MAX_RATIO * max(member.compress_size, 1)
        for member in members
    )
    if fault or tight:
        raise FileRefused(_FAULTS.get(fault, _BOMB))
