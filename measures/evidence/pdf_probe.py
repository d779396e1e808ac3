"""The probe of measures/evidence/pdf.py: says one word about a PDF."""

import io
import json
import re
import zipfile
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

_ACTIVE = {"/JavaScript", "/JS", "/Launch", "/RichMedia", "/Movie", "/ImportData", "/XFA"}
_EMBEDDED = {"/EmbeddedFile", "/EmbeddedFiles", "/EF"}
# What the portal attaches to its own PDFs (reports/attachments/embedded.py).
_MAX_DATA = 30 * 1024 * 1024
_SHEET_PARTS = re.compile(r"(?:(?:_rels|docProps|xl)/[\w./-]*\.(?:xml|rels)|\[Content_Types\]\.xml)")


def answer(data: bytes) -> str:
    """Return clean, empty, active, embedded or encrypted; raises whatever the parser raises on a broken PDF."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        return "encrypted"
    if not len(reader.pages):
        return "empty"
    names = _names(reader) | _raw_names(data)
    if names & _ACTIVE:
        return "active"
    if names & _EMBEDDED and ("/FileAttachment" in names or not _only_own_data(reader, data)):
        return "embedded"
    return "clean"


def _only_own_data(reader, data: bytes) -> bool:
    """Whether every embedded file is data that the portal attaches to its own PDFs, by name and by content."""
    dictionaries = [part for part in _parts(reader) if isinstance(part, DictionaryObject)]
    specs = [part for part in dictionaries if "/EF" in part]
    files = [part for part in dictionaries if part.get("/Type") == "/EmbeddedFile"]
    # As many as the file spells out: one that the table leaves out is nobody's data.
    named = {id(file) for spec in specs for file in _files_of(spec)}
    if len(re.findall(rb"/EmbeddedFile\b", _plain(data))) > len(files) or named != {
        id(file) for file in files
    }:
        return False
    return bool(specs) and all(_is_own_data(spec) for spec in specs)


def _files_of(spec) -> list:
    return [spec["/EF"][key] for key in spec["/EF"]]


def _is_own_data(spec) -> bool:
    names = {str(spec[key]) for key in ("/F", "/UF") if key in spec}
    if spec.get("/AFRelationship") != "/Data" or len(names) != 1 or not (judge := _OWN_DATA.get(names.pop())):
        return False
    contents = [file.get_data() for file in _files_of(spec)]
    return bool(contents) and all(len(content) <= _MAX_DATA and judge(content) for content in contents)


def _is_snapshot(content: bytes) -> bool:
    try:
        snapshot = json.loads(content)
    except ValueError:
        return False
    return isinstance(snapshot, dict) and {"schema", "kind", "agency", "plan"} <= snapshot.keys()


def _is_workbook(content: bytes) -> bool:
    """Whether it is a zip that begins at once and holds the parts of a plain workbook: no macro, no object."""
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile:
        return False
    names = [member.filename for member in members]
    return (
        content.startswith(b"PK\x03\x04")
        and "xl/workbook.xml" in names
        and all(map(_SHEET_PARTS.fullmatch, names))
    )


_OWN_DATA = {"snapshot.json": _is_snapshot, "data.xlsx": _is_workbook}


def _raw_names(data: bytes) -> set[str]:
    # Objects that the cross-reference table leaves out may still be found by a reader that repairs files. Only long
    # names: three letters also occur by chance in compressed data.
    return {name.decode() for name in re.findall(rb"/(?:JavaScript|Launch|EmbeddedFiles?)\b", _plain(data))}


def _plain(data: bytes) -> bytes:
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda hit: bytes([int(hit[1], 16)]), data)


def _names(reader) -> set[str]:
    """Return all names used as keys or values in any object of the file."""
    found: set[str] = set()
    for part in _parts(reader):
        if isinstance(part, DictionaryObject):
            found.update(str(key) for key in part)
        elif isinstance(part, NameObject):
            found.add(str(part))
    return found


def _parts(reader) -> Iterator:
    """Yield every object of the file and everything in it."""
    numbers = {(number, generation) for generation, table in reader.xref.items() for number in table}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    waiting = [IndirectObject(*place, reader).get_object() for place in numbers if place[0]]
    waiting.append(reader.trailer)
    while waiting:
        value = waiting.pop()
        yield value
        # Through dict and list themselves, which give references as they stand: each object is visited once.
        if isinstance(value, DictionaryObject):
            waiting.extend(dict.values(value))
        elif isinstance(value, ArrayObject):
            waiting.extend(list.__iter__(value))
