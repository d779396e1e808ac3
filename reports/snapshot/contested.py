"""Contested preliminary scores in a snapshot: the items of the plan's year, each with its reason and evidence."""

from datetime import date

from pydantic import Field

from disclosure import models
from reports.snapshot.parts import Part, Score, Year


class ContestFile(Part, title="หลักฐานการขอทบทวนคะแนน"):
    """A file by what it shows and the hash of its bytes; what it was called is nobody's business."""

    mirrors = models.ContestFile
    title: str
    sha256: str = ""


class ContestedItem(Part, title="ข้อที่ขอทบทวนคะแนน"):
    """An item with its preliminary score, "" where it was not entered."""

    mirrors = models.Contest
    code: str
    wording: str = Field(default="", title="ข้อมูลที่ต้องเปิดเผย")
    score: Score = ""
    reason: str = ""
    links: tuple[str, ...] = Field(default=(), title="ลิงก์หลักฐาน")
    files: tuple[ContestFile, ...] = Field(default=(), title="ไฟล์หลักฐาน")


class Contested(Part, title="การขอทบทวนคะแนน OIT เบื้องต้น"):
    """What is contested of a fiscal year, and the last day to do so, None where the agency was not told."""

    mirrors = models.ContestWindow
    fiscal_year: Year
    closes_on: date | None = None
    items: tuple[ContestedItem, ...] = ()
