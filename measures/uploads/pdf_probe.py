"""Run by measures/uploads/pdf.py: reads a PDF from standard input and prints one word about it.

A script of its own, because a crafted file can make any parser run for hours or eat all memory; here the kernel stops it.
"""

import io
import logging
import re
import resource
import sys

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

_ACTIVE = {"/JavaScript", "/JS", "/Launch", "/RichMedia", "/Movie", "/ImportData", "/XFA"}
_EMBEDDED = {"/EmbeddedFile", "/EmbeddedFiles", "/EF"}


def main(seconds: int, memory: int) -> None:
    """Print clean, active, embedded or encrypted; anything else counts as broken. ``memory`` is in bytes."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    logging.disable()
    sys.stdout.write(verdict(sys.stdin.buffer.read()))


def verdict(data: bytes) -> str:
    """Return what the PDF holds in one word; raises whatever the parser raises on a broken one."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        return "encrypted"
    if not len(reader.pages):
        return "empty"
    names = _names(reader) | _raw_names(data)
    if names & _ACTIVE:
        return "active"
    return "embedded" if names & _EMBEDDED else "clean"


def _raw_names(data: bytes) -> set[str]:
    # Objects that the cross-reference table leaves out may still be found by a reader that repairs files. Only long
    # names: three letters also occur by chance in compressed data.
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda hit: bytes([int(hit[1], 16)]), data)
    return {name.decode() for name in re.findall(rb"/(?:JavaScript|Launch|EmbeddedFiles?)\b", plain)}


def _names(reader) -> set[str]:
    """Return all names used as keys or values in any object of the file."""
    found: set[str] = set()
    numbers = {(number, generation) for generation, table in reader.xref.items() for number in table}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    for number, generation in numbers:
        if number:
            _collect(IndirectObject(number, generation, reader).get_object(), found)
    _collect(reader.trailer, found)
    return found


def _collect(value, found: set[str]) -> None:
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, DictionaryObject):
            # Through dict itself, which gives references as they stand: each object is visited once.
            for key, inner in dict.items(value):
                found.add(str(key))
                waiting.append(inner)
        elif isinstance(value, ArrayObject):
            waiting.extend(list.__iter__(value))
        elif isinstance(value, NameObject):
            found.add(str(value))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
