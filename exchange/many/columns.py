"""The columns of the workbook of many agencies. Pure."""

from agencies.enums import AgencyKind
from criteria.rulebook import Criteria
from exchange.columns import NAME, NUMBER, YEAR, Column, Kind

TITLE = "คะแนนหลายหน่วยงาน"
PROVINCE, DISTRICT, KIND, TOTAL, LEVEL = "province", "district", "kind", "total", "level"
_INDICATOR = "indicator:"


def columns(criteria: Criteria) -> tuple[Column, ...]:
    """Return the columns of a year: which agency, its indicators by the year's criteria, what ITAS printed."""
    return (*_whose(), *map(_indicator, criteria.indicators), *_printed(criteria))


def _whose() -> tuple[Column, ...]:
    kinds = tuple((value, str(label)) for value, label in AgencyKind.choices)
    return (
        Column(NUMBER, "รหัสหน่วยงาน", Kind.LINE, locked=True, width=16, aliases=("รหัส", "slug")),
        Column(
            NAME, "ชื่อหน่วยงาน", Kind.LINE, locked=True, limit=200, width=40, aliases=("หน่วยงาน", "ชื่อ", "อปท.", "ชื่ออปท")
        ),
        Column(PROVINCE, "จังหวัด", Kind.LINE, locked=True, limit=100),
        Column(DISTRICT, "อำเภอ", Kind.LINE, locked=True, limit=100),
        Column(KIND, "ประเภท", Kind.CHOICE, locked=True, choices=kinds, width=22, aliases=("ประเภทหน่วยงาน",)),
        Column(
            YEAR, "ปีงบประมาณ", Kind.INTEGER, locked=True, smallest=2550, largest=2650,
            aliases=("ปี", "ปีงบ", "พ.ศ.", "ปีงบประมาณ พ.ศ."),
        ),
    )  # fmt: skip


def _indicator(indicator) -> Column:
    code = indicator.code
    return Column(
        f"{_INDICATOR}{code}",
        f"ตัวชี้วัดที่ {code} {indicator.name}",
        Kind.SCORE,
        may_keep=True,
        width=12,
        aliases=(code, f"ตัวชี้วัดที่ {code}", f"ตัวที่ {code}", indicator.name, *indicator.aliases),
    )


def _printed(criteria: Criteria) -> tuple[Column, ...]:
    levels = tuple((level.name, level.label) for level in criteria.levels)
    return (
        Column(
            TOTAL, "คะแนนรวม", Kind.SCORE, may_keep=True, width=12,
            aliases=("คะแนนรวมตามที่ ITAS ประกาศ", "คะแนน ITA"), loose=("คะแนนเฉลี่ย", "คะแนน"),
        ),
        Column(
            LEVEL, "ระดับ", Kind.CHOICE if levels else Kind.LINE, choices=levels, limit=60, may_keep=True,
            aliases=("ระดับตามที่ ITAS ประกาศ", "ระดับผลการประเมิน"), loose=("ผลการประเมิน",),
        ),
    )  # fmt: skip


def score_key(code: str) -> str:
    """Return the key of an indicator's column."""
    return f"{_INDICATOR}{code}"


def code_of(key: str) -> str:
    """Return the indicator's code of a column's key, "" for other columns."""
    return key.removeprefix(_INDICATOR) if key.startswith(_INDICATOR) else ""
