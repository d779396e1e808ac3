"""Where in an uploaded file each part of a criteria pack stands, so that a problem can be found again."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from criteria.packs.sheet_words import in_sheet_words
from criteria.problems import Problem
from itaportal.language import gettext
from itaportal.translated import translated

_LAST_STEP = re.compile(r"(?:\.?[^.\[\]]+|\[\d*\])$")


class FilePlace(NamedTuple):
    """A line of a text file, or a row of a sheet with the heading of its column; rows count from 1."""

    row: int
    sheet: str = ""
    column: str = ""

    @property
    def label(self) -> str:
        """The words shown to users."""
        if not self.sheet:
            return gettext("บรรทัดที่ {row}").format(row=self.row)
        said = (
            gettext("แผ่น “{sheet}”").format(sheet=self.sheet),
            gettext("แถว {row}").format(row=self.row) if self.row else "",
            gettext("ช่อง “{column}”").format(column=self.column) if self.column else "",
        )
        return " ".join(filter(None, said))


class PlacedProblem(NamedTuple):
    """What is wrong with an uploaded pack and where; ``path`` is "" where the file could not be read as far as that."""

    place: FilePlace
    message: str
    path: str = ""

    @property
    def words(self) -> str:
        """The message in the reader's language and, of a workbook, in the words of its sheets."""
        said = translated(self.message)
        return in_sheet_words(said) if self.place.sheet else said


@dataclass(frozen=True, slots=True)
class PackFile:
    """An uploaded pack as read: its data, or None with the problems that prevented reading; places by path."""

    data: dict | None
    problems: tuple[PlacedProblem, ...] = ()
    places: Mapping[str, FilePlace] = field(default_factory=dict)

    def placed(self, problems: Iterable[Problem]) -> list[PlacedProblem]:
        """Return the problems with their places, in the order of the file."""
        found = [PlacedProblem(self._place(path), message, path) for path, message in problems]
        order = list(dict.fromkeys(place.sheet for place in self.places.values()))
        return sorted(found, key=lambda each: (order.index(each.place.sheet), each.place.row))

    def _place(self, path: str) -> FilePlace:
        """Return the place of a path, or of the nearest part around it."""
        while path and path not in self.places:
            path = _LAST_STEP.sub("", path, count=1)
        return self.places.get(path) or next(iter(self.places.values()))
