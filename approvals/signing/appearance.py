"""What a reader sees in a signature field: opinion, name, position and date, drawn as a page of the field's size."""

from collections.abc import Iterator
from datetime import date

from django.template.loader import render_to_string

from approvals.signing.failures import SigningFailed
from approvals.signing.revision import page_count
from itaportal.thai.dates import long_date
from itaportal.thai.spelling import clean_text, letters, unprintable
from reports.typesetting.rendering import STATIC_DIR, render_pdf

STYLESHEETS = (STATIC_DIR / "css" / "document.css", STATIC_DIR / "css" / "signature.css")
# Points; the first is the size of a memo's text, the last is what can still be read on paper.
_SIZES = (16, 14, 12, 10, 9, 8, 7, 6)
_NARROWEST = 0.2  # em, less than any letter's average width
_TOO_LONG = "ความเห็นยาวเกินกว่าช่องลงนามจะแสดงได้ กรุณาย่อความเห็นให้สั้นลง"


def draw_appearance(
    *,
    width_pt: float,
    height_pt: float,
    opinion: str,
    name: str,
    position: str,
    acting_for: str,
    decided_on: date,
    mark: str,
    trust_line: str = "",
) -> bytes:
    """Return a PDF of one page of exactly that size (points), its text as large as fits.

    ``trust_line`` says what the certificate is worth. ``mark`` is the decision in a word (เห็นชอบ); it comes first unless the opinion begins with it. Opinion,
    ``acting_for`` and ``mark`` may be empty. Characters that the document font does not have (emoji) are left out.
    Raises SigningFailed if the text does not fit at any size.
    """
    opinion, mark, name = _printable(opinion), _printable(mark), _printable(name)
    lines = (f"({name})", _printable(position), _printable(acting_for), long_date(decided_on), trust_line)
    decision = {
        "opinion": opinion,
        "lines": list(filter(None, lines)),
        "names": [name],
        "mark": "" if opinion.startswith(mark) else mark,
        "width": f"{width_pt:.2f}",
        "height": f"{height_pt:.2f}",
    }
    for attempt in _attempts(decision):
        page = render_pdf(appearance_html(attempt), stylesheets=STYLESHEETS, tagged=False)
        if page_count(page) == 1:
            return page
    raise SigningFailed(_TOO_LONG)


def appearance_html(decision: dict) -> str:
    """Return the page of a decision: opinion, lines, names, mark, and width, height and text size in points."""
    return render_to_string("approvals/appearance.html", decision)


def _attempts(decision: dict) -> Iterator[dict]:
    """Yield the decision at every size that is worth drawing, and then also without its line breaks."""
    flowing = decision | {"opinion": " ".join(decision["opinion"].split())}
    for version in (decision, flowing):
        yield from (version | {"size": size} for size in _SIZES if _could_fit(version, size))


def _could_fit(decision: dict, size: int) -> bool:
    """Return False where drawing would be a waste of seconds: more lines than the height could ever hold."""
    lines = max(
        decision["opinion"].count("\n") + 1,
        letters(decision["opinion"]) * size * _NARROWEST / float(decision["width"]),
    )
    return (lines + 1) * size < float(decision["height"])


def _printable(text: str) -> str:
    cleaned = clean_text(text)
    for character in unprintable(cleaned):
        cleaned = cleaned.replace(character, "")
    return clean_text(cleaned)
