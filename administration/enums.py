"""The words that lists of site administration are narrowed by."""

from django.db import models

from itaportal.language import gettext_lazy


class AgencyState(models.TextChoices):
    """How an agency stands."""

    OPEN = "open", gettext_lazy("ใช้งานอยู่")
    CLOSED = "closed", gettext_lazy("ปิดแล้ว")
    LACKING = "lacking", gettext_lazy("ไม่มีผู้ดูแลข้อมูลหน่วยงาน")


class AccountState(models.TextChoices):
    """How an account stands."""

    ACTIVE = "active", gettext_lazy("ใช้งานได้")
    NEVER = "never", gettext_lazy("ยังไม่เคยเข้าใช้")
    BLOCKED = "blocked", gettext_lazy("ถูกระงับ")


class TaskState(models.TextChoices):
    """How a task of the queue stands, as django_tasks calls it."""

    FAILED = "FAILED", gettext_lazy("ไม่สำเร็จ")
    READY = "READY", gettext_lazy("รอทำ")
    RUNNING = "RUNNING", gettext_lazy("กำลังทำ")
    DONE = "SUCCESSFUL", gettext_lazy("สำเร็จ")


class Duty(models.TextChoices):
    """What a person is beyond one agency, or that they are nothing."""

    SITE = "site", gettext_lazy("ผู้ดูแลระบบ")
    OVERSEER = "overseer", gettext_lazy("ผู้กำกับดูแล")
    NONE = "none", gettext_lazy("ไม่มีหน้าที่ใดในปัจจุบัน")


TASK_NAMES = {
    "accounts.tasks.send_reset_link": gettext_lazy("ส่งลิงก์ตั้งรหัสผ่านใหม่"),
    "batches.tasks.go_on": gettext_lazy("ทำเอกสารของหลายหน่วยงาน"),
    "disclosure.tasks.check_year": gettext_lazy("ตรวจลิงก์ของข้อ OIT"),
    "exchange.tasks.read_import": gettext_lazy("อ่านไฟล์นำเข้า"),
    "exchange.tasks.apply_import": gettext_lazy("บันทึกไฟล์นำเข้า"),
    "handbook.tasks.render_manual": gettext_lazy("ทำคู่มือเป็น PDF"),
    "overview.tasks.catch_up": gettext_lazy("เตือนกำหนด ส่งอีเมลที่ค้าง และงานประจำอื่น"),
    "reports.tasks.render": gettext_lazy("ทำไฟล์เอกสาร"),
}
"""What people call the tasks of the portal."""

TASK_FAULTS = {
    "TaskCancelled": gettext_lazy("ผู้ดูแลระบบยกเลิกก่อนเริ่มทำ"),
    "WorkerDied": gettext_lazy("ตัวทำงานเบื้องหลังหยุดกลางคันหลายครั้ง อาจเพราะหน่วยความจำไม่พอ"),
    "MemoryError": gettext_lazy("หน่วยความจำของเครื่องแม่ข่ายไม่พอ"),
    "OperationalError": gettext_lazy("ฐานข้อมูลไม่ตอบหรือบันทึกไม่ได้"),
    "OSError": gettext_lazy("อ่านหรือบันทึกไฟล์ไม่ได้ กรุณาตรวจที่เก็บไฟล์"),
    "FileNotFoundError": gettext_lazy("ไม่พบไฟล์ที่ต้องใช้"),
    "ConnectionRefusedError": gettext_lazy("ติดต่อเครื่องแม่ข่ายอื่นไม่ได้ เช่น อีเมล"),
    "TimeoutError": gettext_lazy("เครื่องแม่ข่ายอื่นไม่ตอบในเวลา เช่น อีเมล"),
    "SMTPException": gettext_lazy("เครื่องแม่ข่ายอีเมลไม่รับอีเมล"),
}
"""What tasks fail of, by the name of the fault; what is not here is a mistake of the program."""
