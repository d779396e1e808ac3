"""When a period is one, and where in the year it lies: pure rules."""

from datetime import date

from itaportal.language import gettext
from itaportal.thai.dates import fiscal_year_end, fiscal_year_start


def find_period_error(start: date | None, end: date | None) -> tuple[str, str] | None:
    """Return the field of a measure that is at fault and why, in Thai: both days are there or none, in order."""
    if bool(start) != bool(end):
        missing = "period_end" if start else "period_start"
        return missing, gettext("กรุณากรอกทั้งวันเริ่มและวันสิ้นสุด หรือเว้นว่างทั้งสองช่อง")
    if start and end and end < start:
        return "period_end", gettext("วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม กรุณาแก้วันใดวันหนึ่ง")
    return None


def part_of_year(start: date, end: date, year: int) -> tuple[int, int] | None:
    """Return begin and length of what lies in the Buddhist-era fiscal year, in whole percent of it; None for nothing."""
    first, last = fiscal_year_start(year), fiscal_year_end(year)
    start, end = max(start, first), min(end, last)
    if start > end:
        return None
    days = (last - first).days + 1
    begin = 100 * (start - first).days // days
    return begin, max(1, round(100 * ((end - first).days + 1) / days) - begin)
