"""The look of a decision: everything in it can be read at the size of a memo's text, whatever somebody typed."""

from datetime import date

import pytest
from PIL import Image, ImageChops

from approvals.signing.failures import SigningFailed
from approvals.signing.looks import MORE, OPINION, Space, fields_by_name
from approvals.signing.revision import open_update, page_count
from tests.approvals.signing.conftest import HEIGHT, SPACES, WIDTH, Decision, drawn
from tests.conftest import ROOT
from tests.pdftext import EXTRACTORS, opened, reader, squeeze

pytestmark = pytest.mark.pdf
GOLDEN = ROOT / "tests" / "data" / "golden"
PARTED, WHOLE = ("step-1", f"step-1{OPINION}"), ("step-1", f"step-1{OPINION}", f"step-1{MORE}")
LONG = "เห็นชอบตามที่เสนอ ขอให้สำนักปลัดติดตามผลการดำเนินการตามมาตรการทุกไตรมาส และรายงานให้ทราบ "
NAME = "นางสาวพรรณรายณัฐธิดา ศรีสุวรรณรัตนโชติพงศ์ไพบูลย์เกียรติ ณ อยุธยา"
ACTING = {
    "position": "รองปลัดองค์การบริหารส่วนตำบลตัวอย่าง รักษาราชการแทน",
    "acting_for": "นายกองค์การบริหารส่วนตำบลตัวอย่าง",
}
CASES = {
    "short": {"opinion": "เห็นชอบ – ขอให้ติดตามทุกไตรมาส"},
    "acting": {"opinion": "ขอให้กองคลังจัดทำแผน\nภายในวันที่ 30 กันยายน 2569", "name": NAME, **ACTING},
    "long": {"opinion": (LONG * 20)[:1000], **ACTING},
}


def picture(pdf, page=0):
    with opened(pdf) as document:
        document.init_forms()
        return document[page].render(scale=60 / 72, may_draw_forms=True).to_pil().convert("L")


def strip(pdf):
    """Return the looks of a decision below each other."""
    pages = [picture(pdf, page) for page in range(page_count(pdf))]
    shown = Image.new("L", (pages[0].width, sum(page.height for page in pages)), 255)
    for number, page in enumerate(pages):
        shown.paste(page, (0, sum(above.height for above in pages[:number])))
    return shown


@pytest.mark.parametrize("case", CASES)
def test_it_looks_as_it_did(case, tmp_path):
    """To accept a new look, copy the drawn picture over the golden one."""
    shown = strip(drawn(**CASES[case]).pdf)
    shown.save(tmp_path / f"signature-{case}.png")
    with Image.open(GOLDEN / f"signature-{case}.png") as stored:
        golden = stored.convert("L")

    assert shown.size == golden.size
    # Other versions of the rasteriser smooth edges differently: a few grey steps, on few points.
    differing = ImageChops.difference(shown, golden).point(lambda step: 255 * (step > 96))
    share = differing.histogram()[255] / (shown.width * shown.height)
    assert share < 0.002, f"{tmp_path}/signature-{case}.png"


