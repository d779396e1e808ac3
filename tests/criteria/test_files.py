"""Criteria packs as YAML text and as workbooks: in, out, and what is refused with its place."""

import copy
import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook

from criteria.enums import Confidence
from criteria.packs import PackFile, read, workbook, yaml_lines
from criteria.packs.sheet_words import in_sheet_words
from criteria.problems import Problem
from criteria.rules import validate
from criteria.schema import Pack
from tests.english import is_thai
from tests.factories.assessments import PACKS, pack_data

YEARS = range(2561, 2570)


def said(file: PackFile) -> list[tuple[str, str]]:
    found = list(file.problems) or file.placed(validate(file.data))
    told = [(problem.place.label, problem.words) for problem in found]
    with translation.override("en"):
        assert [each for each in found if is_thai(f"{each.place.label} {each.words}")] == []
    return told


def shipped(year: int) -> str:
    return (PACKS / f"{year}.yaml").read_text(encoding="utf-8")


def changed(text: str, old: str, new: str) -> PackFile:
    assert old in text
    return read(text.replace(old, new, 1).encode())


def line_of(text: str, piece: str) -> str:
    return f"บรรทัดที่ {text[: text.index(piece)].count(chr(10)) + 1}"


# Round trip


@pytest.mark.parametrize("year", YEARS)
def test_a_pack_comes_back_from_yaml_unchanged(year):
    assert read(yaml_lines.write(pack_data(year)).encode()).data == pack_data(year)


@pytest.mark.parametrize("year", [2561, 2565, 2567, 2569])
def test_a_pack_comes_back_from_a_workbook_unchanged(year):
    file = read(workbook.write(pack_data(year)))

    assert (file.problems, file.data) == ((), pack_data(year))


def test_yaml_stands_in_the_order_of_the_schema_whatever_the_database_did():
    shuffled = dict(reversed(pack_data(2565).items()))

    assert yaml_lines.write(shuffled) == yaml_lines.write(pack_data(2565))
    assert list(read(yaml_lines.write(shuffled).encode()).data)[:3] == ["schema", "fiscal_year", "version"]


def test_text_that_looks_like_a_formula_stays_text():
    data = copy.deepcopy(pack_data(2565))
    data["topics"] |= {"note": "=1+1"}

    book = load_workbook(io.BytesIO(workbook.write(data)))

    cell = next(c for row in book["ที่มาของข้อมูล"] for c in row if c.value == "=1+1")
    assert cell.data_type == "s"
    assert read(workbook.write(data)).data == data


# YAML


def test_a_problem_names_the_line_of_its_part():
    text = shipped(2565)
    file = changed(text, 'weight: "0.30"', 'weight: "30"')

    assert said(file) == [
        (line_of(text, 'weight: "0.30"'), 'ต้องเป็นน้ำหนัก 0–1 ในเครื่องหมายคำพูด เช่น "0.30" (พบ "30")')
    ]


def test_problems_stand_in_the_order_of_the_file():
    text = shipped(2565)
    first = text.index("instrument: EIT")
    text = text[:first] + "instrument: OIT" + text[first + 15 :]
    file = changed(text, "  - {code: E1, ", "  - {code: O1, ")

    places = [place for place, _ in said(file)]

    assert len(places) >= 3
    assert places == sorted(places, key=lambda place: int(place.rpartition(" ")[2]))


def test_what_is_missing_is_said_where_it_should_stand():
    text = shipped(2565)

    assert said(changed(text, "  pass_line:", "  passline:"))[0][0] == line_of(text, "\nlevels:"[1:] + "\n")
    assert said(read(text.replace("scope: full\n", "").encode())) == [("บรรทัดที่ 1", "ขาดช่อง scope")]


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        ("schema: 1\nfiscal_year: [2570\nversion: 1\n", "บรรทัดที่ 3", "อ่านต่อจากจุดนี้ไม่ได้"),
        ("schema: 1\n  version: 1\n", "บรรทัดที่ 2", "อ่านต่อจากจุดนี้ไม่ได้"),
        ("schema: 1\nscope: full\nscope: full\n", "บรรทัดที่ 3", "ซ้ำกัน"),
        ("schema: 1\nitems:\n  1: [a]\n", "บรรทัดที่ 3", "เครื่องหมายคำพูด"),
        ("schema: 1\ncalendar: 2025-13-40\n", "บรรทัดที่ 2", "อ่านค่านี้ไม่ได้"),
        ("schema: 1\nversion: " + "9" * 5000 + "\n", "บรรทัดที่ 2", "อ่านค่านี้ไม่ได้"),
        ("schema: 1\n<<: {a: b}\n", "บรรทัดที่ 2", "อ่านค่านี้ไม่ได้"),
        ('schema: 1\nscope: "a\\0b"\n', "บรรทัดที่ 2", "อักขระควบคุม"),
        ("schema: 1\nscope: a\x01b\n", "บรรทัดที่ 2", "อักขระควบคุม"),
        ("schema: 1\na: &x [1]\n", "บรรทัดที่ 2", "ใช้เครื่องหมาย & * หรือ !"),
        ("schema: 1\nb: *x\n", "บรรทัดที่ 2", "ใช้เครื่องหมาย & * หรือ !"),
        ("schema: 1\nb: !!python/object:os.system x\n", "บรรทัดที่ 2", "ใช้เครื่องหมาย & * หรือ !"),
        ("schema: 1\n---\nschema: 1\n", "บรรทัดที่ 2", "อ่านต่อจากจุดนี้ไม่ได้"),
        ("a: " + "[" * 100_000, "บรรทัดที่ 1", "ซ้อนกันลึก"),
        ("a: [" + "1," * 40_000 + "1]", "บรรทัดที่ 1", "รายการมาก"),
        ("", "บรรทัดที่ 1", "เริ่มด้วย schema: 1"),
        ("- a\n", "บรรทัดที่ 1", "เริ่มด้วย schema: 1"),
    ],
)
def test_text_that_is_no_pack_is_refused_with_its_line(content, place, words):
    file = read(content.encode())

    assert file.data is None
    [(where, message), *_] = said(file)
    assert where == place
    assert words in message


