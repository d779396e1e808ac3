"""Names and numbers to scores: one row per indicator, or a reason why not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assessments.itas import results as words
from assessments.itas.bare import bare_scores
from assessments.itas.columns import arrange, tabbed
from assessments.itas.digits import joined
from assessments.itas.level import find_level
from assessments.itas.lines import raw_lines
from assessments.itas.names import Guess, Names
from assessments.itas.results import KnownIndicator, Leftover, MatchedRow, Pasted
from assessments.itas.tokens import OTHER_SCORE, Group, Number, groups_of, short
from itaportal.language import marked
from itaportal.thai.numbers import ScoreError, format_score, parse_score, to_arabic_digits
from itaportal.thai.spelling import clean_line

MAX_LEFTOVERS = 50
MAX_PROBLEMS = 20

_EXTREME = re.compile("(?:คะแนน)*(สูงสุด|ต่ำสุด)(.*)")
_TOTAL = re.compile("(?:ระดับ)?ผลการประเมิน(?:ita)?|(?:ผล|คะแนน)?รวม(?:ทั้งหมด|ทุกตัวชี้วัด)?")
_ENDS_WITH_TOTAL = re.compile("(?:คะแนนรวม|ผลคะแนน|ภาพรวม|คะแนนเฉลี่ย)(?:คะแนน|เท่ากับ|อยู่ที่)*$")


def parse(text: str, indicators: Sequence[KnownIndicator], year: int = 0) -> Pasted:
    """Read pasted text or HTML source; rows come in the order of ``indicators``. Never raises on any text.

    ``year`` is the one to be read where a table has a column for each year.
    """
    raw, cut = raw_lines(text)
    raw = tabbed(raw)
    arranged = arrange(raw, [to_arabic_digits(line) for line in raw], year)
    lines = [clean_line(line) for line in arranged.lines]
    names = Names(indicators)
    reading = _Reading(names, uneven=arranged.uneven)
    if scores := bare_scores(lines, len(indicators)):
        reading.deal_out(indicators, scores)
    else:
        for group in groups_of(lines, names, most_rank=max(10, len(indicators))):
            reading.read(group)
    if arranged.years and year not in arranged.years:
        listed = ", ".join(map(str, arranged.years))
        reading.problems[marked(f"ตารางมีคอลัมน์ของปี {listed} ไม่มีปี {year}")] = None
    result = reading.result(indicators, *find_level(lines), cut=cut)
    return replace(result, by_column=year in arranged.years, in_order=bool(scores))


def _plain_score(text: str) -> Decimal | None:
    try:
        return parse_score(text)
    except ScoreError:
        return None


@dataclass(slots=True)
class _Reading:
    """Collects what the groups say, in the order of the text."""

    names: Names
    claims: dict[str, list[tuple[int, MatchedRow]]] = field(default_factory=dict)
    unscored: dict[str, Leftover] = field(default_factory=dict)
    leftovers: list[Leftover] = field(default_factory=list)
    totals: set[Decimal] = field(default_factory=set)
    extremes: dict[str, Decimal] = field(default_factory=dict)
    problems: dict[str, None] = field(default_factory=dict)
    uneven: frozenset[int] = frozenset()
    shifted: bool = False
    _loose_score: bool = False

    def read(self, group: Group) -> None:
        said = group.words
        self._loose([number for number in group.lead if number.unit])
        values = [number for number in group.numbers if not number.ordinal]
        here = [number for number in values if number.line == said.line]
        # Telephone and postal numbers of the page stand on lines of their own; so do scores cut from their names.
        later = [number for number in values[len(here) :] if number.looks_like_score or len(number.text) <= 3]
        if not said.letters:
            self._loose(values)
        elif match := _EXTREME.match(said.letters):
            self._read_extreme(match, here, later)
        elif not OTHER_SCORE.match(said.letters):
            guess = self.names.find(said.key, guess=bool(values))
            if len(guess.codes) == 1:
                self._read_row(group, guess, here, later)
            else:
                self._read_other(group, guess, here, later)

    def deal_out(self, indicators: Sequence[KnownIndicator], scores: Sequence[Decimal]) -> None:
        """Give scores without names to the indicators in order; none of them is sure."""
        for place, (indicator, score) in enumerate(zip(indicators, scores, strict=True), start=1):
            row = MatchedRow(
                indicator.code, indicator.name, score, format_score(score), (words.IN_ORDER,), None
            )
            self.claims[indicator.code] = [(place, row)]

    def _read_extreme(self, match: re.Match[str], here: list[Number], later: list[Number]) -> None:
        # The heading "คะแนนสูงสุดรายตัวชี้วัด" stands above other things than the highest score.
        used = here[:1] or ([] if match[2] else later[:1])
        for number in used:
            score = None if number.broken else self._score(number.text, f"คะแนน{match[1]}")
            if score is not None:
                self.extremes[match[1]] = score
        self._loose([number for number in later if number not in used])

    def _read_row(self, group: Group, guess: Guess, here: list[Number], later: list[Number]) -> None:
        code, line = guess.codes[0], group.words.line
        scores = here or later
        if any("." in number.text or "," in number.text for number in group.lead if not number.unit):
            self._leave(group, words.NUMBER_FIRST, code)
        elif not scores:
            reason = words.ONLY_RANK if group.numbers else words.NO_SCORE
            self.unscored.setdefault(code, Leftover(line, group.piece(), reason, code))
        elif len(scores) > 1 or (not here and group.numbers[0].ordinal):
            self._leave(group, words.SEVERAL, code)
        elif scores[0].signed:
            self._leave(group, words.SIGNED, code)
        elif scores[0].broken and not scores[0].text:
            self._leave(group, words.BROKEN, code)
        else:
            self._claim(group, code, scores[0], self._doubts(group, guess, scores[0]), is_here=bool(here))
        if here:
            self._loose(later)

    def _doubts(self, group: Group, guess: Guess, number: Number) -> tuple[str, ...]:
        """Return why the score of a row may be wrong."""
        beside = [each for each in group.numbers if each.line == number.line]
        found = {
            words.SIMILAR: not guess.sure,
            words.BROKEN: number.broken,
            words.TORN: len(beside) > 1,
            words.CELLS: bool({number.line, group.words.line} & self.uneven),
        }
        return tuple(reason for reason, holds in found.items() if holds)

    def _claim(
        self, group: Group, code: str, number: Number, doubts: tuple[str, ...], *, is_here: bool
    ) -> None:
        text = number.text
        if words.TORN in doubts:
            text = joined([each.text for each in group.numbers if each.line == number.line]) or text
        score = self._score(text, self.names.by_code[code])
        if score is None:
            return
        rank = int(group.lead[-1].text) if group.lead and group.lead[-1].ordinal else None
        self.shifted |= self._loose_score and not is_here and not self.claims and rank is None
        row = MatchedRow(code, self.names.by_code[code], score, group.piece(), doubts, rank)
        self.claims.setdefault(code, []).append((group.words.line, row))

    def _read_other(self, group: Group, guess: Guess, here: list[Number], later: list[Number]) -> None:
        letters = group.words.letters
        ranked = bool(group.lead and group.lead[-1].ordinal)
        values = here or later
        sentence = _ENDS_WITH_TOTAL.search(letters) and "ตัวชี้วัด" not in letters and not guess.near
        if guess.codes and values:
            self._leave(group, words.AMBIGUOUS)
        elif len(values) == 1 and values[0].looks_like_score and (_TOTAL.fullmatch(letters) or sentence):
            self._add_total(values[0])
        elif (values and (guess.near or ranked)) or any(number.looks_like_score for number in here):
            self._leave(group, words.UNKNOWN)
        else:
            # Numbers above a heading say nothing about the order of scores and names below it.
            self._loose_score = False
            self._loose(later)

    def _loose(self, numbers: list[Number]) -> None:
        """Numbers without words: the page prints its total above the table as "91.1 คะแนน"."""
        for number in numbers:
            if number.unit and not self.claims:
                self._add_total(number)
            elif number.looks_like_score:
                self._loose_score = True
                score = _plain_score(number.text)
                self.leftovers.append(Leftover(number.line, short(number.raw), words.NO_NAME, "", score))

    def _add_total(self, number: Number) -> None:
        if number.broken:
            self.problems[marked(f"คะแนนรวม “{short(number.raw)}”: {words.BROKEN} กรุณากรอกคะแนนรวมเอง")] = (
                None
            )
        elif (score := self._score(number.text, "คะแนนรวม")) is not None:
            self.totals.add(score)

    def _score(self, text: str, label: str) -> Decimal | None:
        try:
            return parse_score(text)
        except ScoreError as error:
            self.problems[f"{label}: {error}"] = None
            return None

    def _leave(self, group: Group, reason: str, code: str = "") -> None:
        if re.search("[ก-ฮ]", group.words.raw[:400]):
            likely = [number.text for number in group.numbers if number.looks_like_score]
            score = _plain_score(likely[0]) if len(likely) == 1 else None
            self.leftovers.append(Leftover(group.words.line, group.piece(), reason, code, score))

    def result(
        self, indicators: Sequence[KnownIndicator], level: str | None, level_problem: str | None, *, cut: bool
    ) -> Pasted:
        """Settle what was collected: one row per indicator, or a reason why not."""
        if self.shifted:
            self.claims.clear()
        rows = [row for indicator in indicators if (row := self._settle(indicator))]
        found = {row.code for row in rows}
        missing = tuple(indicator.code for indicator in indicators if indicator.code not in found)
        self.leftovers += [left for code, left in self.unscored.items() if code not in self.claims]
        self.leftovers.sort(key=lambda left: left.line_number)
        self._check_extremes([row.score for row in rows], complete=not missing)
        left = len(self.leftovers)
        messages = [
            words.TOO_LONG if cut else None,
            words.SHIFTED if self.shifted else None,
            words.NOTHING_FOUND if not self.claims and not self.shifted else None,
            words.TWO_TOTALS if len(self.totals) > 1 else None,
            level_problem,
            marked(f"มีข้อความที่อ่านไม่เข้าใจ {left} แห่ง แสดงเพียง {MAX_LEFTOVERS} แห่งแรก")
            if left > MAX_LEFTOVERS
            else None,
            *self.problems,
        ]
        return Pasted(
            rows=tuple(rows),
            not_understood=tuple(self.leftovers[:MAX_LEFTOVERS]),
            missing=missing,
            total=next(iter(self.totals)) if len(self.totals) == 1 else None,
            level=level,
            problems=tuple(message for message in messages if message)[:MAX_PROBLEMS],
        )

    def _settle(self, indicator: KnownIndicator) -> MatchedRow | None:
        claims = self.claims.get(indicator.code, [])
        chosen = [row for _, row in claims if row.sure] or [row for _, row in claims]
        scores = list(dict.fromkeys(row.score for row in chosen))
        if len(scores) > 1:
            listed = " และ ".join(format_score(score) for score in scores[:4])
            self.problems[marked(f"{indicator.name}: พบคะแนนต่างกัน {listed} กรุณากรอกคะแนนที่ถูกต้องเอง")] = None
            return None
        self.leftovers += [
            Leftover(line, row.source, words.OVERRULED, "", row.score)
            for line, row in claims
            if row.score != scores[0]
        ]
        return chosen[0] if chosen else None

    def _check_extremes(self, scores: list[Decimal], *, complete: bool) -> None:
        for label, pick in (("สูงสุด", max), ("ต่ำสุด", min)):
            printed = self.extremes.get(label)
            if printed is None or not scores:
                continue
            found = pick(scores)
            # While rows are missing, one of them may hold the printed score.
            if printed != found and (complete or pick(printed, found) == found):
                page, read = format_score(printed), format_score(found)
                self.problems[marked(f"หน้าเว็บพิมพ์คะแนน{label} {page} แต่ที่อ่านได้คือ {read} กรุณาตรวจทุกแถว")] = None
