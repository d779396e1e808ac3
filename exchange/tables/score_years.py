"""A table with a column of scores for every year: which years it has. Pure."""

from exchange.engine.locate import HEADING_WITHIN
from exchange.reading.book import Book, FileRefused
from exchange.tables.score_sheets import years_of
from itaportal.language import marked

_NO_YEARS = marked(
    "ไม่พบคอลัมน์ของปี หัวตารางต้องมีช่องปีอย่างน้อยหนึ่งช่อง เช่น “ปี 2567” หรือ “2567” ถ้าเป็นตารางของปีเดียว กรุณาใช้หน้า “นำเข้าไฟล์”"
)


def years_in_book(book: Book) -> list[int]:
    """Return the years that have a column, the newest first. Raises FileRefused where none has."""
    found: set[int] = set()
    for sheet in book.sheets:
        rows = [set(years_of(cells)) for _, cells in sheet.rows[:HEADING_WITHIN]]
        found |= max(rows, key=len, default=set())
    if not found:
        raise FileRefused(_NO_YEARS)
    return sorted(found, reverse=True)
