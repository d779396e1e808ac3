"""Spelling: one way of storing equal-looking texts, and what of them documents can print."""

import re
import unicodedata

# Zero-width and direction marks arrive with text copied from web pages; they make equal words unequal.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# ํ + tone + า, and ำ typed before its tone, are the same word in another order; the tone belongs before ำ.
_TONE_OUT_OF_ORDER = re.compile("\u0e4d([\u0e48-\u0e4b])\u0e32|\u0e33([\u0e48-\u0e4b])")


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
# Everything the document font can print (checked against the font by a test).
_UNPRINTABLE = re.compile(
    "[^\n -~\u00a0-\u00ff\u0e01-\u0e3a\u0e3f-\u0e5b\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026"
    "\u2030\u2032\u2033\u2039\u203a\u20ac\u2122\u2153-\u215e\u2248\u2260\u2264\u2265]"
)


def clean_text(text: str) -> str:
    """Return text as it is stored: one spelling for equal-looking words, no invisible characters.

    ํ + า becomes ำ and two เ become แ (NFC joins neither), lines are trimmed, CR LF becomes LF.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_PLAIN)
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    text = text.replace("เเ", "แ").replace("\u0e4d\u0e32", "ำ")
    text = _TONE_OUT_OF_ORDER.sub(lambda match: (match[1] or match[2]) + "ำ", text)
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def clean_line(text: str) -> str:
    """Return ``clean_text`` on one line with single spaces."""
    return " ".join(clean_text(text).split())


def letters(text: str) -> int:
    """Return how many letters stand side by side; vowels and tones over and under others take no room of their own."""
    return sum(unicodedata.category(letter) != "Mn" for letter in text)


def unprintable(text: str) -> list[str]:
    """Return the characters of a cleaned text that documents cannot print (emoji, foreign scripts), each once."""
    return list(dict.fromkeys(_UNPRINTABLE.findall(text)))


def refusal_of(text: str, limit: int) -> str:
    """Return in Thai why a cleaned text is not stored: too long, or not to be printed; "" where it may be."""
    if len(text) > limit:
        return f"ข้อความยาว {len(text):,} ตัวอักษร เกินที่รับได้ {limit:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    odd = " ".join(unprintable(text)[:5])
    return f"อักขระ {odd} พิมพ์ลงเอกสารราชการไม่ได้ กรุณาลบออกหรือเขียนเป็นคำ" if odd else ""


def shorten(text: str, limit: int = 24) -> str:
    """Return the beginning of a text as it is quoted in a message."""
    return text if len(text) <= limit else text[:limit] + "…"
