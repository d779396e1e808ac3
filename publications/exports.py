"""A published document as open data: JSON, CSV, XLSX.

The JSON is a ``PublicSnapshot`` (``reports/snapshot/``) with its ``publication``: scores are texts, days are ISO dates.
The only persons in it are those who signed.
"""

import csv
import io
import json
from typing import Any, Literal

from django.urls import reverse
from ninja import Schema
from pydantic import Field

from agencies.navigation import permanent_url
from approvals.models import Decision, Edition
from itaportal.csvtext import harmless
from publications import queries
from publications.fieldtypes import Count, Hash, MeansName, Moment, TrustName, Url
from reports.snapshot.model import PublicSnapshot, Snapshot
from reports.snapshot.reading import data_of

_CSV_HEADINGS = ("ปีงบประมาณ", "ตัวชี้วัดที่", "ตัวชี้วัด", "คะแนน")


# Docstrings of schemas stand in the API's description and are therefore Thai.
class Signature(Schema):
    """ลายมือชื่อตามลำดับ"""

    decision: Literal["approve"] = Field(validation_alias="move")
    at: Moment
    name: str
    position_title: str
    acting_for: str = Field(description="อำนาจที่ลงนามแทน")
    opinion: str
    means: MeansName
    certificate: str
    trust: TrustName
    level: str = Field(description="ระดับลายมือชื่อ PAdES")

    @staticmethod
    def resolve_at(decision) -> str:
        return decision.at.isoformat()


class Publication(Schema):
    """ฉบับ ไฟล์ และลายมือชื่อ"""

    code: str = Field(validation_alias="code_text", description="รหัสตรวจสอบตามที่พิมพ์ท้ายกระดาษ")
    url: Url
    edition: Count = Field(validation_alias="number")
    number: str = Field(validation_alias="register_entry.text")
    published_at: Moment
    pdf_sha256: Hash
    snapshot_sha256: Hash
    signatures: list[Signature]

    @staticmethod
    def resolve_url(edition) -> str:
        return permanent_url(reverse("publications:document", args=[edition.code]))

    @staticmethod
    def resolve_published_at(edition) -> str:
        return edition.published_at.isoformat()

    @staticmethod
    def resolve_pdf_sha256(edition) -> str:
        return queries.current_file(edition).sha256

    @staticmethod
    def resolve_signatures(edition) -> list[Decision]:
        return queries.signatures_of(edition)


def describe_publication(edition: Edition) -> dict[str, Any]:
    """Return edition, file (its current one) and signatures, as open data."""
    return Publication.from_orm(edition).model_dump()


def public_data(snapshot: Snapshot, publication: Any) -> dict[str, Any]:
    """Return what is public of a document; ``publication`` is a Publication's data or what it is made of."""
    return {**data_of(PublicSnapshot.model_validate(data_of(snapshot))), "publication": publication}


def as_json(snapshot: Snapshot, publication: dict[str, Any]) -> bytes:
    """Return the public data as JSON in UTF-8."""
    public = public_data(snapshot, publication)
    return json.dumps(public, ensure_ascii=False, indent=1, sort_keys=True).encode()


def as_csv(snapshot: Snapshot) -> bytes:
    """Return the indicators' scores as CSV, with the byte order mark that Excel needs for Thai."""
    output = io.StringIO(newline="")
    writer = csv.writer(output)
    writer.writerow(_CSV_HEADINGS)
    for row in snapshot.assessment.indicators.values():
        cells = (str(snapshot.assessment.fiscal_year), row.code, row.name, row.score)
        writer.writerow([harmless(cell) for cell in cells])
    return output.getvalue().encode("utf-8-sig")
