"""What the API answers: each schema says how an answer is made of a row and how openapi.json describes it.

Answers may get further properties; those described here stay. Docstrings of schemas are part of the description and
therefore Thai.
"""

from datetime import date, datetime
from typing import Any, Literal

from django.urls import reverse
from ninja import Schema
from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from agencies.navigation import permanent_url
from publications import queries
from publications.exports import Publication, public_data
from publications.fieldtypes import (
    AgencyKindName,
    Code,
    Count,
    DocumentKindName,
    FiscalYear,
    PageUrl,
    PlanYear,
    Slug,
    Url,
)
from publications.views.pages import public_url
from reports.snapshot.model import PublicSnapshot
from reports.snapshot.parts import Score
from reports.snapshot.reading import read_snapshot
from reports.snapshot.result import Assessment


def address(name: str, *args) -> str:
    """Return the whole address of something in the API."""
    return permanent_url(reverse(f"api:{name}", args=args))


class AgencyName(Schema):
    """ชื่อหน่วยงาน"""

    slug: Slug
    name: str
    province: str
    url: Url

    @staticmethod
    def resolve_url(agency) -> str:
        return address("agency", agency.slug)


class Agency(AgencyName):
    """หน่วยงานที่เผยแพร่เอกสาร"""

    short_name: str
    kind: AgencyKindName
    district: str
    documents: Count = Field(validation_alias="published", description="จำนวนเอกสารที่เผยแพร่")
    last_fiscal_year: FiscalYear = Field(validation_alias="last_year")
    page: PageUrl

    @staticmethod
    def resolve_page(agency) -> str:
        return public_url("agency", agency.slug)


class YearOfAgency(Schema):
    """ปีที่หน่วยงานมีเอกสารเผยแพร่"""

    fiscal_year: FiscalYear = Field(validation_alias="year")
    documents: Count
    last_published_at: datetime = Field(validation_alias="newest")
    url: Url
    page: PageUrl

    @staticmethod
    def resolve_url(year) -> str:
        return address("year", year["slug"], year["year"])

    @staticmethod
    def resolve_page(year) -> str:
        return public_url("year", year["slug"], year["year"])


class AgencyWithYears(Agency):
    """หน่วยงานที่เผยแพร่เอกสาร และปีที่มีเอกสาร ปีล่าสุดก่อน"""

    years: list[YearOfAgency]

    @staticmethod
    def resolve_years(agency) -> list[dict[str, Any]]:
        return [{**year, "slug": agency.slug} for year in queries.years_of(agency)]


class DocumentFiles(TypedDict):
    """ข้อมูลเป็นไฟล์"""

    json: Url
    csv: Url
    xlsx: Url


class Document(Schema):
    """เอกสารในฉบับล่าสุดที่เผยแพร่"""

    code: Code
    kind: DocumentKindName = Field(validation_alias="document.kind")
    kind_name: str = Field(validation_alias="document.get_kind_display")
    agency: AgencyName = Field(validation_alias="document.agency")
    fiscal_year: PlanYear = Field(validation_alias="document.plan.fiscal_year")
    as_at: date | None = Field(description="รายงาน ณ วันที่ ไม่มีในเอกสารที่ไม่ใช่รายงานรอบ")
    number: str = Field(validation_alias="register_entry.text", description="เลขที่หนังสือ")
    edition: Count = Field(validation_alias="number", description="ฉบับที่")
    published_at: datetime
    url: Url
    page: PageUrl
    pdf: Url = Field(description="ไฟล์ PDF ที่ลงนาม")
    files: DocumentFiles

    @staticmethod
    def resolve_as_at(edition) -> date | None:
        return edition.document.round and edition.document.round.as_at

    @staticmethod
    def resolve_url(edition) -> str:
        return address("document", edition.code)

    @staticmethod
    def resolve_page(edition) -> str:
        return public_url("document", edition.code)

    @staticmethod
    def resolve_pdf(edition) -> str:
        return public_url("document_pdf", edition.code)

    @staticmethod
    def resolve_files(edition) -> dict[str, str]:
        return {form: public_url("document_data", edition.code, form) for form in ("json", "csv", "xlsx")}


class DocumentData(PublicSnapshot, title="ข้อมูลที่ใช้พิมพ์เอกสาร และการเผยแพร่"):
    """The snapshot that the document was printed from, and how it is published."""

    publication: Publication


class DocumentWithData(Document):
    """เอกสารในฉบับที่เผยแพร่ พร้อมข้อมูล"""

    later: Url | None = Field(description="ฉบับใหม่กว่าของเอกสารนี้")
    data: DocumentData

    @staticmethod
    def resolve_later(edition) -> str | None:
        later = queries.later_published(edition)
        return address("document", later.code) if later else None

    @staticmethod
    def resolve_data(edition) -> dict[str, Any]:
        """The same that the document's JSON file has."""
        return public_data(read_snapshot(edition.snapshot), edition)


class IndicatorScore(Schema):
    """คะแนนรายตัวชี้วัด"""

    code: str
    name: str
    score: Score


class Result(Schema):
    """ผลการประเมิน ตามที่เอกสารล่าสุดของปีระบุ"""

    fiscal_year: FiscalYear = Field(description="ปีที่ประเมิน (พ.ศ.)")
    total: Score
    level: str = Field(description="ระดับผลการประเมิน")
    indicators: list[IndicatorScore]

    @staticmethod
    def resolve_indicators(assessment) -> list[Any]:
        return list(assessment.indicators.values())


class Year(Schema):
    """ปีของแผน ผลการประเมินที่แผนนั้นตอบ และเอกสาร"""

    fiscal_year: PlanYear
    agency: AgencyName
    result: Result
    documents: list[Document]
    url: Url
    page: PageUrl

    @staticmethod
    def resolve_result(year) -> Assessment:
        return read_snapshot(year["documents"][0].snapshot).assessment

    @staticmethod
    def resolve_url(year) -> str:
        return address("year", year["agency"].slug, year["fiscal_year"])

    @staticmethod
    def resolve_page(year) -> str:
        return public_url("year", year["agency"].slug, year["fiscal_year"])


class _ListPage(Schema):
    count: int = Field(description="จำนวนทั้งหมดที่ตรงกับตัวกรอง", json_schema_extra={"minimum": 0})
    next: Url | None = Field(description="ที่อยู่ของหน้าถัดไป เป็น null เมื่อเป็นหน้าสุดท้าย")


class AgencyList(_ListPage):
    """รายการหนึ่งหน้า"""

    results: list[Agency]


class DocumentList(_ListPage):
    """รายการหนึ่งหน้า"""

    results: list[Document]


class Description(BaseModel):
    """คำอธิบาย API (OpenAPI 3.1)"""

    openapi: Literal["3.1.0"]
    info: dict[str, Any]
    servers: list[dict[str, Any]]
    paths: dict[str, Any]
    components: dict[str, Any]
