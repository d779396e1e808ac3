"""A submitted document as PDF: marked on every page, with a place for each signature and the code to check it by."""

import pypdfium2
import pytest
import segno

from itaportal.thai.numbers import to_thai_digits
from reports.attachments.embedded import attachments_of
from reports.blocks import DRAFT_MARK
from reports.enums import Kind
from reports.pages import STYLESHEETS, document_html, printed
from reports.typesetting.rendering import render_pdf
from tests.pdftext import reader
from tests.reports import snapshots
from tests.reports.pagemarks import mark_box, text_boxes, without_marks
from tests.reports.pdfrules import structure
from tests.reports.renderings import pdf_and_places
from tests.reports.snapshots import built, typed
from tests.reports.test_memo_pdf import squeezed, words_of

pytestmark = pytest.mark.pdf
MM = 72 / 25.4
STEPS = ("step-1", "step-2", "step-3")


def approved(snapshot, **changes):
    return {**snapshot, "approval": snapshots.approval(**changes)}


def text_in(page, box):
    return squeezed(page.get_textpage().get_text_bounded(*box))


@pytest.mark.parametrize("kind", Kind)
def test_every_page_of_every_kind_has_the_mark_once_at_its_foot(sample, kind):
    snapshot = built(sample(kind))
    for made in (snapshot, approved(snapshot)):
        mark = printed(typed(made)).mark
        for page in pypdfium2.PdfDocument(pdf_and_places(document_html(typed(made)))[0]):
            left, bottom, right, top = mark_box(page, mark)
            assert 5 * MM < bottom < top < 15 * MM
            assert (
                abs((left + right) / 2 - page.get_width() / 2) < 6 * MM
            )  # upright pages have a wider left margin
            text = squeezed(page.get_textpage().get_text_range())
            assert (squeezed(DRAFT_MARK) in text) == (made is snapshot)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_room_for_each_step_under_its_heading_and_on_the_sheet(sample, kind):
    pdf, places = pdf_and_places(document_html(typed(approved(built(sample(kind))))))
    document, found = pypdfium2.PdfDocument(pdf), {place.name: place for place in places}

    assert tuple(found) == tuple(
        [f"{step}{part}" for step in STEPS for part in ("-opinion", "")] + [f"{step}-more" for step in STEPS]
    )
    last = max(found[step].page for step in STEPS)
    sheet = [found[f"{step}-more"].page for step in STEPS]
    # The first shares the page of the signatures or of the check, where it has room; two fill a page.
    assert sheet == sorted(sheet)
    assert last <= sheet[0] <= last + 1
    assert sheet[-1] == len(document) - 1 <= last + 2
    for step, told in zip(STEPS, snapshots.approval()["steps"], strict=True):
        opinion, signature, more = (found[f"{step}{part}"] for part in ("-opinion", "", "-more"))
        (left, bottom, right, top), heights = opinion.box, [26 if told["heading"] else 13, 34, 99]
        for place, height in zip((opinion, signature, more), heights, strict=True):
            width, high = place.box[2] - place.box[0], place.box[3] - place.box[1]
            assert (width, high) == pytest.approx((160 * MM, height * MM), abs=0.1)
            # A vowel above reaches below its line.
            assert text_in(document[place.page], (*place.box[:3], place.box[3] - 4)) == ""
        assert (opinion.page, bottom) == (signature.page, pytest.approx(signature.box[3], abs=0.1))
        above = text_in(document[opinion.page], (left, top, right, top + 10 * MM))
        assert squeezed(told["heading"]) in above
        # Every place on the sheet says for itself whose it is, and of which document.
        named = text_in(document[more.page], (left, more.box[3], right, more.box[3] + 32 * MM))
        assert f"ใบต่อความเห็นลำดับที่{to_thai_digits(step[-1])}{squeezed(told['position'])}" in named
        assert "รหัสตรวจสอบ7F3K-9QWD-2M" in named


