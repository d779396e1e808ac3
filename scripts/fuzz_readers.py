"""Thousands of damaged and made-up files for the readers: each is read or refused in a sentence, nothing else.

Run by hand: ``python -m scripts.fuzz_readers [how many] [seed]``. What falls is printed with the seed that makes it again.
"""

import io
import os
import random
import re
import signal
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from typing import Any

import django

SECONDS = 20  # of one reading; a child process is ended after as much
_TEXTS = ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "สถานะ", "ยังไม่ดำเนินการ", "อยู่ระหว่าง", "ตัวชี้วัดที่", "ผลการวิเคราะห์", "ผลการดำเนินการ", "คะแนน",
          "การใช้งบประมาณ", "(ต่อ)", "๑. ก ๒. ข", "-", "/", "๙๐.๑๑", "(๒) การให้บริการ", "ประเด็นที่จะพัฒนาให้ดีขึ้น", "ปี ๒๕๖๕ ได้คะแนน ๙๑.๐๐ (ระดับ A)",
          "\u202e90", "1" * 40, "", "ก" * 500, "๑. การใช้อำนาจ พิจารณาแล้วว่า", "ตัวชี้วัดที่ ๗ ประสิทธิภาพการสื่อสาร")  # fmt: skip


class TooLong(Exception):
    """A reading took longer than it may."""


def main(many: int, seed: int) -> int:
    django.setup()
    kinds = _kinds()
    tried: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    fell: list[str] = []
    signal.signal(signal.SIGALRM, _too_long)
    for number in range(many):
        chance = random.Random(seed + number)
        kind = chance.choice(sorted(kinds))
        tried[kind] += 1
        signal.alarm(SECONDS)
        try:
            refused[kind] += kinds[kind](chance)
        except MemoryError:
            refused[kind] += 1
        except Exception as error:  # noqa: BLE001 - whatever else is raised has fallen
            fell.append(f"{kind} {seed + number}: {type(error).__name__}: {error}"[:200])
        finally:
            signal.alarm(0)
    for kind in sorted(tried):
        sys.stdout.write(f"{kind:<10}{tried[kind]:>6} tried{refused[kind]:>6} refused\n")
    sys.stdout.write(f"{many} tried, {len(fell)} fell\n" + "".join(f"  {line}\n" for line in fell[:50]))
    return 1 if fell else 0


def _too_long(*_: Any) -> None:
    raise TooLong


def _kinds() -> dict[str, Callable[[random.Random], bool]]:
    """Return what can be tried by name: each reads one input and tells whether it was refused."""
    # Models can be imported only after django.setup().
    from exchange.reading import document_probe, table_probe  # noqa: PLC0415
    from exchange.sources.wholes import pdf_probe  # noqa: PLC0415
    from scripts.bench_whole import as_docx, as_pdf, parts_of  # noqa: PLC0415

    word, pdf = as_docx(parts_of("001")), as_pdf(parts_of("001"))
    book = _book()
    page = "<html><body>" + "".join(_html(part) for part in parts_of("001")) + "</body></html>"

    def of_bytes(answer: Callable[[bytes], Any], whole: bytes) -> Callable[[random.Random], bool]:
        return lambda chance: _refused(lambda: list(answer(_damaged(chance, whole))))

    return {
        "docx": of_bytes(document_probe.answer, word),
        "docx parts": lambda chance: _refused(lambda: list(document_probe.answer(_rewritten(chance, word)))),
        "xlsx": of_bytes(table_probe.answer, book),
        "xlsx parts": lambda chance: _refused(lambda: list(table_probe.answer(_rewritten(chance, book)))),
        "html": lambda chance: _refused(lambda: list(table_probe.answer(_shaken(chance, page).encode()))),
        "pdf": of_bytes(lambda data: pdf_probe.answer(data, 300, 2_000_000), pdf),
        "report": _reads_anything,
        "lines": _finds_anything,
    }


def _refused(read: Callable[[], Any]) -> bool:
    from exchange.reading.book import FileRefused  # noqa: PLC0415
    from itaportal.probes import ProbeRefused  # noqa: PLC0415

    try:
        read()
    except (ProbeRefused, FileRefused) as refused:
        said = str(refused)
    else:
        return False
    # Of a PDF the probe says a word that its reader knows.
    assert re.search("[ก-๙]{4}", said) or said in ("locked", "long", "broken"), said
    return True


def _book() -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    for row in (
        ["ตัวชี้วัดที่", "ตัวชี้วัด", "คะแนน"],
        *([place, text, place * 9.5] for place, text in enumerate(_TEXTS[:10])),
    ):
        book.active.append(row)
    book.active.merge_cells("A1:B1")
    book.active["D2"], book.active["D3"] = "=1/0", 0.5
    book.active["D3"].number_format = "0%"
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def _html(part: Any) -> str:
    if isinstance(part, str):
        return f"<p>{part}</p>"
    return (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in part)
        + "</table>"
    )


