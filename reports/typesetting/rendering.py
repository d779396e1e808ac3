"""HTML to PDF/A-3u and PDF/UA-1 with WeasyPrint: the only module that knows how a document becomes a file.

The same HTML gives the same bytes, in every process and at every time, so that a hash can stand for a
document. Pictures that people upload come in as ``data:`` URIs or by addresses of our own (``take_pictures_from``);
nothing else outside ``static/`` is read.
"""

import atexit
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname
from xml.etree.ElementTree import SubElement

from reports.typesetting import (
    distributed,
    drawnlines,
    footprint,
    lineends,
    margins,
    metadata,
    missing,
    namedrows,
    plainboxes,
    plainlines,
    rowbreaks,
    spanning,
    tagging,
    textlayer,
)
from reports.typesetting.alone import alone, collect_what_is_new
from reports.typesetting.laidout import MarkedBox, places_on

STATIC_DIR = Path(__file__).resolve().parents[2] / "static"


class RenderError(Exception):
    """The document cannot be rendered as asked: a forbidden or missing file, no language, no title."""


class _Pictures:
    """How pictures with addresses of our own are read."""

    read: Callable[[str], bytes | None] = staticmethod(lambda address: None)


def take_pictures_from(read: Callable[[str], bytes | None]) -> None:
    """Let ``read`` return the JPEG behind an address of ours, None for any other; it may raise LookupError."""
    _Pictures.read = staticmethod(read)


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file inside the PDF. Its name tells its type; ``modified`` is aware and fixed, see above."""

    name: str
    content: bytes
    description: str
    modified: datetime


def render_pdf(
    html: str,
    *,
    stylesheets: Sequence[Path] = (),
    attachments: Sequence[AttachedFile] = (),
    tagged: bool = True,
) -> bytes:
    """Return the HTML as tagged PDF/A-3u with bookmarks and an exact Thai text layer.

    Language and title are those of the HTML, dates those of its ``dcterms`` meta elements. Relative URLs start
    at ``static/``. Stylesheets are parsed once per process and version of the file. Pages that are to be drawn
    inside another PDF must not be ``tagged``: the marks in them would point into that document's structure.

    Raises RenderError, also for every URL that is neither ``data:``, a picture of ours nor a file below ``static/``, and
    textlayer.TextLayerError if the installed WeasyPrint is not the supported version.
    """
    return _render(html, stylesheets, attachments, tagged, find_places=False)[0]


def render_pdf_with_places(
    html: str,
    *,
    stylesheets: Sequence[Path] = (),
    attachments: Sequence[AttachedFile] = (),
    tagged: bool = True,
) -> tuple[bytes, tuple[MarkedBox, ...]]:
    """Return what ``render_pdf`` does, and where the elements with ``data-place`` ended up, in reading order.

    Raises what ``render_pdf`` does, and RenderError if a place is on two pages or two places have one name.
    """
    return _render(html, stylesheets, attachments, tagged, find_places=True)


@alone()
def _render(
    html: str,
    stylesheets: Sequence[Path],
    attachments: Sequence[AttachedFile],
    tagged: bool,
    find_places: bool,
) -> tuple[bytes, tuple[MarkedBox, ...]]:
    _use_own_fonts()
    textlayer.install()
    footprint.install()
    margins.install()
    plainboxes.install()
    tagging.install()
    lineends.install()
    distributed.install()
    drawnlines.install()
    plainlines.install()
    rowbreaks.install()
    spanning.install()
    from weasyprint.urls import FatalURLFetchingError

    # Fonts that a document brings itself must not be there for the next one: its bytes would depend on it.
    typesetting = _typesetting.__wrapped__ if "@font-face" in html else _typesetting
    fetcher = _static_fetcher()()
    try:
        source = footprint.frugal_html()(string=html, base_url=f"{STATIC_DIR.as_uri()}/", url_fetcher=fetcher)
        # The parser's own tree, which knows itself.
        collect_what_is_new()
        _require_language_and_title(source.etree_element)
        _describe_figures(source.etree_element)
        missing.mark(source.etree_element)
        lineends.take_names(source.etree_element)
        namedrows.prepare(source.etree_element)
        fonts, sheets, counter_styles = typesetting(
            tuple((path, path.stat().st_mtime_ns) for path in stylesheets)
        )
        options = {
            "stylesheets": sheets,
            "attachments": [_attachment(attached) for attached in attachments],
            "output_intent": "sRGB",
            "pdf_variant": "pdf/a-3u",
            "pdf_tags": tagged,
        }
        document = spanning.lay_out_cut(lambda: _lay_out(source, fonts, counter_styles, options))
        places = _places(document) if find_places else ()
        tagging.find_artifacts(document.pages)
        metadata.describe(document.metadata, accessible=tagged)
        pdf = document.write_pdf(finisher=_list_attachments_once, **options)
    except FatalURLFetchingError as error:
        raise RenderError(f"{error}: {error.__cause__}") from error
    if fetcher.refusals:
        # WeasyPrint swallows every error inside an SVG picture, even the fatal ones.
        raise RenderError("; ".join(fetcher.refusals))
    return pdf, places


def _use_own_fonts() -> None:
    """Let fontconfig know the fonts of the repository alone: a machine's own would stand in for what is missing.

    It reads where its file is once for each set of fonts, by the name in the environment.
    """
    os.environ["FONTCONFIG_FILE"] = str(STATIC_DIR / "fonts" / "fonts.conf")


def _lay_out(source, fonts, counter_styles: dict, options: dict):
    """Return WeasyPrint's document for the tree of ``source`` as it is now."""
    from weasyprint.css.counters import CounterStyle

    # A fresh view of the tree: the one before remembers the children it has seen.
    view = type(source.wrapper_element)
    source.wrapper_element = view.from_html_root(source.etree_element, content_language=None)
    return source.render(
        font_config=fonts,
        counter_style=CounterStyle(counter_styles),
        color_profiles={"sRGB": _srgb()},
        **options,
    )


