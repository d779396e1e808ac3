"""The kinds of fields that the API's answers have. Patterns and choices describe; what is stored is told as it is."""

from typing import Annotated, Any

from pydantic import Field

from agencies.enums import AgencyKind
from approvals.enums import Means, Trust
from reports.enums import Kind


def _description(meaning: str | None = None, **schema: Any) -> Any:
    """Return what the description says of a field beyond its type."""
    return Field(description=meaning, json_schema_extra=schema)


Url = Annotated[str, _description(format="uri")]
PageUrl = Annotated[str, _description("หน้าเว็บสำหรับอ่าน", format="uri")]
AgencyKindName = Annotated[str, _description(enum=AgencyKind.values)]
DocumentKindName = Annotated[str, _description(enum=Kind.values)]
MeansName = Annotated[str, _description(enum=Means.values)]
TrustName = Annotated[
    str, _description("ใบรับรองน่าเชื่อถือเพียงใดเมื่อลงนาม ว่างหากลงนามก่อนที่ระบบบันทึก", enum=["", *Trust.values])
]
Moment = Annotated[str, _description(format="date-time")]
Slug = Annotated[str, _description(pattern="^[-a-zA-Z0-9_]{1,60}$")]
Code = Annotated[str, _description("รหัสตรวจสอบ", pattern="^[0-9A-HJKMNP-TV-Z]{10}$")]
Hash = Annotated[str, _description("SHA-256", pattern="^[0-9a-f]{64}$")]
Count = Annotated[int, _description(minimum=1)]
FiscalYear = Annotated[int, _description(minimum=2550, maximum=2650)]
PlanYear = Annotated[int, _description("ปีงบประมาณของแผน (พ.ศ.)", minimum=2550, maximum=2650)]
