"""The first page of a Word report: what its title leaves free over and under itself."""

from itaportal.thai import letters
from reports import blocks
from reports.word import parts
from reports.word.package import Page

EMBLEM = 3 * parts.CM
_TITLE_LINE, _AGENCY_LINE = 672, 560  # as the styles have them


def cover_gaps(block: blocks.Cover, page: Page) -> tuple[int, int]:
    """Return the spaces over the cover's title and over its agency, smaller where a long title needs the room."""
    room = page.text_width // 200  # letters of the title's size on one line
    title = sum(-(-letters(line) // room) for line in block.lines)
    room = page.text_height - (title * _TITLE_LINE + 3 * _AGENCY_LINE + bool(block.emblem) * EMBLEM)
    over_title = min(room // 3, round((1.5 if block.emblem else 4) * parts.CM))
    return over_title, max(0, min(room - over_title, 6 * parts.CM))
