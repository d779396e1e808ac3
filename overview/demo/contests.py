"""Preliminary OIT scores of a sample agency, some of them contested."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from agencies.models import Agency, User
from disclosure.actions import add_files, save_contest
from measures.evidence import Piece


def enter(agency: Agency, told: dict[str, Any], by: User, *, checked: Callable[[str], Piece]) -> None:
    """Enter the scores of a year as the fixtures tell them, by code; ``checked`` reads a picture of theirs."""
    year = told["fiscal_year"]
    for code, item in told["items"].items():
        row = save_contest(
            agency=agency,
            fiscal_year=year,
            code=code,
            version=0,
            by=by,
            score=Decimal(item["score"]),
            is_disputed="reason" in item,
            reason=item.get("reason", ""),
            addresses=item.get("address", ""),
        )
        if "file" in item:
            file, title = item["file"]
            add_files(contest=row, pieces=[checked(file)], title=title, by=by)
