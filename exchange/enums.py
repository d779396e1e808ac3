"""The words that imports store."""

from django.db import models


class TableName(models.TextChoices):
    """What a file holds."""

    SCORES = "scores", "คะแนน"
    FINDINGS = "findings", "ผลการวิเคราะห์"
    MEASURES = "measures", "มาตรการ"
    PROGRESS = "progress", "ผลการดำเนินการ"


class CountryTableName(models.TextChoices):
    """Whether a file of many agencies adds those that are not stored or refuses them."""

    KNOWN = "agencies", "คะแนนหลายหน่วยงาน"
    CREATING = "agencies_new", "คะแนนหลายหน่วยงาน และเพิ่มหน่วยงานที่ยังไม่มี"


class SiteTableName(models.TextChoices):
    """What a file of the whole site holds besides scores."""

    AGENCIES = "agency_list", "รายชื่อหน่วยงาน"


class ImportState(models.TextChoices):
    """How far an import is."""

    UPLOADED = "uploaded", "รับไฟล์แล้ว"
    READING = "reading", "กำลังอ่านไฟล์"
    READY = "ready", "รอยืนยัน"
    IMPORTING = "importing", "กำลังนำเข้า"
    DONE = "done", "นำเข้าแล้ว"
    FAILED = "failed", "ทำต่อไม่ได้"
    UNDONE = "undone", "เลิกการนำเข้าแล้ว"


class Mode(models.TextChoices):
    """What happens to rows that differ from what is stored."""

    STOP = "stop", "หยุด ไม่นำเข้าเลยถ้ามีแถวที่ต่างจากเดิมหรือรับไม่ได้"
    SKIP = "skip", "ข้าม เพิ่มเฉพาะแถวใหม่ แถวที่ต่างจากเดิมคงไว้อย่างเดิม"
    UPDATE = "update", "แก้ไข ให้เป็นตามไฟล์"


class Blank(models.TextChoices):
    """What a blank cell says where the stored row has scores or names others (departments, indicators, steps)."""

    KEEP = "keep", "คงค่าเดิมไว้"
    CLEAR = "clear", "ล้างค่าเดิม"


class RowKind(models.TextChoices):
    """What the preview says about a row of the file."""

    NEW = "new", "เพิ่มใหม่"
    CHANGED = "changed", "เปลี่ยน"
    UNCHANGED = "unchanged", "เหมือนเดิม"
    REFUSED = "refused", "รับไม่ได้"
