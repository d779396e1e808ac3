"""The pages of an agency's files: what is offered, upload, preview, confirm, undo, and who may do it."""

import io
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies.enums import Language
from agencies.models import AuditEvent
from assessments.actions import save_scores
from exchange.enums import ImportState
from exchange.models import Import
from exchange.reading.files import read
from measures.actions import save_measure
from measures.enums import Status
from tests.conftest import member, signed_in
from tests.english import THAI, in_english, is_thai, thai_on
from tests.exchange import files
from tests.exchange.books import brought, delimited
from tests.factories.world import entry, sheet

SCORES = delimited(("ตัวชี้วัดที่", "คะแนน"), ("4", "79"), ("5", "85.65"), ("I3", "70"), ("99", "1"))


def address(agency, name="index", *args):
    return reverse(f"exchange:{name}", args=[agency.slug, *args])


def sent(client, agency, data, *, what="scores-2565", name="แบบกรอก.csv", **choices):
    """Upload a file through the page and return what came."""
    form = {
        "what": what,
        "file": SimpleUploadedFile(name, data),
        "mode": "update",
        "blank": "keep",
        **choices,
    }
    return client.post(address(agency, "upload"), form, follow=True)


def text_of(response):
    return response.content.decode()


def test_overview_offers_what_the_year_has(planned, agency, clerk_client, viewer_client):
    page = text_of(clerk_client.get(address(agency)))
    pk = planned.rounds.get().pk
    for key in ("scores-2565", "findings-2565", "measures-2566", f"progress-{pk}"):
        assert address(agency, "template", key) in page
        assert f"{address(agency, 'upload')}?what={key}" in page
    assert "ยังไม่เคยนำเข้าไฟล์" in page
    assert address(agency, "upload") not in text_of(viewer_client.get(address(agency)))
    assert "scores-2564" in text_of(clerk_client.get(address(agency), {"year": "2564"}))


@pytest.mark.parametrize("key", ["scores-2565", "findings-2565", "measures-2566"])
def test_files_go_out_and_come_back_unchanged(planned, agency, clerk_client, key):
    for name, args in (("template", [key]), ("export", [key, "xlsx"]), ("export", [key, "csv"])):
        response = clerk_client.get(address(agency, name, *args))
        assert response["Content-Disposition"].startswith("attachment")
        page = sent(clerk_client, agency, response.content, what=key, name=f"กลับมา.{(*args, 'xlsx')[1]}")
        assert "ข้อมูลในไฟล์เหมือนกับในระบบทุกแถว" in text_of(page), name
        assert "สิ่งที่ควรทราบเกี่ยวกับไฟล์นี้" not in text_of(page), name
        assert Import.objects.first().counts["refused"] == 0
    assert clerk_client.get(address(agency, "export", key, "pdf")).status_code == 404
    assert clerk_client.get(address(agency, "export", "scores-2400", "csv")).status_code == 404


def test_what_cannot_be_confirmed_says_why(scored, agency, clerk_client):
    refused = delimited(("ตัวชี้วัดที่", "คะแนน"), ("4", "799"))
    kept = delimited(("ตัวชี้วัดที่", "คะแนน"), ("4", "79"))

    assert "ยังไม่มีแถวที่นำเข้าได้" in text_of(sent(clerk_client, agency, refused))
    assert "เลือกไว้ว่าให้คงของเดิม" in text_of(sent(clerk_client, agency, kept, mode="skip"))


def test_a_template_that_needs_scores_says_so(packs, agency, clerk_client):
    assert clerk_client.get(address(agency, "template", "findings-2565")).status_code == 404
    assert clerk_client.get(address(agency, "template", "scores-2565")).status_code == 200


def test_preview_shows_what_would_change_and_what_is_refused(scored, agency, clerk_client):
    page = sent(clerk_client, agency, SCORES)
    text = text_of(page)
    assert page.status_code == 200
    assert "79.52" in text
    assert "79.00" in text
    assert "ยืนยันนำเข้า 2 แถว" in text
    assert "ปี 2565 ไม่มีตัวชี้วัดที่ “99”" in text
    started = Import.objects.get()
    url = address(agency, "import", started.pk)
    unchanged = clerk_client.get(url, {"show": "unchanged"})
    assert [row.kind for row in unchanged.context["page"]] == ["unchanged"]
    refused = clerk_client.get(url, {"show": "refused"})
    assert [row.kind for row in refused.context["page"]] == ["refused"]
    assert clerk_client.get(url, {"show": "?", "page": "x"}).status_code == 200


