"""What a submitted document carries of its approval: the mark of its pages, the steps that sign, the code to check."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from itaportal.thai import to_thai_digits
from reports.blocks.signing import Signatory

DRAFT_MARK = "ร่าง – ยังไม่ได้เสนอ"


@dataclass(frozen=True, slots=True)
class Approval:
    """The approval that an edition was submitted for; ``steps`` sign in this order.

    ``code`` is for people to read out and type, ``url`` the page that tells whether a file is this document.
    """

    code: str
    url: str
    edition: int
    number: str
    submitted_on: date
    steps: tuple[Signatory, ...]

    @property
    def mark(self) -> str:
        """What every page says at its foot, as it is printed: code and address keep their digits."""
        parts = urlsplit(self.url)
        page = f"{parts.netloc}{parts.path.rstrip('/').rpartition('/')[0]}"
        return f"รหัสตรวจสอบ {self.code} · ฉบับที่ {to_thai_digits(self.edition)} · ตรวจสอบได้ที่ {page}"
