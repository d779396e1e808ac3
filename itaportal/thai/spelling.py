"""Spelling: one way of storing equal-looking texts, and what of them documents can print."""

import re
import unicodedata

from itaportal.language import marked

# Zero-width and direction marks arrive with text copied from web pages; they make equal words unequal.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc\x00-\x08\x0e-\x1f\x7f-\x9f]"
)
# Those that show the letters after them in another order than they are stored: what is seen is not what is read.
TURNING = "\u202b\u202d\u202e\u2067"
_CONSONANT = "\u0e01-\u0e2e"
_VOWEL = "\u0e31\u0e34-\u0e3a\u0e47"  # over or under its consonant
_TONE = "\u0e48-\u0e4b"
_MARK = f"{_VOWEL}\u0e48-\u0e4e"
_AFTER = "\u0e30\u0e32\u0e33\u0e45"  # ะ า ำ ๅ
# Spellings that no word has. Almost no text has one, and then none of the slower rules below is asked.
_ODD = re.compile(
    f"เเ|แแ|โโ|ใใ|ไไ|[{_VOWEL}]{{2}}|[\u0e48-\u0e4e][{_MARK}]|\u0e4d[{_AFTER}]|[{_AFTER}][{_TONE}]"
    f"|[\u0e33\u0e45][{_AFTER}]|าา|ะะ| [{_MARK}]"
)
_DOUBLED = re.compile(r"(.)\1+")
_DOUBLED_BEFORE = re.compile("([แโใไ])\\1+")
# What stands on and after one consonant.
_CLUSTER = re.compile(f"(?=[{_MARK}{_AFTER}]{{2}})([{_MARK}]*)([{_MARK}{_AFTER}]*)")
_PLACES = {"\u0e3a": 0, **dict.fromkeys("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47", 1), "\u0e4d": 3}
_AM = re.compile("(?:\u0e4d+[\u0e32\u0e33]|\u0e33)[\u0e32\u0e33]*")
# A mark torn from its letter: from a consonant that ends no syllable, or a tone from the vowel beside it.
_TORN = re.compile(
    f"(?<=[{_CONSONANT}])(?<![\u0e31\u0e32\u0e34-\u0e3a\u0e45\u0e47-\u0e4e].) +(?=[{_MARK}])"
    f"|(?<=[{_CONSONANT}][\u0e31\u0e34-\u0e39]) +(?=[{_TONE}\u0e4c])"
)


# What word processors put where a plain character was meant, and the document font does not have.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("●▪▫■□◦‣∙\uf0b7\uf0a7", "•"),
        **dict.fromkeys("‐‑‒−", "-"),
        **dict.fromkeys("✓✔\uf0fc", "/"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u202f\u3000\t", " "),
        **dict.fromkeys("\u2028\u2029\x0b\x0c", "\n"),
    }
)
_NOT_PLAIN = re.compile(f"[{''.join(re.escape(chr(code)) for code in _PLAIN)}]")
# Everything the document font can print (checked against the font by a test).
_UNPRINTABLE = re.compile(
    "[^\n -~\u00a0-\u00ff\u0e01-\u0e3a\u0e3f-\u0e5b\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026"
    "\u2030\u2032\u2033\u2039\u203a\u20ac\u2122\u2153-\u215e\u2248\u2260\u2264\u2265]"
)


def clean_text(text: str) -> str:
    """Return text as it is stored: one spelling for equal-looking words, no invisible characters.

    Marks stand in the order vowel, tone and each once (ก่ี, ที่่, ทำำ), ํ + า is ำ, two เ are แ, a mark torn from its
    letter by a space is back on it, lines are trimmed, CR LF is LF. What was meant must be certain: two different tones,
    "เ เ" with a space, a mark after a space without a letter for it stay as they are.
    """
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", text)
    if _NOT_PLAIN.search(text):
        text = text.translate(_PLAIN)
    # What mending brings together may be odd again; sound text comes here once.
    while _ODD.search(text) and (mended := _mended(text)) != text:
        text = mended
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def _mended(text: str) -> str:
    text = _DOUBLED_BEFORE.sub(r"\1", re.sub("เเ+", "แ", _TORN.sub("", text)))
    return unicodedata.normalize("NFC", _CLUSTER.sub(_in_order, text))


def _in_order(cluster: re.Match[str]) -> str:
    """Return the marks and vowels of one consonant as they are stored."""
    marks, after = cluster.groups()
    tones = re.findall(f"[{_TONE}]", after)
    ordered = sorted([*marks, *tones], key=lambda mark: _PLACES.get(mark, 2))
    rest = re.sub(f"[{_TONE}]", "", after)
    return _DOUBLED.sub(r"\1", _AM.sub("\u0e33", "".join(ordered) + rest))


def clean_line(text: str) -> str:
    """Return ``clean_text`` on one line with single spaces."""
    return " ".join(clean_text(text).split())


def is_over_or_under(character: str) -> bool:
    """Whether the character stands over or under the letter before it and takes no room of its own."""
    return unicodedata.category(character) == "Mn"


def letters(text: str) -> int:
    """Return how many letters stand side by side."""
    return sum(not is_over_or_under(character) for character in text)


def unprintable(text: str) -> list[str]:
    """Return the characters of a cleaned text that documents cannot print (emoji, foreign scripts), each once."""
    return list(dict.fromkeys(_UNPRINTABLE.findall(text)))


def refusal_of(text: str, limit: int) -> str:
    """Return in Thai why a cleaned text is not stored: too long, or not to be printed; "" where it may be."""
    if len(text) > limit:
        return marked(f"ข้อความยาว {len(text):,} ตัวอักษร เกินที่รับได้ {limit:,} ตัวอักษร กรุณาย่อให้สั้นลง")
    odd = " ".join(unprintable(text)[:5])
    return marked(f"อักขระ {odd} พิมพ์ลงเอกสารราชการไม่ได้ กรุณาลบออกหรือเขียนเป็นคำ") if odd else ""


def shorten(text: str, limit: int = 24) -> str:
    """Return the beginning of a text as it is quoted in a message."""
    return text if len(text) <= limit else text[:limit] + "…"
