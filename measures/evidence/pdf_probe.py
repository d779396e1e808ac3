"""The probe of measures/evidence/pdf.py: says one word about a PDF."""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

_ACTIVE = {
    *(
        "/JavaScript",
        "/JS",
        "/Launch",
        "/RichMedia",
        "/Movie",
        "/Rendition",
        "/ImportData",
        "/SubmitForm",
        "/XFA",
    ),
    *("/GoToR", "/GoToE", "/3D", "/U3D", "/PRC", "/FFilter", "/FDecodeParms"),
}
_EMBEDDED = {"/EmbeddedFile", "/EmbeddedFiles", "/EF"}
# What a link may lead to; anything else opens a program or tells a foreign server who reads.
_LINKS = re.compile(
    r"\s*(?:(?:https?|mailto|tel):|file:///(?![/\\])|(?!\\\\|//)[^:]*(?:$|[/?#]))", re.IGNORECASE
)
# Unpacked bytes of one stream: a page of A3 in colours at 600 dots per inch has 210 MB.
_MAX_STREAM = 250 * 1024 * 1024
_SMALL_STREAM = 200 * 1024  # by one Flate filter at most 1,030 times as many
# What the portal attaches to its own PDFs (reports/attachments/embedded.py).
_MAX_DATA = 30 * 1024 * 1024
_MAX_OBJECTS = 20 * 1024 * 1024
_RAW_NAMES = rb"/(?:JavaScript|Launch|EmbeddedFiles?|SubmitForm|RichMedia|GoToR|GoToE|ImportData)\b"
_SHEET_PARTS = re.compile(r"(?:(?:_rels|docProps|xl)/[\w./-]*\.(?:xml|rels)|\[Content_Types\]\.xml)")


def answer(data: bytes) -> str:
    """Return clean, empty, active, large, embedded or encrypted; raises whatever the parser raises on a broken PDF."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        return "encrypted"
    if not len(reader.pages):
        return "empty"
    names = _names(reader) | _raw_names(data)
    if names & _ACTIVE or any(_leads_out(part) for part in _parts(reader)):
        return "active"
    if any(_is_bomb(part) for part in _parts(reader)):
        return "large"
    if names & _EMBEDDED and ("/FileAttachment" in names or not _only_own_data(reader, data)):
        return "embedded"
    return "clean"


def _leads_out(part) -> bool:
    """Whether a link opens something else than a page on the web, or a stream or form takes its content from elsewhere."""
    if not isinstance(part, DictionaryObject):
        return False
    if "/URI" in part and not _LINKS.match(str(part["/URI"])):
        return True
    is_stream, place = isinstance(part, StreamObject), part.get("/F")
    return place is not None and (is_stream or str(part.get("/FS")) == "/URL" or _is_share(place))


def _is_share(place) -> bool:
    return isinstance(place, str) and str(place).replace("\\", "/").startswith("//")


def _is_bomb(part) -> bool:
    """Whether a stream unpacks to more than any picture of a page; found without unpacking more than that."""
    if not isinstance(part, StreamObject):
        return False
    filters = part.get("/Filter", [])
    filters = [str(name) for name in (filters if isinstance(filters, list) else [filters])]
    packed = [
        name
        for name in filters
        if name in ("/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL")
    ]
    content = part._data
    if len(packed) > 2 or (len(packed) == 1 and len(content) <= _SMALL_STREAM):
        return len(packed) > 2
    for name in filters:
        if name not in ("/FlateDecode", "/Fl"):
            return False
        content = zlib.decompressobj().decompress(content, _MAX_STREAM + 1)
        if len(content) > _MAX_STREAM:
            return True
    return False


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
    # Those may be packed into streams of objects that no table lists.
    texts = [data, *_unlisted(data)]
    return {name.decode() for text in texts for name in re.findall(_RAW_NAMES, _plain(text))}


def _unlisted(data: bytes) -> Iterator[bytes]:
    """Yield what is packed in the streams of objects that the bytes spell out, listed or not."""
    for hit in re.finditer(rb"/ObjStm\b", data):
        begin = data.find(b"stream", hit.end(), hit.end() + 400)
        if begin > 0:
            packed = data[begin + 6 :].lstrip(b"\r\n")
            with suppress(zlib.error):
                yield zlib.decompressobj().decompress(packed, _MAX_OBJECTS)


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
