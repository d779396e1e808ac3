"""Whether a file is of the agency and the year that it was uploaded for. Pure."""

import re
from collections.abc import Iterable

from exchange.cells import as_text, is_blank
from exchange.columns import AGENCY, YEAR, Problem
from exchange.locating import Found
from exchange.matching import Raw, TableRefused, number_key
from itaportal.thai import clean_line, to_arabic_digits

_YEAR = re.compile(r"(?:ปีงบประมาณ|ปี|พ\.?\s?ศ\.?)[^\d]{0,12}(25\d\d)")


def check_file(found: Found, *, slug: str, fiscal_year: int, assessed_year: int) -> None:
    """Raise TableRefused where the whole file is of another year or another agency; both are named."""
    years = {_year(raw) for raw in found.rows} - {""}
    if years and str(fiscal_year) not in years:
        raise TableRefused(_other_year(sorted(years), fiscal_year))
    titled = _years_in(found.above)
    if not years and titled and not titled & {str(fiscal_year), str(assessed_year)}:
        raise TableRefused(_other_year(sorted(titled), fiscal_year))
    slugs = {_slug(raw) for raw in found.rows} - {""}
    if slugs and slug not in slugs:
        raise TableRefused(
            f"ไฟล์นี้เป็นของหน่วยงานรหัส {', '.join(sorted(slugs)[:3])} แต่กำลังนำเข้าให้หน่วยงานรหัส {slug} กรุณาเลือกไฟล์ให้ตรงหน่วยงาน"
        )


def check_row(raw: Raw, headings: dict[str, str], *, slug: str, fiscal_year: int) -> list[Problem]:
    """Return why a single row is of another year or another agency."""
    problems = []
    if (year := _year(raw)) and year != str(fiscal_year):
        problems.append(
            Problem(raw.sheet, raw.row, headings[YEAR], f"แถวนี้เป็นของปี {year} แต่กำลังนำเข้าปี {fiscal_year}")
        )
    if (owner := _slug(raw)) and owner != slug:
        problems.append(
            Problem(raw.sheet, raw.row, headings[AGENCY], f"แถวนี้เป็นของหน่วยงานรหัส {owner[:60]} ไม่ใช่ {slug}")
        )
    return problems


def _other_year(years: list[str], fiscal_year: int) -> str:
    return (
        f"ไฟล์นี้เป็นแบบกรอกของปี {', '.join(years[:3])} แต่กำลังนำเข้าปี {fiscal_year} ซึ่งอาจใช้เกณฑ์ต่างกัน "
        f"กรุณาดาวน์โหลดแบบกรอกของปี {fiscal_year} หรือเลือกนำเข้าให้ตรงปี"
    )


def _year(raw: Raw) -> str:
    return (
        ""
        if is_blank(raw.cells.get(YEAR))
        else number_key(raw.cells[YEAR]).removeprefix("พ.ศ.").removeprefix("ปี")
    )


def _slug(raw: Raw) -> str:
    return clean_line(as_text(raw.cells.get(AGENCY)))


def _years_in(texts: Iterable[str]) -> set[str]:
    return {year for text in texts for year in _YEAR.findall(to_arabic_digits(clean_line(text)))}
