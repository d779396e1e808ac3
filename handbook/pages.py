"""The handbook's pages: Markdown files beside this module, each with a head that says whom and which pages it serves.

In ``en`` stands the English of each, whose head holds but title, summary and part.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from itaportal.language import is_english

FOLDER = Path(__file__).with_name("texts")
_FENCE = "---\n"


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page as it is written: ``explains`` names pages of the portal by URL name, one name is explained by one page;
    ``opens`` is the page of an agency where the task is done, "" where there is no single one, ``facts`` what it tells of the years
    at its end (``handbook.facts``)."""

    file: str
    slug: str
    title: str
    summary: str
    part: str
    roles: tuple[str, ...]
    explains: tuple[str, ...]
    opens: str
    facts: str
    source: str


def pages() -> tuple[HelpPage, ...]:
    """Return every page in the order of the handbook, in the language of who reads."""
    return _pages(in_english=is_english())


@cache
def _pages(*, in_english: bool) -> tuple[HelpPage, ...]:
    thai = (_read(path) for path in sorted(FOLDER.glob("*.md")))
    if not in_english:
        return tuple(thai)
    return tuple(
        replace(page, title=head["title"], summary=head["summary"], part=head["part"], source=source.strip())
        for page in thai
        for head, source in [_split((FOLDER / "en" / page.file).read_text(encoding="utf-8"))]
    )


@cache
def page_of(url_name: str) -> HelpPage | None:
    """Return the page, in Thai, that explains a page of the portal: the one that names it, else its whole address space."""
    explained = _explained()
    space, _, _ = url_name.rpartition(":")
    return explained.get(url_name) or (explained.get(f"{space}:*") if space else None)


def page_by(slug: str) -> HelpPage | None:
    """Return the page with the slug."""
    return next((page for page in pages() if page.slug == slug), None)


def parts() -> list[tuple[str, list[HelpPage]]]:
    """Return the pages by the part of the work that they belong to."""
    found: dict[str, list[HelpPage]] = {}
    for page in pages():
        found.setdefault(page.part, []).append(page)
    return list(found.items())


@cache
def _explained() -> dict[str, HelpPage]:
    return {name: page for page in _pages(in_english=False) for name in page.explains}


def _read(path: Path) -> HelpPage:
    head, source = _split(path.read_text(encoding="utf-8"))
    return HelpPage(
        file=path.name,
        slug=path.stem.partition("-")[2],
        title=head["title"],
        summary=head["summary"],
        part=head["part"],
        roles=tuple(_words(head.get("roles", ""))),
        explains=tuple(_words(head.get("explains", ""))),
        opens=head.get("opens", ""),
        facts=head.get("facts", ""),
        source=source.strip(),
    )


def _split(text: str) -> tuple[dict[str, Any], str]:
    """Return what the head says, one "name: value" on each line, and the rest."""
    _, head, source = text.split(_FENCE, 2)
    lines = (line.partition(":") for line in head.splitlines() if line)
    return {name.strip(): value.strip() for name, _, value in lines}, source


def _words(value: str) -> Iterator[str]:
    yield from value.split()
