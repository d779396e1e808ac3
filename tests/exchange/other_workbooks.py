"""Workbooks of other kinds, written by hand: no library at hand writes them. Texts, numbers and days only."""

import struct
from datetime import date
from xml.sax.saxutils import escape

from tests.exchange.files import OLE, package

_SPACES = "urn:oasis:names:tc:opendocument:xmlns:"
_FIRST_DAY = date(1899, 12, 30)
_SECTOR = 512


def ods(
    rows: list[list],
    *,
    name: str = "คะแนน",
    hidden: bool = False,
    repeated: int = 1,
    more: dict | None = None,
) -> bytes:
    """Return one sheet of an OpenDocument spreadsheet; a text that begins with "<" is the XML of a whole cell.

    ``repeated`` says each row so many times in one, ``more`` are other parts.
    """
    style = '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>'
    body = "".join(
        f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(map(_ods_cell, row))}</table:table-row>'
        for row in rows
    )
    used = ' table:style-name="ta1"' if hidden else ""
    content = (
        f'<office:document-content xmlns:office="{_SPACES}office:1.0" xmlns:table="{_SPACES}table:1.0" '
        f'xmlns:text="{_SPACES}text:1.0" xmlns:style="{_SPACES}style:1.0">'
        f"<office:automatic-styles>{style}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="{name}"{used}>{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    parts = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"}
    return package(parts | (more or {}))


def _ods_cell(value) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str) and value.startswith("<"):
        return value
    if isinstance(value, bool):
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value}"/>'
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def xlsb(rows: list[list], *, name: str = "คะแนน", hidden: bool = False) -> bytes:
    """Return one sheet of an Excel binary workbook: records of [MS-XLSB]."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheet = struct.pack("<II", int(hidden), 1) + _wide("rId1") + _wide(name)
    book = b"".join([_record(131), _record(143), _record(156, sheet), _record(144), _record(132)])
    formats = struct.pack("<I", 2) + b"".join(
        _record(47, struct.pack("<HHHHHHI", 0, number, 0, 0, 0, 0, 0)) for number in (0, 14)
    )
    styles = _record(278) + _record(617, formats[:4]) + formats[4:] + _record(618) + _record(279)
    cells = b"".join(
        _record(0, struct.pack("<I", row) + bytes(13))
        + b"".join(_xlsb_cell(place, value) for place, value in enumerate(values))
        for row, values in enumerate(rows)
    )
    size = struct.pack("<4I", 0, max(len(rows) - 1, 0), 0, max(map(len, rows)) - 1)
    data = [_record(129), _record(148, size), _record(145), cells, _record(146), _record(130)]
    links = [("rId1", "worksheet", "worksheets/sheet1.bin"), ("rId2", "styles", "styles.bin")]
    listed = "".join(
        f'<Relationship Id="{key}" Type="{relation}/{kind}" Target="{to}"/>' for key, kind, to in links
    )
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f"<Relationships>{listed}</Relationships>",
            "xl/worksheets/sheet1.bin": b"".join(data),
            "xl/styles.bin": styles,
        }
    )


def _xlsb_cell(column: int, value) -> bytes:
    if value is None:
        return b""
    head = struct.pack("<II", column, int(isinstance(value, date)))
    if isinstance(value, bool):
        return _record(4, head + bytes([value]))
    if isinstance(value, str):
        return _record(6, head + _wide(value))
    return _record(5, head + struct.pack("<d", _number(value)))


def _record(kind: int, content: bytes = b"") -> bytes:
    numbers = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(content), b""
    while size > 127:
        length += bytes([size & 0x7F | 0x80])
        size >>= 7
    return numbers + length + bytes([size]) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _number(value) -> float:
    return (value - _FIRST_DAY).days if isinstance(value, date) else float(value)


def xls(rows: list[list], *, name: str = "คะแนน", hidden: bool = False) -> bytes:
    """Return one sheet of a workbook of Excel 97 to 2003: records of [MS-XLS] in an old container."""
    begin = struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)
    formats = b"".join(_old_record(0xE0, struct.pack("<HH", 0, number) + bytes(16)) for number in (0, 14))
    short = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    head = _old_record(0x809, begin) + _old_record(0x42, struct.pack("<H", 1200)) + formats
    end = _old_record(0x0A)
    entry_length = 4 + 6 + len(short)
    start = struct.pack("<IBB", len(head) + entry_length + len(end), int(hidden), 0)
    size = struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0)
    cells = b"".join(
        _xls_cell(row, column, value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value is not None
    )
    sheet = (
        _old_record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0))
        + _old_record(0x200, size)
        + cells
        + end
    )
    return container("Workbook", head + _old_record(0x85, start + short) + end + sheet)


def _xls_cell(row: int, column: int, value) -> bytes:
    head = struct.pack("<HHH", row, column, int(isinstance(value, date)))
    if isinstance(value, bool):
        return _old_record(0x205, head + bytes([value, 0]))
    if isinstance(value, str):
        return _old_record(0x204, head + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return _old_record(0x203, head + struct.pack("<d", _number(value)))


def _old_record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def container(name: str, stream: bytes) -> bytes:
    """Return an OLE container with one stream ([MS-CFB]): header, table of sectors, directory, stream."""
    stream = stream.ljust(max(4096, -len(stream) % _SECTOR + len(stream)), b"\0")
    sectors = len(stream) // _SECTOR
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (_SECTOR // 4 - len(table))
    header = OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (4 * 108)
    directory = _directory_entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)
    directory += _directory_entry(name, 2, 0xFFFFFFFF, 2, len(stream)) + bytes(256)
    return header + struct.pack(f"<{len(table)}I", *table) + directory + stream


def _directory_entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<BBIII", kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<H", len(text))
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
