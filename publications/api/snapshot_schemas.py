"""What a document was printed from (``publications/exports.py``), as JSON Schema."""

from typing import Any

from assessments.enums import Band, WeaknessClass
from measures.enums import EvidenceKind, MeasureKind, Status
from publications.api.words import DAY, TEXT, URL, YEAR, array, named, nullable, record
from publications.exports import SCHEMA
from reports.enums import Kind

_SCORE = named("Score")
_SCORES = {"type": "object", "additionalProperties": _SCORE, "description": "คะแนนตามรหัส"}
_TEXTS = array(TEXT)

_FINDING = record(
    "ผลการวิเคราะห์ตัวชี้วัด",
    text=TEXT,
    weakness_class={"type": "string", "enum": WeaknessClass.values},
    class_reason=TEXT,
    recommendation={**TEXT, "description": "ข้อเสนอแนะของผู้ตรวจประเมิน"},
    response={**TEXT, "description": "แนวทางที่หน่วยงานพิจารณาแล้ว"},
    rank=nullable({"type": "integer"}),
)
_INDICATOR = record(
    "ตัวชี้วัด",
    code=TEXT,
    name=TEXT,
    score=_SCORE,
    band={"type": "string", "enum": [*(band.value for band in Band), ""]},
    rank=nullable({"type": "integer"}),
    change={
        "type": "string",
        "pattern": r"^(-?[0-9]{1,3}\.[0-9]{2})?$",
        "description": "ต่างจากปีก่อน ว่างเมื่อเทียบไม่ได้",
    },
    sub_indicators=array(record("ตัวชี้วัดย่อย", code=TEXT, name=TEXT)),
    finding=nullable(_FINDING),
)
_ASSESSMENT = record(
    "ผลการประเมิน",
    fiscal_year=YEAR,
    total=_SCORE,
    level=TEXT,
    computed_total=_SCORE,
    computed_level=TEXT,
    explanation=TEXT,
    pass_line=_SCORE,
    highest={**TEXT, "description": "รหัสตัวชี้วัดที่คะแนนสูงสุด"},
    lowest={**TEXT, "description": "รหัสตัวชี้วัดที่คะแนนต่ำสุด"},
    instruments=array(record("เครื่องมือ", code=TEXT, name=TEXT, mean=_SCORE, indicators=array(_INDICATOR))),
    items={**_SCORES, "description": "คะแนนตามรหัสข้อคำถาม"},
    topics=array(record("ประเด็น", number={"type": "integer"}, name=TEXT)),
)
_CRITERIA = record(
    "สิ่งที่เกณฑ์ของปีกำหนด",
    indicators=array(record("ชื่อตัวชี้วัดและชื่ออื่น", code=TEXT, names=_TEXTS)),
    items=array(
        record(
            "จำนวนข้อคำถามตามอักษรนำ",
            fiscal_year=YEAR,
            counts={"type": "object", "additionalProperties": nullable({"type": "integer"})},
        )
    ),
    level=TEXT,
    weights_confidence=TEXT,
    document_item=nullable(record("ข้อ OIT ที่เอกสารนี้ตอบ", code=TEXT, fiscal_year=YEAR, confidence=TEXT)),
)
_YEAR_OF_HISTORY = record("ผลของปีหนึ่ง", fiscal_year=YEAR, total=_SCORE, level=TEXT, indicators=_SCORES)
_LATER = record("ผลของปีของแผน", fiscal_year=YEAR, total=_SCORE, indicators=_SCORES, items=_SCORES)
_EVIDENCE = record(
    "หลักฐาน",
    kind={"type": "string", "enum": EvidenceKind.values},
    sha256={**TEXT, "description": "SHA-256 ของไฟล์ ว่างเมื่อเป็นลิงก์"},
    caption=TEXT,
    url=TEXT,
    event_date=nullable(DAY),
)
_PROGRESS = record(
    "ผลการดำเนินการในรอบรายงาน",
    status={"type": "string", "enum": Status.values},
    note=TEXT,
    action_taken=TEXT,
    result=TEXT,
    outcome=TEXT,
    suggestion=TEXT,
    evidence=array(_EVIDENCE),
)
_MEASURE = record(
    "มาตรการ โครงการ หรือกิจกรรม",
    kind={"type": "string", "enum": MeasureKind.values},
    title=TEXT,
    activities=TEXT,
    indicator_codes=_TEXTS,
    topic_numbers=array({"type": "integer"}),
    item_codes=_TEXTS,
    weak_point=TEXT,
    steps=array(record("ขั้นตอน", text=TEXT, period=TEXT, responsible=TEXT)),
    responsible=TEXT,
    all_departments={"type": "boolean"},
    period=TEXT,
    period_start=nullable(DAY),
    period_end=nullable(DAY),
    follow_up=TEXT,
    limitation=TEXT,
    progress=nullable(_PROGRESS),
)
_PERSON = record("ลำดับการลงนาม", heading=TEXT, name=TEXT, position=TEXT)

SNAPSHOT: dict[str, Any] = record(
    "ข้อมูลที่ใช้พิมพ์เอกสาร",
    schema={"const": SCHEMA},
    kind={"type": "string", "enum": Kind.values},
    agency=record(
        "หน่วยงานตามหัวหนังสือ",
        name=TEXT,
        short_name=TEXT,
        kind=TEXT,
        district=TEXT,
        province=TEXT,
        office=TEXT,
        unit=TEXT,
        phone=TEXT,
        email=TEXT,
    ),
    letter=record("หัวหนังสือ", number=TEXT, dated=nullable(DAY), subject=TEXT, addressee=TEXT, via=TEXT),
    assessment=_ASSESSMENT,
    criteria=_CRITERIA,
    history=array(_YEAR_OF_HISTORY),
    later=nullable(_LATER),
    plan=record(
        "แผนมาตรการ",
        fiscal_year=YEAR,
        decided_on=nullable(DAY),
        decided_in=TEXT,
        measures=array(_MEASURE),
    ),
    round=nullable(record("รอบรายงาน", as_at=DAY)),
    signatories=array(_PERSON),
    sentences={"type": "object", "additionalProperties": TEXT, "description": "ข้อความที่หน่วยงานใช้แทนข้อความปกติ"},
    approval=record(
        "การเสนอเอกสาร",
        edition={"type": "integer"},
        number=TEXT,
        code=TEXT,
        url=URL,
        submitted_on=DAY,
        steps=array(_PERSON),
    ),
)
