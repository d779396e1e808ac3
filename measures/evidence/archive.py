"""Evidence as a ZIP archive: names that people can read, a list of contents, written piece by piece.

Files lie under round and measure, each with its number in front, so that no two names are the same even where
captions are. The list comes last: only then is it known which files could be read. Pure but for what ``open_file`` reads.
"""

import csv
import io
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any, cast

from itaportal.csvtext import harmless
from itaportal.thai import dates

# A part that a slow line loads within minutes, and that every program opens without ZIP64.
MOST_BYTES = 500 * 1024 * 1024
MOST_PIECES = 2000
_CHUNK = 256 * 1024
_TITLE, _CAPTION = 40, 60  # characters; Windows wants a whole path below 260
_HEADINGS = (
    "รอบรายงาน ณ วันที่", "มาตรการที่", "มาตรการ", "ลำดับ", "ชนิด", "คำบรรยาย", "วันที่ของเหตุการณ์", "ไฟล์ในชุดนี้", "ที่อยู่เว็บ",
    "ขนาด (ไบต์)", "sha256", "หมายเหตุ",
)  # fmt: skip
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads Thai as Latin letters
_MISSING = "ไม่พบไฟล์นี้ในระบบ"


@dataclass(frozen=True, slots=True)
class ListedPiece:
    """A piece with its numbers: of the round, of the measure in the plan, of the piece at its measure, all from 1.

    A link has a ``url``; anything else a ``path`` in the storage, ``size`` (bytes), ``sha256`` and ``extension``.
    """

    round_number: int
    as_at: date
    measure_number: int
    measure: str
    number: int
    kind: str
    kind_name: str
    caption: str
    event_date: date | None
    name: str
    url: str
    path: str
    extension: str
    size: int
    sha256: str
    added_at: datetime


def split_pieces(
    pieces: Sequence[ListedPiece], *, most_bytes: int = MOST_BYTES, most_pieces: int = MOST_PIECES
) -> list[list[ListedPiece]]:
    """Return the pieces in order, split where a part would become larger than an archive is to be."""
    found: list[list[ListedPiece]] = []
    room = 0
    for piece in pieces:
        if not found or piece.size > room or len(found[-1]) == most_pieces:
            found.append([])
            room = most_bytes
        found[-1].append(piece)
        room -= piece.size
    return found


def path_in_archive(piece: ListedPiece) -> str:
    """Return where the piece's file lies in the archive: round / measure / number and caption."""
    title, caption = _safe(piece.measure, _TITLE), piece.caption or piece.name.rpartition(".")[0]
    name = f"{piece.number:02} {_safe(caption, _CAPTION) or piece.kind_name}.{piece.extension}"
    return "/".join(
        (
            f"รอบที่ {piece.round_number} ณ {dates.long_date(piece.as_at)}",
            f"มาตรการที่ {piece.measure_number:02} {title}".rstrip(),
            name,
        )
    )


def _safe(text: str, most: int) -> str:
    """Return the text as part of a file's name on any system: nothing invisible, no separators, no dot at the end."""
    visible = "".join(
        " " if character in '<>:"/\\|?*' or unicodedata.category(character)[0] in "CZ" else character
        for character in unicodedata.normalize("NFC", text)
    )
    return " ".join(visible.split())[:most].strip(" .")


def write_archive(
    pieces: Sequence[ListedPiece], open_file: Callable[[str], Any], *, part: str = ""
) -> Iterator[bytes]:
    """Yield the archive's bytes; ``open_file`` opens a stored one, OSError where it is gone, which the list then tells.

    ``part`` goes into the names of the lists, so that parts can be unpacked into one folder.
    """
    pipe, missing = _Pipe(), set()
    with zipfile.ZipFile(cast(IO[bytes], pipe), "w") as archive:
        for piece in pieces:
            if not piece.path:
                continue
            try:
                source = open_file(piece.path)
            except OSError:
                missing.add(piece.path)
                continue
            with source, archive.open(_member(piece), "w") as target:
                while chunk := source.read(_CHUNK):
                    target.write(chunk)
                    yield pipe.take()
        lists = {f"links{part}.txt": _links(pieces), f"contents{part}.csv": _contents(pieces, missing)}
        for name, text in lists.items():
            if text:
                archive.writestr(name, _BYTE_ORDER_MARK + text, zipfile.ZIP_DEFLATED)
    yield pipe.take()


class _Pipe:
    """What the archive is written to: hands on what came since it was last asked."""

    def __init__(self):
        self._chunks: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._chunks.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here for anything."""

    def take(self) -> bytes:
        chunks, self._chunks = self._chunks, []
        return b"".join(chunks)


def _member(piece: ListedPiece) -> zipfile.ZipInfo:
    # Photos, PDF and office files are compressed already: stored as they are.
    member = zipfile.ZipInfo(path_in_archive(piece), piece.added_at.timetuple()[:6])
    member.file_size = piece.size
    return member


def _links(pieces: Sequence[ListedPiece]) -> str:
    lines = []
    for piece in pieces:
        if piece.url:
            place = f"รอบที่ {piece.round_number} มาตรการที่ {piece.measure_number:02} ลำดับ {piece.number:02}"
            lines += [f"{place} {piece.caption}".rstrip(), piece.url, ""]
    return "\r\n".join(lines)


def _contents(pieces: Sequence[ListedPiece], missing: set[str]) -> str:
    output = io.StringIO(newline="")
    writer = csv.writer(output)
    writer.writerow(_HEADINGS)
    for piece in pieces:
        writer.writerow([harmless(str(cell)) for cell in _row(piece, is_missing=piece.path in missing)])
    return output.getvalue()


def _row(piece: ListedPiece, *, is_missing: bool) -> list[object]:
    return [
        dates.numeric_date(piece.as_at),
        piece.measure_number,
        piece.measure,
        piece.number,
        piece.kind_name,
        piece.caption,
        dates.numeric_date(piece.event_date) if piece.event_date else "",
        path_in_archive(piece) if piece.path and not is_missing else "",
        piece.url,
        piece.size or "",
        piece.sha256,
        _MISSING if is_missing else "",
    ]
