"""Rules over numbers in texts: totals, scores and years that contradict the stored ones."""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from assessments.weakness import outdated_score
from itaportal.thai.numbers import to_arabic_digits
from itaportal.thai.proofing.figures import nearly_scores
from reports.completeness.parts import Faults, Snapshot, texts
from reports.enums import KINDS_OF_A_PLAN
from reports.snapshot.result import Finding

_POINTS = r"([0-9]{1,3}(?:\.[0-9]{1,2})?)(?![0-9.]|\s?(?:คะแนน)?\s?ขึ้นไป)"
_TOTAL = re.compile(
    r"คะแนน(?:เฉลี่ย)?(?:ภาพรวม|รวม)(?:ของหน่วยงาน|ขององค์กร|ทั้งหมด)?\s?(?:อยู่ที่|เท่ากับ|ได้|เป็น|คือ)?\s?"
    + _POINTS
    + r"(?!\s?(?:ตัวชี้วัด|ข้อ|ด้าน|เครื่องมือ))"
)
_INDICATOR_SCORE = re.compile(
    r"ตัวชี้วัดที่\s?([0-9]{1,2})(?![0-9.])[^\n0-9]{0,60}?(?:ผล|ได้|มี)คะแนน(?:เพียง|สูงถึง|เท่ากับ|อยู่ที่)?\s?" + _POINTS
)
_YEAR = re.compile(r"ปี\s?(?:งบประมาณ\s?)?(?:พ\.ศ\.\s?)?(25[0-9]{2})(?![0-9])")
_NAMES_THE_ASSESSMENT = re.compile(r"ผลการประเมิน|การประเมินคุณธรรม|(?<![A-Za-z])ITA(?![A-Za-z])")
_COMPARES = re.compile("เทียบ|ปีก่อน|ย้อนหลัง|ตั้งแต่|แนวโน้ม|จากปี|กว่าปี|เพิ่มขึ้น|ลดลง|ผ่านมา")


def total_in_texts(snapshot: Snapshot) -> Faults:
    """Seed document 002 tells its total as 90.1, once as 80.1; 90.1 and 90.10 are the same."""
    result, later = snapshot.assessment, snapshot.later
    if not result.total:
        return
    totals = {entry.fiscal_year: entry.total for entry in snapshot.history if entry.total}
    totals |= {later.fiscal_year: later.total} if later and later.total else {}
    for text in texts(snapshot):
        for line in text.words.split("\n"):
            named = {Decimal(total) for year, total in totals.items() if str(year) in line}
            right = named | {Decimal(result.total)}
            for wrong in dict.fromkeys(
                found for found in _TOTAL.findall(line) if Decimal(found) not in right
            ):
                yield (
                    f"{text.where}: เขียนคะแนนรวม {wrong} แต่คะแนนรวมปี {result.fiscal_year} ที่บันทึกไว้คือ {result.total} "
                    f"{_likely(line, wrong, right)}กรุณาแก้ให้ตรงกัน",
                    text.target,
                )


def _likely(line: str, wrong: str, right: Collection[Decimal]) -> str:
    """Return in Thai which stored total the wrong one is but for a digit, "" where it is another number."""
    meant = {slip.suggestions[0] for slip in nearly_scores(line, right) if slip.word == wrong}
    return f"น่าจะหมายถึง {meant.pop()} " if len(meant) == 1 else ""


def told_figures(words: str) -> frozenset[str]:
    """Return the numbers that the rules here compare with the stored ones, as they are written."""
    plain = to_arabic_digits(words)
    drafted = outdated_score(plain, Decimal(-1))
    return frozenset(
        (*_TOTAL.findall(plain), *(score for _, score in _INDICATOR_SCORE.findall(plain)), str(drafted))
    )


def scores_in_texts(snapshot: Snapshot) -> Faults:
    """A score that a text quotes is the stored one."""
    scores = {entry.code: entry.score for entry in snapshot.assessment.indicators.values() if entry.score}
    for text in texts(snapshot):
        for code, quoted in dict.fromkeys(_INDICATOR_SCORE.findall(text.words)):
            if code in scores and Decimal(quoted) != Decimal(scores[code]):
                yield _wrong_score(text.where, quoted, code, scores[code]), text.target
    for entry in snapshot.assessment.indicators.values() if snapshot.kind in KINDS_OF_A_PLAN else ():
        words = to_arabic_digits(entry.finding.text) if entry.finding and entry.score else ""
        quoted = outdated_score(words, Decimal(entry.score)) if words else None
        if quoted is not None:
            where = f"ตัวชี้วัดที่ {entry.code} ({Finding.title_of('text')})"
            yield (
                _wrong_score(where, str(quoted), entry.code, entry.score),
                ("finding", entry.code, "text"),
            )


def _wrong_score(where: str, quoted: str, code: str, score: str) -> str:
    return f"{where}: เขียนคะแนน {quoted} แต่คะแนนของตัวชี้วัดที่ {code} ที่บันทึกไว้คือ {score} กรุณาแก้ให้ตรงกัน"


def years_in_texts(snapshot: Snapshot) -> Faults:
    """Seed document 001 names the same report once as that of 2564 and once as that of 2563."""
    assessed, planned = snapshot.assessment.fiscal_year, snapshot.plan.fiscal_year
    item = snapshot.criteria.document_item
    right = {assessed, planned, *([item.fiscal_year] if item else ())}
    for text in texts(snapshot):
        # Whatever year a title names is the document's own.
        years = (
            set(_YEAR.findall(text.words))
            if text.target == ("letter", "subject")
            else set(_assessed_years(text.words))
        )
        for year in sorted(years - set(map(str, right))):
            yield (
                f"{text.where}: กล่าวถึงปี {year} แต่เอกสารนี้เป็นผลการประเมินปี {assessed} และมาตรการปี {planned} กรุณาตรวจปี",
                text.target,
            )


def _assessed_years(words: str) -> Iterator[str]:
    """Yield the years by which the words name an assessment without comparing it with another."""
    for line in words.split("\n"):
        for found in _YEAR.finditer(line):
            before, after = (
                line[max(0, found.start() - 100) : found.start()],
                line[found.end() : found.end() + 40],
            )
            # "จากปี 2564" compares: the year's own word belongs to what is looked at.
            nearby = f"{before}{found[0]}{after}"
            if _NAMES_THE_ASSESSMENT.search(before) and not _COMPARES.search(nearby):
                yield found[1]
