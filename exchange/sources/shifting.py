"""Where the cells of a row belong that has fewer of them than its heading: what is likely is offered. Pure."""

import re
from collections.abc import Sequence

from exchange.sources.headings import NUMBER
from exchange.sources.periods import span_of
from itaportal.thai.dates import MONTHS
from itaportal.thai.numbers import to_arabic_digits

_MONTH = re.compile(
    "|".join(
        (*MONTHS, r"[มกพตธ]\.ค\.|เม\.ย\.|มิ\.ย\.|มี\.ค\.|[กพ]\.[พย]\.|ส\.ค\.|ไตรมาส|ตลอดปี|งบประมาณ|ทุกเดือน|ทั้งปี")
    )
)
_STEPS = re.compile(r"(?:^|\s)(?:\(?1[.)]|[-–•])")
_WHO = re.compile("กอง|สำนัก|ฝ่าย|ทุก|ปลัด|คณะ|หัวหน้า|นาย|เจ้าหน้าที่|โรงเรียน|ศูนย์|ผู้อำนวยการ|หน่วย|งาน(?![^\n]{25})")
_INDICATOR = re.compile(r"(?:ตัวชี้วัด(?:ที่)?\s*)?\d{1,2}(?:[.)\s,].*)?", re.DOTALL)
_FOLLOW_UP = re.compile("รายงาน|ติดตาม|สรุปผล|ประเมินผล")
_WEAK = re.compile("ไม่|ขาด|ยัง|ประชาชน|บุคลากร|ผู้")


def shifted(cells: Sequence[str], keys: Sequence[str]) -> tuple[str, ...]:
    """Return the cells in their order under the columns that fit them best; ``keys`` are those of the columns."""
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}  # cells placed → how well, and where
    for place, key in enumerate(keys):
        for placed, (score, where) in sorted(best.items(), reverse=True):
            if placed == len(cells):
                continue
            fits = score + _fit(cells[placed], key)
            if placed + 1 not in best or fits > best[placed + 1][0]:
                best[placed + 1] = (fits, (*where, place))
    row = [""] * len(keys)
    for cell, place in zip(cells, best[len(cells)][1], strict=True):
        row[place] = cell
    return tuple(row)


def _fit(cell: str, key: str) -> float:
    text = to_arabic_digits(cell.strip())
    if not text:
        return 0.0
    looks = {
        NUMBER: bool(re.fullmatch(r"\d{1,3}[.)]?", text)),
        "indicator": bool(_INDICATOR.fullmatch(text)) and not _MONTH.search(text),
        "steps": bool(_STEPS.search(text)),
        "responsible": bool(_WHO.match(text)) and len(text) < 80,
        "period": bool(_MONTH.search(text) or span_of(text)) and len(text) < 60,
        "follow_up": bool(_FOLLOW_UP.match(text)),
        "weak_point": bool(_WEAK.match(text)),
    }
    if key == "title":
        return 1.0 if not any(looks[each] for each in ("steps", "period", "responsible", NUMBER)) else -1.0
    if key in looks:
        return 3.0 if looks[key] else 0.0 if key in ("steps", "weak_point") else -1.0
    return -0.5
