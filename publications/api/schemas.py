"""What the API's answers look like, as JSON Schema: the one description, told at openapi.json and held to by the tests.

Answers may get further properties; those described here stay.
"""

from typing import Any

from agencies.enums import AgencyKind
from approvals.enums import Means
from publications.api.words import DAY, MOMENT, TEXT, URL, YEAR, array, listed, named, nullable, record
from reports.enums import Kind
from reports.snapshot.model import PublicSnapshot

_PAGE = {**URL, "description": "หน้าเว็บสำหรับอ่าน"}
_COUNT = {"type": "integer", "minimum": 1}
_CODE = {"type": "string", "pattern": "^[0-9A-HJKMNP-TV-Z]{10}$", "description": "รหัสตรวจสอบ"}
_HASH = {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256"}

_AGENCY_NAMES = {
    "slug": {"type": "string", "pattern": "^[-a-zA-Z0-9_]{1,60}$"},
    "name": TEXT,
    "short_name": TEXT,
    "kind": {"type": "string", "enum": AgencyKind.values},
    "district": TEXT,
    "province": TEXT,
}
_AGENCY = record(
    "หน่วยงานที่เผยแพร่เอกสาร",
    **_AGENCY_NAMES,
    documents={**_COUNT, "description": "จำนวนเอกสารที่เผยแพร่"},
    last_fiscal_year=YEAR,
    url=URL,
    page=_PAGE,
)
_YEAR_OF_AGENCY = record(
    "ปีที่หน่วยงานมีเอกสารเผยแพร่",
    fiscal_year=YEAR,
    documents=_COUNT,
    last_published_at=MOMENT,
    url=URL,
    page=_PAGE,
)
_DOCUMENT = record(
    "เอกสารในฉบับล่าสุดที่เผยแพร่",
    code=_CODE,
    kind={"type": "string", "enum": Kind.values},
    kind_name=TEXT,
    agency=named("AgencyName"),
    fiscal_year={**YEAR, "description": "ปีงบประมาณของแผน (พ.ศ.)"},
    as_at=nullable({**DAY, "description": "รายงาน ณ วันที่ ไม่มีในเอกสารที่ไม่ใช่รายงานรอบ"}),
    number={**TEXT, "description": "เลขที่หนังสือ"},
    edition={**_COUNT, "description": "ฉบับที่"},
    published_at=MOMENT,
    url=URL,
    page=_PAGE,
    pdf={**URL, "description": "ไฟล์ PDF ที่ลงนาม"},
    files=record("ข้อมูลเป็นไฟล์", json=URL, csv=URL, xlsx=URL),
)
_PUBLICATION = record(
    "ฉบับ ไฟล์ และลายมือชื่อ",
    code={**TEXT, "description": "รหัสตรวจสอบตามที่พิมพ์ท้ายกระดาษ"},
    url=URL,
    edition=_COUNT,
    number=TEXT,
    published_at=MOMENT,
    pdf_sha256=_HASH,
    snapshot_sha256=_HASH,
    signatures=array(
        record(
            "ลายมือชื่อตามลำดับ",
            decision={"const": "approve"},
            at=MOMENT,
            name=TEXT,
            position_title=TEXT,
            acting_for={**TEXT, "description": "อำนาจที่ลงนามแทน"},
            opinion=TEXT,
            means={"type": "string", "enum": Means.values},
            certificate=TEXT,
            level={**TEXT, "description": "ระดับลายมือชื่อ PAdES"},
        )
    ),
)

_DATA = PublicSnapshot.model_json_schema(mode="serialization", ref_template="#/components/schemas/{model}")

SCHEMAS: dict[str, dict[str, Any]] = {
    **_DATA.pop("$defs"),
    "AgencyName": record("ชื่อหน่วยงาน", slug=_AGENCY_NAMES["slug"], name=TEXT, province=TEXT, url=URL),
    "Agency": _AGENCY,
    "AgencyList": listed("Agency"),
    "AgencyWithYears": {
        **_AGENCY,
        "properties": {**_AGENCY["properties"], "years": array(_YEAR_OF_AGENCY)},
        "required": [*_AGENCY["required"], "years"],
    },
    "Year": record(
        "ปีของแผน ผลการประเมินที่แผนนั้นตอบ และเอกสาร",
        fiscal_year={**YEAR, "description": "ปีงบประมาณของแผน (พ.ศ.)"},
        agency=named("AgencyName"),
        result=named("Result"),
        documents=array(named("Document")),
        url=URL,
        page=_PAGE,
    ),
    "Result": record(
        "ผลการประเมิน ตามที่เอกสารล่าสุดของปีระบุ",
        fiscal_year={**YEAR, "description": "ปีที่ประเมิน (พ.ศ.)"},
        total=named("Score"),
        level={**TEXT, "description": "ระดับผลการประเมิน"},
        indicators=array(record("คะแนนรายตัวชี้วัด", code=TEXT, name=TEXT, score=named("Score"))),
    ),
    "Document": _DOCUMENT,
    "DocumentList": listed("Document"),
    "DocumentWithData": {
        **_DOCUMENT,
        "properties": {
            **_DOCUMENT["properties"],
            "later": nullable({**URL, "description": "ฉบับใหม่กว่าของเอกสารนี้"}),
            "data": named("DocumentData"),
        },
        "required": [*_DOCUMENT["required"], "later", "data"],
    },
    "DocumentData": {
        **_DATA,
        "properties": {**_DATA["properties"], "publication": named("Publication")},
        "required": [*_DATA["required"], "publication"],
    },
    "Publication": _PUBLICATION,
    "Description": record(
        "คำอธิบาย API (OpenAPI 3.1)",
        openapi={"const": "3.1.0"},
        info={"type": "object"},
        servers=array({"type": "object"}),
        paths={"type": "object"},
        components={"type": "object"},
    ),
    "Problem": {
        **record(
            "ข้อผิดพลาด (RFC 9457)",
            type={"const": "about:blank"},
            title=TEXT,
            status={"type": "integer"},
            detail={**TEXT, "description": "สิ่งที่ผิดและวิธีแก้"},
            errors=array(record("ตัวกรองที่ไม่ถูกต้อง", parameter=TEXT, detail=TEXT)),
        ),
        "required": ["type", "title", "status", "detail"],
    },
}