@pytest.mark.parametrize("case", CASES)
def test_every_word_is_in_the_text_layer_and_the_name_once(case):
    made = drawn(**CASES[case])
    found = squeeze(EXTRACTORS[0](made.pdf))

    opinion = squeeze(CASES[case]["opinion"].translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")))
    assert opinion[:150] in found
    assert opinion[-150:] in found
    assert found.count(squeeze(f"({CASES[case].get('name', 'นายตัวอย่าง นามสมมุติ')})")) == 1
    assert "๒๑พฤศจิกายน๒๕๖๙" in found
    assert squeeze(CASES[case].get("acting_for", "")) in found
    assert made.text.endswith(CASES[case]["opinion"].strip())


def smallest_letter(pdf, pages):
    """Return the size in points of the smallest text of the pages."""
    sizes = []

    def note(text, page, line, font, size):
        if text.strip():
            sizes.append(size * abs(line[3] * page[3]))

    for page in reader(pdf).pages[pages]:
        page.extract_text(visitor_text=note)
    return min(sizes)


def test_a_thousand_letters_stand_at_the_size_of_a_memo_and_go_on_on_the_sheet():
    made = drawn(**CASES["long"])

    assert made.fields == WHOLE
    assert smallest_letter(made.pdf, slice(1, 3)) == pytest.approx(16, abs=0.1)
    first, sheet = (squeeze(page.extract_text()) for page in reader(made.pdf).pages[::2])
    assert squeeze("ความเห็นมีต่อในหน้า ๒") in first
    assert squeeze("ความเห็นของนายกเทศมนตรี (ต่อจากหน้า ๑)") in sheet
    for page, field in zip(reader(made.pdf).pages, WHOLE, strict=True):
        assert (page.mediabox.width, page.mediabox.height) == (SPACES[field].width, SPACES[field].height)


def test_names_and_titles_of_any_usual_length_fit():
    made = drawn(
        "เห็นชอบ", name=NAME, note="ผู้ลงนามเป็นผู้เสนอด้วย ตามระเบียบ", signed="ลงนามด้วยใบรับรองของผู้ลงนาม", **ACTING
    )

    assert made.fields == PARTED
    assert smallest_letter(made.pdf, slice(0, 1)) >= 12
    assert made.text == "เห็นชอบ\nผู้ลงนามเป็นผู้เสนอด้วย ตามระเบียบ"


def test_who_only_signs_says_nothing_else():
    made = drawn("", mark="", heading="")

    assert (made.fields, made.text) == (PARTED[:1], "")
    assert "เห็นชอบ" not in EXTRACTORS[0](made.pdf)


def test_a_document_of_before_has_all_of_it_in_its_one_field():
    made = drawn(CASES["long"]["opinion"], spaces={"step-1": Space(0, 454, 119)})

    assert made.fields == PARTED[:1]
    assert squeeze(CASES["long"]["opinion"]) in squeeze(EXTRACTORS[0](made.pdf))


@pytest.mark.parametrize(
    ("opinion", "shown"),
    [
        ("เห็นชอบ 👍🏽 ดำเนินการได้", "เห็นชอบ👍🏽ดำเนินการได้"),
        ("<script>alert('x')</script>", "เห็นชอบ<script>alert('x')</script>"),
        ('ก & ข < ค > ง "จ" {{ name }} {% load x %}', 'เห็นชอบก&ข<ค>ง"จ"{{name}}{%loadx%}'),
        ("\x00\x1b[31mเห็นชอบ\u202eย้อน", "เห็นชอบ[31mเห็นชอบย้อน"),
    ],
    ids=["emoji", "script", "markup", "control"],
)
def test_text_is_only_ever_text(opinion, shown):
    assert squeeze(EXTRACTORS[0](drawn(opinion).pdf)).endswith(shown)


def test_the_decision_is_said_once():
    once, led = (squeeze(EXTRACTORS[0](drawn(text).pdf)) for text in ("เห็นชอบตามเสนอ", "ตามเสนอ"))

    assert once == led


def test_lines_that_somebody_typed_give_way_before_an_opinion_is_refused():
    assert drawn("ก\n" * 200).fields == WHOLE
    with pytest.raises(SigningFailed, match="ยาวเกิน"):
        drawn("ความเห็น" * 2000)


def test_the_same_decision_gives_the_same_drawing():
    assert drawn("เห็นชอบ") == drawn("เห็นชอบ")
    assert drawn("เห็นชอบ") != drawn("เห็นชอบ", decided_on=date(2026, 11, 22))


def test_the_signed_page_shows_it_in_place_of_the_lines_for_a_hand(document, seal):
    signed = Decision().on(document, seal).pdf
    box = ImageChops.difference(picture(document), picture(signed)).getbbox()
    left, top, right, bottom = (edge * 72 / 60 for edge in box)

    assert (left > 83, right < 89 + WIDTH) == (True, True)
    assert (top > 840 - 620 - HEIGHT - 74, bottom < 844 - 620) == (True, True)
    field = fields_by_name(open_update(signed))[f"step-1{OPINION}"]
    assert field["/V"] == "เห็นชอบ – ขอให้ติดตามทุกไตรมาส"
