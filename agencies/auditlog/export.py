"""The audit log as a table for spreadsheets."""

import csv
from collections.abc import Iterable, Iterator

from agencies.auditlog.entries import LogEntry, LoggedChange
from itaportal.csvtext import harmless
from itaportal.thai import dates

_HEADINGS = (
    "ลำดับ", "วันที่", "เวลา", "ผู้ทำรายการ", "จากที่อยู่ (IP)", "สิ่งที่ทำ", "รหัสการกระทำ", "ทำกับ", "ชื่อรายการ",
    "ก่อน", "หลัง", "sha256",
)  # fmt: skip
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads Thai as Latin letters


class _Line:
    """What csv.writer writes to: hands each line back."""

    def write(self, line: str) -> str:
        return line


def write_csv(entries: Iterable[LogEntry]) -> Iterator[str]:
    """Return the lines one by one; a text that a spreadsheet would take for a formula starts with an apostrophe."""
    writer = csv.writer(_Line())
    yield _BYTE_ORDER_MARK + writer.writerow(_HEADINGS)
    for entry in entries:
        yield writer.writerow([harmless(str(cell)) for cell in _cells(entry)])


def _cells(entry: LogEntry) -> list[object]:
    event, when = entry.event, entry.when
    return [
        *(event.sequence, dates.numeric_date(when), f"{when:%H:%M:%S}", event.actor_name, event.address),
        *(entry.what, event.action, entry.object_kind, event.object_label),
        *(_side(entry.changes, "before"), _side(entry.changes, "after"), event.hash),
    ]


def _side(changes: list[LoggedChange], side: str) -> str:
    return "\n".join(
        f"{change.label}: {getattr(change, side)}" for change in changes if getattr(change, side)
    )
