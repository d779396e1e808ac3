"""The probe of exchange/reading/document.py: a text for each paragraph, [rows, spans] for each table."""

from collections.abc import Iterator
from typing import Any

from exchange.reading import kinds
from exchange.reading.archive import Archive
from exchange.reading.book import FileRefused
from exchange.reading.opendocument import open_document_parts
from exchange.reading.refusing import refusals
from exchange.reading.word import word_parts


def answer(data: bytes) -> Iterator[Any]:
    """Yield the parts. Raises ProbeRefused."""
    with refusals():
        archive = Archive(data)
        kind = archive.kind()
        archive.refuse_entities()
        if kind not in (kinds.DOCX, kinds.ODT):
            raise FileRefused(kinds.BROKEN)
        for part in (word_parts if kind == kinds.DOCX else open_document_parts)(archive):
            yield part if isinstance(part, str) else [part.rows, part.spans]
