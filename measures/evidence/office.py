"""Looking into an xlsx or docx: a zip of bounded size that holds the right parts and no programs."""

import io
import struct
import zipfile
import zlib

from itaportal import archives
from measures.evidence.limits import MAX_MEMBERS, MAX_UNPACKED_BYTES
from measures.evidence.piece import UploadRefused

_MAIN_PARTS = {"xl/workbook.xml": "xlsx", "word/document.xml": "docx"}
_PROGRAMS = ("vbaproject.bin", "activex", "oleobject", "macrosheets/")
_BOMB = "ไฟล์นี้คลายออกมาแล้วใหญ่ผิดปกติ จึงรับไม่ได้ กรุณาบันทึกเป็น PDF แล้วเลือกใหม่"
_BROKEN = "ไฟล์นี้เสียหรือเปิดไม่ได้ กรุณาเปิดด้วยโปรแกรมเดิมแล้วบันทึกใหม่ หรือบันทึกเป็น PDF"
_OTHER = "รับไฟล์บีบอัดไม่ได้ กรุณาแตกไฟล์แล้วเลือกไฟล์ข้างใน (รูป PDF XLSX หรือ DOCX)"
_MACRO = "ไฟล์นี้มีมาโครหรือวัตถุโปรแกรมฝังอยู่ จึงรับไม่ได้ กรุณาบันทึกเป็น XLSX หรือ DOCX แบบไม่มีมาโคร หรือเป็น PDF"
_LOCKED = "ไฟล์นี้ตั้งรหัสผ่านไว้ กรุณาบันทึกแบบไม่มีรหัสผ่านแล้วเลือกใหม่"
_FAULTS = {archives.TOO_LARGE: _BOMB, archives.LOCKED: _LOCKED, archives.UNKNOWN_METHOD: _BROKEN}


def extension_of(data: bytes) -> str:
    """Return "xlsx" or "docx" after reading every member to its end. Raises UploadRefused for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if fault := archives.fault_of(members, most=MAX_MEMBERS, unpacked=MAX_UNPACKED_BYTES):
                raise UploadRefused(_FAULTS[fault])
            extension = _extension([entry.filename for entry in members])
            _read_all(archive, members)
            if b"macroenabled" in archive.read("[Content_Types].xml").lower():
                raise UploadRefused(_MACRO)
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        OSError,
        EOFError,
        RuntimeError,
        ValueError,
    ) as error:
        if isinstance(error, UploadRefused):
            raise
        raise UploadRefused(_BROKEN) from error
    return extension


def _extension(names: list[str]) -> str:
    found = [extension for part, extension in _MAIN_PARTS.items() if part in names]
    if len(found) != 1 or "[Content_Types].xml" not in names:
        raise UploadRefused(_OTHER)
    if any(program in name.lower() for name in names for program in _PROGRAMS):
        raise UploadRefused(_MACRO)
    return found[0]


def _read_all(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    # The sizes in the directory are claims: reading to the end compares length and checksum with what is there.
    for entry in members:
        with archive.open(entry) as stream:
            while stream.read(1 << 20):
                pass
