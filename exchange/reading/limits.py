"""How much of a spreadsheet or text table is read; what is larger is refused, never cut without a word."""

from dataclasses import dataclass

from exchange.reading.book import FileRefused, Value
from itaportal.language import marked

MEGABYTE = 1024 * 1024

MAX_BYTES = 20 * MEGABYTE  # the file as uploaded
SECONDS = 20  # processor time of the reading process
PATIENCE = 30  # seconds by the clock until it is given up
MEMORY = 512 * MEGABYTE  # address space of the reading process

MAX_MEMBERS = 5000  # parts of a workbook's package
MAX_UNPACKED_BYTES = 600 * MEGABYTE  # of all parts together; a sheet is read as a stream, never held
SMALL_PART_BYTES = 4 * MEGABYTE  # below this a part may be packed as tightly as it likes
MAX_RATIO = 200  # unpacked to packed size of a part

MAX_SHEETS_LISTED = 200
MAX_SHEETS_READ = 20
MAX_ROWS = 70_000  # rows with something in them, all sheets together
MAX_CELLS = 400_000  # cells up to the last filled one of each row, all sheets together
MAX_COLUMNS = 300
MAX_CELL_CHARACTERS = 32_767  # what Excel keeps in one cell
MAX_CHARACTERS = 10_000_000  # of all cells together
HEADING_ROWS = 20
MAX_HEADING_SPAN = 4  # rows that one merged heading may be high
MAX_MERGES = 2000

TOO_LARGE = marked(
    f"ไฟล์นี้มีข้อมูลมากเกินกว่าที่ระบบรับได้ในครั้งเดียว (รับไม่เกิน {MAX_ROWS:,} แถว และ {MAX_CELLS:,} ช่อง) กรุณาแบ่งเป็นหลายไฟล์"
)


@dataclass(slots=True)
class Budget:
    """Rows, cells and characters of all sheets together."""

    rows: int = 0
    cells: int = 0
    characters: int = 0

    def take(self, values: list[Value]) -> None:
        """Count a row. Raises FileRefused."""
        self.rows += 1
        self.cells += len(values)
        self.characters += sum(len(value) for value in values if isinstance(value, str))
        if self.rows > MAX_ROWS or self.cells > MAX_CELLS or self.characters > MAX_CHARACTERS:
            raise FileRefused(TOO_LARGE)
