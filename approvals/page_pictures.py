"""Pages of a stored PDF as pictures, as they look with what the signature fields hold; each is drawn once and kept.

People read them before they sign, so a kept picture is compared with the hash in its name each time it is asked for.
"""

from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from threading import Lock

from django.core.files.storage import default_storage

from itaportal.keeping.kept import keep, read_whole

# Where the pictures lie; no row names them.
FOLDER = "pages"
_DOTS_PER_INCH = 110
_POINTS_PER_INCH = 72

# PDFium must not be used by two threads at once.
_one_at_a_time = Lock()


class Unreadable(Exception):
    """The file is gone, broken, or not a PDF that can be shown."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page, counted from 1, and its picture's size in pixels."""

    number: int
    width: int
    height: int


@lru_cache(maxsize=256)
def page_sizes(path: str, sha256: str) -> tuple[PageSize, ...]:
    """Return the pages of the PDF stored at ``path``. Raises Unreadable."""
    with _open_pdf(path, sha256) as document:
        sizes = [document.get_page_size(index) for index in range(len(document))]
    return tuple(
        PageSize(number, _pixels(width), _pixels(height))
        for number, (width, height) in enumerate(sizes, start=1)
    )


def page_png(path: str, sha256: str, number: int) -> bytes:
    """Return the picture of a page (from 1), drawn at the first call or where the kept one broke.

    Raises Unreadable and LookupError.
    """
    for kept in _kept(sha256, number):
        try:
            return read_whole(kept)
        except OSError:
            default_storage.delete(kept)
    picture = _draw(path, sha256, number)
    keep(f"{FOLDER}/{sha256}/{number}-sha256-{{sha256}}.png", picture)
    return picture


def _kept(sha256: str, number: int) -> list[str]:
    """Return the names of the page's pictures; more than one where a newer PDFium drew it another time."""
    try:
        _, names = default_storage.listdir(f"{FOLDER}/{sha256}")
    except FileNotFoundError:
        return []
    return [f"{FOLDER}/{sha256}/{name}" for name in sorted(names) if name.startswith(f"{number}-sha256-")]


def _draw(path: str, sha256: str, number: int) -> bytes:
    with _open_pdf(path, sha256) as document:
        if not 1 <= number <= len(document):
            raise LookupError(number)
        # A signature's appearance is part of the form, which PDFium draws only when asked to.
        document.init_forms()
        with closing(document[number - 1]) as page:
            bitmap = page.render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH, may_draw_forms=True)
            picture = BytesIO()
            bitmap.to_pil().save(picture, format="PNG")
    return picture.getvalue()


@contextmanager
def _open_pdf(path: str, sha256: str):
    import pypdfium2

    try:
        content = read_whole(path, sha256)
    except OSError as error:
        raise Unreadable(path) from error
    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise Unreadable(path) from error
        with closing(document):
            yield document


def _pixels(points: float) -> int:
    return round(points * _DOTS_PER_INCH / _POINTS_PER_INCH)
