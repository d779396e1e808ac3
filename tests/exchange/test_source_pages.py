"""Pasted tables and saved pages: rows are chosen, the source stays as it came, one of several tables is meant."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db.models import RestrictedError
from django.urls import reverse
from django.utils import timezone

from agencies.models import AuditEvent
from exchange.actions.sources import KEPT
from exchange.models import Import, Source
from exchange.sources.found import Found
from tests.conftest import member, signed_in

HEAD = "ที่\tมาตรการ\tขั้นตอน\tผู้รับผิดชอบ\n"
PASTED = HEAD + "1\tจัดทำคู่มือ\t1. ร่าง\tสำนักปลัด\n2\tหัวข้อเท่านั้น\t\t\n"
TWO_TABLES = PASTED + "\nมาตรการ\tวิธีการ\nตรวจนับ\tหนึ่ง\nเผยแพร่\tสอง\nอบรม\tสาม\n"


def address(agency, name, *args):
    return reverse(f"exchange:{name}", args=[agency.slug, *args])


def pasted(client, agency, text=PASTED, **more):
    """Paste text (or send ``file``) and return the page that comes."""
    form = {"what": "measures-2566", "text": text, **more}
    return client.post(address(agency, "paste"), form, follow=True)


def chosen(page, *take, table=None, **more):
    """Return the form of a check page with these rows ticked."""
    shown = page.context["place"]
    return {
        "table": shown if table is None else table,
        "shown": shown,
        "was_shown": page.context["was_shown"],
        "take": [*take, *page.context["ticked_elsewhere"]],
        **more,
    }


def lines_of(page):
    """Return name, line and tick of every row that a check page shows."""
    return [(row.name, row.line, row.ticked) for row in page.context["rows"]]


def text_of(response):
    return response.content.decode()


def test_a_pasted_table_is_chosen_row_by_row(planned, agency, clerk_client):
    page = pasted(clerk_client, agency)
    url = address(agency, "paste_rows", Source.objects.get().pk)
    assert page.redirect_chain[-1][0] == url
    text = text_of(page)
    assert "จัดทำคู่มือ" in text
    assert "อาจเป็นหัวข้อ ไม่ใช่มาตรการ" in text
    assert text.count(" checked") == 1  # what is not sure has to be chosen
    assert "ต้องการตารางใด" not in text
    none = clerk_client.post(url, chosen(page))
    assert "กรุณาเลือกอย่างน้อยหนึ่งแถว" in text_of(none)
    assert "อาจเป็นหัวข้อ" in text_of(none)
    assert " checked" not in text_of(none)
    taken = clerk_client.post(url, chosen(page, "0-0"), follow=True)
    assert "ยืนยันนำเข้า 1 แถว" in text_of(taken)
    nonsense = clerk_client.post(
        url, {"table": "7", "shown": "x", "was_shown": ["y"], "take": ["0-0", "9-9"]}
    )
    assert nonsense.context["place"] == 0


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<table><tr><th>มาตรการ<th>วิธีการ<tr><td>ก<script>alert(1)</script><td>ข</table>",
        "<table><tr><th>มาตรการ<th>วิธีการ<tr><td>ป้องกันการทุจ ริต<td>ที่่ร้้องเรียน</table>",
    ],
)
def test_the_source_stays_as_it_was_pasted(
    planned, agency, clerk_client, viewer_client, outsider_client, html
):
    page = pasted(clerk_client, agency, html=html)
    came = (html or PASTED).encode()
    source = Source.objects.get()
    assert source.sha256 == hashlib.sha256(came).hexdigest()
    assert source.size == len(came)
    taken = clerk_client.post(page.request["PATH_INFO"], chosen(page, "0-0"), follow=True)
    started = Import.objects.get()
    url = address(agency, "import_source", started.pk)
    assert url in text_of(taken)
    assert source.sha256 in text_of(taken)
    assert address(agency, "import_file", started.pk) in text_of(taken)
    response = viewer_client.get(url)
    assert b"".join(response.streaming_content) == came
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment")
    assert outsider_client.get(url).status_code == 404
    # The chain of the log says what the rows come from.
    assert source.sha256 in AuditEvent.objects.get(action="import.upload").after


def test_an_uploaded_file_has_no_other_source(scored, agency, clerk_client):
    file = SimpleUploadedFile("ก.csv", "ตัวชี้วัดที่,คะแนน\n4,79\n".encode())
    form = {"what": "scores-2565", "file": file, "mode": "update", "blank": "keep"}
    page = clerk_client.post(address(agency, "upload"), form, follow=True)
    assert "ต้นฉบับ" not in text_of(page)
    assert clerk_client.get(address(agency, "import_source", Import.objects.get().pk)).status_code == 404


def test_nobody_takes_rows_of_what_another_person_pasted(planned, agency, clerk_client, outsider_client):
    page = pasted(clerk_client, agency)
    url = page.request["PATH_INFO"]
    assert outsider_client.get(url).status_code == 404
    colleague = signed_in(member(agency, "staff"))
    for response in (colleague.get(url, follow=True), colleague.post(url, chosen(page, "0-0"), follow=True)):
        assert "เลือกแถวได้เฉพาะผู้ที่วางตาราง" in text_of(response)
        assert "จัดทำคู่มือ" not in text_of(response)
    assert not Import.objects.exists()
    # The import of it is the agency's: a colleague may see it, but not choose again.
    clerk_client.post(url, chosen(page, "0-0"))
    detail = address(agency, "import", Import.objects.get().pk)
    assert url in text_of(clerk_client.get(detail))
    assert url not in text_of(colleague.get(detail))


def test_what_nobody_went_on_with_is_forgotten_with_its_file(planned, agency, clerk_client):
    page = pasted(clerk_client, agency)
    clerk_client.post(page.request["PATH_INFO"], chosen(page, "0-0"))
    used = Source.objects.get()
    pasted(clerk_client, agency, HEAD + "1\tก\t1. ข\tค\n")
    left = Source.objects.waiting().get()
    assert left.name in text_of(clerk_client.get(address(agency, "paste")))
    Source.objects.update(at=timezone.now() - KEPT + timedelta(hours=1))
    call_command("reap_imports", verbosity=0)
    assert Source.objects.count() == 2
    Source.objects.update(at=timezone.now() - KEPT - timedelta(hours=1))
    call_command("reap_imports", verbosity=0)
    assert list(Source.objects.all()) == [used]
    assert default_storage.listdir("sources")[1] == [used.file.name.removeprefix("sources/")]


def test_the_same_source_is_kept_once_for_each_person(planned, agency, clerk_client):
    for _ in range(2):
        pasted(clerk_client, agency)
    assert len(default_storage.listdir("sources")[1]) == 1
    pasted(signed_in(member(agency, "staff")), agency)
    assert len(default_storage.listdir("sources")[1]) == 2


def test_the_source_of_an_import_stays_as_long_as_the_import(planned, agency, clerk_client):
    page = pasted(clerk_client, agency)
    clerk_client.post(page.request["PATH_INFO"], chosen(page, "0-0"))
    source = Source.objects.get()
    with pytest.raises(RestrictedError):
        source.delete()
    Import.objects.all().delete()
    source.delete()


def test_one_of_several_tables_is_taken_and_ticks_stay(planned, agency, clerk_client):
    page = pasted(clerk_client, agency, TWO_TABLES)
    url, text = page.request["PATH_INFO"], text_of(page)
    assert "ต้องการตารางใด" in text
    assert [table.name for table in page.context["tables"]] == [
        "ตารางที่ 1", "ตารางที่ 2", "ทุกตารางต่อกัน (หัวตารางไม่เหมือนกัน)",
    ]  # fmt: skip
    assert page.context["place"] == 0
    assert "หัวตาราง: มาตรการ · วิธีการ" in text
    # The unsure row is ticked, the other one not; then the other table is looked at.
    other = clerk_client.post(url, chosen(page, "0-1", table=1, show="1"))
    assert [line.cells[0] for _, line, _ in lines_of(other)] == ["ตรวจนับ", "เผยแพร่", "อบรม"]
    assert [ticked for *_, ticked in lines_of(other)] == [True] * 3
    back = clerk_client.post(url, chosen(other, "1-0", "1-2", table=0))
    assert "แสดงตารางที่เลือกแล้ว ยังไม่ได้นำเข้า" in text_of(back)
    assert [ticked for *_, ticked in lines_of(back)] == [False, True]
    again = clerk_client.post(url, chosen(back, "0-1", table=1, show="1"))
    assert [ticked for *_, ticked in lines_of(again)] == [True, False, True]
    assert not Import.objects.exists()
    taken = clerk_client.post(url, chosen(again, "1-0", "1-2"), follow=True)
    assert "ยืนยันนำเข้า 2 แถว" in text_of(taken)
    assert [row.label for row in Import.objects.get().preview.rows] == ["ตรวจนับ", "อบรม"]


def test_what_cannot_be_read_stays_in_the_field(planned, agency, clerk_client):
    page = pasted(clerk_client, agency, "ไม่ใช่ตาราง")
    assert "ไม่พบตารางในข้อความที่วาง" in text_of(page)
    assert page.context["form"]["text"].value() == "ไม่ใช่ตาราง"
    empty = pasted(clerk_client, agency, "")
    assert "กรุณาวางตาราง หรือเลือกไฟล์" in text_of(empty)
    both = pasted(clerk_client, agency, file=SimpleUploadedFile("ก.html", b"<table>"))
    assert "กรุณาใช้อย่างเดียว" in text_of(both)
    assert both.context["form"]["text"].value() == PASTED
    assert not Source.objects.exists()


def test_null_characters_in_what_was_copied_say_nothing(planned, agency, clerk_client):
    page = pasted(clerk_client, agency, f"\0{PASTED}\0", html="")
    assert "Null" not in text_of(page)
    assert Source.objects.exists()


def itas_page(scored, *tens):
    """Return a saved page with a table of all indicators for each of the given tens."""
    names = [indicator.name for indicator in scored.criteria.indicators]
    tables = (
        "<table><tr><th>ตัวชี้วัด<th>คะแนน</tr>"
        + "".join(f"<tr><td>{name}</td><td>{ten + number}.25</td></tr>" for number, name in enumerate(names))
        + "</table>"
        for ten in tens
    )
    page = f"<html><body>{''.join(tables)}</body></html>".encode()
    return SimpleUploadedFile("itas.html", page)


def test_a_saved_page_of_itas_gives_scores(scored, agency, clerk_client):
    page = pasted(clerk_client, agency, "", what="scores-2565", file=itas_page(scored, 80))
    assert len(page.context["tables"]) == 1
    assert len(lines_of(page)) == 10
    ticks = [name for name, *_ in lines_of(page)]
    taken = clerk_client.post(page.request["PATH_INFO"], chosen(page, *ticks), follow=True)
    assert "ยืนยันนำเข้า 10 แถว" in text_of(taken)
    assert "“itas.html”" in text_of(taken)
    wrong = pasted(clerk_client, agency, "a", what="scores-2565")
    assert "ไม่พบคะแนนของตัวชี้วัด" in text_of(wrong)


def test_of_two_tables_of_scores_that_contradict_each_other_one_is_chosen(scored, agency, clerk_client):
    page = pasted(clerk_client, agency, "", what="scores-2565", file=itas_page(scored, 80, 60))
    assert [(table.name, len(table.lines)) for table in page.context["tables"]] == [
        ("คะแนนทั้งหน้า", 0), ("ตารางที่ 1", 10), ("ตารางที่ 2", 10),
    ]  # fmt: skip
    assert page.context["place"] == 1
    other = clerk_client.post(page.request["PATH_INFO"], chosen(page, table=2, show="1"))
    assert {line.cells[2][0] for _, line, _ in lines_of(other)} == {"6"}
    nothing = pasted(
        clerk_client, agency, "", what="scores-2565", file=SimpleUploadedFile("ก.html", b"<table>")
    )
    assert "ไม่พบคะแนนของตัวชี้วัด" in text_of(nothing)


CASES = Path(__file__).resolve().parents[1] / "data" / "score_cases"


def test_a_page_of_another_year_and_agency_is_asked_about_before_its_rows_are_shown(
    packs, scored, agency, clerk_client
):
    file = SimpleUploadedFile("ก.html", (CASES / "page-of-another-year-and-agency.html").read_bytes())
    page = clerk_client.post(
        address(agency, "paste"), {"what": "scores-2565", "text": "", "file": file}, follow=True
    )
    url, text = page.request["PATH_INFO"], text_of(page)
    assert "ต้นฉบับเป็นของปี ๒๕๖๖ แต่กำลังบันทึกลงปี ๒๕๖๕" in text or "ต้นฉบับเป็นของปี 2566" in text
    assert "องค์การบริหารส่วนตำบลตัวอย่างอื่น" in text
    found = Found.from_json(Source.objects.get().found_json)
    assert all(found.foreign in line.doubts for line in found.tables[0].lines)
    clerk_client.post(url, {"table": 0, "shown": 0, "was_shown": [0], "take": ["0-0"]})
    assert not Import.objects.exists()
    agreed = clerk_client.post(url, {"agreed": "1"})
    assert all(ticked for *_, ticked in lines_of(agreed))
    taken = clerk_client.post(url, chosen(agreed, "0-0", agreed="1"), follow=True)
    assert "1. การปฏิบัติหน้าที่" in text_of(taken) or "๑. การปฏิบัติหน้าที่" in text_of(taken)


def test_broken_digits_on_a_page_are_not_ticked_and_show_the_original(packs, scored, agency, clerk_client):
    rows = (CASES / "paste-broken-digits.txt").read_text(encoding="utf-8").splitlines()
    html = "<table>" + "".join(f"<tr><td>{row}</td></tr>" for row in rows) + "</table>"
    file = SimpleUploadedFile("ก.html", html.encode())
    page = clerk_client.post(
        address(agency, "paste"), {"what": "scores-2565", "text": "", "file": file}, follow=True
    )
    ticked = {line.cells[0] for _, line, is_ticked in lines_of(page) if is_ticked}
    assert ticked == {"4", "6", "8", "9", "10"}
    assert "1 การปฏิบัติหน้าที่ 91.4l" in text_of(page) or "91.4l" in text_of(page)


MIXED = "ตัวชี้วัดที่,ชื่อ,คะแนน\n1,,91.40\n2,,8 4.15\n99,,80\n,การใช้เงินอำนาจ,88.35\n"


def taken_scores():
    return [(row.label, row.kind) for row in Import.objects.latest("pk").preview.rows]


def test_refused_rows_of_a_spreadsheet_are_put_right_in_place(packs, agency, clerk_client):
    file = SimpleUploadedFile("ก.csv", MIXED.encode())
    form = {"what": "scores-2567", "file": file, "mode": "update", "blank": "keep"}
    first = clerk_client.post(address(agency, "upload"), form, follow=True)
    assert "แก้แถวที่รับไม่ได้ในหน้านี้" in text_of(first)
    page = clerk_client.post(address(agency, "import_mend", Import.objects.get().pk), follow=True)
    found = [(line.cells, ticked) for _, line, ticked in lines_of(page)]
    assert found[:2] == [(("1", "การปฏิบัติหน้าที่", "91.40"), True), (("2", "การใช้งบประมาณ", "84.15"), False)]
    assert "แถว 3: 2 · 8 4.15" in text_of(page)
    # The row that is ticked, one that gets its indicator, and one whose number is typed anew.
    edits = {"cell-0-2-code": "3", "cell-0-2-value": "๘๘.๓๕", "cell-0-1-code": "2", "cell-0-1-value": "84.25"}
    url = page.request["PATH_INFO"]
    taken = clerk_client.post(url, chosen(page, "0-0", **edits), follow=True)
    assert "ยืนยันนำเข้า 3 แถว" in text_of(taken)
    assert taken_scores() == [
        ("1. การปฏิบัติหน้าที่", "new"), ("2. การใช้งบประมาณ", "new"), ("3. การใช้อำนาจ", "new"),
    ]  # fmt: skip


def test_a_spreadsheet_is_read_on_the_page_for_other_kinds_of_file_too(packs, agency, clerk_client):
    data = (CASES / "scores-ordinal-and-name.xlsx").read_bytes()
    page = pasted(clerk_client, agency, "", what="scores-2567", file=SimpleUploadedFile("ก.xlsx", data))
    assert [(line.cells[0], ticked) for _, line, ticked in lines_of(page)] == [
        (str(number), True) for number in range(1, 11)
    ]


def test_scores_pasted_on_the_page_for_tables_are_read_there(packs, agency, clerk_client):
    text = (CASES / "paste-year-columns.txt").read_text(encoding="utf-8")
    page = pasted(clerk_client, agency, text, what="scores-2566")
    assert [line.cells[2] for _, line, ticked in lines_of(page) if ticked][:2] == ["89.40", "82.15"]


def test_what_cannot_be_chosen_changes_nothing(packs, agency, clerk_client):
    page = pasted(clerk_client, agency, "การใช้อำนาจ 88.35", what="scores-2567")
    url = page.request["PATH_INFO"]
    taken = clerk_client.post(url, chosen(page, "0-0", **{"cell-0-0-code": "77"}), follow=True)
    assert taken_scores() == [("3. การใช้อำนาจ", "new")]
    assert "ยืนยันนำเข้า 1 แถว" in text_of(taken)


def test_only_scores_are_put_right_in_place(planned, agency, clerk_client, viewer_client):
    data = "ลำดับ,มาตรการ,ตัวชี้วัดที่\n1,ก,99\n".encode()
    form = {
        "what": "measures-2566",
        "file": SimpleUploadedFile("ก.csv", data),
        "mode": "update",
        "blank": "keep",
    }
    page = clerk_client.post(address(agency, "upload"), form, follow=True)
    assert "แก้แถวที่รับไม่ได้ในหน้านี้" not in text_of(page)
    url = address(agency, "import_mend", Import.objects.get().pk)
    assert clerk_client.post(url).status_code == 404
    assert viewer_client.post(url).status_code == 403
