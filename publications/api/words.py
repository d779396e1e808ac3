"""Small parts that the schemas are put together from."""

from typing import Any

TEXT = {"type": "string"}
URL = {"type": "string", "format": "uri"}
YEAR = {"type": "integer", "minimum": 2550, "maximum": 2650}
DAY = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}


def record(meaning: str, **properties: Any) -> dict[str, Any]:
    """Return an object that has all of the properties."""
    return {
        "type": "object",
        "description": meaning,
        "properties": properties,
        "required": list(properties),
    }


def array(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a list of such things."""
    return {"type": "array", "items": schema}


def nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the same or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def named(name: str) -> dict[str, Any]:
    """Return the schema that is described under the name."""
    return {"$ref": f"#/components/schemas/{name}"}


def listed(name: str) -> dict[str, Any]:
    """Return a page of a list."""
    return record(
        "รายการหนึ่งหน้า",
        count={"type": "integer", "minimum": 0, "description": "จำนวนทั้งหมดที่ตรงกับตัวกรอง"},
        next=nullable({**URL, "description": "ที่อยู่ของหน้าถัดไป เป็น null เมื่อเป็นหน้าสุดท้าย"}),
        results=array(named(name)),
    )
