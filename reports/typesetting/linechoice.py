"""Where the lines of a text end: pure arithmetic on places, their grades and how far the text reaches up to each.

Lengths are of one unit, any.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import inf

from itaportal.thai.breaks import Grade, in_cluster

# A compound is cut only where the line would else be filled by less than this, and where that is worth it: what a cut
# costs, and what a line costs for each share of it that is empty under the second number, is told in lines.
VISIBLY_SHORT = 0.85
CUT, CLOSE = 0.9, 0.05
EMPTY = 0.2
# Lines are looked at that are filled by so much at least; those under the second number cost more.
SHORTEST, TOO_SHORT, SHORTNESS = 0.5, 0.75, 1.0
# A last line of a single word: never as much as another line, more than a line before it that is half empty.
LONELY = 0.45
_SAME = 1e-6  # of two costs that differ by rounding, the longer line wins
_MOST_WIDTHS = 8  # remembered for one text
_COST: dict[int, float] = {Grade.COMPOUND: 1.0 + CUT, Grade.CLOSE: 1.0 + CLOSE, Grade.FREE: 1.0}


class LineEnds:
    """The ends of lines of one text; ``grades`` and ``reach`` have an entry for every place, both ends included.

    ``reach`` is how far the text goes up to the place, ``ink`` the same without the spaces before the place.
    """

    def __init__(self, text: str, grades: Sequence[int], reach: Sequence[float], ink: Sequence[float]):
        self.text, self.reach, self.ink = text, reach, ink
        self.places = [place for place, grade in enumerate(grades) if grade >= Grade.COMPOUND]
        self.weak = [place for place, grade in enumerate(grades) if grade >= Grade.SYLLABLE]
        self.grades = [grades[place] for place in self.places]
        self.ends = [ink[place] for place in self.places]
        self.weak_ends = [ink[place] for place in self.weak]
        # The last free place up to each of the others.
        self.whole = list(
            accumulate(
                (number if grade >= Grade.CLOSE else -1 for number, grade in enumerate(self.grades)), max
            )
        )
        self._costs: dict[float, list[float]] = {}

    def fits(self, start: int, width: float) -> bool:
        """Whether all that follows fits one line."""
        return self.ink[-1] - self.reach[start] <= width

    def first_word(self, start: int) -> int:
        """Return where the first word ends."""
        first = bisect_right(self.places, start)
        return next(
            place
            for place, grade in zip(self.places[first:], self.grades[first:], strict=True)
            if grade >= Grade.CLOSE
        )

    def end(self, start: int, width: float) -> int | None:
        """Return where a line of the width ends that begins at ``start``, None if not even a part of a word fits."""
        first = bisect_right(self.places, start)
        last = bisect_right(self.ends, self.reach[start] + width) - 1
        if last < first:
            return None
        if self.whole[last] < first:
            # The word is wider than its line.
            return self.places[last]
        return self.places[self._best(first, last, self.reach[start], width)]

    def broken_word(self, start: int, width: float) -> int:
        """Return where a line ends that holds a part of its only word: after a syllable, else a letter, at least one."""
        first = bisect_right(self.weak, start)
        last = bisect_right(self.weak_ends, self.reach[start] + width) - 1
        if last >= first:
            return self.weak[last]
        place = bisect_right(self.reach, self.reach[start] + width) - 1
        while place > start and in_cluster(self.text, place):
            place -= 1
        if place == start:
            place = next(
                (end for end in range(start + 1, len(self.text)) if not in_cluster(self.text, end)),
                len(self.text),
            )
        while self.text[place : place + 1] == " ":
            place += 1
        return place

    def _best(self, first: int, last: int, begin: float, width: float) -> int:
        """Return the number of the place that ends a line so that this and all that follow cost least."""
        return self._option(first, last, begin, width, self._costs_of(width))[1]

    def _costs_of(self, width: float) -> list[float]:
        """Return what the lines behind each place cost, from the last place to the first."""
        if (costs := self._costs.get(width)) is None:
            if len(self._costs) > _MOST_WIDTHS:
                self._costs.clear()
            count = len(self.places)
            costs = self._costs[width] = [0.0] * count
            for number in range(count - 2, -1, -1):
                begin = self.reach[self.places[number]]
                last = bisect_right(self.ends, begin + width, number) - 1
                if last == count - 1:
                    costs[number] = 1.0 if self.whole[count - 2] > number else 1.0 + LONELY
                elif last <= number:
                    # A part wider than a line takes as many as it needs.
                    costs[number] = (self.ends[number + 1] - begin) // width + 1 + costs[number + 1]
                else:
                    costs[number] = self._option(number + 1, last, begin, width, costs)[0]
        return costs

    def _option(
        self, first: int, last: int, begin: float, width: float, costs: Sequence[float]
    ) -> tuple[float, int]:
        """Return the least cost of a line that ends at one of the places and of all behind it, and that place."""
        ends, whole = self.ends, self.whole[last]
        if whole < first:
            return _COST[Grade.COMPOUND] + costs[last], last
        options = [whole]
        if ends[whole] - begin < VISIBLY_SHORT * width:
            options = [*range(last, whole - 1, -1)]
        shortest = bisect_left(ends, begin + SHORTEST * width, first, whole)
        options += [
            number for number in range(whole - 1, shortest - 1, -1) if self.grades[number] >= Grade.CLOSE
        ]
        best_cost, best = inf, last
        for number in options:
            cost = costs[number] + _COST[self.grades[number]]
            fill = (ends[number] - begin) / width
            cost += EMPTY * (1.0 - fill) + SHORTNESS * max(0.0, TOO_SHORT - fill)
            if cost < best_cost - _SAME:
                best_cost, best = cost, number
        return best_cost, best
