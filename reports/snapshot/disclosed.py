"""What an agency discloses in a snapshot: the O-items of the plan's year, how far each is, who answers it."""

from datetime import date

from pydantic import Field

from disclosure.enums import State
from reports.snapshot.parts import Part, Year


class OItem(Part, title="ข้อ OIT"):
    """An item; ``broken`` counts its addresses that did not open when they were last asked."""

    code: str
    wording: str = ""
    department: str = Field(default="", title="ส่วนราชการที่รับผิดชอบ")
    state: str = State.NOT_BEGUN.value
    broken: int = 0

    @property
    def is_published(self) -> bool:
        """Whether it is answered."""
        return self.state == State.PUBLISHED


class Disclosed(Part, title="ข้อมูล OIT"):
    """All items of a fiscal year; ``checked_on`` is the day of the newest check of a link, None where there is none."""

    fiscal_year: Year
    checked_on: date | None = None
    items: tuple[OItem, ...] = ()

    @property
    def published(self) -> int:
        """How many items are answered."""
        return sum(item.is_published for item in self.items)
