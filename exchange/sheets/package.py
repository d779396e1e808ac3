"""A workbook's package: what kind it is, bounded before anything is unpacked, its parts and how they hang together."""

import io
import posixpath
import zipfile
from typing import IO

from exchange.sheets import limits
from exchange.sheets.book import FileRefused
from exchange.sheets.xmlstream import BROKEN, attribute, walk

_BOMB = "ไฟล์นี้คลายออกมาแล้วใหญ่ผิดปกติ จึงรับไม่ได้ กรุณาคัดลอกเฉพาะตารางไปไว้ในไฟล์ Excel ใหม่ แล้วบันทึกและนำเข้าอีกครั้ง"
_LOCKED = "ไฟล์นี้ตั้งรหัสผ่านไว้ กรุณาเปิดใน Excel ยกเลิกรหัสผ่าน แล้วบันทึกและนำเข้าอีกครั้ง"
_BINARY = (
    "ไฟล์นี้เป็น Excel แบบไบนารี (.xlsb) ระบบอ่านไม่ได้ กรุณาเปิดใน Excel แล้วเลือก “บันทึกเป็น” ชนิด Excel Workbook (.xlsx)"
)
_ODS = (
    "ไฟล์นี้เป็นตารางของ LibreOffice (.ods) ระบบอ่านไม่ได้ กรุณาเปิดในโปรแกรมเดิม แล้วเลือก “บันทึกเป็น” ชนิด Excel (.xlsx)"
)
_OTHER_OFFICE = "ไฟล์นี้ไม่ใช่ไฟล์ตาราง (เป็นเอกสาร Word หรือสไลด์) กรุณาเลือกไฟล์ Excel (.xlsx) หรือ CSV"
_OTHER_ZIP = "ไฟล์นี้เป็นไฟล์บีบอัด กรุณาแตกไฟล์แล้วเลือกไฟล์ Excel (.xlsx) หรือ CSV ที่อยู่ข้างใน"
# What office programs write. Python unpacks the other methods without a bound, whatever is asked for.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Package:
    """The parts of an xlsx by their paths without the leading slash."""

    def __init__(self, data: bytes) -> None:
        """Raises FileRefused for what is no workbook, is locked or would unpack to too much."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise FileRefused(BROKEN) from error
        members = self._archive.infolist()
        _refuse_bombs(members)
        # Some programs write other capitals than the relations name.
        self._names = {member.filename.lstrip("/").lower(): member.filename for member in members}
        self._refuse_others()

    def has(self, path: str) -> bool:
        """Return whether there is such a part."""
        return path.lower() in self._names

    def open(self, path: str) -> IO[bytes]:
        """Return a part as a stream. Raises FileRefused."""
        try:
            return self._archive.open(self._names[path.lower()])
        except KeyError as error:
            raise FileRefused(BROKEN) from error

    def relations(self, part: str = "") -> dict[str, tuple[str, str]]:
        """Return the last word of the kind and the path of every inner relation of a part, by id."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, tuple[str, str]] = {}

        def start(attributes) -> None:
            # What lies outside the file (links to other workbooks, pictures of web sites) is never looked at.
            if attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip(
                    "/"
                )
                found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target)

        if self.has(path):
            with self.open(path) as stream:
                walk(stream, {"Relationship": start})
        return found

    def workbook(self) -> str:
        """Return the path of the workbook part. Raises FileRefused."""
        targets = [target for kind, target in self.relations().values() if kind == "officeDocument"]
        part = next((target for target in [*targets, "xl/workbook.xml"] if self.has(target)), "")
        if not part:
            raise FileRefused(_OTHER_ZIP)
        if part.endswith(".bin"):
            raise FileRefused(_BINARY)
        found: list[object] = []
        with self.open(part) as stream:
            walk(stream, {"workbook": found.append})
        if not found:
            raise FileRefused(_OTHER_OFFICE)
        return part

    def _refuse_others(self) -> None:
        if self.has("mimetype") and self.has("content.xml"):
            raise FileRefused(_ODS)
        if self.has("xl/workbook.bin") and not self.has("xl/workbook.xml"):
            raise FileRefused(_BINARY)


def attribute_id(attributes) -> str:
    """Return the relation that an element names (r:id)."""
    return next((value for key, value in attributes.items() if key.endswith(":id")), "") or (
        attribute(attributes, "id") or ""
    )


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    tight = any(
        member.file_size > limits.SMALL_PART_BYTES
        and member.file_size > limits.MAX_RATIO * max(member.compress_size, 1)
        for member in members
    )
    if len(members) > limits.MAX_MEMBERS or total > limits.MAX_UNPACKED_BYTES or tight:
        raise FileRefused(_BOMB)
    if any(member.flag_bits & 1 for member in members):
        raise FileRefused(_LOCKED)
    if any(member.compress_type not in _METHODS for member in members):
        raise FileRefused(BROKEN)
