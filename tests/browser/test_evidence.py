"""Evidence in a real browser: dropped or chosen, told about, put in order, downloaded."""

import base64
import io

import pytest
from PIL import Image

from tests.browser.steps import arrive, at_both_widths, look, on_a_phone, press
from tests.browser.test_story import portal, sai_thong  # noqa: F401 - fixtures of the sample agency
from tests.factories import files

DROP = """([selector, name, type, base64]) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name, { type }));
    const zone = document.querySelector(selector);
    for (const kind of ["dragenter", "dragover", "drop"]) {
        zone.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
}"""


@pytest.fixture
def page_of_evidence(portal):  # noqa: F811
    """The evidence page of a measure of the sample agency that is reported on."""
    from measures.models import Progress

    entry = Progress.objects.filter(round__plan__agency__slug="sai-thong").order_by("pk").first()
    portal.address = f"{portal.base}/progress/2565/{entry.round_id}/{entry.measure_id}/evidence/"
    portal.goto(portal.address)
    return portal


def upload(name, data, mime="image/jpeg"):
    return {"name": name, "mimeType": mime, "buffer": data}


def drop(page, name, data, mime="image/jpeg"):
    page.evaluate(DROP, ["[data-drop-zone]", name, mime, base64.b64encode(data).decode()])


def titles(page):
    return [title.split(". ", 1)[1] for title in page.locator(".evidence-title").all_inner_texts()]


@at_both_widths
def test_two_photos_told_ordered_and_downloaded(page_of_evidence, tmp_path):
    page = page_of_evidence
    first, second = files.photo((800, 600), turned=True, place=True), files.photo((800, 600), seed=2)

    # One chosen, one dropped on the frame; both are listed with their size before anything is sent.
    page.locator("#id_files").set_input_files([upload("ก.jpg", first)])
    drop(page, "ข.jpg", second)
    assert "เลือกแล้ว 2 ไฟล์" in page.locator("[data-drop-status]").inner_text()
    assert "กิโลไบต์" in page.locator("[data-chosen] li").nth(1).inner_text()
    look(page)
    page.locator("#id_caption").fill("ประชุมชี้แจง")
    page.locator("#id_event_date").fill("๑ มี.ค. ๒๕๖๕")
    press(page, "เพิ่มรูปหรือไฟล์")
    look(page)
    assert titles(page) == ["ประชุมชี้แจง", "ประชุมชี้แจง"]
    shown = page.locator("img.evidence-picture")
    shown.first.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('img.evidence-picture').naturalWidth > 0")
    assert page.evaluate("document.querySelector('img.evidence-picture').naturalHeight") == 320

    arrive(page, page.get_by_role("link", name="แก้คำบรรยาย").nth(1))
    page.wait_for_url("**/evidence/*/")
    look(page)
    page.locator("#id_caption").fill("บอร์ดประชาสัมพันธ์")
    press(page, "บันทึก")
    page.wait_for_url(page.address)

    press(page, "เลื่อนขึ้น: บอร์ดประชาสัมพันธ์")
    assert titles(page) == ["บอร์ดประชาสัมพันธ์", "ประชุมชี้แจง"]

    with page.expect_download() as download:
        page.get_by_role("link", name="ดาวน์โหลด ประชุมชี้แจง").click()
    assert download.value.suggested_filename == "ก.jpg"
    target = tmp_path / "photo.jpg"
    download.value.save_as(target)
    kept = Image.open(io.BytesIO(target.read_bytes()))
    assert kept.size == (600, 800)
    assert not kept.getexif()


@on_a_phone
def test_too_many_and_too_large_are_said_before_sending(page_of_evidence):
    page = page_of_evidence
    requests = []
    page.on("request", lambda request: request.method == "POST" and requests.append(request.url))

    page.locator("#id_files").set_input_files([upload(f"{number}.jpg", b"x") for number in range(11)])
    page.get_by_role("button", name="เพิ่มรูปหรือไฟล์").click()
    assert "ครั้งละไม่เกิน 10 ไฟล์" in page.locator("[data-drop-status]").inner_text()

    page.locator("form[data-evidence-drop]").evaluate("(form) => { form.dataset.maxPhoto = 1; }")
    page.locator("#id_files").set_input_files([upload("ใหญ่.jpg", bytes(1024 * 1024 + 1))])
    page.get_by_role("button", name="เพิ่มรูปหรือไฟล์").click()
    assert "ใหญ่เกิน 1 เมกะไบต์" in page.locator("[data-chosen]").inner_text()
    look(page)
    assert requests == []

    # One that is too large keeps no other from being sent.
    page.locator("#id_files").set_input_files(
        [upload("ใหญ่.jpg", bytes(1024 * 1024 + 1)), upload("ดี.jpg", files.photo())]
    )
    assert "จะไม่ส่งไฟล์นี้" in page.locator("[data-chosen]").inner_text()
    assert "เลือกแล้ว 1 ไฟล์" in page.locator("[data-drop-status]").inner_text()
    press(page, "เพิ่มรูปหรือไฟล์")
    assert len(titles(page)) == 1


@on_a_phone
def test_a_bad_file_is_named_beside_the_good_ones_that_are_kept(page_of_evidence):
    page = page_of_evidence
    bad = upload("IMG_1.HEIC", files.HEIC, "image/heic")
    page.locator("#id_files").set_input_files([upload("ดี.jpg", files.photo()), bad])
    page.locator("#id_caption").fill("ประชุมชี้แจง")
    press(page, "เพิ่มรูปหรือไฟล์")

    look(page)
    assert len(titles(page)) == 1
    assert "IMG_1.HEIC" in page.locator(".error-summary, [role=alert]").first.inner_text()
    assert page.locator("#id_caption").input_value() == "ประชุมชี้แจง"


@on_a_phone
def test_what_the_camera_takes_joins_the_chosen_files(page_of_evidence):
    page = page_of_evidence
    page.locator("#id_camera").set_input_files([upload("image.jpg", files.photo())])
    page.locator("#id_camera").set_input_files([upload("image.jpg", files.photo(seed=2))])
    assert "เลือกแล้ว 2 ไฟล์" in page.locator("[data-drop-status]").inner_text()

    press(page, "เพิ่มรูปหรือไฟล์")

    assert len(titles(page)) == 2


def test_uploading_and_linking_work_without_scripts(browser, page_of_evidence, width):
    state = page_of_evidence.context.storage_state()
    context = browser.new_context(
        viewport={"width": width, "height": 844}, storage_state=state, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(page_of_evidence.address)
    page.locator("#id_files").set_input_files([upload("ก.pdf", files.pdf(), "application/pdf")])
    press(page, "เพิ่มรูปหรือไฟล์")
    page.get_by_text("เพิ่มลิงก์ของหน้าเว็บ").click()
    page.locator("#id_link_url").fill("example.go.th/ita")
    press(page, "เพิ่มลิงก์")

    assert page.locator(".evidence-list > li").count() == 2
    assert page.get_by_role("link", name="เปิดลิงก์").get_attribute("href") == "https://example.go.th/ita"
    context.close()
