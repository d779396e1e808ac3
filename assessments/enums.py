"""The words that assessments store."""

from django.db import models

from criteria.enums import Labelled
from itaportal.language import gettext, gettext_lazy


class WeaknessClass(models.TextChoices):
    """What an indicator's finding asks for."""

    URGENT = "urgent", gettext_lazy("จุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน")
    IMPROVE = "improve", gettext_lazy("ประเด็นที่จะพัฒนาให้ดีขึ้น")
    MAINTAIN = "maintain", gettext_lazy("รักษาระดับไว้")

    @property
    def short(self) -> str:
        """The class in a tag or a choice."""
        return {
            "urgent": gettext("ต้องแก้ไขเร่งด่วน"),
            "improve": gettext("จะพัฒนา"),
            "maintain": gettext("รักษาระดับ"),
        }[self.value]


class Band(Labelled):
    """Where a score lies against the agency's two thresholds."""

    LOW = "low", gettext_lazy("ต่ำ")
    MEDIUM = "medium", gettext_lazy("ปานกลาง")
    GOOD = "good", gettext_lazy("ดี")


class DraftPart(models.TextChoices):
    """The parts of which a finding is drafted, as an agency words them."""

    OPENING = "draft-opening", gettext_lazy("ร่างผลการวิเคราะห์: ประโยคขึ้นต้น")
    WEAK = "draft-weak", gettext_lazy("ร่างผลการวิเคราะห์: การเปลี่ยนแปลงของคะแนนต่ำหรือปานกลาง")
    STRONG = "draft-strong", gettext_lazy("ร่างผลการวิเคราะห์: การเปลี่ยนแปลงของคะแนนดี")
    LOW = "draft-low", gettext_lazy("ร่างผลการวิเคราะห์: ข้อเสนอเมื่อคะแนนต่ำ")
    MEDIUM = "draft-medium", gettext_lazy("ร่างผลการวิเคราะห์: ข้อเสนอเมื่อคะแนนปานกลาง")
    GOOD = "draft-good", gettext_lazy("ร่างผลการวิเคราะห์: ข้อเสนอเมื่อคะแนนดี")
    FALLEN = "draft-fallen", gettext_lazy("ร่างผลการวิเคราะห์: ข้อเสนอเมื่อคะแนนดีแต่ลดลง")
    FULL = "draft-full", gettext_lazy("ร่างผลการวิเคราะห์: ข้อเสนอเมื่อได้คะแนนเต็ม")
