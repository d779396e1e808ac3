"""The probe of measures/evidence/office.py: says what an xlsx or docx is, or why it is not taken.

Beside programs it looks for what makes the reader's program fetch or start something: templates and pictures from
elsewhere, DDE, data connections, and packages inside that are no table behind a chart.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from itaportal import archives

MACRO, REMOTE, EMBEDDED, BROKEN, OTHER = "macro", "remote", "embedded", "broken", "other"
_MAIN_PARTS = {"xl/workbook.xml": "xlsx", "word/document.xml": "docx"}
_PROGRAM_TYPES = (b"macroenabled", b"vbaproject", b"activex", b"oleobject", b"macrosheet", b"dialogsheet")
_PROGRAM_NAMES = ("vbaproject", "activex", "oleobject", "macrosheets/", "customui")
# Old office files, which hold macros under any name, and programs.
_PROGRAM_HEADS = (b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF", b"#!")
_TABLE_OF_CHART = re.compile(r"(?:word|xl)/embeddings/[^/]+\.xlsx", re.IGNORECASE)
# The scheme of an address; one letter is a drive.
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]+):", re.IGNORECASE)
_LOCAL_FILE = re.compile(r"file:///(?!/|\\)", re.IGNORECASE)
_FETCHING_FIELDS = {"dde", "ddeauto", "import", "includetext", "includepicture", "link"}
_FETCHING_PARTS = {"ddelink", "olelink", "altchunk", "webpr"}
_MAX_XML = 60 << 20


def answer(data: bytes, most: int, unpacked: int) -> str:
    """Return "xlsx", "docx", or a word for why not; raises whatever zipfile raises on a broken archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if fault := archives.fault_of(members, most=most, unpacked=unpacked):
            return fault
        return _judge(archive, [member.filename for member in members])


def _judge(archive: zipfile.ZipFile, names: list[str], *, inside: bool = False) -> str:
    found = [extension for part, extension in _MAIN_PARTS.items() if part in names]
    if len(found) != 1 or "[Content_Types].xml" not in names:
        return OTHER
    types = archive.read("[Content_Types].xml").lower().replace(b"\0", b"")
    if any(word in types for word in _PROGRAM_TYPES):
        return MACRO
    if any(program in name.lower() for name in names for program in _PROGRAM_NAMES):
        return MACRO
    return next((fault for name in names if (fault := _fault_of(archive, name, inside=inside))), found[0])


def _fault_of(archive: zipfile.ZipFile, name: str, *, inside: bool) -> str:
    # The sizes in the directory are claims: reading to the end compares length and checksum with what is there.
    content = archive.read(name)
    if content.startswith(_PROGRAM_HEADS):
        return MACRO
    if content.startswith(b"PK\x03\x04") or "/embeddings/" in name.lower():
        return _fault_of_package(name, content, inside=inside)
    if name.lower().endswith((".xml", ".rels")):
        return _fault_of_xml(content)
    return ""


def _fault_of_package(name: str, content: bytes, *, inside: bool) -> str:
    if inside or not _TABLE_OF_CHART.fullmatch(name):
        return EMBEDDED
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if fault := archives.fault_of(members, most=500, unpacked=20 << 20):
            return fault
        verdict = _judge(archive, [member.filename for member in members], inside=True)
    return "" if verdict == "xlsx" else EMBEDDED if verdict == OTHER else verdict


def _fault_of_xml(content: bytes) -> str:
    if len(content) > _MAX_XML:
        return archives.TOO_LARGE
    instructions: list[str] = []
    for event, element in ElementTree.iterparse(_without_entities(content), ("start", "end")):
        kind = element.tag.rpartition("}")[2].lower()
        if event == "start":
            if kind in _FETCHING_PARTS or (kind == "relationship" and _fetches(element)):
                return REMOTE
            continue
        instructions += _instructions(element, kind)
        element.clear()
    fields = "".join(instructions).lower().split("\0")
    return REMOTE if any(field.split()[0] in _FETCHING_FIELDS for field in fields if field.strip()) else ""


def _without_entities(content: bytes) -> io.BytesIO:
    """Return XML to be read; raises ValueError where it declares entities or a document type of its own."""
    if re.search(rb"<!\0?(?:D\0?O\0?C\0?T|E\0?N\0?T)", content):
        raise ValueError("declares entities")
    return io.BytesIO(content)


def _fetches(relation: ElementTree.Element) -> bool:
    """Whether a relation leads out of the file to what is opened by itself, or to another machine's share."""
    if relation.get("TargetMode", "").lower() != "external":
        return relation.get("Type", "").lower().endswith(("/afchunk", "/connections"))
    kind, target = relation.get("Type", "").rpartition("/")[2].lower(), relation.get("Target", "").strip()
    scheme = _SCHEME.match(target)
    # What the file's owner has on the own machine is asked for before it is opened.
    is_local = _LOCAL_FILE.match(target) or (scheme is None and not target.startswith(("\\\\", "//")))
    if kind == "hyperlink":
        return not (is_local or (scheme and scheme[1].lower() in ("http", "https", "mailto", "tel")))
    return kind not in ("externallinkpath", "externallink") or not is_local


def _instructions(element: ElementTree.Element, kind: str) -> Iterator[str]:
    """Yield parts of what fields say, each field begun by a zero: one attribute, or cut over many runs."""
    if kind == "instrtext":
        yield element.text or ""
    elif kind == "fldchar":
        yield "\0"
    elif kind == "fldsimple":
        yield from (f"\0{value}\0" for name, value in element.items() if name.endswith("instr"))
