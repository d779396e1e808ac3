"""What the check of pasted scores shows: each row with what is doubtful, and whether the printed total is reached."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessments.actions import ScoreSheet
from assessments.discrepancy import Suspect, suspects
from assessments.grading import TOLERANCE, grade
from assessments.itas import Pasted
from criteria.rulebook import Criteria
from criteria.schema import Indicator
from itaportal.language import gettext, marked
from itaportal.thai.numbers import format_score


@dataclass(frozen=True, slots=True)
class PasteLine:
    """An indicator in the check of a pasted page: the text it was read from, the stored score, the new one's field.

    ``use`` is the field to take the likely reading of a doubtful row with, None where there is nothing to choose;
    ``kind`` that of a tag.
    """

    indicator: Indicator
    field: object
    source: str
    stored: Decimal | None
    kind: str
    label: str
    differs: bool
    doubts: tuple[str, ...] = ()
    use: object = None


def paste_lines(
    pasted: Pasted,
    criteria: Criteria,
    stored: Mapping[str, Decimal],
    field_of: Callable[[str], object],
    use_of: Callable[[str], object],
) -> list[PasteLine]:
    """Return every indicator of the year with what the pasted text said about it."""
    found = {row.code: row for row in pasted.rows}
    lines = []
    for indicator in criteria.indicators:
        row, old, field = found.get(indicator.code), stored.get(indicator.code), field_of(indicator.code)
        if row is None:
            lines.append(PasteLine(indicator, field, "", old, "missing", gettext("อ่านไม่ได้"), False))
            continue
        kind, label = ("complete", gettext("อ่านได้ชัดเจน")) if row.sure else ("partial", gettext("โปรดตรวจ"))
        differs = old is not None and row.score != old
        use = use_of(indicator.code)
        lines.append(PasteLine(indicator, field, row.source, old, kind, label, differs, row.doubts, use))
    return lines


def paste_hints(pasted: Pasted, known_levels: Sequence[str], stored: ScoreSheet) -> dict[str, str]:
    """Return what the text said about total and level beside what is stored, by form field name."""
    total = (
        gettext("ไม่พบคะแนนรวมในข้อความ")
        if pasted.total is None
        else gettext("อ่านได้ {total} คะแนน").format(total=format_score(pasted.total))
    )
    if stored.printed_total is not None:
        total += gettext(" · ที่บันทึกไว้ {printed_total} คะแนน").format(
            printed_total=format_score(stored.printed_total)
        )
    level = (
        gettext("อ่านได้ “{level}”").format(level=pasted.level) if pasted.level else gettext("ไม่พบระดับในข้อความ")
    )
    if pasted.level and pasted.level not in known_levels:
        level += gettext(" ซึ่งไม่มีในเกณฑ์ของปีนี้ กรุณาเลือกเอง")
    if stored.printed_level:
        level += gettext(" · ที่บันทึกไว้ “{printed_level}”").format(printed_level=stored.printed_level)
    return {"printed_total": total, "printed_level": level}


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What the scores come to beside what is printed; ``words`` name the rows that would explain a difference.

    ``assumed`` are indicators whose likely reading was counted although nobody has taken it yet.
    """

    total: Decimal | None
    level: str
    printed_total: Decimal | None
    printed_level: str
    missing: tuple[str, ...]
    words: tuple[str, ...]
    assumed: tuple[str, ...] = ()

    @property
    def total_differs(self) -> bool:
        """Whether both totals are known and not the same."""
        both = self.total is not None and self.printed_total is not None
        return both and abs(self.total - self.printed_total) > TOLERANCE  # type: ignore[operator]

    @property
    def level_differs(self) -> bool:
        """Whether both levels are known and not the same."""
        return bool(self.level and self.printed_level) and self.level != self.printed_level


def recompute(sheet: ScoreSheet, offers: Mapping[str, Decimal], criteria: Criteria) -> Recomputed:
    """Return total and level of the scores beside the printed ones; ``offers`` stand where there is no score."""
    scores, printed = {**offers, **sheet.indicators}, sheet.printed_total
    result = grade(scores, criteria)
    names = {each.code: f"{each.code} {each.name}" for each in criteria.indicators}
    found = suspects(scores, printed, criteria) if printed is not None else []
    return Recomputed(
        result.total,
        result.level.name if result.level else "",
        printed,
        sheet.printed_level,
        missing=tuple(code for code in names if code not in scores),
        words=tuple(_say(each, names) for each in found),
        assumed=tuple(code for code in offers if code not in sheet.indicators),
    )


def difference_words(sheet: ScoreSheet, criteria: Criteria) -> tuple[str, ...]:
    """Return the rows of stored scores that would explain why the printed total is not reached."""
    return recompute(sheet, {}, criteria).words


def _say(suspect: Suspect, names: Mapping[str, str]) -> str:
    name, instead = names[suspect.code], format_score(suspect.instead)
    if suspect.other:
        return marked(f"คะแนนของ “{name}” กับ “{names[suspect.other]}” อาจสลับกัน")
    if suspect.score is None:
        return marked(f"“{name}” ยังไม่มีคะแนน ถ้าได้ {instead} คะแนนรวมจะตรงกัน")
    return marked(f"“{name}” คือ {format_score(suspect.score)} ถ้าเป็น {instead} คะแนนรวมจะตรงกัน")
