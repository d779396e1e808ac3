"""When a period is one: a pure rule."""

from datetime import date


def find_period_error(start: date | None, end: date | None) -> tuple[str, str] | None:
    """Return the field of a measure that is at fault and why, in Thai: both days are there or none, in order."""
    if bool(start) != bool(end):
        missing = "period_end" if start else "period_start"
        return missing, "กรุณากรอกทั้งวันเริ่มและวันสิ้นสุด หรือเว้นว่างทั้งสองช่อง"
    if start and end and end < start:
        return "period_end", "วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม กรุณาแก้วันใดวันหนึ่ง"
    return None
