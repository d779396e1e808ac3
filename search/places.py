"""Marks of where an entry belongs; they make a question quick, and who may see the answer is asked of the database."""

from search.enums import Audience

_OF_AUDIENCE = {Audience.PUBLIC: "P", Audience.SHARED: "S"}
SITE = "N"


def agency_mark(agency_id: int) -> str:
    """Return the mark of what belongs to an agency."""
    return f"A{agency_id}"


def kind_mark(code: str) -> str:
    """Return the mark of a kind."""
    return f"K{code}"


def year_mark(fiscal_year: int) -> str:
    """Return the mark of a fiscal year."""
    return f"Y{fiscal_year}"


def audience_mark(audience: Audience) -> str:
    """Return the mark of what is for everybody, or shared by all agencies."""
    return _OF_AUDIENCE[audience]


def whose_marks(audience: str, agency_id: int | None) -> list[str]:
    """Return the marks that tell for whom an entry is."""
    if audience in _OF_AUDIENCE:
        return [_OF_AUDIENCE[Audience(audience)]]
    marks = [agency_mark(agency_id)] if agency_id else []
    return [*marks, SITE] if audience == Audience.NAME else marks
