"""Looking into an xlsx or docx: it is unpacked and read in a process of its own with bounded time and memory."""

from pathlib import Path

from itaportal import archives
from itaportal.language import gettext_lazy
from itaportal.probes import Bounds, ProbeBusy, ProbeFailed, ask
from measures.evidence.limits import (
    DOCUMENT_MEMORY,
    DOCUMENT_PATIENCE,
    DOCUMENT_SECONDS,
    MAX_MEMBERS,
    MAX_UNPACKED_BYTES,
)
from measures.evidence.piece import UploadRefused

_PROBE = Path(__file__).with_name("office_probe.py")
_TAKEN = ("xlsx", "docx")
_BROKEN = gettext_lazy("ไฟล์นี้เสียหรือเปิดไม่ได้ กรุณาเปิดด้วยโปรแกรมเดิมแล้วบันทึกใหม่ หรือบันทึกเป็น PDF")
_FOUND = {
    archives.TOO_LARGE: gettext_lazy("ไฟล์นี้คลายออกมาแล้วใหญ่ผิดปกติ จึงรับไม่ได้ กรุณาบันทึกเป็น PDF แล้วเลือกใหม่"),
    archives.LOCKED: gettext_lazy("ไฟล์นี้ตั้งรหัสผ่านไว้ กรุณาบันทึกแบบไม่มีรหัสผ่านแล้วเลือกใหม่"),
    "other": gettext_lazy("รับไฟล์บีบอัดไม่ได้ กรุณาแตกไฟล์แล้วเลือกไฟล์ข้างใน (รูป PDF XLSX หรือ DOCX)"),
    "macro": gettext_lazy(
        "ไฟล์นี้มีมาโครหรือวัตถุโปรแกรมฝังอยู่ จึงรับไม่ได้ กรุณาบันทึกเป็น XLSX หรือ DOCX แบบไม่มีมาโคร หรือเป็น PDF"
    ),
    "remote": gettext_lazy("ไฟล์นี้ดึงแม่แบบ รูป หรือข้อมูลจากที่อื่นเองเมื่อเปิด จึงรับไม่ได้ กรุณาบันทึกเป็น PDF แล้วเลือกใหม่"),
    "embedded": gettext_lazy("ไฟล์นี้มีไฟล์อื่นฝังอยู่ข้างใน จึงรับไม่ได้ กรุณาบันทึกเป็น PDF แล้วส่งไฟล์ที่ฝังอยู่แยกต่างหาก"),
}


def extension_of(data: bytes) -> str:
    """Return "xlsx" or "docx" after every member was read to its end. Raises UploadRefused for anything else."""
    bounds = Bounds(DOCUMENT_SECONDS, DOCUMENT_MEMORY, DOCUMENT_PATIENCE)
    try:
        verdict = ask(_PROBE, data, bounds, MAX_MEMBERS, MAX_UNPACKED_BYTES)
    except ProbeBusy as busy:
        raise UploadRefused(str(busy)) from None
    except ProbeFailed:
        raise UploadRefused(_BROKEN) from None
    if verdict not in _TAKEN:
        raise UploadRefused(_FOUND.get(verdict, _BROKEN))
    return verdict
