"""What people do with files of data: bring in, look at what they would change, confirm, undo."""

from exchange.actions.confirming import confirm, undo
from exchange.actions.sources import KEPT, forget_sources, keep_source
from exchange.actions.steps import ImportBlocked, PreviewOutdated, UndoBlocked
from exchange.actions.uploading import prepare, refused_workbook, scope_of, upload

__all__ = [
    "KEPT",
    "ImportBlocked",
    "PreviewOutdated",
    "UndoBlocked",
    "confirm",
    "forget_sources",
    "keep_source",
    "prepare",
    "refused_workbook",
    "scope_of",
    "undo",
    "upload",
]
