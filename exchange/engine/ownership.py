"""Whether a file is of the agency and the year that it was uploaded for. Pure."""

from assessments.itas.whose import years_in
from exchange.engine.cells import as_text, is_blank
from exchange.engine.columns import AGENCY, YEAR
from exchange.engine.locate import FoundTable
from exchange.engine.match import FileRow, TableRefused, number_key
from itaportal.language import marked
from itaportal.thai.spelling import clean_line


def check_file(found: FoundTable, *, slug: str, fiscal_year: int, assessed_year: int) -> None:
    """Raise TableRefused where the whole file is of another year or another agency; both are named."""
    years = {_year(raw) for raw in found.rows} - {""}
    if years and str(fiscal_year) not in years:
        raise TableRefused(_other_year(sorted(years), fiscal_year))
    titled = set[int]().union(*map(years_in, found.above))
    if not years and titled and not titled & {fiscal_year, assessed_year}:
        raise TableRefused(_other_year([str(year) for year in sorted(titled)], fiscal_year))
    slugs = {_slug(raw) for raw in found.rows} - {""}
    if slugs and slug not in slugs:
        raise TableRefused(
            marked(
                f"ไฟล์นี้เป็นของหน่วยงานรหัส {', '.join(sorted(slugs)[:3])} แต่กำลังนำเข้าให้หน่วยงานรหัส {slug} กรุณาเลือกไฟล์ให้ตรงหน่วยงาน"
            )
        )


def check_row(raw: FileRow, *, slug: str, fiscal_year: int) -> tuple[str, str] | None:
    """Return the key of the column that tells that a row is of another year or agency, and the reason."""
    if (year := _year(raw)) and year != str(fiscal_year):
        return YEAR, marked(f"แถวนี้เป็นของปี {year} แต่กำลังนำเข้าปี {fiscal_year}")
    if (owner := _slug(raw)) and owner != slug:
        return AGENCY, marked(f"แถวนี้เป็นของหน่วยงานรหัส {owner[:60]} ไม่ใช่ {slug}")
    return None


def _other_year(years: list[str], fiscal_year: int) -> str:
    return marked(
        f"ไฟล์นี้เป็นแบบกรอกของปี {', '.join(years[:3])} แต่กำลังนำเข้าปี {fiscal_year} ซึ่งอาจใช้เกณฑ์ต่างกัน "
        f"กรุณาดาวน์โหลดแบบกรอกของปี {fiscal_year} หรือเลือกนำเข้าให้ตรงปี"
    )


def _year(raw: FileRow) -> str:
    cell = raw.cells.get(YEAR)
    return "" if is_blank(cell) else number_key(cell).removeprefix("พ.ศ.").removeprefix("ปี")


def _slug(raw: FileRow) -> str:
    return clean_line(as_text(raw.cells.get(AGENCY)))