def test_a_text_file_in_another_encoding_is_refused():
    [(where, message)] = said(read("schema: 1\nnote: ก".encode("cp874")))

    assert where == "บรรทัดที่ 2"
    assert "UTF-8" in message


def test_a_byte_order_mark_is_no_problem():
    assert read(b"\xef\xbb\xbf" + shipped(2565).encode()).data == pack_data(2565)


# Workbooks


def edited(year: int, edit) -> PackFile:
    book = load_workbook(io.BytesIO(workbook.write(pack_data(year))))
    edit(book)
    output = io.BytesIO()
    book.save(output)
    return read(output.getvalue())


def cell_of(book: Workbook, sheet: str, heading: str, row: int):
    column = next(cell.column for cell in book[sheet][1] if cell.value == heading)
    return book[sheet].cell(row=row, column=column)


def test_what_people_type_into_a_workbook_is_understood():
    def edit(book):
        cell_of(book, "เครื่องมือ", "น้ำหนัก", 2).value = 0.3
        cell_of(book, "ตัวชี้วัด", "เลขตัวชี้วัด", 2).value = 1
        cell_of(book, "ตัวชี้วัด", "เทียบกับตัวชี้วัดปีก่อน", 2).value = "๑; 2"
        cell_of(book, "ตัวชี้วัด", "เทียบกับตัวชี้วัดปีก่อน", 3).value = "-"
        cell_of(book, "ตัวชี้วัด", "เทียบกับตัวชี้วัดปีก่อน", 4).value = None
        cell_of(book, "กำหนดการ", "วันเริ่ม", 2).value = date(2022, 1, 5)
        cell_of(book, "กำหนดการ", "วันสิ้นสุด", 2).value = "๒๘ ก.พ. ๒๕๖๕"
        cell_of(book, "ระดับผล", "ผ่านหรือไม่", 2).value = "ผ่าน"
        cell_of(book, "เครื่องมือ", "ความน่าเชื่อถือ", 2).value = "medium"
        book["ทั่วไป"].insert_rows(1, amount=2)  # a title above the headings

    file = edited(2565, edit)

    assert said(file) == []
    data = file.data
    assert data["instruments"]["list"][0]["weight"] == "0.3"
    assert data["indicators"]["list"][0]["code"] == "1"
    assert [data["previous"]["indicators"].get(code) for code in "123"] == [["1", "2"], [], None]
    assert (data["calendar"][0]["start"], data["calendar"][0]["end"]) == ("2022-01-05", "2022-02-28")
    assert data["items"]["IIT"]["confidence"] == "medium"
    assert data["fiscal_year"] == 2565


def test_problems_name_sheet_row_and_column():
    def edit(book):
        cell_of(book, "เครื่องมือ", "น้ำหนัก", 3).value = "สามสิบ"
        cell_of(book, "ระดับผล", "ผ่านหรือไม่", 4).value = "น่าจะผ่าน"

    found = said(edited(2565, edit))

    assert [place for place, _ in found] == [
        "แผ่น “เครื่องมือ” แถว 3 ช่อง “น้ำหนัก”",
        "แผ่น “ระดับผล” แถว 4 ช่อง “ผ่านหรือไม่”",
    ]
    assert "สามสิบ" in found[0][1]


def test_rules_between_the_sheets_name_a_row_too():
    found = said(edited(2565, lambda book: cell_of(book, "ข้อ", "เลขตัวชี้วัด", 5).__setattr__("value", "10")))

    assert ("แผ่น “ข้อ” แถว 5 ช่อง “เลขตัวชี้วัด”", "IIT ไม่มีตัวชี้วัดที่ 10") in found


