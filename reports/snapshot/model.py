"""Everything a document says, frozen: rendering, checks, comparison and public data see this and nothing else."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from pydantic import Field

from agencies import models
from itaportal.thai.numbers import to_thai_digits
from reports.models import Document
from reports.snapshot.contested import Contested
from reports.snapshot.disclosed import Disclosed
from reports.snapshot.parts import Part
from reports.snapshot.plan import Evidence, Plan, PublicPlan, Round
from reports.snapshot.result import Assessment, CriteriaFacts, LaterScores, YearScores

# Raised when a key gets another meaning; a key that is added needs only its default.
SCHEMA_VERSION = 1


class PublicAgency(Part, title="หน่วยงานตามหัวหนังสือ"):
    """The agency as its letters name it."""

    mirrors = models.Agency
    name: str = ""
    short_name: str = ""
    kind: str = ""
    district: str = ""
    province: str = ""
    office: str = ""
    unit: str = ""
    phone: str = ""
    email: str = ""


class Agency(PublicAgency):
    """The agency with its emblem as a ``data:`` URI, "" for none."""

    emblem: str = ""
    alignment: str = ""

    @property
    def place(self) -> str:
        """District and province with their titles."""
        return f"อำเภอ{self.district} จังหวัด{self.province}"

    @property
    def telephone(self) -> str:
        """The telephone with its word, "" for none."""
        return f"โทร. {self.phone}" if self.phone else ""

    @property
    def writer(self) -> str:
        """The unit that writes the agency's reports."""
        return self.unit or self.office or self.name

    @property
    def unbroken(self) -> tuple[str, ...]:
        """The names of the agency that no line may tear apart."""
        return tuple(filter(None, (self.name, *self.place.split(), self.telephone)))


class Letter(Part, title="หัวหนังสือ"):
    """The letterhead."""

    mirrors = Document
    number: str = ""
    dated: date | None = None
    subject: str = ""
    addressee: str = ""
    via: str = ""


class SigningStep(Part, title="ลำดับการลงนาม"):
    """Who signs at a step of the chain, with the heading of an opinion or none."""

    name: str = ""
    position: str = ""
    heading: str = ""


class Approval(Part, title="การเสนอเอกสาร"):
    """What an edition adds to the document: its number and code, and the chain that signs, in this order.

    ``code`` is for people to read out and type, ``url`` the page that tells whether a file is this document.
    """

    code: str
    url: str = Field(json_schema_extra={"format": "uri"})
    edition: int
    number: str = ""
    submitted_on: date
    steps: tuple[SigningStep, ...] = ()

    @property
    def mark(self) -> str:
        """What every page says at its foot, as it is printed: code and address keep their digits."""
        parts = urlsplit(self.url)
        page = f"{parts.netloc}{parts.path.rstrip('/').rpartition('/')[0]}"
        return f"รหัสตรวจสอบ {self.code} · ฉบับที่ {to_thai_digits(self.edition)} · ตรวจสอบได้ที่ {page}"


class _Content(Part, title="ข้อมูลที่ใช้พิมพ์เอกสาร"):
    mirrors = Document
    schema_version: int = Field(
        default=SCHEMA_VERSION, alias="schema", json_schema_extra={"const": SCHEMA_VERSION}
    )
    kind: str
    letter: Letter = Letter()
    assessment: Assessment
    criteria: CriteriaFacts = CriteriaFacts()
    history: tuple[YearScores, ...] = ()
    later: LaterScores | None = None
    disclosed: Disclosed | None = Field(default=None, exclude_if=lambda disclosed: disclosed is None)
    contested: Contested | None = Field(default=None, exclude_if=lambda contested: contested is None)
    round: Round | None = None
    signatories: tuple[SigningStep, ...] = Field(default=(), title="ผู้ลงนาม")
    sentences: dict[str, str] = Field(
        default={}, title="ข้อความประจำเอกสาร", description="ข้อความที่หน่วยงานใช้แทนข้อความปกติ"
    )


class PublicSnapshot(_Content):
    """What anybody may have of a submitted document: no picture, no keys of rows, no names of files."""

    agency: PublicAgency = PublicAgency()
    plan: PublicPlan
    approval: Approval


class Snapshot(_Content):
    """Everything a document says; a draft has no ``approval``."""

    agency: Agency = Agency()
    plan: Plan
    approval: Approval | None = Field(default=None, exclude_if=lambda approval: approval is None)

    @property
    def stated_result(self) -> tuple[Decimal | None, Decimal | None, str]:
        """The assessed year's total, the total of the year before, and the level; None or "" where not known."""
        totals = {year.fiscal_year: year.total for year in self.history}
        now, before = self.assessment.total, totals.get(self.assessment.fiscal_year - 1)
        return Decimal(now) if now else None, Decimal(before) if before else None, self.assessment.level

    @property
    def as_at(self) -> date | None:
        """The day that the document reports on, None for a document of the plan as a whole."""
        return self.round.as_at if self.round else None

    @property
    def file_name(self) -> str:
        """What the submitted document's PDF is called, "" for a draft."""
        if not (made := self.approval):
            return ""
        return f"{self.kind}-{self.plan.fiscal_year}-{made.edition}-{made.code.replace('-', '')}.pdf"

    @property
    def evidence(self) -> Iterator[Evidence]:
        """All evidence in the order of the measures."""
        for measure in self.plan.measures:
            yield from measure.progress.evidence if measure.progress else ()