def test_mistakes_are_told_in_english_to_who_reads_it_and_kept_in_thai(scored, agency, clerk, clerk_client):
    clerk.language = Language.ENGLISH
    clerk.save()
    data = delimited(
        ("ลำดับ", "ตัวชี้วัดที่", "คะแนน", "ปีงบประมาณ", "อื่น"),
        ("1", "4", "799", "2565", ""), ("2", "5", "แปดสิบ", "2565", ""), ("3", "99", "1", "2565", ""), ("4", "7", "85.123", "2565", ""),
        ("5", "6", "#REF!", "2565", ""), ("6", "8", "80", "2560", ""), ("7", "I3", "1/2/2565", "2565", ""), ("8", "9", "70", "2565", ""), ("9", "9", "71", "2565", ""),
    )  # fmt: skip
    page = sent(clerk_client, agency, data, name="scores.csv")

    started = Import.objects.get()
    assert started.counts["refused"] == 9
    assert all(THAI.search(problem.reason) for row in started.preview.refused for problem in row.problems)
    official = [*(each.name for each in scored.criteria.indicators), scored.criteria.item("I3").text]
    people = (agency.name, agency.short_name, clerk.get_full_name())
    assert thai_on(page, "อื่น", "ลำดับ", *people, *official) == []
    assert "The score 799 is not within 0–100." in text_of(page)


def test_choices_are_read_in_english_and_what_people_wrote_is_not(planned, agency, clerk, clerk_client):
    """Also where somebody wrote the words of a choice."""
    clerk.language = Language.ENGLISH
    clerk.save()
    going, done = str(Status.IN_PROGRESS.label), str(Status.DONE.label)
    data = delimited(("ที่", "สถานะ", "หมายเหตุ"), ("2", going, done))
    started = sent(clerk_client, agency, data, what=f"progress-{planned.rounds.get().pk}")

    [row] = started.context["page"]
    kept = {field.heading: field.after for field in row.fields}
    assert kept == {"สถานะ": going, "หมายเหตุ": done}
    page = text_of(started)
    assert in_english(going) in page
    assert going not in page
    assert done in page


def test_confirm_writes_and_undo_takes_back(scored, agency, clerk_client):
    page = sent(clerk_client, agency, SCORES)
    started = Import.objects.get()
    done = clerk_client.post(
        address(agency, "import_confirm", started.pk), {"seen": page.context["seen"]}, follow=True
    )
    assert "นำเข้า “แบบกรอก.csv” แล้ว" in text_of(done)
    scored.refresh_from_db()
    assert scored.indicator_scores.get(code="4").score == 79
    undone = clerk_client.post(address(agency, "import_undo", started.pk), follow=True)
    assert "เลิกการนำเข้าแล้ว" in text_of(undone)
    assert str(scored.indicator_scores.get(code="4").score) == "79.52"
    again = clerk_client.post(address(agency, "import_undo", started.pk), follow=True)
    assert "หรือเลิกไปแล้ว" in text_of(again)


def test_undo_says_what_was_built_on_the_import(planned, agency, clerk_client, scope):
    started = brought(scope("measures"), delimited(("มาตรการ", "จุดอ่อน"), ("เพิ่มช่องทาง", "ก")))
    url = address(agency, "import", started.pk)
    seen = clerk_client.get(url).context["seen"]
    clerk_client.post(address(agency, "import_confirm", started.pk), {"seen": seen})
    measure = planned.measures.get(title="เพิ่มช่องทาง")
    save_measure(measure=measure, entry=entry(title="แก้แล้ว"), version=measure.version, by=None)
    page = clerk_client.post(address(agency, "import_undo", started.pk), follow=True)
    assert "มีการแก้ไขหลังนำเข้าแล้ว: แก้แล้ว" in text_of(page)


