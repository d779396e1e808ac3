"""Makes the files that reading is tried with: good ones, odd ones and hostile ones."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook(sheets: dict[str, list[list[Any]]], *, hidden: tuple[str, ...] = ()) -> openpyxl.Workbook:
    """Return a workbook to be changed further; ``saved`` makes bytes of it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def xlsx(rows: list[list[Any]]) -> bytes:
    return saved(workbook({"คะแนน": rows}))


def package(parts: dict[str, str | bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


def raw_xlsx(
    sheet_data: str,
    *,
    shared: str = "",
    styles: str = "",
    prefix: str = "",
    absolute: bool = False,
    more: dict[str, str | bytes] | None = None,
) -> bytes:
    """Return a workbook with one sheet written by hand.

    ``sheet_data`` is what stands inside <worksheet>; ``prefix`` ("x") puts it before every element of these parts;
    ``absolute`` names parts from the package's root; ``more`` are other parts.
    """
    colon = f"{prefix}:" if prefix else ""
    space = f'xmlns:{prefix}="{MAIN}"' if prefix else f'xmlns="{MAIN}"'
    root = "/xl/" if absolute else ""
    sheet_list = f'<{colon}sheets><{colon}sheet name="คะแนน" sheetId="1" r:id="rId1"/></{colon}sheets>'
    relations = {"rId1": ("worksheet", f"{root}worksheets/sheet1.xml")}
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations(
            {"rId1": ("officeDocument", "/xl/workbook.xml" if absolute else "xl/workbook.xml")}
        ),
        "xl/workbook.xml": f'<{colon}workbook {space} xmlns:r="{OFFICE}">{sheet_list}</{colon}workbook>',
        "xl/worksheets/sheet1.xml": f"<{colon}worksheet {space}>{sheet_data}</{colon}worksheet>",
    }
    if shared:
        parts["xl/sharedStrings.xml"] = f"<{colon}sst {space}>{shared}</{colon}sst>"
        relations["rId2"] = ("sharedStrings", f"{root}sharedStrings.xml")
    if styles:
        parts["xl/styles.xml"] = f"<styleSheet xmlns='{MAIN}'>{styles}</styleSheet>"
        relations["rId3"] = ("styles", f"{root}styles.xml")
    parts["xl/_rels/workbook.xml.rels"] = _relations(relations)
    return package(parts | (more or {}))


def _relations(entries: dict[str, tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in entries.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{lines}</Relationships>'


def old_container(name: str) -> bytes:
    """Return the beginning of an OLE file whose directory names a stream."""
    return OLE + b"\0" * 1016 + name.encode("utf-16-le") + b"\0" * 512


def converted(data: bytes, to: str, folder: Path) -> bytes | None:
    """Return the workbook as LibreOffice saves it in another format, None where there is no LibreOffice Calc."""
    source = folder / "from.xlsx"
    source.write_bytes(data)
    if not shutil.which("soffice"):
        return None
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        to,
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    result = folder / "out" / f"from.{to}"
    return result.read_bytes() if result.exists() else None
