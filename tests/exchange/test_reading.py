"""Good and odd workbooks: what the cells say, whatever program saved them."""

import resource
from datetime import date, datetime

import openpyxl
import pytest

from exchange.reading import limits
from exchange.reading.files import read
from tests.exchange import files


def at(*parts: int) -> datetime:
    return datetime(*parts)  # noqa: DTZ001 - a cell's date has no zone


def reading_time() -> float:
    """Return the seconds of processor time that reading processes have taken so far."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


def cells(data: bytes, name: str = "a.xlsx"):
    return [values for _, values in read(data, name).sheets[0].rows]


def test_values_keep_their_kind():
    data = files.xlsx(
        [["ตัวชี้วัด", "คะแนน"], ["การใช้อำนาจ", 88.54], [True, 100], ["๘๘.๕๔", "85,50"], ["=1", None]]
    )
    book = openpyxl.load_workbook(files.io.BytesIO(data))
    book.active["A5"].data_type = "s"
    assert cells(files.saved(book)) == [
        ("ตัวชี้วัด", "คะแนน"), ("การใช้อำนาจ", 88.54), (True, 100), ("๘๘.๕๔", "85,50"), ("=1",),
    ]  # fmt: skip


def test_dates_times_and_percentages_say_what_the_person_sees():
    book = files.workbook({"ก": [[date(2025, 10, 1), at(2025, 3, 31, 8, 30), 0.855, 0.3541667, 45000, 5]]})
    sheet = book.active
    sheet["C1"].number_format, sheet["D1"].number_format = "0.00%", "h:mm"
    sheet["E1"].number_format, sheet["F1"].number_format = '[$-107041E]d mmm "พ.ศ." bbbb', '0 "days"'
    assert cells(files.saved(book)) == [
        (at(2025, 10, 1), at(2025, 3, 31, 8, 30), "85.5%", "08:30", at(2023, 3, 15), 5)
    ]


def test_a_workbook_that_counts_from_1904():
    book = files.workbook({"ก": [[at(2025, 10, 1)]]})
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert cells(files.saved(book)) == [(at(2025, 10, 1),)]


@pytest.mark.parametrize(
    ("number", "code", "value", "shown"),
    [
        (71, "", 45000, at(2023, 3, 15)),
        (75, "", 0.3541667, "08:30"),
        (165, "วว/ดด/ปปปป", 45000, at(2023, 3, 15)),
        (165, "ช:นน", 0.3541667, "08:30"),
        (22, "", 45000.9999999, at(2023, 3, 16)),
        (165, "[h]:mm", 1.5, 1.5),
        (10, "", 0.855, "85.5%"),
    ],
)
def test_formats_as_a_thai_excel_spells_them(number, code, value, shown):
    codes = f'<numFmts><numFmt numFmtId="{number}" formatCode="{code}"/></numFmts>' if code else ""
    styles = f'{codes}<cellXfs><xf numFmtId="0"/><xf numFmtId="{number}"/></cellXfs>'
    data = files.raw_xlsx(f'<sheetData><row><c s="1"><v>{value}</v></c></row></sheetData>', styles=styles)
    assert cells(data) == [(shown,)]


def test_row_numbers_are_those_that_excel_shows_and_blank_rows_are_left_out():
    book = read(files.xlsx([["ก"], [], [None, " "], [], ["ข"]]), "a.xlsx")
    assert book.sheets[0].rows == ((1, ("ก",)), (3, (None, " ")), (5, ("ข",)))


def test_a_formula_gives_its_cached_value_and_is_never_computed():
    data = files.raw_xlsx(
        '<sheetData><row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>"ก"</f><v>ก</v></c>'
        '<c r="C2"><f>HYPERLINK("http://example.com")</f></c><c r="D2" t="str"><f>""</f><v></v></c></row></sheetData>'
    )
    book = read(data, "a.xlsx")
    assert book.sheets[0].rows == ((2, (2, "ก", "#CALC!")),)
    assert "C2" in book.notes[0]
    assert "ระบบไม่คำนวณสูตร" in book.notes[0]


def test_errors_come_as_their_text():
    assert cells(
        files.raw_xlsx('<sheetData><row><c t="e"><v>#N/A</v></c><c t="b"><v>0</v></c></row></sheetData>')
    ) == [("#N/A", False)]


def test_as_google_sheets_saves_it_without_dimension_and_with_texts_in_the_cells():
    data = files.raw_xlsx(
        '<sheetData><row r="1"><c r="A1" s="0" t="inlineStr"><is><t>ตัวชี้วัด</t></is></c>'
        '<c r="C1" t="inlineStr"><is><r><t>คะ</t></r><r><t xml:space="preserve">แนน </t></r></is></c></row></sheetData>'
    )
    assert cells(data) == [("ตัวชี้วัด", None, "คะแนน ")]


def test_as_wps_saves_it_with_absolute_targets_prefixes_and_cells_without_places():
    data = files.raw_xlsx(
        '<x:dimension ref="A1"/><x:sheetData><x:row><x:c t="s"><x:v>1</x:v></x:c><x:c><x:v>8.5E1</x:v></x:c></x:row>'
        '<x:row><x:c/><x:c t="s"><x:v>0</x:v></x:c></x:row></x:sheetData>',
        shared='<x:si><x:t>ก</x:t></x:si><x:si><x:r><x:t>ข_x000D_</x:t></x:r><x:rPh><x:t>อ่าน</x:t></x:rPh></x:si>',
        prefix="x",
        absolute=True,
    )  # fmt: skip
    assert cells(data) == [("ข\r", 85), (None, "ก")]


def test_as_libreoffice_writes_it_with_every_default_spelled_out():
    data = files.raw_xlsx(
        '<sheetPr filterMode="false"/><sheetData><row r="1" customFormat="false" ht="12.8" hidden="false">'
        '<c r="A1" s="0" t="s"><v>0</v></c><c r="B1" s="1" t="n"><v>45931</v></c>'
        '<c r="C1" s="0"><f aca="false">A1</f><v>2</v></c></row>'
        '<row r="2" hidden="true"><c r="A2" s="0" t="b"><v>1</v></c></row></sheetData>',
        shared='<si><t xml:space="preserve">ก</t></si>',
        styles='<numFmts><numFmt numFmtId="165" formatCode="[$-41E]dd/mm/yyyy"/></numFmts>'
        '<cellXfs><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>',
    )
    result = read(data, "a.xlsx")
    assert result.sheets[0].rows == ((1, ("ก", at(2025, 10, 1), 2)), (2, (True,)))
    assert result.sheets[0].hidden_rows == {2}


@pytest.mark.slow
def test_as_libreoffice_saves_it(tmp_path):
    rows = [["ตัวชี้วัด", "คะแนน", "วันที่"], ["การใช้อำนาจ", 88.54, date(2025, 10, 1)], ["=ข้อความ", "-", None]]
    book = files.workbook({"คะแนน": rows, "ซ่อน": [["ก"]]}, hidden=("ซ่อน",))
    book["คะแนน"]["A3"].data_type = "s"
    book["คะแนน"]["E2"] = "=B2*2"
    data = files.converted(files.saved(book), "xlsx", tmp_path)
    if data is None:
        pytest.skip("LibreOffice Calc is missing: install libreoffice-calc to try what it really writes")
    result = read(data, "a.xlsx")
    assert [sheet.hidden for sheet in result.sheets] == [False, True]
    assert [values for _, values in result.sheets[0].rows] == [
        ("ตัวชี้วัด", "คะแนน", "วันที่"),
        ("การใช้อำนาจ", 88.54, at(2025, 10, 1), None, 177.08),
        ("=ข้อความ", "-"),
    ]
    for ending in ("xls", "ods"):
        other = read(files.converted(files.saved(book), ending, tmp_path), f"a.{ending}")
        assert [(sheet.hidden, sheet.rows) for sheet in other.sheets] == [
            (sheet.hidden, sheet.rows) for sheet in result.sheets
        ]


def test_hidden_rows_and_sheets_are_read_and_said():
    book = files.workbook({"เห็น": [["ก"], ["ข"]], "ซ่อน": [["ค"]]}, hidden=("ซ่อน",))
    book["เห็น"].row_dimensions[2].hidden = True
    result = read(files.saved(book), "a.xlsx")
    assert [(sheet.name, sheet.hidden, len(sheet.rows)) for sheet in result.sheets] == [
        ("เห็น", False, 2),
        ("ซ่อน", True, 1),
    ]
    assert result.sheets[0].hidden_rows == {2}
    assert any("แถวที่ซ่อนไว้ 1 แถว (เช่น แถว 2)" in note for note in result.notes)
    assert any("“ซ่อน” ถูกซ่อนไว้" in note for note in result.notes)


def test_a_merged_heading_stands_in_every_cell_and_a_merged_measure_does_not():
    book = files.workbook(
        {"ก": [["รายงาน"], ["ที่", "สถานะ", None], [None, "เสร็จ", "ไม่เสร็จ"], [1, "ก", "ข"], [None, "ค"]]}
    )
    sheet = book.active
    for place in ("A1:C1", "A2:A3", "B2:C2", "A4:A5"):
        sheet.merge_cells(place)
    result = read(files.saved(book), "a.xlsx")
    assert [values for _, values in result.sheets[0].rows] == [
        ("รายงาน",) * 3, ("ที่", "สถานะ", "สถานะ"), ("ที่", "เสร็จ", "ไม่เสร็จ"), (1, "ก", "ข"), (None, "ค"),
    ]  # fmt: skip
    assert any("เซลล์ที่ผสานกัน 1 แห่ง" in note for note in result.notes)


def test_of_a_hundred_sheets_the_first_that_people_see_are_read_and_the_rest_is_said():
    book = files.workbook({f"แผ่น{n}": [[n]] for n in range(100)}, hidden=("แผ่น0",))
    result = read(files.saved(book), "a.xlsx")
    assert len(result.sheets) == 100
    assert [sheet.name for sheet in result.sheets if sheet.was_read] == [f"แผ่น{n}" for n in range(1, 21)]
    assert "มี 100 แผ่น" in result.notes[0]
    assert "แผ่น21" in result.notes[0]


def test_a_million_empty_rows_that_were_formatted_do_not_hurt():
    empty = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(3, 1_048_577))
    started = reading_time()
    result = read(files.raw_xlsx(f'<sheetData><row r="1"><c><v>1</v></c></row>{empty}</sheetData>'), "a.xlsx")
    assert result.sheets[0].rows == ((1, (1,)),)
    assert result.notes == ()
    assert reading_time() - started < 6


def test_a_lone_value_far_down_is_read():
    data = files.raw_xlsx('<sheetData><row r="1048576"><c r="B1048576"><v>7</v></c></row></sheetData>')
    assert read(data, "a.xlsx").sheets[0].rows == ((1_048_576, (None, 7)),)


def test_a_value_far_to_the_right_is_left_out_and_said():
    result = read(
        files.raw_xlsx('<sheetData><row><c r="A1"><v>7</v></c><c r="XFD1"><v>8</v></c></row></sheetData>'),
        "a",
    )
    assert result.sheets[0].rows == ((1, (7,)),)
    assert "กว้างเกิน" in result.notes[0]


def test_a_huge_text_is_cut_where_excel_would():
    data = files.raw_xlsx(
        f'<sheetData><row><c t="inlineStr"><is><t>{"ก" * 100_000}</t></is></c></row></sheetData>'
    )
    assert len(cells(data)[0][0]) == limits.MAX_CELL_CHARACTERS


def test_macros_and_links_to_other_files_are_not_looked_at():
    data = files.raw_xlsx(
        "<sheetData><row><c><v>1</v></c></row></sheetData>",
        more={
            "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0",
            "xl/externalLinks/externalLink1.xml": "<!DOCTYPE x><broken",
        },
    )
    assert cells(data, "a.xlsm") == [(1,)]


@pytest.mark.slow
def test_every_agency_of_the_country_with_25_columns_is_read_in_time():
    rows = [[f"อบต.ตัวอย่าง {n}", *(n * c % 10_000 / 100 for c in range(24))] for n in range(8317)]
    data = files.xlsx(rows)
    started = reading_time()
    result = read(data, "a.xlsx")
    # Alone it takes a bit more than a second; the bound leaves room for a busy machine.
    assert reading_time() - started < 6
    assert len(result.sheets[0].rows) == 8317
    assert result.sheets[0].rows[-1][1] == tuple(rows[-1])
