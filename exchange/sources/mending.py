"""Cells of a found row put right where they stand, before the rows become a file. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from exchange.sources.found import Found, Table

PREFIX = "cell-"
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Editable:
    """Which cells of a table's rows can be put right: the first from the choices, the last by typing.

    What stands between them is the name of the choice and follows it.
    """

    choices: Mapping[str, str] = field(default_factory=dict)

    def mended(self, found: Found, sent: Mapping[str, str]) -> tuple[Found, frozenset[str]]:
        """Return the tables with the cells that were sent, and the names of the rows that were changed."""
        changed: set[str] = set()
        tables = tuple(
            self._table(table, f"{place}", sent, changed) for place, table in enumerate(found.tables)
        )
        return replace(found, tables=tables), frozenset(changed)

    def _table(self, table: Table, place: str, sent: Mapping[str, str], changed: set[str]) -> Table:
        lines = []
        for row, line in enumerate(table.lines):
            name = f"{place}-{row}"
            code, value = (
                sent.get(f"{PREFIX}{name}-{which}", cell).strip()[:2000]
                for which, cell in (("code", line.cells[0]), ("value", line.cells[-1]))
            )
            if code not in self.choices and code != line.cells[0]:
                code = line.cells[0]
            if (code, value) != (line.cells[0], line.cells[-1]):
                changed.add(name)
                named = line.cells[1] if code == line.cells[0] else self.choices.get(code, "")
                line = replace(line, cells=(code, named, value))
            lines.append(line)
        return replace(table, lines=tuple(lines))


@dataclass(frozen=True, slots=True)
class AllCells:
    """All cells of a row can be put right: those under the headings of ``lists`` from these, the others by typing."""

    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)

    def mended(self, found: Found, sent: Mapping[str, str]) -> tuple[Found, frozenset[str]]:
        """Return the tables with the cells that were sent, and the names of the rows that were changed."""
        changed: set[str] = set()
        tables = []
        for place, table in enumerate(found.tables):
            lines = []
            for row, line in enumerate(table.lines):
                name = f"{PREFIX}{place}-{row}-"
                cells = tuple(
                    _typed(sent[f"{name}{column}"]) if f"{name}{column}" in sent else cell
                    for column, cell in enumerate(line.cells)
                )
                if cells != line.cells:
                    changed.add(f"{place}-{row}")
                lines.append(replace(line, cells=cells) if cells != line.cells else line)
            tables.append(replace(table, lines=tuple(lines)))
        return replace(found, tables=tuple(tables)), frozenset(changed)


def _typed(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\0", "").strip()[:_LONGEST]
