"""Where in an uploaded file each part of a criteria pack stands, so that a problem can be found again."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from criteria.packs.sheet_words import in_sheet_words
from criteria.problems import Problem

_LAST_STEP = re.compile(r"(?:\.?[^.\[\]]+|\[\d*\])$")


class FilePlace(NamedTuple):
    """A line of a text file, or a row of a sheet with the heading of its column; rows count from 1."""

    row: int
    sheet: str = ""
    column: str = ""

    @property
    def label(self) -> str:
        """The Thai words shown to users."""
        if not self.sheet:
            return f"บรรทัดที่ {self.row}"
        row = f" แถว {self.row}" if self.row else ""
        return f"แผ่น “{self.sheet}”{row}" + (f" ช่อง “{self.column}”" if self.column else "")


class PlacedProblem(NamedTuple):
    """What is wrong with an uploaded pack and where; ``path`` is "" where the file could not be read as far as that."""

    place: FilePlace
    message: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class PackFile:
    """An uploaded pack as read: its data, or None with the problems that prevented reading; places by path."""

    data: dict | None
    problems: tuple[PlacedProblem, ...] = ()
    places: Mapping[str, FilePlace] = field(default_factory=dict)

    def placed(self, problems: Iterable[Problem]) -> list[PlacedProblem]:
        """Return the problems with their places, in the order of the file."""
        found = [_at(self._place(problem.path), problem) for problem in problems]
        order = list(dict.fromkeys(place.sheet for place in self.places.values()))
        return sorted(found, key=lambda each: (order.index(each.place.sheet), each.place.row))

    def _place(self, path: str) -> FilePlace:
        """Return the place of a path, or of the nearest part around it."""
        while path and path not in self.places:
            path = _LAST_STEP.sub("", path, count=1)
        return self.places.get(path) or next(iter(self.places.values()))


def _at(place: FilePlace, problem: Problem) -> PlacedProblem:
    message = in_sheet_words(problem.message) if place.sheet else problem.message
    return PlacedProblem(place, message, problem.path)
