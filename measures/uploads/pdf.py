"""Looking into a PDF: it is parsed in a process of its own with bounded time and memory."""

import subprocess
import sys
from pathlib import Path

from measures.uploads.limits import PDF_MEMORY, PDF_SECONDS
from measures.uploads.piece import UploadRefused

_PROBE = Path(__file__).with_name("pdf_probe.py")
_FOUND = {
    "active": "ไฟล์ PDF นี้มีคำสั่งโปรแกรม (JavaScript) หรือคำสั่งเปิดโปรแกรมอื่น จึงรับไม่ได้ กรุณาพิมพ์เป็น PDF ใหม่ หรือสแกนเอกสาร",
    "embedded": "ไฟล์ PDF นี้มีไฟล์อื่นแนบอยู่ข้างใน จึงรับไม่ได้ กรุณาพิมพ์เป็น PDF ใหม่ แล้วส่งไฟล์ที่แนบแยกต่างหาก",
    "encrypted": "ไฟล์ PDF นี้ตั้งรหัสผ่านหรือจำกัดสิทธิ์ไว้ จึงตรวจไม่ได้ กรุณาบันทึกเป็น PDF แบบไม่ล็อกแล้วเลือกใหม่",
}
_BROKEN = "ไฟล์ PDF นี้เสียหรือซับซ้อนเกินกว่าจะตรวจได้ กรุณาพิมพ์เป็น PDF ใหม่ หรือสแกนเอกสาร"


def check(data: bytes) -> None:
    """Pass a readable PDF without scripts, launch commands, attachments or encryption. Raises UploadRefused."""
    try:
        command = [sys.executable, "-I", str(_PROBE), str(PDF_SECONDS), str(PDF_MEMORY)]
        probe = subprocess.run(command, input=data, capture_output=True, timeout=PDF_SECONDS + 5)
    except subprocess.TimeoutExpired:
        raise UploadRefused(_BROKEN) from None
    verdict = probe.stdout.decode("ascii", "replace").strip()
    if probe.returncode or verdict != "clean":
        raise UploadRefused(_FOUND.get(verdict, _BROKEN))
