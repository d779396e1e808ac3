"""Sentences that an agency may word itself, with words in braces that stand for something: {หน่วยงาน}."""

import re
from collections.abc import Container, Mapping
from typing import NamedTuple

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Sentence(NamedTuple):
    """A sentence with its standard wording; ``label`` says in Thai what it is.

    ``known`` names its placeholders where they are not those of every sentence beside it; an own wording keeps what is
    ``needed``.
    """

    label: str
    text: str
    known: tuple[str, ...] | None = None
    needed: tuple[str, ...] = ()


def fill_placeholders(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its placeholders replaced and without the double spaces that empty ones leave.

    A placeholder nobody knows stays as it was typed.
    """
    return re.sub(
        " {2,}", " ", _PLACEHOLDER.sub(lambda found: values.get(found[1].strip(), found[0]), text)
    ).strip()


def unknown_placeholders(text: str, known: Container[str]) -> list[str]:
    """Return the placeholders of the text, with their braces, that nobody fills."""
    return [found[0] for found in _PLACEHOLDER.finditer(text) if found[1].strip() not in known]


def has_loose_brace(text: str) -> bool:
    """Whether a brace of the text opens or closes no placeholder."""
    return bool(re.search("[{}]", _PLACEHOLDER.sub("", text)))
