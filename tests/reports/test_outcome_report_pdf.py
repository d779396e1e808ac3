"""The summary of results and outcomes as PDF: everything in it once, on landscape A4 pages, and copied exactly."""

import re
from base64 import b64decode
from hashlib import sha256 as sha256_of

import pypdfium2
import pytest

from reports.enums import Kind
from reports.kinds import outcome_report
from reports.pages import document_html
from tests.reports.docx_files import png
from tests.reports.pagemarks import text_boxes
from tests.reports.renderings import pdf_of
from tests.reports.snapshots import built, typed
from tests.reports.test_memo_pdf import in_pieces, squeezed, text_of, words_of
from tests.reports.test_outcome_report import FILE, LINK, PHOTO

IMAGE = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
WIDTH, MARGIN = 842, 42.5  # A4 landscape and 1.5 cm, in points
pytestmark = pytest.mark.pdf


@pytest.fixture
def snapshot(sample):
    return built(sample(Kind.OUTCOME_REPORT))


def rendered(snapshot):
    return pypdfium2.PdfDocument(pdf_of(document_html(typed(snapshot))))


def test_the_report_is_whole_on_nine_landscape_pages_and_one_to_sign(snapshot):
    pdf = rendered(snapshot)
    text = text_of(pdf)

    assert [block for block in words_of(snapshot) if not in_pieces(block, text)] == []
    assert [tuple(round(side) for side in page.get_size()) for page in pdf] == [(842, 595)] * 9 + [(595, 842)]


def test_every_row_stands_once_and_no_heading_ends_a_page(snapshot):
    pages = [page.get_textpage().get_text_range() for page in rendered(snapshot)]
    text = squeezed("".join(pages))

    for step in (
        "หัวหน้าส่วนราชการหรือผู้เกี่ยวข้องชี้แจง",
        "หัวหน้าส่วนราชการถ่ายทอดความรู้",
        "จัดทำสื่อประชาสัมพันธ์ในรูปแบบอินโฟกราฟิก",
    ):
        assert text.count(step) == 1
    for page in pages:
        last = [line.strip() for line in page.splitlines() if line.strip()][-1]
        assert last not in ("กิจกรรม", "หลักฐาน", "ผลลัพธ์ของการดำเนินการ")


def test_nothing_is_printed_outside_the_margins(snapshot):
    for page in list(rendered(snapshot))[:-1]:
        for left, bottom, right, top in text_boxes(page):
            assert left >= MARGIN - 1
            assert right <= WIDTH - MARGIN + 2
            assert bottom >= MARGIN - 2
            assert top <= 595 - 20


@pytest.mark.parametrize(
    ("period", "end"),
    [("เดือนกุมภาพันธ์ 2577", "๒๕๗๗"), ("30 พฤศจิกายน 2577", "๒๕๗๗"), ("ก" * 60, "กกก")],
)
def test_a_period_stays_in_its_column(snapshot, period, end):
    for step in snapshot["plan"]["measures"][1]["steps"]:
        step["period"] = period
    before = sum(column.width for column in outcome_report.COLUMNS[:3])
    edges = [MARGIN + (WIDTH - 2 * MARGIN) * share / 100 for share in (before, before + 16)]

    found = [box for page in rendered(snapshot) for box in boxes_of(page, end)]

    assert found
    assert all(edges[0] <= left and right <= edges[1] for left, right in found)


def boxes_of(page, word):
    """Return left and right end of every place of the word on the page."""
    textpage = page.get_textpage()
    search = textpage.search(word, match_case=True)
    boxes = []
    while found := search.get_next():
        start, count = found
        characters = [textpage.get_charbox(index) for index in range(start, start + count)]
        boxes.append((min(box[0] for box in characters), max(box[2] for box in characters)))
    return boxes


def test_pictures_stand_in_twos_with_their_captions(snapshot):
    photos = [{**PHOTO, "caption": f"ภาพกิจกรรมครั้งที่ {number}"} for number in range(1, 6)]
    snapshot["plan"]["measures"][0]["progress"]["evidence"] = [*photos, FILE, LINK]

    text = text_of(rendered(snapshot))
    assert re.findall("ภาพกิจกรรมครั้งที่([๐-๙])", text) == list("๑๒๓๔๕")
    assert "https://example.go.th/?id=2566" in text
    assert "ประชุม-2566.pdf" in text


@pytest.mark.parametrize("size", [(1080, 2400), (1080, 6000)], ids=["phone", "website"])
def test_tall_pictures_stay_on_the_page_of_their_heading_and_caption(snapshot, monkeypatch, size):
    picture = b64decode(png(*size).partition(",")[2])
    monkeypatch.setattr("reports.pictures.picture", lambda sha256: picture)
    measure = snapshot["plan"]["measures"][0]
    measure["title"], measure["progress"]["action_taken"] = "หัวข้อของมาตรการ", ""
    sha256 = sha256_of(picture).hexdigest()
    measure["progress"]["evidence"] = [
        {**PHOTO, "sha256": sha256, "caption": f"ภาพหน้าจอ{letter}"} for letter in "กข"
    ]

    [page] = [page for page in rendered(snapshot) if "ภาพหน้าจอก" in squeezed(words_on(page))]

    text = squeezed(words_on(page))
    assert text.index("หัวข้อของมาตรการ") < text.index("ภาพหน้าจอก") < text.index("ภาพหน้าจอข")
    places = [item.get_bounds() for item in page.get_objects() if item.type == IMAGE]
    assert len(places) == 2
    for left, bottom, right, top in places:
        assert MARGIN < bottom < top < 595 - MARGIN
        assert (top - bottom) / (right - left) == pytest.approx(size[1] / size[0], rel=0.02)


def words_on(page):
    return page.get_textpage().get_text_range()
