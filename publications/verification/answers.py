"""The answer to somebody who checks a file, and what it rests on; pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from approvals.enums import State
from approvals.signing.verdict import FileVerdict
from itaportal.language import marked
from itaportal.thai.dates import long_date

# What to do with a file that cannot be relied on.
ASK = marked("กรุณาขอไฟล์จากหน่วยงานที่ออกเอกสาร หรือเปิดจากหน้าเผยแพร่")


class Tone(StrEnum):
    """How a verdict is meant; the value is the kind of its notice."""

    GOOD = "success"
    CAUTION = "warning"
    BAD = "danger"


class Origin(StrEnum):
    """Which of the portal's files one is, byte for byte."""

    EDITION = "edition"
    COPY = "copy"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer in a line, and what it means."""

    tone: Tone
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Attached:
    """By whom a file was attached to an edition as its copy signed by hand; ``by`` is "" where that is not public."""

    agency: str
    on: date
    by: str = ""

    def __str__(self) -> str:
        told = marked(f"{self.agency} แนบไว้เป็นฉบับลงนามด้วยมือ เมื่อวันที่ {long_date(self.on)}")
        return marked(f"{told} โดย {self.by}") if self.by else told


@dataclass(frozen=True, slots=True)
class Match:
    """What is known of a file that the portal has; a draft has no ``state``.

    ``complete``: every signature that the edition has by now is in it. ``later``: a newer edition is approved.
    ``signatures``: how many electronic signatures the portal put into it. ``attached``: of a copy.
    """

    origin: Origin
    state: State | None = None
    complete: bool = True
    later: bool = False
    signatures: int = 0
    attached: Attached | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of a file: ``match`` if the portal has it, ``beginning`` if it begins with one that the portal has.

    ``names_ours``: a signature in it states where the audit log ended at a decision of the portal. ``agrees``: every
    signature in it is the one that the portal has on record.
    """

    is_pdf: bool
    match: Match | None = None
    beginning: Match | None = None
    names_ours: bool = False
    agrees: bool = True
    file: FileVerdict | None = None
