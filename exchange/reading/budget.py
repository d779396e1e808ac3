"""Counts what was read and refuses what goes beyond the limits."""

from dataclasses import dataclass

from exchange.reading import limits
from exchange.reading.book import FileRefused, Value

TOO_LARGE = (
    "ไฟล์นี้มีข้อมูลมากเกินกว่าที่ระบบรับได้ในครั้งเดียว "
    f"(รับไม่เกิน {limits.MAX_ROWS:,} แถว และ {limits.MAX_CELLS:,} ช่อง) กรุณาแบ่งเป็นหลายไฟล์"
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
        if (
            self.rows > limits.MAX_ROWS
            or self.cells > limits.MAX_CELLS
            or self.characters > limits.MAX_CHARACTERS
        ):
            raise FileRefused(TOO_LARGE)
