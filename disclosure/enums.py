"""The words that disclosure stores."""

from django.db import models

from itaportal.language import gettext_lazy


class State(models.TextChoices):
    """How far the answer to an O-item is; only PUBLISHED counts as answered."""

    NOT_BEGUN = "not-begun", gettext_lazy("ยังไม่เริ่ม")
    PREPARING = "preparing", gettext_lazy("กำลังจัดทำ")
    READY = "ready", gettext_lazy("มีข้อมูลแล้ว รอเผยแพร่")
    PUBLISHED = "published", gettext_lazy("เผยแพร่แล้ว")

    @property
    def tag(self) -> str:
        """The kind of its tag (``_components/tag.html``)."""
        tags = {
            "not-begun": "not_started",
            "preparing": "in_progress",
            "ready": "partial",
            "published": "done",
        }
        return tags[self.value]


class Standing(models.TextChoices):
    """What the outcome of a check means for whoever looks after the link."""

    GOOD = "good", gettext_lazy("เปิดได้")
    DOUBT = "doubt", gettext_lazy("ควรเปิดดูเอง")
    BROKEN = "broken", gettext_lazy("เปิดไม่ได้")


class Outcome(models.TextChoices):
    """What a link answered when the portal asked for it."""

    OK = "ok", gettext_lazy("เปิดได้")
    MOVED = "moved", gettext_lazy("เปิดได้ แต่ย้ายที่อยู่แล้ว")
    DENIED = "denied", gettext_lazy("เว็บไซต์ไม่ให้ระบบเปิด")
    CERTIFICATE = "certificate", gettext_lazy("ใบรับรองของเว็บไซต์มีปัญหา")
    GONE = "gone", gettext_lazy("ไม่พบหน้านี้แล้ว")
    SIGN_IN = "sign-in", gettext_lazy("ต้องเข้าสู่ระบบก่อนจึงเปิดได้")
    FAILED = "failed", gettext_lazy("เว็บไซต์ขัดข้อง")
    NO_HOST = "no-host", gettext_lazy("ไม่พบเว็บไซต์ชื่อนี้")
    SILENT = "silent", gettext_lazy("เว็บไซต์ไม่ตอบ")
    LOOPING = "looping", gettext_lazy("เปลี่ยนหน้าต่อกันเกิน 5 ครั้ง")
    PRIVATE = "private", gettext_lazy("เป็นที่อยู่ภายใน ประชาชนเปิดไม่ได้")

    @property
    def standing(self) -> Standing:
        """What it means."""
        if self in (Outcome.OK, Outcome.MOVED):
            return Standing.GOOD
        return Standing.DOUBT if self in (Outcome.DENIED, Outcome.CERTIFICATE) else Standing.BROKEN

    @property
    def advice(self) -> str:
        """What to do about it, "" for nothing."""
        return _ADVICE.get(self.value, "")


_ADVICE = {
    "moved": gettext_lazy("แนะนำให้เปลี่ยนเป็นที่อยู่ใหม่ เพราะที่อยู่เดิมอาจเลิกใช้เมื่อใดก็ได้"),
    "denied": gettext_lazy("กรุณาเปิดลิงก์ดูเองโดยไม่เข้าสู่ระบบ ถ้าเปิดได้ ไม่ต้องแก้ไข"),
    "certificate": gettext_lazy(
        "กรุณาเปิดลิงก์ดูเอง ถ้าเบราว์เซอร์เตือนว่าไม่ปลอดภัย ให้แจ้งผู้ดูแลเว็บไซต์ต่ออายุหรือติดตั้งใบรับรองให้ครบ"
    ),
    "gone": gettext_lazy("หาหน้าที่ย้ายไปหรือนำไฟล์ขึ้นเว็บไซต์อีกครั้ง แล้วแก้ลิงก์ในข้อนี้"),
    "sign-in": gettext_lazy("ตั้งค่าไฟล์หรือโฟลเดอร์ให้ทุกคนที่มีลิงก์เปิดดูได้ แล้วตรวจอีกครั้ง"),
    "failed": gettext_lazy("แจ้งผู้ดูแลเว็บไซต์ แล้วตรวจอีกครั้งเมื่อเว็บไซต์ใช้ได้"),
    "no-host": gettext_lazy("ตรวจตัวสะกดของชื่อเว็บไซต์ในลิงก์ ถ้าถูกแล้ว ให้แจ้งผู้ดูแลเว็บไซต์ตรวจชื่อโดเมน"),
    "silent": gettext_lazy("ลองเปิดเอง ถ้าเปิดไม่ได้ ให้แจ้งผู้ดูแลเว็บไซต์ แล้วตรวจอีกครั้ง"),
    "looping": gettext_lazy("เปิดลิงก์ดูเอง แล้วคัดลอกที่อยู่ของหน้าสุดท้ายมาแทน"),
    "private": gettext_lazy("ใช้ที่อยู่ที่เปิดได้จากอินเทอร์เน็ต ไม่ใช่ที่อยู่ภายในสำนักงาน"),
}
