"""The API's addresses: path, meaning, parameters and answer of each; urls, views and description are made of these."""

import re
from dataclasses import dataclass

from publications.api.parameters import OF_AGENCIES, OF_DOCUMENTS, Parameter

VERSION = "v1"
_CONVERTED = re.compile(r"<\w+:(\w+)>")


@dataclass(frozen=True, slots=True)
class Operation:
    """One address: ``path`` as Django writes it below the version, ``schema`` what it answers."""

    path: str
    summary: str
    schema: str
    parameters: tuple[Parameter, ...] = ()

    @property
    def shown(self) -> str:
        """The path as OpenAPI and people write it: ``agencies/{slug}/``."""
        return _CONVERTED.sub(r"{\1}", self.path)

    @property
    def in_path(self) -> list[str]:
        """The names of what stands in the path."""
        return _CONVERTED.findall(self.path)


AGENCIES = Operation("agencies/", "หน่วยงานที่เผยแพร่เอกสาร", "AgencyList", OF_AGENCIES)
AGENCY = Operation("agencies/<slug:slug>/", "หน่วยงานหนึ่ง และปีที่มีเอกสาร", "AgencyWithYears")
YEAR = Operation("agencies/<slug:slug>/years/<int:year>/", "ผลการประเมินและเอกสารของปีแผนหนึ่ง", "Year")
DOCUMENTS = Operation(
    "documents/", "เอกสารที่เผยแพร่ แต่ละเรื่องเฉพาะฉบับล่าสุด เรียงจากที่เผยแพร่ล่าสุด", "DocumentList", OF_DOCUMENTS
)
DOCUMENT = Operation("documents/<str:code>/", "เอกสารหนึ่งฉบับ พร้อมข้อมูลทั้งหมด", "DocumentWithData")
DESCRIPTION = Operation("openapi.json", "คำอธิบาย API สำหรับโปรแกรม (OpenAPI 3.1)", "Description")

OPERATIONS = {
    "agencies": AGENCIES,
    "agency": AGENCY,
    "year": YEAR,
    "documents": DOCUMENTS,
    "document": DOCUMENT,
    "description": DESCRIPTION,
}
