"""A whole report of an earlier year, from the upload through its parts to the import and back."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies.roles import Role
from assessments.models import Finding, IndicatorScore
from exchange.models import Import, Source
from exchange.reading.grid import PageTable
from measures.actions import start_round
from measures.models import Measure
from scripts import bench_whole
from tests.conftest import member, signed_in
from tests.exchange.documents import docx


def address(agency, name, *args):
    return reverse(f"exchange:{name}", args=[agency.slug, *args])


def text_of(response):
    return response.content.decode()


def report_of(name: str, agency) -> bytes:
    """Return a report of the agency as a Word file."""
    text = bench_whole.parts_of(name)
    others = (
        "องค์การบริหารส่วนตำบลทุ่งน้อย",
        "องค์กรบริหารส่วนตำบลทุ่งน้อย",
        "องค์การบริหารส่วนตำบลท่งน้อย",
        "เทศบาลตำบลบ่อพลับ",
    )
    parts = []
    for part in text:
        if isinstance(part, str):
            for other in others:
                part = part.replace(other, agency.name)
        parts.append(part)
    return bench_whole.as_docx(parts)


def sent(client, agency, data, year=2565, name="รายงาน.docx"):
    file = SimpleUploadedFile(name, data)
    return client.post(address(agency, "whole"), {"year": year, "file": file}, follow=True)


def brought_in(client, agency, table):
    """Tick every row of a part and confirm the import; return it."""
    source = Source.objects.get(table=table)
    url = address(agency, "paste_rows", source.pk)
    page = client.get(url)
    names = [row.name for row in page.context["rows"]]
    place = page.context["place"]
    client.post(url, {"table": place, "shown": place, "was_shown": [place], "take": names})
    started = Import.objects.filter(source=source).latest("pk")
    page = client.get(address(agency, "import", started.pk))
    client.post(address(agency, "import_confirm", started.pk), {"seen": page.context["seen"]})
    started.refresh_from_db()
    return started, page


def test_a_report_is_gone_through_part_by_part_and_taken_back(packs, agency, clerk_client):
    page = sent(clerk_client, agency, report_of("000", agency))
    text = text_of(page)
    assert "คะแนน ปี ๒๕๖๕" in text or "คะแนน ปี 2565" in text
    assert "ไม่พบส่วนนี้ในรายงาน" in text  # it tells no progress
    assert text.count("นำเข้าหรือกรอกคะแนนของปีนี้ก่อน") == 2
    parts_url = page.redirect_chain[-1][0]

    scores, _ = brought_in(clerk_client, agency, "scores")
    assert scores.state == "done"
    assert IndicatorScore.objects.count() == 10
    findings, shown = brought_in(clerk_client, agency, "findings")
    assert findings.state == "done", text_of(shown)
    assert Finding.objects.count() == 10
    assert Finding.objects.get(code="4").response.startswith("ทั้งนี้")
    measures, _ = brought_in(clerk_client, agency, "measures")
    assert measures.state == "done"
    assert Measure.objects.count() == 6
    assert Measure.objects.get(title__startswith="การใช้งบประมาณ").steps.count() == 3
    assert text_of(clerk_client.get(parts_url)).count("นำเข้าแล้ว") == 3

    for started in (measures, findings):
        clerk_client.post(address(agency, "import_undo", started.pk))
        started.refresh_from_db()
        assert started.state == "undone"
    assert not Measure.objects.exists()
    assert not Finding.objects.exists()


@pytest.mark.parametrize("year", [2564, 2566])
def test_a_report_of_another_year_or_agency_is_asked_about_once(packs, agency, clerk_client, year):
    sent(clerk_client, agency, report_of("000", agency), year=year)
    url = address(agency, "paste_rows", Source.objects.get(table="scores").pk)
    asked = text_of(clerk_client.get(url))
    assert f"แต่เลือกปีผลการประเมิน {year}" in asked
    assert "ใช่ ใช้ต้นฉบับนี้" in asked
    page = clerk_client.post(url, {"agreed": "1"})
    assert len(page.context["rows"]) >= 10


def test_a_report_of_another_agency_is_asked_about(packs, agency, clerk_client):
    sent(clerk_client, agency, bench_whole.as_docx(bench_whole.parts_of("000")))
    page = clerk_client.get(address(agency, "paste_rows", Source.objects.get(table="scores").pk))
    assert "ทุ่งน้อย" in text_of(page)
    assert "ใช่ ใช้ต้นฉบับนี้" in text_of(page)


def reported(plan, *rows) -> bytes:
    """Return an outcome report of the plan in Word: measure, result."""
    table = PageTable(
        (("มาตรการ", "วิธีการ", "ผลการดำเนินการ"), *((title, "1", result) for title, result in rows))
    )
    return docx("รายงานผลตามมาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๖", table)


def test_progress_goes_to_the_measures_of_the_plan_and_to_the_round_that_is_chosen(
    planned, agency, clerk_client
):
    first, second = planned.measures.order_by("position")
    other = start_round(plan=planned, as_at=date(2023, 9, 30), by=None)
    data = reported(planned, (second.title, "อบรมแล้ว"), (f"ควร{first.title}", "จัดทำแล้ว"), ("ไม่มีในแผน", "ทำ"))
    sent(clerk_client, agency, data)
    url = address(agency, "paste_rows", Source.objects.get(table="progress").pk)
    page = clerk_client.get(url, {"what": f"progress-{other.pk}"})
    rows = {row.line.cells[-1]: row for row in page.context["rows"]}
    assert rows["2"].line.cells[0] == second.title
    assert not any("จับคู่" in doubt for doubt in rows["2"].line.doubts)
    assert rows["1"].line.cells[0] == first.title
    assert any("จับคู่กับมาตรการที่ 1" in doubt for doubt in rows["1"].line.doubts)
    assert any("ไม่พบมาตรการชื่อนี้ในแผน" in doubt for doubt in rows[""].line.doubts)
    assert not any(row.ticked for row in rows.values())  # the report tells no status

    take = [rows["1"].name, rows["2"].name]
    form = {"what": f"progress-{other.pk}", "table": 0, "shown": 0, "was_shown": [0], "take": take}
    clerk_client.post(url, form)
    started = Import.objects.get()
    seen = clerk_client.get(address(agency, "import", started.pk)).context["seen"]
    clerk_client.post(address(agency, "import_confirm", started.pk), {"seen": seen})
    assert dict(other.entries.values_list("measure__title", "result")) == {
        second.title: "อบรมแล้ว",
        first.title: "จัดทำแล้ว",
    }


def test_others_see_the_parts_but_choose_no_rows_of_them(packs, agency, clerk_client):
    page = sent(clerk_client, agency, report_of("000", agency))
    url = page.redirect_chain[-1][0]
    other = text_of(signed_in(member(agency, Role.STAFF)).get(url))
    assert "เลือกแถวได้เฉพาะผู้ที่นำรายงานเข้า" in other
    assert "ตรวจและเลือกแถว" not in other
    assert clerk_client.get(url.replace("/2565/", "/2560/")).status_code == 404
