"""Names and numbers to scores: one row per indicator, or a reason why not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assessments.itas import results as words
from assessments.itas.level import find_level
from assessments.itas.lines import clean_lines
from assessments.itas.names import Guess, Names
from assessments.itas.results import KnownIndicator, Leftover, MatchedRow, Pasted
from assessments.itas.tokens import OTHER_SCORE, Group, Number, groups_of, short
from itaportal.thai.numbers import ScoreError, format_score, parse_score

MAX_LEFTOVERS = 50
MAX_PROBLEMS = 20

_EXTREME = re.compile("(?:คะแนน)*(สูงสุด|ต่ำสุด)(.*)")
_TOTAL = re.compile("(?:ระดับ)?ผลการประเมิน(?:ita)?|(?:ผล|คะแนน)?รวม(?:ทั้งหมด|ทุกตัวชี้วัด)?")
_ENDS_WITH_TOTAL = re.compile("(?:คะแนนรวม|ผลคะแนน|ภาพรวม|คะแนนเฉลี่ย)(?:คะแนน|เท่ากับ|อยู่ที่)*$")


def parse(text: str, indicators: Sequence[KnownIndicator]) -> Pasted:
    """Read pasted text or HTML source; rows come in the order of ``indicators``. Never raises on any text."""
    lines, cut = clean_lines(text)
    names = Names(indicators)
    reading = _Reading(names)
    for group in groups_of(lines, names, most_rank=max(10, len(indicators))):
        reading.read(group)
    return reading.result(indicators, *find_level(lines), cut=cut)


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

    def _read_extreme(self, match: re.Match[str], here: list[Number], later: list[Number]) -> None:
        # The heading "คะแนนสูงสุดรายตัวชี้วัด" stands above other things than the highest score.
        used = here[:1] or ([] if match[2] else later[:1])
        for number in used:
            score = self._score(number, f"คะแนน{match[1]}")
            if score is not None:
                self.extremes[match[1]] = score
        self._loose([number for number in later if number not in used])

    def _read_row(self, group: Group, guess: Guess, here: list[Number], later: list[Number]) -> None:
        code, line = guess.codes[0], group.words.line
        scores = here or later
        if any("." in number.text or "," in number.text for number in group.lead if not number.unit):
            self._leave(group, words.NUMBER_FIRST)
        elif not scores:
            reason = words.ONLY_RANK if group.numbers else words.NO_SCORE
            self.unscored.setdefault(code, Leftover(line, group.piece(), reason))
        elif len(scores) > 1 or (not here and group.numbers[0].ordinal):
            self._leave(group, words.SEVERAL)
        elif scores[0].signed:
            self._leave(group, words.SIGNED)
        else:
            score = self._score(scores[0], self.names.by_code[code])
            rank = int(group.lead[-1].text) if group.lead and group.lead[-1].ordinal else None
            if score is not None:
                self.shifted |= self._loose_score and not here and not self.claims and rank is None
                row = MatchedRow(code, self.names.by_code[code], score, group.piece(), guess.sure, rank)
                self.claims.setdefault(code, []).append((line, row))
        if here:
            self._loose(later)

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
                self.leftovers.append(Leftover(number.line, short(number.raw), words.NO_NAME))

    def _add_total(self, number: Number) -> None:
        score = self._score(number, "คะแนนรวม")
        if score is not None:
            self.totals.add(score)

    def _score(self, number: Number, label: str) -> Decimal | None:
        try:
            return parse_score(number.text)
        except ScoreError as error:
            self.problems[f"{label}: {error}"] = None
            return None

    def _leave(self, group: Group, reason: str) -> None:
        if re.search("[ก-ฮ]", group.words.raw[:400]):
            self.leftovers.append(Leftover(group.words.line, group.piece(), reason))

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
            f"มีข้อความที่อ่านไม่เข้าใจ {left} แห่ง แสดงเพียง {MAX_LEFTOVERS} แห่งแรก"
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
            self.problems[f"{indicator.name}: พบคะแนนต่างกัน {listed} กรุณากรอกคะแนนที่ถูกต้องเอง"] = None
            return None
        self.leftovers += [
            Leftover(line, row.source, words.OVERRULED) for line, row in claims if row.score != scores[0]
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
                self.problems[f"หน้าเว็บพิมพ์คะแนน{label} {page} แต่ที่อ่านได้คือ {read} กรุณาตรวจทุกแถว"] = None
