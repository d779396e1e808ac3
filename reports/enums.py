"""The words that documents store."""

from django.db import models


class Kind(models.TextChoices):
    """Kinds of document the portal writes; the value is the code in URLs and commands."""

    ANALYSIS_REPORT = "analysis-report", "รายงานการวิเคราะห์ผลการประเมินและมาตรการ"
    IMPROVEMENT_MATRIX = "improvement-matrix", "การวิเคราะห์ผลการประเมินเพื่อพัฒนาองค์กร"
    PROGRESS_MEMO = "progress-memo", "บันทึกข้อความรายงานผลการดำเนินการตามมาตรการ"
    OUTCOME_REPORT = "outcome-report", "สรุปผลการดำเนินการและผลลัพธ์ตามมาตรการ"
    TOPIC_REPORT = "topic-report", "รายงานผลการดำเนินการตาม 7 ประเด็น"


# Kinds that speak of the plan as a whole; the others report on one progress round.
KINDS_OF_A_PLAN = (Kind.ANALYSIS_REPORT, Kind.IMPROVEMENT_MATRIX)
KINDS_OF_A_ROUND = (Kind.PROGRESS_MEMO, Kind.OUTCOME_REPORT, Kind.TOPIC_REPORT)


class Stage(models.TextChoices):
    """How far a document is on its way, as the path of the year tells it."""

    DRAFT = "draft", "ร่าง"
    SUBMITTED = "submitted", "เสนอแล้ว"
    RETURNED = "returned", "ส่งกลับ"
    APPROVED = "approved", "อนุมัติแล้ว"
    PUBLISHED = "published", "เผยแพร่แล้ว"


class Format(models.TextChoices):
    """What a document is rendered to."""

    HTML = "html", "HTML"
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"


class Severity(models.TextChoices):
    """How much a finding of the completeness check weighs; the heaviest first."""

    MUST = "must", "ต้องแก้ก่อนเสนอ"
    SHOULD = "should", "ควรแก้"
    HINT = "hint", "ข้อสังเกต"