@pytest.mark.parametrize(
    "kind", [kind for kind in Kind if kind not in (Kind.PROGRESS_MEMO, Kind.OIT_MEMO, Kind.OIT_CONTEST)]
)
def test_signatures_and_check_stand_on_an_upright_page_of_their_own(sample, kind):
    pdf, places = pdf_and_places(document_html(typed(approved(built(sample(kind))))))
    document = pypdfium2.PdfDocument(pdf)
    (page,) = {place.page for place in places if place.name in STEPS}

    assert document[page].get_size() == pytest.approx((595, 842), abs=1)
    text = squeezed("".join(document[at].get_textpage().get_text_range() for at in (page, page + 1)))
    for said in ("การพิจารณาและลงนาม", "เลขทะเบียนนฐ๗๐๐๐๑/๑๒·ฉบับที่๒", "เสนอวันที่๒๑พฤศจิกายน๒๕๖๙"):
        assert said in text
    assert "ตรวจสอบความถูกต้องของเอกสารฉบับนี้รหัสตรวจสอบ7F3K-9QWD-2M" in text
    assert "https://portal.example.go.th/verify/7F3K9QWD2M/" in text


def test_nothing_is_printed_outside_the_margins_and_no_text_is_lost(memo):
    snapshot = approved(built(memo))
    mark = printed(typed(snapshot)).mark
    pdf, places = pdf_and_places(document_html(typed(snapshot)))
    pages = list(pypdfium2.PdfDocument(pdf))

    for page in pages:
        for left, bottom, right, _ in text_boxes(page, mark):
            assert left >= 30 * MM - 1
            assert right <= 190 * MM + 2
            assert bottom >= 20 * MM - 1
    text = squeezed("".join(without_marks(page.get_textpage().get_text_range(), mark) for page in pages))
    assert text.endswith(words_of(snapshot)[-1])
    # Who signs is said by the fields and, for those who hear the page, by their labels.
    in_fields = ["(นางชูใจตัวอย่าง)", "(นายสมชายตัวอย่าง)", "(นายมานะตัวอย่าง)"]
    assert [block for block in words_of(snapshot) if block not in text] == in_fields
    labels = {place.name: place.label for place in places}
    for step, told in zip(STEPS, snapshot["approval"]["steps"], strict=True):
        assert all(told["position"] in labels[f"{step}{part}"] for part in ("", "-opinion", "-more"))


def test_a_long_chain_is_never_torn_apart(memo):
    """A place on two pages would be refused; a heading without its place is what is left to see."""
    steps = [{"name": "ก", "position": "ผู้ตรวจ", "heading": f"ความเห็นคนที่ {number}"} for number in range(1, 12)]
    pdf, places = pdf_and_places(document_html(typed(approved(built(memo), steps=steps))))
    document = pypdfium2.PdfDocument(pdf)
    opinions = [place for place in places if place.name.endswith("-opinion")]

    assert len(opinions) == 11
    for place in opinions:
        left, _, right, top = place.box
        assert "ความเห็นคนที่" in text_in(document[place.page], (left, top, right, top + 10 * MM))


def test_the_qr_code_leads_to_the_document(memo):
    snapshot = approved(built(memo))
    page = document_html(typed(snapshot)).replace('class="qr-code"', 'class="qr-code" data-place="qr"')
    pdf, places = pdf_and_places(page)
    (place,) = (place for place in places if place.name == "qr")
    left, _, _, top = place.box
    modules = [
        list(row) for row in segno.make_qr(snapshot["approval"]["url"], error="m").matrix_iter(border=4)
    ]
    scale, edge = 6, 24 * MM / len(modules)
    shown = pypdfium2.PdfDocument(pdf)[place.page]
    pixels, height = shown.render(scale=scale, grayscale=True).to_pil(), shown.get_height()

    def is_dark(row, column):
        x, y = left + (column + 0.5) * edge, height - top + (row + 0.5) * edge
        return pixels.getpixel((round(x * scale), round(y * scale))) < 128

    size = range(len(modules))
    assert [[is_dark(row, column) for column in size] for row in size] == [
        [bool(module) for module in row] for row in modules
    ]


def test_the_same_approval_gives_the_same_tagged_bytes(memo):
    snapshot = approved(built(memo))
    page, attached = document_html(typed(snapshot)), attachments_of(typed(snapshot))

    first, second = (
        render_pdf(page, stylesheets=STYLESHEETS, attachments=attached)
        for page in (page, document_html(typed(snapshot)))
    )

    assert first == second
    figures = [
        element for element in structure(reader(first).trailer["/Root"]["/StructTreeRoot"])
        if element["/S"] == "/Figure"
    ]  # fmt: skip
    assert [figure["/Alt"] for figure in figures] == [
        f"ตราของ{snapshot['agency']['name']}",
        "รหัสคิวอาร์ไปยังหน้าตรวจสอบเอกสาร",
    ]
