"""Collect the texts that people read into the English catalogue, and compile it: ``make messages``.

A text is Thai in the source and the key of its translation: in templates ``{% translate %}`` and ``{% blocktranslate %}``, in
Python ``gettext``, ``gettext_lazy`` and ``marked`` of itaportal.language, the last also around f-strings. Texts that nobody
uses any more leave the catalogue.
"""

import ast
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from itaportal.translated import FILLED_IN

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "itaportal" / "locale" / "en" / "LC_MESSAGES" / "django.po"
_DAY = datetime(2026, 11, 29, tzinfo=UTC)
CALLED = {"gettext", "gettext_lazy", "marked"}
_IN_TEMPLATE = re.compile(r"(?:gettext|\b_)\((u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\")\)")
_LEFT_OUT = {"tests", "scripts", ".venv", "var", "build", "migrations", "docs"}


def sources() -> Iterator[Path]:
    """Yield the files whose texts people read."""
    for pattern in ("*.py", "*.html", "*.txt"):
        for path in sorted(ROOT.rglob(pattern)):
            if not _LEFT_OUT & set(path.relative_to(ROOT).parts):
                yield path


def texts_of(path: Path) -> Iterator[str]:
    """Yield the texts of a file that are marked for translation."""
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(content)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in CALLED
                and node.args
            ):
                text = "".join(_text_of(node.args[0]))
                filled_in = node.func.id == "marked" and "{" in text
                if text:
                    yield FILLED_IN + text if filled_in else text
    elif "templates" in path.parts:
        for found in _IN_TEMPLATE.finditer(templatize(content, origin=str(path))):
            yield ast.literal_eval(found[1])


def _text_of(node: ast.expr) -> Iterator[str]:
    """Yield the text of a constant, or of an f-string with its values as blanks: "แถว {row}"."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        names: list[str] = []
        for part in node.values:
            yield str(part.value) if isinstance(part, ast.Constant) else _blank(part, names)


def _blank(part: ast.expr, names: list[str]) -> str:
    """Return a blank named after what its value is taken from, and numbered where there are several of the name."""
    called = {
        id(node) for call in ast.walk(part) if isinstance(call, ast.Call) for node in ast.walk(call.func)
    }
    found = [
        getattr(node, "id", "") or getattr(node, "attr", "")
        for node in ast.walk(part)
        if isinstance(node, ast.Name | ast.Attribute) and id(node) not in called
    ]
    name = (found or ["part"])[0].lower().strip("_")
    names.append(name)
    return f"{{{name}{names.count(name) if names.count(name) > 1 else ''}}}"


def collect() -> dict[str, list[str]]:
    """Return every text with the files that say it."""
    found: dict[str, list[str]] = {}
    for path in sources():
        for text in texts_of(path):
            places = found.setdefault(text, [])
            place = path.relative_to(ROOT).as_posix()
            if place not in places:
                places.append(place)
    return found


def translations() -> dict[str, str]:
    """Return what the catalogue says in English of each text."""
    with CATALOGUE.open("rb") as file:
        return {_key(message): message.string for message in read_po(file, locale="en") if message.id}


def _key(message: Message) -> str:
    return f"{message.context}\x04{message.id}" if message.context else message.id


def write(english: dict[str, str]) -> list[str]:
    """Write the catalogue of all texts, and what the server reads of it; return the texts that have no English."""
    # Of one day, so that the same texts make the same files.
    catalogue = Catalog(locale="en", creation_date=_DAY, revision_date=_DAY, fuzzy=False)
    collected = sorted(collect().items(), key=lambda one: (one[1][0], one[0]))
    for text, places in collected:
        context, _, said = text.rpartition("\x04")
        catalogue.add(
            said, english.get(text, ""), locations=[(place, 0) for place in places], context=context or None
        )
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=0, include_lineno=False, omit_header=True)
    with CATALOGUE.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    return [text for text, _ in collected if not english.get(text)]


if __name__ == "__main__":
    missing = write(translations())
    sys.stdout.writelines(f"no English: {text}\n" for text in missing)
    sys.exit(bool(missing))