def test_of_two_who_confirm_one_wins(scored, agency, clerk_client, clerk):
    page = sent(clerk_client, agency, SCORES)
    other = signed_in(member(agency, "staff"))
    url, form = address(agency, "import_confirm", Import.objects.get().pk), {"seen": page.context["seen"]}
    assert "แล้ว" in text_of(clerk_client.post(url, form, follow=True))
    assert "กำลังทำงานอยู่หรือนำเข้าไปแล้ว" in text_of(other.post(url, form, follow=True))
    assert Import.objects.get().by == clerk
    assert AuditEvent.objects.filter(action="import.confirm").count() == 1


def test_a_preview_that_is_out_of_date_is_compared_again(planned, agency, clerk_client):
    measure = planned.measures.last()
    rows = delimited(("มาตรการ", "จุดอ่อน"), (measure.title, "ใหม่"))
    page = sent(clerk_client, agency, rows, what="measures-2566")
    save_measure(measure=measure, entry=entry(title=measure.title, weak_point="ของผู้อื่น"), version=1, by=None)
    url = address(agency, "import_confirm", Import.objects.get().pk)
    told = clerk_client.post(url, {"seen": page.context["seen"]}, follow=True)
    assert "มีผู้แก้ไขข้อมูลในระบบหลังจากที่ตรวจไฟล์นี้" in text_of(told)
    assert "ของผู้อื่น" in text_of(told)
    assert Import.objects.get().state == ImportState.READY
    # The page seen before does not confirm the new comparison; the new page does.
    old = clerk_client.post(url, {"seen": page.context["seen"]}, follow=True)
    assert "เปลี่ยนไปหลังจากเปิดหน้านี้" in text_of(old)
    clerk_client.post(url, {"seen": told.context["seen"]})
    measure.refresh_from_db()
    assert measure.weak_point == "ใหม่"


def test_stop_is_told_and_other_choices_compare_again(scored, agency, clerk_client):
    page = sent(clerk_client, agency, SCORES, mode="stop")
    assert "เลือกไว้ว่าให้หยุด" in text_of(page)
    assert "ยืนยันนำเข้า" not in text_of(page)
    url = address(agency, "import_again", Import.objects.get().pk)
    skipping = clerk_client.post(url, {"mode": "skip", "blank": "keep"}, follow=True)
    assert "ยืนยันนำเข้า 1 แถว" in text_of(skipping)
    assert "แถวที่ต่างจากเดิม 1 แถวคงไว้อย่างเดิม" in text_of(skipping)


def test_refused_rows_go_out_and_come_back_corrected(scored, agency, clerk_client):
    from openpyxl import load_workbook

    sent(clerk_client, agency, SCORES)
    response = clerk_client.get(address(agency, "import_refused", Import.objects.get().pk))
    book = load_workbook(io.BytesIO(response.content))
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    assert "ไม่มีตัวชี้วัดที่" in sheet.cell(2, headings.index("เหตุผลที่ไม่รับ") + 1).value
    sheet.cell(2, headings.index("ตัวชี้วัดที่ / ข้อ") + 1).value = "6"
    corrected = sent(clerk_client, agency, files.saved(book), name="แก้แล้ว.xlsx")
    assert "ยืนยันนำเข้า 1 แถว" in text_of(corrected)
    nothing = clerk_client.get(address(agency, "import_refused", Import.objects.first().pk), follow=True)
    assert "ไม่มีแถวที่รับไม่ได้" in text_of(nothing)


def test_a_great_many_refused_rows_go_out_in_parts(scored, agency, clerk_client, monkeypatch):
    from exchange.engine import layout as layouts
    from exchange.views import answers

    monkeypatch.setattr(layouts, "MOST_REFUSED", 2)
    monkeypatch.setattr(answers, "MOST_REFUSED", 2)
    rows = [(str(number), "1") for number in (97, 98, 99)]
    page = text_of(sent(clerk_client, agency, delimited(("ตัวชี้วัดที่", "คะแนน"), *rows)))
    url = address(agency, "import_refused", Import.objects.get().pk)
    assert "แถวที่รับไม่ได้ลำดับที่ 1–2" in page
    assert f'href="{url}?part=2"' in page
    numbers = []
    for part in ("1", "2"):
        [sheet] = read(clerk_client.get(url, {"part": part}).content, "ก.xlsx").sheets
        place = sheet.rows[0][1].index("ตัวชี้วัดที่ / ข้อ")
        numbers.append([cells[place] for _, cells in sheet.rows[1:]])
    assert numbers == [["97", "98"], ["99"]]
    assert clerk_client.get(url, {"part": "9"}).status_code == 200


