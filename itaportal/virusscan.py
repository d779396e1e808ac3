"""A virus scanner (clamd) that looks at every file that is kept, where the installation names one.

Its protocol is one command: INSTREAM, then pieces with their lengths in front, then an answer in a line.
"""

import logging
import socket
import struct
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError

from itaportal.language import gettext_lazy

_PIECE = 256 * 1024
_PATIENCE = 20  # seconds without an answer
_FOUND = gettext_lazy("โปรแกรมตรวจไวรัสพบสิ่งอันตรายในไฟล์นี้ ({name}) จึงรับไม่ได้ กรุณาแจ้งผู้ดูแลเครื่องของท่าน แล้วเลือกไฟล์อื่น")
_AWAY = gettext_lazy("โปรแกรมตรวจไวรัสของระบบไม่ตอบ จึงยังรับไฟล์ไม่ได้ กรุณาลองใหม่ในอีกสักครู่ หากยังไม่ได้กรุณาแจ้งผู้ดูแลระบบ")
_log = logging.getLogger(__name__)


class FileInfected(ValidationError):
    """The scanner does not let the file pass, or does not answer; the message says so in Thai."""


def refuse_infected(pieces: Iterable[bytes]) -> None:
    """Pass what the scanner finds nothing in, and everything where none is named. Raises FileInfected."""
    if not settings.CLAMD:
        return
    try:
        with _connect(settings.CLAMD) as scanner:
            answer = _ask(scanner, pieces)
    except OSError as error:
        _log.error("the virus scanner does not answer: %s", error)
        raise FileInfected(_AWAY) from error
    if answer.endswith(" FOUND"):
        raise FileInfected(_FOUND.format(name=answer.removeprefix("stream: ").removesuffix(" FOUND")[:100]))
    if answer != "stream: OK":
        _log.error("the virus scanner says: %s", answer[:200])
        raise FileInfected(_AWAY)


def refuse_infected_upload(upload) -> None:
    """The same for a form's file, which can be read again afterwards."""
    refuse_infected(upload.chunks())
    upload.seek(0)


def _connect(place: str) -> socket.socket:
    if place.startswith("/"):
        scanner = socket.socket(socket.AF_UNIX)
        scanner.settimeout(_PATIENCE)
        try:
            scanner.connect(place)
        except OSError:
            scanner.close()
            raise
        return scanner
    host, _, port = place.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE)


def _ask(scanner: socket.socket, pieces: Iterable[bytes]) -> str:
    scanner.sendall(b"zINSTREAM\0")
    for piece in pieces:
        for begin in range(0, len(piece), _PIECE):
            part = piece[begin : begin + _PIECE]
            scanner.sendall(struct.pack(">I", len(part)) + part)
    scanner.sendall(bytes(4))
    answer = b""
    while not answer.endswith(b"\0") and (more := scanner.recv(4096)):
        answer += more
    return answer.rstrip(b"\0").decode("utf-8", "replace")
