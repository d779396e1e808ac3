"""What of a measure goes on into the next plan year and what stays behind: pure rules."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from criteria.rulebook import Criteria
from itaportal.language import gettext
from itaportal.thai.money import format_amount
from itaportal.thai.numbers import to_arabic_digits
from measures.enums import Status

_YEAR = re.compile(r"(?<!\d)2[56]\d\d(?!\d)")


def is_unfinished(status: str | None) -> bool:
    """Tell by what was last reported, None where nothing was, whether a measure has to go on."""
    return status != Status.DONE


def find_years(text: str) -> list[int]:
    """Return the Buddhist-era years that a text names in Thai or Arabic digits, each once."""
    return list(dict.fromkeys(int(year) for year in _YEAR.findall(to_arabic_digits(text))))


@dataclass(frozen=True, slots=True)
class Content:
    """What of a measure may not fit the next year; departments are those no longer in use, periods as printed."""

    indicator_codes: Sequence[str]
    topic_numbers: Sequence[int]
    item_codes: Sequence[str]
    departments_gone: Sequence[str]
    period_text: str
    step_periods: Sequence[str]
    budget: Decimal | None = None


def list_left_behind(content: Content, criteria: Criteria) -> list[str]:
    """Return in Thai what a copy for the plan that answers the criteria's year is without, and why."""
    year = criteria.fiscal_year
    indicators = {entry.code for entry in criteria.indicators}
    topics = {entry.number for entry in criteria.topics}
    found = [
        (
            _missing(content.indicator_codes, indicators),
            gettext("ตัวชี้วัดที่ {}"),
            gettext("เกณฑ์ปี {year} ไม่มี").format(year=year),
        ),
        (
            _missing(content.topic_numbers, topics),
            gettext("ประเด็นที่ {}"),
            gettext("เกณฑ์ปี {year} ไม่มี").format(year=year),
        ),
        (content.item_codes, gettext("ข้อคำถาม {}"), gettext("เลขข้อเปลี่ยนได้ทุกปี กรุณาระบุใหม่ตามผลของปีนี้")),
        (content.departments_gone, gettext("ส่วนราชการ {}"), gettext("เลิกใช้แล้ว กรุณาเลือกผู้รับผิดชอบใหม่")),
        (
            [content.period_text] if content.period_text else [],
            gettext("ระยะเวลา “{}”"),
            gettext("เปลี่ยนเป็นทั้งปีงบประมาณใหม่"),
        ),
        (
            [format_amount(content.budget)] if content.budget else [],
            gettext("งบประมาณ {} บาท"),
            gettext("ต้องตั้งใหม่ตามงบประมาณของปีนี้"),
        ),
        (_drop_empty(content.step_periods), gettext("ระยะเวลาของขั้นตอน {}"), gettext("เป็นของปีเดิม")),
    ]
    return [
        f"{words.format(', '.join(map(str, values)))} ({reason})" for values, words, reason in found if values
    ]


def _missing(values: Iterable, known: set) -> list:
    return [value for value in values if value not in known]


def _drop_empty(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))
