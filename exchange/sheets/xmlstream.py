"""XML read as a stream with expat: no tree in memory, no document type, so no entities to expand or fetch."""

from collections.abc import Callable, Mapping
from typing import IO
from xml.parsers import expat

from exchange.sheets.book import FileRefused

_CHUNK = 1 << 16
_ENTITIES = "ไฟล์นี้มีคำสั่งพิเศษแฝงอยู่ในโครงสร้าง (DOCTYPE) ซึ่งโปรแกรมตารางทั่วไปไม่ใช้ จึงรับไม่ได้ กรุณาบันทึกใหม่จาก Excel"
BROKEN = "ไฟล์นี้เสียหรือเปิดไม่ได้ กรุณาเปิดด้วยโปรแกรมเดิม แล้วบันทึกใหม่เป็น Excel Workbook (.xlsx)"


class Enough(Exception):
    """Raised by a handler that wants no more of the stream."""


Start = Callable[[Mapping[str, str]], None]
End = Callable[[], None]


class _Known(dict):
    """Handlers by the name with its prefix: a workbook has a million elements, one look-up for each must do."""

    def __init__(self, handlers: Mapping[str, Callable]) -> None:
        super().__init__()
        self._handlers = handlers

    def __missing__(self, name: str) -> Callable | None:
        self[name] = self._handlers.get(name.rpartition(":")[2])
        return self[name]


def walk(
    stream: IO[bytes],
    starts: Mapping[str, Start],
    ends: Mapping[str, End] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Call the handlers by local name ("x:row" is "row") until the end or Enough. Raises FileRefused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    known_starts, known_ends = _Known(starts), _Known(ends or {})

    def started(name: str, attributes: Mapping[str, str]) -> None:
        if handler := known_starts[name]:
            handler(attributes)

    def ended(name: str) -> None:
        if handler := known_ends[name]:
            handler()

    parser.StartElementHandler, parser.EndElementHandler = started, ended
    if text:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except Enough:
        return
    except expat.ExpatError as error:
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]:
            raise MemoryError from error
        raise FileRefused(BROKEN) from error


def _refuse(*_: object) -> None:
    raise FileRefused(_ENTITIES)


def attribute(attributes: Mapping[str, str], name: str) -> str | None:
    """Return an attribute whatever its prefix ("r:id" for "id")."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), None)
