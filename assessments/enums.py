"""The words that assessments store."""

from django.db import models

from criteria.enums import Labelled


class WeaknessClass(models.TextChoices):
    """What an indicator's finding asks for."""

    URGENT = "urgent", "จุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน"
    IMPROVE = "improve", "ประเด็นที่จะพัฒนาให้ดีขึ้น"
    MAINTAIN = "maintain", "รักษาระดับไว้"

    @property
    def short(self) -> str:
        """The class in a tag or a choice."""
        return {"urgent": "ต้องแก้ไขเร่งด่วน", "improve": "จะพัฒนา", "maintain": "รักษาระดับ"}[self.value]


class Band(Labelled):
    """Where a score lies against the agency's two thresholds."""

    LOW = "low", "ต่ำ"
    MEDIUM = "medium", "ปานกลาง"
    GOOD = "good", "ดี"


class DraftPart(models.TextChoices):
    """The parts of which a finding is drafted, as an agency words them."""

    OPENING = "draft-opening", "ร่างผลการวิเคราะห์: ประโยคขึ้นต้น"
    WEAK = "draft-weak", "ร่างผลการวิเคราะห์: การเปลี่ยนแปลงของคะแนนต่ำหรือปานกลาง"
    STRONG = "draft-strong", "ร่างผลการวิเคราะห์: การเปลี่ยนแปลงของคะแนนดี"
    LOW = "draft-low", "ร่างผลการวิเคราะห์: ข้อเสนอเมื่อคะแนนต่ำ"
    MEDIUM = "draft-medium", "ร่างผลการวิเคราะห์: ข้อเสนอเมื่อคะแนนปานกลาง"
    GOOD = "draft-good", "ร่างผลการวิเคราะห์: ข้อเสนอเมื่อคะแนนดี"
    FALLEN = "draft-fallen", "ร่างผลการวิเคราะห์: ข้อเสนอเมื่อคะแนนดีแต่ลดลง"
    FULL = "draft-full", "ร่างผลการวิเคราะห์: ข้อเสนอเมื่อได้คะแนนเต็ม"
