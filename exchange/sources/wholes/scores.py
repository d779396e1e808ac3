"""The scores of a whole report: those of its score tables, total and level as its sentences tell them. Pure.

The rest of the text is full of numbers that are no scores of indicators, so it is never read for them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessments.itas import KnownIndicator, Pasted, parse
from exchange.sources.saved import score_tables
from exchange.sources.wholes.document import WholeReport
from itaportal.thai.numbers import to_arabic_digits
from itaportal.thai.spelling import clean_line

_YEAR = re.compile(r"(?:ปี\s*งบประมาณ|ปี)\s*(?:พ\s*\.?\s*ศ\s*\.?)?\s*(?P<year>25\d\d)(?!\d)")
_TOTAL = re.compile(
    r"[^0-9]{0,160}?คะแนน[^0-9]{0,20}?(?P<total>\d{1,3}\.\d{1,2})(?![\d.%])"
    r"(?:[^0-9\n]{0,60}?ระดับ\s*(?:ผลการประเมิน\s*)?(?:ระดับ\s*)?(?P<level>[A-Z]{1,2})\b)?"
)


@dataclass(frozen=True, slots=True)
class Told:
    """Total and level as a sentence tells them, with the sentence."""

    total: Decimal
    level: str
    sentence: str


def scores_in(report: WholeReport, indicators: Sequence[KnownIndicator], year: int) -> Pasted | None:
    """Return what the score tables say together, None where there is none; two different scores of one are a problem."""
    tables = score_tables(report.page, indicators, year)
    if not tables:
        return None
    text = "\n\n".join(
        "\n".join("\t".join(cell.replace("\n", " ") for cell in row) for row in table.rows)
        for table, _ in tables
    )
    return parse(text, indicators, year)


def told_in(report: WholeReport, year: int) -> list[Told]:
    """Return what sentences tell of the year's total and level, each different telling once."""
    found: dict[tuple[Decimal, str], Told] = {}
    for line in report.paragraphs:
        plain = to_arabic_digits(clean_line(line))
        for named in _YEAR.finditer(plain):
            said = _TOTAL.match(plain, named.end())
            if int(named["year"]) == year and said and Decimal(said["total"]) <= 100:
                told = Told(
                    Decimal(said["total"]), said["level"] or "", plain[named.start() : said.end()][:200]
                )
                found.setdefault((told.total, told.level), told)
    by_total: dict[Decimal, Told] = {}
    for told in found.values():
        if told.total not in by_total or told.level:
            by_total[told.total] = told
    return list(by_total.values())
