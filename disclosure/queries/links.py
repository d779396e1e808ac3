"""What the links of items answered when they were last asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from agencies.models import Agency
from disclosure.enums import Standing
from disclosure.models import Disclosure, LinkCheck, LinkRound


@dataclass(frozen=True, slots=True)
class Link:
    """An address of an item with its newest check, None where it was not checked yet."""

    address: str
    check: LinkCheck | None

    @property
    def is_broken(self) -> bool:
        """Whether people cannot open it."""
        return self.check is not None and self.check.told.standing is Standing.BROKEN


def newest_checks(rows: Iterable[Disclosure]) -> dict[tuple[int, str], LinkCheck]:
    """Return the newest check of every address of the rows, by row and address; one query."""
    keys = [row.pk for row in rows if row.pk]
    checks = LinkCheck.objects.filter(disclosure__in=keys, is_newest=True)
    return {(check.disclosure_id, check.address): check for check in checks}


def links_of(row: Disclosure, checks: dict[tuple[int, str], LinkCheck]) -> list[Link]:
    """Return the addresses of a row, each with its check."""
    return [Link(address, checks.get((row.pk, address))) for address in row.links]


def history_of(row: Disclosure) -> list[LinkCheck]:
    """Return all checks of the row's present addresses that are kept, newest first."""
    if row.pk is None:
        return []
    return list(LinkCheck.objects.filter(disclosure=row, address__in=row.links))


def round_of(agency: Agency, fiscal_year: int) -> LinkRound | None:
    """Return when the links of the year were last asked to be checked."""
    return LinkRound.objects.filter(agency=agency, fiscal_year=fiscal_year).first()
