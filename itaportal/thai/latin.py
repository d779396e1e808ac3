"""What stands in Latin letters inside Thai texts and keeps its Arabic digits in print: addresses, file names, codes.

Codes of the assessment's items (I3, E7, O17) are no such codes: documents print their numbers in Thai digits.
"""

import re
from collections.abc import Iterator

_THAI = "\u0e01-\u0e4e"
# An address may have Thai in its path: behind a sign that parts it, not where the sentence simply goes on.
_ADDRESS = rf"(?:https?://|www\.)(?=[A-Za-z0-9])(?:[!#-;=?-Z\[\]_a-z~]|(?<=[/=_{_THAI}-])[{_THAI}])+"
_ADDRESS_BEGINS = re.compile(r"://|www\.")
_EMAIL = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_FILE = (
    r"[^\s\"'“”‘’()<>,:;]{1,120}\.(?i:pdf|docx?|xlsx?|pptx?|od[ts]|csv|txt|rtf|html?|json|xml|zip|rar|7z|jpe?g|png|gif|mp[34])"
    r"(?![A-Za-z0-9])"
)
_VERSION = r"(?!(?:IIT|EIT|OIT|AA)\s)[A-Za-z]{2,}\s[0-9]\.[0-9](?![0-9.]|\s?(?:คะแนน|%|ล้าน))"
_STANDARD = r"(?:ISO|IEC|มอก\.)(?:/IEC)?[ -]?[0-9]+(?:-[0-9]+)?(?::[0-9]{4})?"
_WORD = r"[A-Za-z0-9]+(?:[-_./@+:][A-Za-z0-9]+)*"
_FOUND = re.compile(
    rf"(?<![A-Za-z0-9])(?:(?P<address>{_ADDRESS})|{_EMAIL}|{_FILE}|{_VERSION}|{_STANDARD}|(?P<word>{_WORD}))"
)
_ITEM = re.compile("[IEOieo][0-9]{1,3}")
_NAMED_BY_NUMBER = re.compile("[A-Za-z]{2,}-[0-9]{1,3}")  # COVID-19
_BETWEEN = re.compile("[-_./@+:]")
_AFTER_ADDRESS = ".,;:!?'"


def in_latin(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in pieces, each with whether it keeps its digits; joined they are the text."""
    end = 0
    for start, found, _ in _found(text):
        if start > end:
            yield text[end:start], False
        yield found, True
        end = start + len(found)
    if end < len(text):
        yield text[end:], False


def with_links(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text in pieces, each with the address on the web that it is, "" for none; joined they are the text."""
    end = 0
    for start, found, is_address in _found(text) if _ADDRESS_BEGINS.search(text) else ():
        if not is_address:
            continue
        if start > end:
            yield text[end:start], ""
        yield found, found if "://" in found else f"http://{found}"
        end = start + len(found)
    if end < len(text):
        yield text[end:], ""


def _found(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield where a piece begins that keeps its digits, the piece, and whether it is an address on the web."""
    for match in _FOUND.finditer(text):
        if match["address"]:
            yield match.start(), _without_sentence_end(match[0]), True
        elif not match["word"] or _is_code(match[0]):
            yield match.start(), match[0], False


def _without_sentence_end(address: str) -> str:
    """Return the address without the signs of the sentence around it; brackets that it opens itself are its own."""
    while address[-1] in _AFTER_ADDRESS or (
        address[-1] in ")]" and address.count(address[-1]) > address.count("(" if address[-1] == ")" else "[")
    ):
        address = address[:-1]
    return address


def _is_code(word: str) -> bool:
    """Whether letters and digits are one name: "COVID-19", "MP4", "LPA2568/1", but not "O17-O19" or "A/85.50"."""
    mixed = [part for part in _BETWEEN.split(word) if not (part.isalpha() or part.isdigit())]
    if any(not _ITEM.fullmatch(part) for part in mixed):
        return True
    return bool(_NAMED_BY_NUMBER.fullmatch(word))