def test_the_same_as_stored_is_said_of_the_moment_of_comparing(scored, agency, clerk_client):
    data = delimited(("ตัวชี้วัดที่", "คะแนน"), ("4", "79.52"))
    page = sent(clerk_client, agency, data)
    assert "ณ เวลาที่ตรวจ ข้อมูลในไฟล์เหมือนกับในระบบทุกแถว" in text_of(page)
    assert "ตรวจเมื่อ" in text_of(page)
    save_scores(agency=agency, fiscal_year=2565, sheet=sheet(indicators={}), version=scored.version, by=None)
    again = address(agency, "import_again", Import.objects.get().pk)
    assert f'action="{again}"' in text_of(page)
    assert "ยืนยันนำเข้า 1 แถว" in text_of(clerk_client.post(again, follow=True))


def test_an_import_of_a_deleted_round_says_so(planned, agency, clerk_client):
    progress_round = planned.rounds.get()
    sent(clerk_client, agency, delimited(("ที่", "สถานะ"), ("2", "done")), what=f"progress-{progress_round.pk}")
    progress_round.delete()
    url = address(agency, "import_again", Import.objects.get().pk)
    page = text_of(clerk_client.post(url, follow=True))
    assert "รอบรายงานผลของไฟล์นี้ถูกลบไปแล้ว" in page
    assert "progress-None" not in page


def test_numbers_of_rows_have_separators(scored, agency, clerk_client):
    sent(clerk_client, agency, SCORES)
    started = Import.objects.get()
    rows = started.preview.rows[:1] * 1234
    started.preview_json = replace(started.preview, rows=rows).to_json()
    started.save()
    assert "ยืนยันนำเข้า 1,234 แถว" in text_of(clerk_client.get(address(agency, "import", started.pk)))