@pytest.mark.parametrize(
    ("edit", "place", "words"),
    [
        (lambda book: book.remove(book["ระดับผล"]), "แผ่น “ระดับผล”", "ไม่พบแผ่น"),
        (lambda book: cell_of(book, "ข้อ", "เลขข้อ", 1).__setattr__("value", "รหัสข้อ"),
         "แผ่น “ข้อ” แถว 1 ช่อง “เลขข้อ”", "ไม่พบหัวคอลัมน์"),
        (lambda book: book["แหล่งอ้างอิง"].append([book["แหล่งอ้างอิง"]["A2"].value, "ซ้ำ"]),
         "ช่อง “ชื่อย่อ”", "ซ้ำกัน"),
        (lambda book: book["ทั่วไป"].append(["คะแนนพิเศษ", 5]), "แผ่น “ทั่วไป”", "ไม่รู้จักรายการ"),
        (lambda book: book["ที่มาของข้อมูล"].append(["ส่วนใหม่", "medium"]), "แผ่น “ทั่วไป”", "ส่วนใหม่"),
        (lambda book: book["ตัวชี้วัดย่อย"].append(["77", "77.1", "ก", "I1"]), "แผ่น “ตัวชี้วัดย่อย”", "ไม่มีตัวชี้วัด"),
    ],
)  # fmt: skip
def test_a_workbook_of_another_shape_is_refused_with_its_place(edit, place, words):
    [(where, message), *_] = said(edited(2565, edit))

    assert place in where
    assert words in message


def test_a_sheet_without_rows_is_told_as_missing_values():
    def edit(book):
        for title in ("เครื่องมือ", "ที่มาของข้อมูล", "ทั่วไป"):
            book[title].delete_rows(2, 50)

    found = said(edited(2565, edit))

    assert ("แผ่น “ที่มาของข้อมูล”", "ขาดช่อง confidence, sources") in found
    assert any(place == "แผ่น “ทั่วไป”" and "ปีงบประมาณ" in message for place, message in found)


def zipped(**members: bytes) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return output.getvalue()


def with_entities() -> bytes:
    book = workbook.write(pack_data(2561))
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(output, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/workbook.xml":
                content = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>' + content.split(b"?>", 1)[-1]
            target.writestr(name, content)
    return output.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 broken",
        zipped(a=b"0" * (40 << 20)),
        zipped(**{f"m{number}": b"" for number in range(300)}),
        zipped(word=b"no workbook"),
        with_entities(),
    ],
    ids=["broken", "bomb", "many members", "no workbook", "entities"],
)
def test_archives_that_are_no_plain_workbook_are_refused(data):
    [(where, message)] = said(read(data))

    assert "เปิดไฟล์นี้ไม่ได้" in message
    assert where == "แผ่น “ทั้งไฟล์”"


def test_a_workbook_with_a_great_many_rows_is_refused():
    book = Workbook()
    book.active.cell(row=5000, column=1, value="x")
    output = io.BytesIO()
    book.save(output)

    assert len(read(output.getvalue()).problems) == 1


def test_weights_keep_their_sum_through_numbers_of_a_spreadsheet():
    def edit(book):
        for row, weight in ((2, 0.1 + 0.2), (3, 0.3), (4, 0.4)):
            cell_of(book, "เครื่องมือ", "น้ำหนัก", row).value = weight

    weights = [entry["weight"] for entry in edited(2565, edit).data["instruments"]["list"]]

    assert sum(map(Decimal, weights)) == 1


def test_a_path_without_a_place_falls_back_to_what_is_around_it():
    file = read(shipped(2565).encode())

    [found] = file.placed([Problem("indicators.list[].sub_indicators", "x")])

    assert found.place == file.places["indicators.list"]


def test_a_workbook_is_told_what_is_wrong_in_its_own_words():
    def edit(book):
        cell_of(book, "กำหนดการ", "วันเริ่ม", 2).value = "31/2/2569"
        cell_of(book, "เครื่องมือ", "ความน่าเชื่อถือ", 2).value = "แน่นอน"

    file = edited(2569, edit)
    messages = " ".join(problem.words for problem in file.placed(validate(file.data)))

    assert "ต้องเป็นวันที่ที่มีอยู่จริง เช่น 31/3/2565 หรือเว้นว่าง" in messages
    assert f"กรุณาเลือกจากรายการ: “{'”, “'.join(each.label for each in Confidence)}”" in messages


def test_no_rule_speaks_of_yaml_to_a_workbook():
    def described(part):
        if isinstance(part, dict):
            if isinstance(part.get("description"), str) and part.get("type") not in ("object", "array"):
                yield part["description"]
            for inner in part.values():
                yield from described(inner)

    told = [in_sheet_words(words) for words in described(Pack.model_json_schema())]

    assert len(told) > 20
    assert not re.search(r"null|\[\]|เครื่องหมายคำพูด|confirmed|total_only|likert|true", " ".join(told))


def test_versions_are_numbers_that_can_be_stored():
    data = read(shipped(2565).encode()).data

    assert validate(data | {"version": 999}) == []
    assert [problem.path for problem in validate(data | {"version": 10**30})] == ["version"]