def _places(document) -> tuple[MarkedBox, ...]:
    places = tuple(places_on(document.pages))
    names = [place.name for place in places]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise RenderError(f"Places that two elements or two pages have: {', '.join(twice)}.")
    return places


def _list_attachments_once(document, pdf) -> None:
    """Name each attached file once among the associated ones; WeasyPrint names those of its list twice."""
    if files := pdf.catalog.get("AF"):
        pdf.catalog["AF"] = type(files)(dict.fromkeys(files))


def _require_language_and_title(root) -> None:
    if not root.get("lang"):
        raise RenderError("The html element needs a lang attribute: a tagged PDF tells its language.")
    if not (root.findtext("head/title") or "").strip():
        raise RenderError("The document needs a title element: a tagged PDF shows its title.")


def _describe_figures(root) -> None:
    """Give drawings their label as title: the tagged PDF takes a figure's alternative text from nowhere else."""
    for svg in root.iter("{http://www.w3.org/2000/svg}svg"):
        if label := svg.get("aria-label"):
            SubElement(svg, "{http://www.w3.org/2000/svg}title").text = label


def _attachment(attached: AttachedFile):
    from weasyprint import Attachment

    moment = attached.modified.astimezone(UTC)
    return Attachment(
        string=attached.content,
        name=attached.name,
        description=attached.description,
        created=moment,
        modified=moment,
        relationship="Data",
        url_fetcher=_static_fetcher()(),
    )


@lru_cache(maxsize=1)
def _srgb():
    """Return the colour profile that PDF/A asks for. WeasyPrint would open its file at every render."""
    from weasyprint.css import ColorProfile

    data = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()

    class Profile(ColorProfile):
        # Little CMS writes a profile differently after reading from it, the file is always the same.
        content = data

    return Profile(BytesIO(data), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


@lru_cache(maxsize=8)
def _typesetting(versions: tuple[tuple[Path, int], ...]) -> tuple[Any, list, dict]:
    """Return fonts, parsed stylesheets and their @counter-style rules; the times of change key the cache."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts, sheets, counter_styles = FontConfiguration(), list[Any](), dict[str, Any]()
    for path, _ in versions:
        css = CSS(
            filename=path,
            font_config=fonts,
            counter_style=counter_styles,
            url_fetcher=_static_fetcher()(),
        )
        sheets.append(css)
    return fonts, sheets, counter_styles


# The fonts lie in temporary folders, which WeasyPrint can remove only while modules are still alive.
atexit.register(_typesetting.cache_clear)


@lru_cache(maxsize=1)
def _static_fetcher():
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class StaticFetcher(URLFetcher):
        """Fetch data: URIs and files below static/; anything else stops the rendering."""

        def __init__(self):
            super().__init__(allowed_protocols=("data", "file"), allow_redirects=False, fail_on_errors=True)
            self.refusals: list[str] = []

        def fetch(self, url, headers=None):
            try:
                if (picture := _Pictures.read(url)) is not None:
                    return URLFetcherResponse(url, picture, {"Content-Type": "image/jpeg"})
                return super().fetch(_allow_url(url), headers)
            except (OSError, ValueError, LookupError) as error:
                self.refusals.append(f"{url[:200]}: {error}")
                raise

    return StaticFetcher


def _allow_url(url: str) -> str:
    """Return the URL to read, a file's with its links resolved; raise ValueError if it may not be read."""
    parts = urlsplit(url)
    if parts.scheme == "data":
        return url
    if parts.scheme != "file" or parts.netloc:
        raise ValueError("only data: URIs and files below static/ are read")
    path = Path(url2pathname(parts.path)).resolve()
    if not path.is_relative_to(STATIC_DIR):
        raise ValueError("the file is not below static/")
    return path.as_uri()
