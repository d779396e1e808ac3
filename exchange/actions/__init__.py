"""What people do with files of data: bring in, look at what they would change, confirm, undo."""

from exchange.actions.imports import (
    ImportBlocked,
    PreviewOutdated,
    UndoBlocked,
    confirm,
    read_import,
    refused_workbook,
    undo,
)
from exchange.actions.sources import KEPT, forget_sources, keep_source
from exchange.actions.upload import upload

__all__ = [
    "KEPT",
    "ImportBlocked",
    "PreviewOutdated",
    "UndoBlocked",
    "confirm",
    "forget_sources",
    "keep_source",
    "read_import",
    "refused_workbook",
    "undo",
    "upload",
]
