"""Scores of several years from one file: an import for each year, confirmed together, undone each by itself."""

from collections.abc import Sequence

from django.db import transaction

from agencies.models import Agency, User
from exchange.actions.imports import PreviewOutdated, confirm, read_import
from exchange.actions.upload import upload
from exchange.enums import ImportState, RowKind, TableName
from exchange.models import Import


def begin_years(*, agency: Agency, years: Sequence[int], name: str, data: bytes, by: User) -> list[Import]:
    """Start an import of the file for each year and compare it with what is stored; nothing is written yet."""
    started = [
        upload(agency=agency, table=TableName.SCORES, fiscal_year=year, name=name, data=data, by=by)
        for year in years
    ]
    return [read_import(started=each) for each in started]


def has_news(started: Import) -> bool:
    """Whether an import waits that would write something."""
    counts = started.preview.counts
    return started.state == ImportState.READY and bool(counts[RowKind.NEW] or counts[RowKind.CHANGED])


def confirm_years(*, imports: Sequence[Import], by: User) -> None:
    """Write all years or none.

    Raises ImportBlocked, and PreviewOutdated where a year changed since; then every year is compared anew.
    """
    try:
        with transaction.atomic():
            for each in imports:
                confirm(started=each, by=by)
    except PreviewOutdated:
        for each in imports:
            each.refresh_from_db()
            read_import(started=each)
        raise
