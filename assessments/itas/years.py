"""Years as headings, titles and pages write them: 2567, ปี 67, พ.ศ. 2567, 2024. One rule for all of them. Pure."""

import re

from itaportal.thai.dates import BUDDHIST_OFFSET

# A heading without spaces and marks, as ``same_heading_key`` leaves it.
_CELL = re.compile(
    r"(?:ผล|คะแนน|การประเมิน|ร้อยละ|ita|ที่ได้|ปี|งบประมาณ|พศ|คศ|ประจำ)*(25\d\d|20\d\d|(?<=[ีศณ])[56]\d)(?:ita|คะแนน|ร้อยละ)*"
)
_LONGEST = 60


def year_of_heading(key: str) -> int | None:
    """Return the year (Buddhist era) where the key of a heading is one and nothing else."""
    match = _CELL.fullmatch(key) if len(key) <= _LONGEST else None
    return buddhist(int(match[1])) if match else None


def buddhist(year: int, beside: int = 2500) -> int:
    """Return a year of two digits, or of the Christian era, as one of the Buddhist era; ``beside`` gives the century."""
    if year < 100:
        return beside - beside % 100 + year
    return year + BUDDHIST_OFFSET if year < 2400 else year
