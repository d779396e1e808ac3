"""Pasted text or HTML source to clean lines."""

import re
from html.parser import HTMLParser

from itaportal.thai.spelling import TURNING

MAX_CHARACTERS = 200_000
MAX_LINES = 10_000

# A number with a sign that turns its digits round, or with digits of other scripts, is another one than a person sees:
# it is left with a sign in it, which no number has.
_TURNED = str.maketrans(dict.fromkeys(TURNING, "#"))
_FOREIGN_DIGIT = re.compile(r"[^\D0-9๐-๙]")
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_URL = re.compile(r"""<?(?:https?://|www\.|itas\.nacc\.go\.th)[^\s<>"'ก-๛]*>?""", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:html|body|table|tbody|thead|tr|t[dh]|div|span|p|br|li|h[1-6])\b[^<>]*>", re.IGNORECASE
)


def raw_lines(text: str) -> tuple[list[str], bool]:
    """Return the lines with tabs between cells, and whether some of the text was left out for its length."""
    cut = len(text) > MAX_CHARACTERS
    if cut:
        # Half a number is another number: the piece cut in two goes.
        head = text[:MAX_CHARACTERS]
        text = head[: max(head.rfind(mark) for mark in "\n> \t") + 1]
    if _TAG.search(text):
        text = _visible_text(text)
    lines = _BREAK.split(_plain(text).rstrip())
    return [_URL.sub(" ", line) for line in lines[:MAX_LINES]], cut or len(lines) > MAX_LINES


def _plain(text: str) -> str:
    return _FOREIGN_DIGIT.sub(lambda digit: f"{int(digit[0])}#", text.translate(_TURNED))


# The parser of the standard library looks through the whole rest again for each thing that is never closed, and
# html.unescape raises ValueError for references of thousands of digits.
_UNCLOSED = re.compile(r"<(?!/?[a-z][^<>]*>|!doctype[^<>]*>)", re.IGNORECASE)
_ABSURD_REFERENCE = re.compile("&#[0-9]{8,}")


def _visible_text(source: str) -> str:
    first, *others = source.split("<!--")
    source = " ".join([first, *(part.split("-->", 1)[-1] for part in others)])
    page = _Page()
    page.feed(_ABSURD_REFERENCE.sub(" ", _UNCLOSED.sub("&lt;", source)))
    page.close()
    return "".join(page.pieces)


class _Page(HTMLParser):
    """Collects the text a page shows: a line per table row or block, a tab after each cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag in ("script", "style")
        self._separate(tag, opens_cell=True)

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False
        self._separate(tag, opens_cell=False)

    def handle_data(self, data: str) -> None:
        # Outside cells line breaks stay: plain text with one stray tag in it comes this way too.
        if not self._hidden:
            self.pieces.append(re.sub(r"\s+", " ", data) if self._in_cell else data)

    def _separate(self, tag: str, *, opens_cell: bool) -> None:
        if tag in ("td", "th"):
            self._in_cell = opens_cell
            self.pieces.append("\t")
        elif tag in ("tr", "table"):
            self._in_cell = False
            self.pieces.append("\n")
        elif tag in ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6"):
            self.pieces.append(" " if self._in_cell else "\n")
