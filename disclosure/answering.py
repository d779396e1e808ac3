"""Documents of the portal that the public can read and that answer an O-item by themselves.

The app that publishes registers here how they are found; which item a kind of document answers is told by the criteria
of the year, where a source backs it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agencies.models import Agency


@dataclass(frozen=True, slots=True)
class PublishedAnswer:
    """A published document: what it is called, where the public reads it, and since when."""

    title: str
    address: str
    published_on: date


# Given the agency, the year of the result that is analysed, and the year of the plan that is reported on (each None where
# not known), the documents that do the first and those that do the second; last what is published of these years, where
# the caller has read it.
Answers = tuple[list[PublishedAnswer], list[PublishedAnswer]]
Find = Callable[["Agency", int | None, int | None, Iterable[Any] | None], Answers]
_finders: list[Find] = []


def register_answers(find: Find) -> None:
    """Let ``find`` say which documents are published; called once by an AppConfig.ready()."""
    _finders.append(find)


def published_answers(
    agency: "Agency", analysis_of: int | None, result_of: int | None, read: Iterable[Any] | None = None
) -> Answers:
    """Return the published documents that analyse the result of a year, and those that report on the plan of a year."""
    found = [find(agency, analysis_of, result_of, read) for find in _finders]
    return [each for first, _ in found for each in first], [each for _, second in found for each in second]
