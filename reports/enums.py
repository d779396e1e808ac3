"""The words that documents store."""

from django.db import models

from itaportal.language import gettext_lazy


class Kind(models.TextChoices):
    """Kinds of document the portal writes; the value is the code in URLs and commands."""

    ANALYSIS_REPORT = "analysis-report", gettext_lazy("รายงานการวิเคราะห์ผลการประเมินและมาตรการ")
    IMPROVEMENT_MATRIX = "improvement-matrix", gettext_lazy("การวิเคราะห์ผลการประเมินเพื่อพัฒนาองค์กร")
    PROGRESS_MEMO = "progress-memo", gettext_lazy("บันทึกข้อความรายงานผลการดำเนินการตามมาตรการ")
    OUTCOME_REPORT = "outcome-report", gettext_lazy("สรุปผลการดำเนินการและผลลัพธ์ตามมาตรการ")
    TOPIC_REPORT = "topic-report", gettext_lazy("รายงานผลการดำเนินการตาม 7 ประเด็น")
    OIT_MEMO = "oit-memo", gettext_lazy("บันทึกข้อความรายงานความพร้อมข้อมูล OIT")
    OIT_CONTEST = "oit-contest", gettext_lazy("บันทึกข้อความขอทบทวนคะแนน OIT เบื้องต้น")


# Kinds that speak of the plan as a whole, those that report on one progress round, and what tells of the O-items.
KINDS_OF_A_PLAN = (Kind.ANALYSIS_REPORT, Kind.IMPROVEMENT_MATRIX)
KINDS_OF_A_ROUND = (Kind.PROGRESS_MEMO, Kind.OUTCOME_REPORT, Kind.TOPIC_REPORT)
KINDS_OF_OIT = (Kind.OIT_MEMO, Kind.OIT_CONTEST)
KINDS_WITHOUT_ROUND = (*KINDS_OF_A_PLAN, *KINDS_OF_OIT)
# Kinds that begin with a letterhead.
MEMOS = (Kind.PROGRESS_MEMO, *KINDS_OF_OIT)


class Stage(models.TextChoices):
    """How far a document is on its way, as the path of the year tells it."""

    DRAFT = "draft", gettext_lazy("ร่าง")
    SUBMITTED = "submitted", gettext_lazy("เสนอแล้ว")
    RETURNED = "returned", gettext_lazy("ส่งกลับ")
    APPROVED = "approved", gettext_lazy("อนุมัติแล้ว")
    PUBLISHED = "published", gettext_lazy("เผยแพร่แล้ว")


class Format(models.TextChoices):
    """What a document is rendered to."""

    HTML = "html", "HTML"
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"


class Severity(models.TextChoices):
    """How much a finding of the completeness check weighs; the heaviest first."""

    MUST = "must", gettext_lazy("ต้องแก้ก่อนเสนอ")
    SHOULD = "should", gettext_lazy("ควรแก้")
    HINT = "hint", gettext_lazy("ข้อสังเกต")
