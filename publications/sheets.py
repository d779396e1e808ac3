"""A sheet of facts under headings, as a page and as a PDF: one content, so that neither can say something else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from itaportal.thai.dates import long_date
from reports.pages import STYLESHEETS
from reports.typesetting.rendering import AttachedFile, render_pdf

_STYLESHEETS = (*STYLESHEETS, settings.BASE_DIR / "static" / "css" / "sheet.css")


@dataclass(frozen=True, slots=True)
class Row:
    """A fact. ``is_code``: Latin letters and digits that stay as they are."""

    label: str
    lines: tuple[str, ...]
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Facts under a heading; ``tag`` is a word on how it stands and ``kind`` the shape of its tag on the page."""

    title: str
    rows: tuple[Row, ...]
    tag: str = ""
    kind: str = "neutral"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A titled sheet; ``headline`` and ``text`` are what it comes to, ``url`` where it can be had again ("" nowhere)."""

    title: str
    subject: str
    headline: str
    text: str
    tone: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    author: str
    mark: str
    url: str = ""


def row(label: str, *lines: str, is_code: bool = False) -> Iterator[Row]:
    """Yield the fact, or nothing where there is nothing to say."""
    if told := tuple(filter(None, lines)):
        yield Row(label, told, is_code)


def rows_of(*parts: Iterable[Row]) -> tuple[Row, ...]:
    """Return the facts of all parts in order."""
    return tuple(each for part in parts for each in part)


def moment_words(at: datetime | None) -> str:
    """Return day and time in Bangkok: "21 พฤศจิกายน 2569 เวลา 10:15:07 น."; "" for none."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{long_date(local)} เวลา {local:%H:%M:%S} น."


def sheet_pdf(sheet: Sheet, attachments: Sequence[AttachedFile] = ()) -> bytes:
    """Return the sheet as PDF/A, set as the portal's documents are."""
    html = render_to_string("publications/sheet_pdf.html", {"sheet": sheet})
    return render_pdf(html, stylesheets=_STYLESHEETS, attachments=attachments)
