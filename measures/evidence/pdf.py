"""Looking into a PDF: it is parsed in a process of its own with bounded time and memory."""

from pathlib import Path

from itaportal.language import gettext_lazy
from itaportal.probes import Bounds, ProbeBusy, ProbeFailed, ask
from measures.evidence.limits import DOCUMENT_MEMORY, DOCUMENT_PATIENCE, DOCUMENT_SECONDS
from measures.evidence.piece import UploadRefused

_PROBE = Path(__file__).with_name("pdf_probe.py")
_FOUND = {
    "active": gettext_lazy(
        "ไฟล์ PDF นี้มีคำสั่งโปรแกรม (JavaScript) หรือคำสั่งเปิดโปรแกรม ส่งข้อมูล หรือดึงไฟล์จากที่อื่น จึงรับไม่ได้ กรุณาพิมพ์เป็น PDF ใหม่ หรือสแกนเอกสาร"
    ),
    "large": gettext_lazy("ไฟล์ PDF นี้คลายออกมาแล้วใหญ่ผิดปกติ จึงรับไม่ได้ กรุณาพิมพ์เป็น PDF ใหม่ หรือสแกนเอกสาร"),
    "embedded": gettext_lazy("ไฟล์ PDF นี้มีไฟล์อื่นแนบอยู่ข้างใน จึงรับไม่ได้ กรุณาพิมพ์เป็น PDF ใหม่ แล้วส่งไฟล์ที่แนบแยกต่างหาก"),
    "encrypted": gettext_lazy("ไฟล์ PDF นี้ตั้งรหัสผ่านหรือจำกัดสิทธิ์ไว้ จึงตรวจไม่ได้ กรุณาบันทึกเป็น PDF แบบไม่ล็อกแล้วเลือกใหม่"),
}
_BROKEN = gettext_lazy("ไฟล์ PDF นี้เสียหรือซับซ้อนเกินกว่าจะตรวจได้ กรุณาพิมพ์เป็น PDF ใหม่ หรือสแกนเอกสาร")


def check(data: bytes) -> None:
    """Pass a readable PDF without scripts, launch commands, attachments or encryption. Raises UploadRefused."""
    try:
        verdict = ask(_PROBE, data, Bounds(DOCUMENT_SECONDS, DOCUMENT_MEMORY, DOCUMENT_PATIENCE))
    except ProbeBusy as busy:
        raise UploadRefused(str(busy)) from None
    except ProbeFailed:
        raise UploadRefused(_BROKEN) from None
    if verdict != "clean":
        raise UploadRefused(_FOUND.get(verdict, _BROKEN))