BAD = {
    "old": (files.old_container("Workbook"), "เสียหรือเปิดไม่ได้"),
    "locked": (files.old_container("EncryptedPackage"), "ตั้งรหัสผ่าน"),
    "broken": (b"PK\x03\x04 broken", "เสีย"),
    "pdf": (b"%PDF-1.7", "PDF"),
    "other table": (delimited(("ก", "ข"), ("1", "2")), "ไม่พบตารางคะแนน"),
    "other year": (delimited(("ปี", "ตัวชี้วัดที่", "คะแนน"), ("2564", "4", "70")), "ปี 2564"),
    "other agency": (delimited(("รหัสหน่วยงาน", "ตัวชี้วัดที่", "คะแนน"), ("uen", "4", "70")), "หน่วยงานรหัส uen"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_files_say_what_is_wrong_and_what_to_do(scored, agency, clerk_client, kind):
    data, reason = BAD[kind]
    page = sent(clerk_client, agency, data, name="ไฟล์.xlsx", mode="skip")
    assert reason in text_of(page)
    assert not is_thai(in_english(Import.objects.get().problem))
    assert "เลือกไฟล์ใหม่" in text_of(page)
    # What was chosen comes along to the next attempt.
    assert "what=scores-2565&amp;mode=skip&amp;blank=keep" in text_of(page)
    retried = clerk_client.post(address(agency, "import_again", Import.objects.get().pk), follow=True)
    assert reason in text_of(retried)
    assert not scored.item_scores.exists()


def test_what_should_be_known_of_the_file_stands_before_the_rows(scored, agency, clerk_client):
    data = "ลำดับ,ตัวชี้วัดที่,คะแนน,อื่น\n1,4,79,ก".encode("cp874")
    page = text_of(sent(clerk_client, agency, data))
    told, _, rows = page.partition('id="rows-title"')
    assert "สิ่งที่ควรทราบเกี่ยวกับไฟล์นี้" in told
    assert "Windows-874" in told
    assert "ไม่ได้อ่านคอลัมน์ “ลำดับ”" in told
    assert "หัวตารางที่ไม่ได้อ่าน: ลำดับ, อื่น" in told
    assert "Windows-874" not in rows
    findings = text_of(
        sent(clerk_client, agency, delimited(("ที่", "ผลการวิเคราะห์"), ("4", "ก")), what="findings-2565")
    )
    assert "ช่องที่ไฟล์ไม่มี จึงไม่เปลี่ยน: จัดเป็น" in findings


def test_what_was_noted_while_reading_is_told_of_a_refused_file(scored, agency, clerk_client):
    page = text_of(sent(clerk_client, agency, "ก,ข\n1,2".encode("cp874")))
    assert "ไม่พบตารางคะแนน" in page
    assert "Windows-874" in page


def test_what_was_chosen_stays_when_the_form_is_wrong(scored, agency, clerk_client):
    form = {"what": "scores-2565", "mode": "stop", "blank": "clear"}
    page = clerk_client.post(address(agency, "upload"), form)
    assert "กรุณาเลือกไฟล์" in text_of(page)
    assert {name: page.context["form"][name].value() for name in form} == form
    huge = SimpleUploadedFile("ใหญ่.xlsx", b"PK" + bytes(20 * 1024 * 1024))
    page = clerk_client.post(address(agency, "upload"), {**form, "file": huge})
    assert "ใหญ่เกิน 20 เมกะไบต์" in text_of(page)
    assert not Import.objects.exists()


def test_the_file_is_kept_and_never_shown(scored, agency, clerk_client):
    sent(clerk_client, agency, SCORES)
    response = clerk_client.get(address(agency, "import_file", Import.objects.get().pk))
    assert b"".join(response.streaming_content) == SCORES
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


def test_who_may_do_what(scored, agency, other_agency, clerk_client, viewer_client, outsider_client):
    page = sent(clerk_client, agency, SCORES)
    started = Import.objects.get()
    form = {"seen": page.context["seen"], "mode": "skip", "blank": "keep"}
    reading = [
        ("index",),
        ("import", started.pk),
        ("import_progress", started.pk),
        ("import_refused", started.pk),
    ]
    writing = [("import_confirm", started.pk), ("import_again", started.pk), ("import_undo", started.pk)]
    for name in reading:
        assert viewer_client.get(address(agency, *name)).status_code == 200, name
        assert outsider_client.get(address(agency, *name)).status_code == 404, name
        assert clerk_client.post(address(agency, *name)).status_code == 405, name
    for name in writing:
        assert viewer_client.post(address(agency, *name), form).status_code == 403, name
        assert outsider_client.post(address(agency, *name), form).status_code == 404, name
        # One's own agency in the address does not open another one's import.
        assert outsider_client.post(address(other_agency, *name), form).status_code == 404, name
        assert clerk_client.get(address(agency, *name)).status_code == 405, name
    for name in ("upload", "paste"):
        assert viewer_client.get(address(agency, name)).status_code == 403
        assert outsider_client.get(address(agency, name)).status_code == 404
    assert "ยืนยันนำเข้า" not in text_of(viewer_client.get(address(agency, "import", started.pk)))
    started.refresh_from_db()
    assert started.state == ImportState.READY


def test_queries_do_not_grow_with_the_rows(planned, agency, scope, clerk_client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(url):
        with CaptureQueriesContext(connection) as queries:
            assert clerk_client.get(url).status_code == 200
        return len(queries)

    one = brought(scope("scores"), delimited(("ตัวชี้วัดที่", "คะแนน"), ("4", "70")))
    few = asked(address(agency)), asked(address(agency, "import", one.pk))
    three = brought(scope("scores"), delimited(("ตัวชี้วัดที่", "คะแนน"), ("4", "71"), ("5", "72"), ("6", "73")))
    brought(scope("scores"), delimited(("ตัวชี้วัดที่", "คะแนน"), ("4", "74")))
    many = asked(address(agency)), asked(address(agency, "import", three.pk))
    assert many == few
