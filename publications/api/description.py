"""The API told to programs: OpenAPI 3.1, made from what the API itself runs on."""

from typing import Any

from publications.api.operations import OPERATIONS, VERSION, Operation
from publications.api.parameters import Parameter
from publications.api.schemas import SCHEMAS
from publications.api.throttle import MOST
from publications.api.words import named

_IN_PATH = {
    "slug": ("ชื่อในที่อยู่เว็บของหน่วยงาน", {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}),
    "year": ("ปีงบประมาณของแผน (พ.ศ.)", {"type": "integer", "minimum": 0}),
    "code": ("รหัสตรวจสอบ มีขีดหรือไม่มีขีดก็ได้", {"type": "string"}),
}
_ERRORS = {"400": "ตัวกรองไม่ถูกต้อง", "404": "ไม่พบ หรือไม่ได้เผยแพร่", "429": "ส่งคำขอถี่เกินไป"}


def openapi(portal: str) -> dict[str, Any]:
    """Return the description of the API of the portal at this address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "ข้อมูลเปิดของระบบรายงาน ITA",
            "version": "1.0.0",
            "description": (
                "อ่านได้อย่างเดียว เฉพาะเอกสารที่หน่วยงานเผยแพร่แล้ว ไม่ต้องลงทะเบียน "
                f"ไม่เกิน {MOST} คำขอต่อนาทีต่อที่อยู่ (IP) คำตอบอาจมีข้อมูลเพิ่มได้ในภายหลัง แต่สิ่งที่อธิบายไว้จะไม่หายไป"
            ),
        },
        "servers": [{"url": f"{portal}/api/{VERSION}"}],
        "paths": {
            f"/{operation.shown}": {"get": _told(name, operation)} for name, operation in OPERATIONS.items()
        },
        "components": {"schemas": SCHEMAS},
    }


def _told(name: str, operation: Operation) -> dict[str, Any]:
    errors = [status for status in _ERRORS if status != "404" or operation.in_path]
    return {
        "operationId": name,
        "summary": operation.summary,
        "parameters": [*map(_in_path, operation.in_path), *map(_in_query, operation.parameters)],
        "responses": {
            "200": {
                "description": operation.summary,
                "headers": {"ETag": {"schema": {"type": "string"}}},
                "content": {"application/json": {"schema": named(operation.schema)}},
            },
            **{status: _error(status) for status in errors},
        },
    }


def _in_path(name: str) -> dict[str, Any]:
    meaning, schema = _IN_PATH[name]
    return {"name": name, "in": "path", "required": True, "description": meaning, "schema": schema}


def _in_query(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": parameter.meaning,
        "schema": dict(parameter.schema),
    }


def _error(status: str) -> dict[str, Any]:
    headers = {"Retry-After": {"schema": {"type": "integer"}, "description": "วินาที"}}
    return {
        "description": _ERRORS[status],
        **({"headers": headers} if status == "429" else {}),
        "content": {"application/problem+json": {"schema": named("Problem")}},
    }
