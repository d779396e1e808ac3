"""Writing what a preview of one agency's table showed, and taking it back while nothing was built on it."""

from agencies.models import User
from exchange.actions.steps import UndoBlocked, put_in, some_of, take_out
from exchange.actions.uploading import compared, scope_of
from exchange.models import Import, ImportedRow
from exchange.tables import TABLES, Applied, UndoRefused


def confirm(*, started: Import, by: User | None) -> Import:
    """Write the rows that the preview showed, through the table's own actions. Raises what ``put_in`` does."""

    def write(rows) -> None:
        applied = TABLES[started.table].apply(scope_of(started), rows, by)
        ImportedRow.objects.bulk_create(_imported(started, entry) for entry in applied)

    return put_in(started, lambda book: compared(started, book), write, by)


def _imported(started: Import, entry: Applied) -> ImportedRow:
    row = entry.row
    return ImportedRow(
        source=started,
        object_type=row._meta.label_lower,
        object_id=row.pk,
        version=row.version,
        before=entry.before,
    )


def undo(*, started: Import, by: User | None) -> Import:
    """Take the import back as one action. Raises UndoBlocked."""
    return take_out(started, lambda: _take_back(started, by), by)


def _take_back(started: Import, by: User | None) -> None:
    table = TABLES[started.table]
    rows = list(started.imported_rows.order_by("-pk"))
    objects = table.model._base_manager.in_bulk([row.object_id for row in rows])
    changed = [words for row in rows if (words := _changed(objects.get(row.object_id), row))]
    if changed:
        raise UndoBlocked("เลิกการนำเข้าไม่ได้ เพราะมีการแก้ไขหลังนำเข้าแล้ว: " + some_of(changed))
    try:
        for row in rows:
            table.undo(objects[row.object_id], row.before, row.version, by)
    except UndoRefused as refused:
        raise UndoBlocked(f"เลิกการนำเข้าไม่ได้ เพราะ{refused}") from None


def _changed(stored, row: ImportedRow) -> str:
    if stored is None:
        return "รายการที่ถูกลบไปแล้ว"
    return "" if stored.version == row.version else str(stored)
