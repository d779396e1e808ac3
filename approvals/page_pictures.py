"""Pages of a stored PDF as pictures, as they look with what the signature fields hold; each is drawn once and kept."""

from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from threading import Lock

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

_DOTS_PER_INCH = 110
_POINTS_PER_INCH = 72

# PDFium must not be used by two threads at once.
_one_at_a_time = Lock()


class Unreadable(Exception):
    """The file is gone, or is not a PDF that can be shown."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page, counted from 1, and its picture's size in pixels."""

    number: int
    width: int
    height: int


@lru_cache(maxsize=256)
def page_sizes(path: str) -> tuple[PageSize, ...]:
    """Return the pages of the PDF stored at ``path``, whose name tells its content. Raises Unreadable."""
    with _open_pdf(path) as document:
        sizes = [document.get_page_size(index) for index in range(len(document))]
    return tuple(
        PageSize(number, _pixels(width), _pixels(height))
        for number, (width, height) in enumerate(sizes, start=1)
    )


def page_png(path: str, sha256: str, number: int) -> bytes:
    """Return the picture of a page (from 1), drawn at the first call. Raises Unreadable and LookupError."""
    kept = f"pages/{sha256}/{number}.png"
    if not default_storage.exists(kept):
        name = default_storage.save(kept, ContentFile(_draw(path, number)))
        if name != kept:  # somebody else was faster; the picture is the same
            default_storage.delete(name)
    with default_storage.open(kept) as file:
        return file.read()


def _draw(path: str, number: int) -> bytes:
    with _open_pdf(path) as document:
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
def _open_pdf(path: str):
    import pypdfium2

    try:
        with default_storage.open(path) as file:
            content = file.read()
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
