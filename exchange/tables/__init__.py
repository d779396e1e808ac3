"""The tables that go in and out of files, each described once."""

from exchange.tables import findings, measures, progress, scores
from exchange.tables.description import Applied, Details, Table, UndoRefused

TABLES: dict[str, Table] = {table.TABLE.name: table.TABLE for table in (scores, findings, measures, progress)}

__all__ = ["TABLES", "Applied", "Details", "Table", "UndoRefused"]
