"""The words that imports store."""

from django.db import models

from itaportal.language import gettext_lazy


class TableName(models.TextChoices):
    """What a file holds."""

    SCORES = "scores", gettext_lazy("คะแนน")
    FINDINGS = "findings", gettext_lazy("ผลการวิเคราะห์")
    MEASURES = "measures", gettext_lazy("มาตรการ")
    PROGRESS = "progress", gettext_lazy("ผลการดำเนินการ")


class CountryTableName(models.TextChoices):
    """Whether a file of many agencies adds those that are not stored or refuses them."""

    KNOWN = "agencies", gettext_lazy("คะแนนหลายหน่วยงาน")
    CREATING = "agencies_new", gettext_lazy("คะแนนหลายหน่วยงาน และเพิ่มหน่วยงานที่ยังไม่มี")


class SiteTableName(models.TextChoices):
    """What a file of the whole site holds besides scores."""

    AGENCIES = "agency_list", gettext_lazy("รายชื่อหน่วยงาน")


class ImportState(models.TextChoices):
    """How far an import is."""

    UPLOADED = "uploaded", gettext_lazy("รับไฟล์แล้ว")
    READING = "reading", gettext_lazy("กำลังอ่านไฟล์")
    READY = "ready", gettext_lazy("รอยืนยัน")
    IMPORTING = "importing", gettext_lazy("กำลังนำเข้า")
    DONE = "done", gettext_lazy("นำเข้าแล้ว")
    FAILED = "failed", gettext_lazy("ทำต่อไม่ได้")
    UNDONE = "undone", gettext_lazy("เลิกการนำเข้าแล้ว")


class Mode(models.TextChoices):
    """What happens to rows that differ from what is stored."""

    STOP = "stop", gettext_lazy("หยุด ไม่นำเข้าเลยถ้ามีแถวที่ต่างจากเดิมหรือรับไม่ได้")
    SKIP = "skip", gettext_lazy("ข้าม เพิ่มเฉพาะแถวใหม่ แถวที่ต่างจากเดิมคงไว้อย่างเดิม")
    UPDATE = "update", gettext_lazy("แก้ไข ให้เป็นตามไฟล์")


class Blank(models.TextChoices):
    """What a blank cell says where the stored row has scores or names others (departments, indicators, steps)."""

    KEEP = "keep", gettext_lazy("คงค่าเดิมไว้")
    CLEAR = "clear", gettext_lazy("ล้างค่าเดิม")


class RowKind(models.TextChoices):
    """What the preview says about a row of the file."""

    NEW = "new", gettext_lazy("เพิ่มใหม่")
    CHANGED = "changed", gettext_lazy("เปลี่ยน")
    UNCHANGED = "unchanged", gettext_lazy("เหมือนเดิม")
    REFUSED = "refused", gettext_lazy("รับไม่ได้")
