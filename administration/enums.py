"""The words that lists of site administration are narrowed by."""

from django.db import models


class AgencyState(models.TextChoices):
    """How an agency stands."""

    OPEN = "open", "ใช้งานอยู่"
    CLOSED = "closed", "ปิดแล้ว"
    LACKING = "lacking", "ไม่มีผู้ดูแลข้อมูลหน่วยงาน"


class AccountState(models.TextChoices):
    """How an account stands."""

    ACTIVE = "active", "ใช้งานได้"
    NEVER = "never", "ยังไม่เคยเข้าใช้"
    BLOCKED = "blocked", "ถูกระงับ"


class TaskState(models.TextChoices):
    """How a task of the queue stands, as django_tasks calls it."""

    FAILED = "FAILED", "ไม่สำเร็จ"
    READY = "READY", "รอทำ"
    RUNNING = "RUNNING", "กำลังทำ"
    DONE = "SUCCESSFUL", "สำเร็จ"


class Duty(models.TextChoices):
    """What a person is beyond one agency, or that they are nothing."""

    SITE = "site", "ผู้ดูแลระบบ"
    OVERSEER = "overseer", "ผู้กำกับดูแล"
    NONE = "none", "ไม่มีหน้าที่ใดในปัจจุบัน"


TASK_NAMES = {
    "accounts.tasks.send_reset_link": "ส่งลิงก์ตั้งรหัสผ่านใหม่",
    "batches.tasks.go_on": "ทำเอกสารของหลายหน่วยงาน",
    "disclosure.tasks.check_year": "ตรวจลิงก์ของข้อ OIT",
    "exchange.tasks.read_import": "อ่านไฟล์นำเข้า",
    "exchange.tasks.apply_import": "บันทึกไฟล์นำเข้า",
    "handbook.tasks.render_manual": "ทำคู่มือเป็น PDF",
    "reports.tasks.render": "ทำไฟล์เอกสาร",
}
"""What people call the tasks of the portal."""

TASK_FAULTS = {
    "TaskCancelled": "ผู้ดูแลระบบยกเลิกก่อนเริ่มทำ",
    "WorkerDied": "ตัวทำงานเบื้องหลังหยุดกลางคันหลายครั้ง อาจเพราะหน่วยความจำไม่พอ",
    "MemoryError": "หน่วยความจำของเครื่องแม่ข่ายไม่พอ",
    "OperationalError": "ฐานข้อมูลไม่ตอบหรือบันทึกไม่ได้",
    "OSError": "อ่านหรือบันทึกไฟล์ไม่ได้ กรุณาตรวจที่เก็บไฟล์",
    "FileNotFoundError": "ไม่พบไฟล์ที่ต้องใช้",
    "ConnectionRefusedError": "ติดต่อเครื่องแม่ข่ายอื่นไม่ได้ เช่น อีเมล",
    "TimeoutError": "เครื่องแม่ข่ายอื่นไม่ตอบในเวลา เช่น อีเมล",
    "SMTPException": "เครื่องแม่ข่ายอีเมลไม่รับอีเมล",
}
"""What tasks fail of, by the name of the fault; what is not here is a mistake of the program."""
