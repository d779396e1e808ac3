"""Figures: charts and the pictures people put in as evidence."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart by its name in reports/charts/drawing.py and its data; ``alt`` says in words what it shows.

    ``data`` by name, scores as the snapshot has them ("83.50"), "" where there is none:

    - ``five-year-total``: (fiscal_year, total, level) for each year
    - ``indicators-by-instrument``: (code, name, instrument code, score) for each indicator
    - ``five-years-by-indicator``: (code, name, fiscal_year, score) for each indicator and year
    - ``change-to-last-year``: (code, name, change) for each indicator, the change as "2.30" or "-1.10"

    Years are Buddhist-era integers. ``pass_line`` is the pass line of the criteria, "" draws none.
    ``low`` leaves room for a long title on its page.
    """

    template: ClassVar[str] = "chart"
    name: str
    data: tuple
    title: str
    alt: str
    pass_line: str = "85.00"
    low: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An evidence picture: the stored file's sha256 and what is seen on it."""

    sha256: str
    caption: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures in a grid of two, each with its caption."""

    template: ClassVar[str] = "pictures"
    pictures: tuple[Picture, ...]
