"""The words that disclosure stores."""

from django.db import models


class State(models.TextChoices):
    """How far the answer to an O-item is; only PUBLISHED counts as answered."""

    NOT_BEGUN = "not-begun", "ยังไม่เริ่ม"
    PREPARING = "preparing", "กำลังจัดทำ"
    READY = "ready", "มีข้อมูลแล้ว รอเผยแพร่"
    PUBLISHED = "published", "เผยแพร่แล้ว"

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
