"""The site administrator's pages for criteria packs."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies.models import AuditEvent
from criteria.actions import load_pack, upload
from criteria.models import CriteriaPack
from criteria.packs import MAX_BYTES, read, workbook, yaml_lines
from tests.assessments.pages import shown, text_of
from tests.conftest import signed_in
from tests.factories.agencies import UserFactory
from tests.factories.assessments import PACKS, pack_data, scored
from tests.factories.packs import next_year


@pytest.fixture
def draft(packs, admin):
    data = next_year(_1=["1", "2"], _2=[], _9=["9"], _10=["9"])
    return upload(data=data, source=b"schema: 1", name="เกณฑ์ 2570.yaml", by=admin)


def url(name: str, *args) -> str:
    return reverse(f"criteria:{name}", args=args)


def sent(site, content: bytes | None = None, text: str = "", name: str = "2570.yaml"):
    file = {"file": SimpleUploadedFile(name, content)} if content is not None else {}
    return site.post(url("upload"), {**file, "text": text})


# Who may


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("index", ()),
        ("upload", ()),
        ("pack", (2565, 1)),
        ("publish", (2565, 1)),
        ("discard", (2565, 1)),
        ("download", (2565, 1, "yaml")),
    ],
)
def test_the_pages_are_for_site_administrators_only(name, args, packs, clerk_client, client):
    assert clerk_client.get(url(name, *args)).status_code == 404
    assert clerk_client.post(url(name, *args)).status_code in (404, 405)
    assert client.get(url(name, *args)).url.startswith("/login/")


def test_staff_of_the_admin_site_are_not_enough(db):
    assert signed_in(UserFactory(is_staff=True)).get(url("index")).status_code == 404


# List


def test_the_list_tells_every_version_and_its_state(draft, site):
    load_pack(data={**pack_data(2565), "version": 2})

    page = shown(site.get(url("index")))

    assert "ร่าง ยังไม่ใช้" in page
    assert page.count("เผยแพร่ ใช้อยู่") == 9
    assert page.count("เผยแพร่ มีรุ่นใหม่กว่า") == 1


def test_an_empty_portal_says_what_to_do(site):
    assert "ยังไม่มีเกณฑ์การประเมินในระบบ" in shown(site.get(url("index")))


def test_the_list_costs_the_same_for_more_versions(packs, site, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        site.get(url("index"))


# Upload


@pytest.mark.parametrize("write", [lambda data: yaml_lines.write(data).encode(), workbook.write])
def test_a_file_becomes_a_draft(write, packs, site, admin):
    response = sent(site, write(next_year()), name="เกณฑ์.bin")

    assert response.url == url("pack", 2570, 1)
    pack = CriteriaPack.objects.get(fiscal_year=2570)
    assert (pack.data, pack.is_published, pack.loaded_by) == (next_year(), False, admin)
    assert "ร่าง ยังไม่มีหน่วยงานใดใช้" in shown(site.get(response.url))


def test_problems_are_told_with_their_lines_and_the_text_is_kept(packs, site):
    text = (PACKS / "2569.yaml").read_text(encoding="utf-8")
    broken = text.replace("fiscal_year: 2569", "fiscal_year: 2570", 1).replace(
        'weight: "0.30"', 'weight: "0.35"', 1
    )

    page = text_of(sent(site, broken.encode()))

    assert "ต้องแก้ 2 จุด" in page
    assert "น้ำหนักของเครื่องมือรวมกันต้องได้ 1 แต่รวมได้ 1.05" in page
    line = broken[: broken.index("list:\n  - {code: IIT")].count("\n") + 1
    assert f"บรรทัดที่ {line}<" in page
    assert "<code>list:</code>" in page
    assert "weight: &quot;0.35&quot;" in page.partition("<textarea")[2]
    assert not CriteriaPack.objects.filter(fiscal_year=2570).exists()

    mended = yaml_lines.write(next_year())
    assert sent(site, text=mended).url == url("pack", 2570, 1)


def test_a_changed_file_goes_before_the_text_on_the_page(packs, site):
    assert sent(site, workbook.write(next_year()), text="schema: 2").url == url("pack", 2570, 1)


def test_a_workbook_is_mended_where_it_was_made(packs, site):
    data = next_year()
    data["instruments"]["list"][0]["weight"] = "0.35"

    page = text_of(sent(site, workbook.write(data), name="2570.xlsx"))

    assert "แผ่น “เครื่องมือ”" in page
    assert "แก้ในไฟล์เดิมบนเครื่องของท่าน" in page


def test_problems_that_only_the_stored_packs_show_have_lines_too(packs, site):
    text = yaml_lines.write(next_year(_9=["9", "11"]))

    page = text_of(sent(site, text.encode()))

    assert "ปี 2569 ไม่มีตัวชี้วัดที่ 11" in page
    line = text[: text.index("'9': ['9', '11']")].count("\n") + 1
    assert f"บรรทัดที่ {line}<" in page


def test_a_version_in_use_is_not_overwritten(packs, site):
    data = {**pack_data(2569), "calendar": [
        {"what": "ประกาศผล", "start": "2026-08-01", "end": None, "confidence": "memory", "sources": []}
    ]}  # fmt: skip

    page = text_of(sent(site, yaml_lines.write(data).encode()))

    assert "กรุณาเพิ่มเลขรุ่น (version) เป็น 2" in page
    assert "บรรทัดที่ 5<" in page


def test_an_upload_without_anything_too_large_or_empty_is_refused(site):
    assert "กรุณาเลือกไฟล์" in shown(sent(site))
    assert "ไม่เกิน 1 เมกะไบต์" in shown(sent(site, b"#" * (MAX_BYTES + 1)))
    assert "ไฟล์ว่างเปล่า" in shown(sent(site, b""))
    assert "ไม่เกิน 1 เมกะไบต์" in shown(sent(site, text="#" * (MAX_BYTES + 1)))


def test_a_great_many_problems_are_counted_not_all_shown(site):
    page = text_of(sent(site, ("schema: 1\n" + "".join(f"{n}: a\n" for n in range(1, 301))).encode()))

    assert "ต้องแก้ 300 จุด" in page
    assert "และอีก 100 จุด" in page


def test_what_was_uploaded_is_shown_as_text(packs, site):
    page = text_of(sent(site, b"schema: 1\nscope: </textarea><script>alert(1)</script>\n"))

    assert "<script>alert" not in page


# Reading


def test_the_page_of_a_draft_tells_mapping_differences_and_backing(draft, site):
    page = shown(site.get(url("pack", 2570, 1)))

    assert page.count("รวมจากหลายตัวชี้วัด") == 1
    assert page.count("แยกจากตัวชี้วัดเดิม") == 2
    assert "เริ่มใหม่ ไม่เทียบกับปีก่อน" in page
    assert "ที่ไม่มีตัวใดสืบต่อ: 10" in page
    assert "ต่างจากปี 2569 รุ่นที่ 1" in page
    assert "ยังไม่ยืนยัน" in page
    assert "เกณฑ์ 2570.yaml" in page


def test_a_correction_is_compared_with_the_version_in_use_too(packs, site):
    load_pack(data={**pack_data(2565), "version": 2})

    page = shown(site.get(url("pack", 2565, 2)))

    assert "ต่างจากปี 2565 รุ่นที่ 1 เนื้อหาเหมือนกันทุกส่วน" in page
    assert "ต่างจากปี 2564 รุ่นที่ 1" in page


def test_a_year_of_totals_and_a_year_without_one_before_can_be_read(packs, site):
    assert "ปีนี้บันทึกได้เฉพาะคะแนนรวม" in shown(site.get(url("pack", 2561, 1)))
    CriteriaPack.objects.filter(fiscal_year=2564).delete()
    assert "ไม่มีเกณฑ์ปี 2564 ที่เผยแพร่แล้ว" in shown(site.get(url("pack", 2565, 1)))


def test_a_published_version_says_how_many_years_are_scored_by_it(packs, site, agency):
    scored(agency, 2565)

    page = shown(site.get(url("pack", 2565, 1)))

    assert "มีผลการประเมินที่ใช้รุ่นนี้ 1 รายการ" in page
    assert "แก้ไขไม่ได้" in page
    assert url("publish", 2565, 1) not in text_of(site.get(url("pack", 2565, 1)))


def test_a_version_that_does_not_exist_is_not_found(packs, site):
    assert site.get(url("pack", 2570, 1)).status_code == 404


# Publishing and throwing away


def test_a_draft_is_published_after_a_second_look(draft, site):
    page = shown(site.get(url("publish", 2570, 1)))
    assert "ยังไม่ยืนยัน" in page
    assert "แก้ไขไม่ได้อีก" in page

    response = site.post(url("publish", 2570, 1), {"sha256": draft.sha256}, follow=True)

    assert "เผยแพร่เกณฑ์ ITA ปีงบประมาณ พ.ศ. 2570 รุ่นที่ 1แล้ว" in shown(response).replace(" แล้ว", "แล้ว")
    draft.refresh_from_db()
    assert draft.is_published
    assert site.post(url("publish", 2570, 1), {"sha256": draft.sha256}).status_code == 302
    assert AuditEvent.objects.filter(action="criteria.publish").count() == 1


@pytest.mark.parametrize("step", ["publish", "discard"])
def test_a_draft_that_was_replaced_meanwhile_is_read_again_first(step, draft, site):
    response = site.post(url(step, 2570, 1), {"sha256": "0" * 64}, follow=True)

    assert "ร่างนี้ถูกเปลี่ยนไปแล้ว" in shown(response)
    draft.refresh_from_db()
    assert not draft.is_published


@pytest.mark.parametrize("step", ["publish", "discard"])
def test_a_step_that_does_not_say_what_it_is_for_only_asks_again(step, draft, site):
    assert site.post(url(step, 2570, 1)).status_code == 200
    draft.refresh_from_db()
    assert not draft.is_published


def test_a_refusal_on_publishing_says_why(draft, site):
    load_pack(data={**next_year(), "version": 2})

    response = site.post(url("publish", 2570, 1), {"sha256": draft.sha256}, follow=True)

    assert "กรุณาเพิ่มเลขรุ่นให้มากกว่า 2" in shown(response)


def test_a_draft_is_thrown_away_after_a_second_look(draft, site):
    assert "ลบร่างนี้" in shown(site.get(url("discard", 2570, 1)))

    site.post(url("discard", 2570, 1), {"sha256": draft.sha256})

    assert not CriteriaPack.objects.filter(fiscal_year=2570).exists()


def test_a_published_version_cannot_be_thrown_away(packs, site):
    pack = CriteriaPack.objects.get(fiscal_year=2565)

    assert site.post(url("discard", 2565, 1), {"sha256": pack.sha256}).url == url("pack", 2565, 1)
    assert CriteriaPack.objects.filter(pk=pack.pk).exists()


# Download


@pytest.mark.parametrize("kind", ["yaml", "xlsx"])
def test_what_is_downloaded_can_be_uploaded_and_is_the_same(kind, packs, site):
    response = site.get(url("download", 2567, 1, kind))

    assert response["Content-Disposition"] == f'attachment; filename="criteria-2567-1.{kind}"'
    assert read(response.content).data == pack_data(2567)
    assert sent(site, response.content).url == url("pack", 2567, 1)
    assert not AuditEvent.objects.filter(action="criteria.upload").exists()


def test_the_uploaded_file_itself_is_kept(draft, site):
    response = site.get(url("download", 2570, 1, "original"))

    assert b"".join(response.streaming_content) == b"schema: 1"
    assert "attachment" in response["Content-Disposition"]


def test_other_kinds_of_download_do_not_exist(packs, site):
    assert site.get(url("download", 2565, 1, "original")).status_code == 404
    assert site.get(url("download", 2565, 1, "exe")).status_code == 404


# By command


def test_the_command_takes_workbooks_and_names_the_place_of_a_problem(db, tmp_path):
    from django.core.management import CommandError, call_command

    output = io.StringIO()
    good, bad = tmp_path / "2570.xlsx", tmp_path / "bad.yaml"
    good.write_bytes(workbook.write(next_year()))
    bad.write_text("schema: 1\nscope: full\nscope: full\n", encoding="utf-8")

    call_command("load_criteria", good, stdout=output)

    assert "2570" in output.getvalue()
    assert CriteriaPack.objects.get().is_published
    with pytest.raises(CommandError, match="บรรทัดที่ 3"):
        call_command("load_criteria", bad)
    with pytest.raises(CommandError, match="missing"):
        call_command("load_criteria", tmp_path / "missing.yaml")