def _damaged(chance: random.Random, whole: bytes) -> bytes:
    """Return the bytes with some changed, cut, doubled or put elsewhere."""
    data = bytearray(whole)
    for _ in range(chance.randint(1, 12)):
        place, length = chance.randrange(len(data) or 1), chance.choice((1, 2, 8, 64, 1000))
        piece = data[place : place + length]
        match chance.randrange(4):
            case 0:
                data[place : place + length] = bytes(chance.randrange(256) for _ in piece)
            case 1:
                del data[place : place + length]
            case 2:
                data[place:place] = piece * chance.randint(1, 5)
            case _:
                del data[place : place + length]
                other = chance.randrange(len(data) + 1)
                data[other:other] = piece
    return bytes(data)


def _rewritten(chance: random.Random, whole: bytes) -> bytes:
    """Return the package with elements of its parts left out, doubled, moved and with other attributes."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith((".xml", ".rels")) and chance.random() < 0.5:
                text = _shaken(chance, text.decode()).encode()
            if chance.random() > 0.02:
                new.writestr(name, text)
    return output.getvalue()


def _shaken(chance: random.Random, text: str) -> str:
    tags = re.findall(r"<[^>]*>|[^<]+", text)
    for _ in range(chance.randint(1, 15)):
        place = chance.randrange(len(tags) or 1)
        if not tags:
            break
        match chance.randrange(5):
            case 0:
                del tags[place : place + chance.randint(1, 6)]
            case 1:
                tags[place:place] = tags[place : place + 8] * chance.randint(1, 3)
            case 2:
                tags[place] = re.sub(
                    r'"[^"]*"', f'"{chance.choice(("0", "-1", "99999999999", "x", ""))}"', tags[place]
                )
            case 3:
                other = chance.randrange(len(tags))
                tags[place], tags[other] = tags[other], tags[place]
            case _:
                tags[place] = chance.choice(_TEXTS)
    return "".join(tags)


def _parts(chance: random.Random) -> Any:
    from exchange.reading.grid import PageTable  # noqa: PLC0415

    def table() -> PageTable:
        rows = tuple(
            tuple(chance.choice(_TEXTS) for _ in range(chance.randint(0, 6)))
            for _ in range(chance.randint(1, 8))
        )
        top, left = chance.randrange(len(rows)), chance.randint(0, 5)
        span = (top, min(len(rows) - 1, top + chance.randint(0, 3)), left, left + chance.randint(0, 3))
        return PageTable(rows, (span,) if chance.random() < 0.5 else ())

    return tuple(
        table() if chance.random() < 0.5 else chance.choice(_TEXTS) for _ in range(chance.randint(1, 12))
    )


def _reads_anything(chance: random.Random) -> bool:
    """Read a report of made-up parts into scores, findings, measures and progress."""
    from assessments.itas import KnownIndicator  # noqa: PLC0415
    from exchange.sources.subjects import Subjects  # noqa: PLC0415
    from exchange.sources.wholes.document import WholeReport  # noqa: PLC0415
    from exchange.views.read_whole import parts_of as read  # noqa: PLC0415

    indicators = [
        KnownIndicator("2", "การใช้งบประมาณ"),
        KnownIndicator("3", "การใช้อำนาจ"),
        KnownIndicator("7", "ประสิทธิภาพการสื่อสาร"),
    ]
    return _refused(
        lambda: read(WholeReport(_parts(chance)), Subjects(indicators, [(2, "การให้บริการ")]), 2565)
    )


def _finds_anything(chance: random.Random) -> bool:
    """Put a page of random lines together."""
    from exchange.sources.wholes.rulings import tables_in  # noqa: PLC0415

    def line() -> tuple[float, float, float, float]:
        x, y, length = chance.uniform(0, 600), chance.uniform(0, 800), chance.choice((0, 1, 50, 600))
        place = chance.choice((round(x / 50) * 50.0, x)), chance.choice((round(y / 50) * 50.0, y))
        return (
            (*place, place[0] + length, place[1])
            if chance.random() < 0.5
            else (*place, place[0], place[1] + length)
        )

    for table in tables_in([line() for _ in range(chance.randint(0, 300))]):
        covered = [
            (row, column)
            for (top, bottom, left, right), _ in table.cells
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        ]
        assert len(covered) == len(set(covered)) == table.rows * table.columns
    return False


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itaportal.settings")
    sys.exit(main(int((sys.argv[1:] or ["3000"])[0]), int((sys.argv[2:] or ["1"])[0])))
