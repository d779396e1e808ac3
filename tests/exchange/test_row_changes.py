"""The page of rows: put right where they stand, columns given another meaning, what was chosen is remembered."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from exchange.models import ColumnHabit, Import, Source
from exchange.reading.grid import PageTable
from tests.exchange.documents import docx
from tests.exchange.test_measure_cases import CASES, case
from tests.exchange.test_source_pages import address, chosen, lines_of, pasted, text_of

UNKNOWN = "เรื่อง\tทำอย่างไร\tใครทำ\nทำทะเบียน\t1. ออกแบบ 2. เริ่มใช้\tกองคลัง\n"


def changed(client, agency, page, change, *take, **more):
    """Press a button of the page with these rows ticked and return the page that comes."""
    url = address(agency, "paste_rows", Source.objects.latest("pk").pk)
    return client.post(url, chosen(page, *take, change=change, **more))


def cells(page, row):
    return lines_of(page)[row][1].cells


def given(**keys):
    """Return the choices of the columns in order."""
    return {f"column-{number}": key for number, key in enumerate(keys.values())}


def test_a_doubtful_cell_is_put_right_where_it_stands_and_taken(planned, agency, clerk_client):
    page = pasted(
        clerk_client, agency, (CASES / "measures-row-with-fewer-cells.txt").read_text(encoding="utf-8")
    )
    assert [ticked for *_, ticked in lines_of(page)] == [True, False]
    text = text_of(page)
    assert "ในต้นฉบับ: ตรวจนับทรัพย์สินที่ยืม | 1. ตรวจนับ 2. รายงาน | สำนักปลัด" in text
    assert 'name="cell-0-1-0"' in text
    assert 'name="cell-0-0-0"' not in text  # what is sure is opened when asked
    period = page.context["table"].headings.index("ระยะเวลา (ข้อความ)")
    url = address(agency, "paste_rows", Source.objects.get().pk)
    sent = {f"cell-0-1-{period}": "ต.ค. 66 – มี.ค. 67"}
    taken = clerk_client.post(url, chosen(page, "0-0", **sent), follow=True)
    assert "ยืนยันนำเข้า ๒ แถว" in text_of(taken) or "ยืนยันนำเข้า 2 แถว" in text_of(taken)
    with Import.objects.get().file.open("rb") as file:
        rows = file.read().decode("utf-8-sig")
    assert rows.count("ต.ค. 66 – มี.ค. 67") == 2


def test_rows_are_opened_split_joined_and_moved_and_their_ticks_stay(planned, agency, clerk_client):
    page = pasted(clerk_client, agency, "มาตรการ\tวิธีการ\tผู้รับผิดชอบ\nก\t1. หนึ่ง\tกองคลัง\nข\t1. สอง\tกองช่าง\n")
    page = changed(clerk_client, agency, page, "open:0-1", "0-0")
    assert 'name="cell-0-1-0"' in text_of(page)
    assert [ticked for *_, ticked in lines_of(page)] == [True, False]
    page = changed(clerk_client, agency, page, "join:0-1", "0-0", **{"cell-0-1-0": "ค"})
    assert [cells(page, 0), len(lines_of(page))] == [("ก\nค", "1. หนึ่ง\n2. สอง", "กองคลัง\nกองช่าง"), 1]
    assert lines_of(page)[0][2]
    page = changed(clerk_client, agency, page, "split:0-0", "0-0", **{"cell-0-0-0": "1. ก\n2. ค"})
    assert [cells(page, row)[:2] for row in (0, 1)] == [("ก", "1. หนึ่ง"), ("ค", "1. สอง")]
    assert [ticked for *_, ticked in lines_of(page)] == [True, True]
    page = changed(clerk_client, agency, page, "right:0-0")
    assert cells(page, 0) == ("", "ก", "1. หนึ่ง\nกองคลัง\nกองช่าง")
    page = changed(clerk_client, agency, page, "left:0-0")
    assert cells(page, 0) == ("ก", "1. หนึ่ง\nกองคลัง\nกองช่าง", "")
    # What was put right is kept with the source.
    again = clerk_client.get(address(agency, "paste_rows", Source.objects.get().pk))
    assert cells(again, 0) == ("ก", "1. หนึ่ง\nกองคลัง\nกองช่าง", "")


@pytest.mark.parametrize("change", ["split:9-9", "join:0-0", "x:y", "open:0-99", "left:", "columns:7"])
def test_nonsense_changes_nothing(planned, agency, clerk_client, change):
    page = pasted(clerk_client, agency, "มาตรการ\tวิธีการ\nก\t1. หนึ่ง\n")
    assert lines_of(changed(clerk_client, agency, page, change, "0-0"))[0][1].cells == ("ก", "1. หนึ่ง")


def test_unknown_columns_are_chosen_remembered_proposed_and_forgotten(planned, agency, clerk_client, client):
    page = pasted(clerk_client, agency, UNKNOWN)
    assert "ระบบไม่รู้จักหัวตารางนี้" in text_of(page)
    url = address(agency, "paste_rows", Source.objects.get().pk)
    assert "กรุณาเลือกความหมายของแต่ละคอลัมน์" in text_of(clerk_client.post(url, chosen(page, "0-0")))
    page = changed(clerk_client, agency, page, "columns:0", **given(a="title", b="", c=""))
    assert "ยังอ่านเป็นมาตรการไม่ได้" in text_of(page)
    page = changed(clerk_client, agency, page, "columns:0", **given(a="title", b="steps", c="responsible"))
    assert lines_of(page)[0][1].cells == ("ทำทะเบียน", "1. ออกแบบ\n2. เริ่มใช้", "กองคลัง")
    assert lines_of(page)[0][2]  # what a person said of this table is no guess

    page = pasted(clerk_client, agency, UNKNOWN.replace("ทะเบียน", "บัญชี"))
    assert "ตามที่หน่วยงานเคยเลือกไว้" in text_of(page)
    assert [(line.cells[0], ticked) for _, line, ticked in lines_of(page)] == [("ทำบัญชี", False)]
    page = changed(clerk_client, agency, page, "forget:0")
    assert "ระบบไม่รู้จักหัวตารางนี้" in text_of(page)
    assert not ColumnHabit.objects.exists()


def test_a_column_of_success_is_left_out_by_choice(planned, agency, clerk_client):
    page = pasted(clerk_client, agency, html=(CASES / "measures-kpi-column.html").read_text(encoding="utf-8"))
    assert "ซึ่งไม่ใช่ตัวชี้วัด ITA" in text_of(page)
    columns = page.context["table"].columns
    keys = {
        f"column-{place}": "" if "ความสำเร็จ" in each.heading else each.key
        for place, each in enumerate(columns)
    }
    page = changed(clerk_client, agency, page, "columns:0", **keys)
    assert "การกำกับติดตาม" not in page.context["table"].headings


def test_a_word_file_of_another_year_and_agency_is_asked_about(planned, agency, clerk_client):
    table = case("measures-merged-period-and-follow-up.html")[0]
    own = docx("มาตรการประจำปีงบประมาณ พ.ศ. 2566 จากผลการประเมินปี 2565", table)
    page = pasted(clerk_client, agency, "", file=SimpleUploadedFile("รายงาน.docx", own))
    assert [ticked for *_, ticked in lines_of(page)] == [True, True]
    other = docx("แผนประจำปีงบประมาณ พ.ศ. 2569 เทศบาลตำบลตัวอย่างอื่น จังหวัดสมมุติ", table)
    page = pasted(clerk_client, agency, "", file=SimpleUploadedFile("อื่น.docx", other))
    assert "เทศบาลตำบลตัวอย่างอื่น" in text_of(page)
    assert "ใช่ ใช้ต้นฉบับนี้" in text_of(page)


def test_a_text_table_is_read_on_the_page_for_other_kinds_of_file(planned, agency, clerk_client):
    data = "มาตรการ,วิธีการ\nก,1. หนึ่ง\n".encode()
    page = pasted(clerk_client, agency, "", file=SimpleUploadedFile("ก.csv", data))
    assert lines_of(page)[0][1].cells == ("ก", "1. หนึ่ง")


def test_scores_of_a_word_file_are_read_by_name(packs, agency, clerk_client):
    rows = (("อันดับ", "ตัวชี้วัด", "คะแนน"), ("1", "การเปิดเผยข้อมูล", "96.30"), ("2", "การใช้อำนาจ", "88.3S"))
    file = SimpleUploadedFile("ก.docx", docx(PageTable(rows)))
    page = pasted(clerk_client, agency, "", what="scores-2565", file=file)
    found = {line.cells[0]: (line.cells[2], ticked) for _, line, ticked in lines_of(page)}
    assert found["9"] == ("96.30", True)
    assert not found["3"][1]


SCORES = "หัวเรื่อง\tก่อนหน้า\tครั้งนี้\nการใช้อำนาจ\t70.00\t88.35\nการใช้งบประมาณ\t71.00\t84.15\n"


def test_unknown_columns_of_scores_are_told_without_going_back_to_excel(packs, agency, clerk_client):
    file = SimpleUploadedFile("ก.csv", SCORES.replace("\t", ",").encode())
    page = pasted(clerk_client, agency, "", what="scores-2565", file=file)
    assert "ระบบไม่รู้จักหัวตารางนี้" in text_of(page)
    page = changed(clerk_client, agency, page, "columns:0", **given(a="name", b="", c=""))
    assert "ยังอ่านเป็นคะแนนไม่ได้" in text_of(page)
    page = changed(clerk_client, agency, page, "columns:0", **given(a="name", b="", c="score"))
    found = [(line.cells[0], line.cells[2], ticked) for _, line, ticked in lines_of(page)]
    assert found == [("3", "88.35", True), ("2", "84.15", True)]

    again = SimpleUploadedFile("ข.csv", SCORES.replace("\t", ",").replace("84.15", "84.16").encode())
    page = pasted(clerk_client, agency, "", what="scores-2565", file=again)
    assert "ตามที่หน่วยงานเคยเลือกไว้" in text_of(page)
    assert not any(ticked for *_, ticked in lines_of(page))


def test_an_uploaded_file_with_unknown_columns_leads_to_the_choice(packs, agency, clerk_client):
    file = SimpleUploadedFile("ก.csv", SCORES.replace("\t", ",").encode())
    url = address(agency, "upload")
    form = {"what": "scores-2565", "file": file, "mode": "update", "blank": "keep"}
    page = clerk_client.post(url, form, follow=True)
    assert "เลือกความหมายของคอลัมน์ในหน้านี้" in text_of(page)
    mended = clerk_client.post(address(agency, "import_mend", Import.objects.get().pk), follow=True)
    assert "ระบบไม่รู้จักหัวตารางนี้" in text_of(mended)
