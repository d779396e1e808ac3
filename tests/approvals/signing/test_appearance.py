"""The picture of a decision: everything in it can be read, whatever somebody typed."""

from datetime import date

import pytest
from PIL import Image, ImageChops

from approvals.signing.failures import SigningFailed
from tests.approvals.signing.conftest import HEIGHT, WIDTH, Decision, appearance
from tests.conftest import ROOT
from tests.pdftext import EXTRACTORS, opened, reader, squeeze

pytestmark = pytest.mark.pdf
GOLDEN = ROOT / "tests" / "data" / "golden"
LONG = "เห็นชอบตามที่เสนอ ขอให้สำนักปลัดติดตามผลการดำเนินการตามมาตรการทุกไตรมาส และรายงานให้ทราบ "
ACTING = "ปลัดเทศบาล รักษาราชการแทน นายกเทศมนตรีตำบลตัวอย่าง"
CASES = {
    "short": {"opinion": "เห็นชอบ – ขอให้ติดตามทุกไตรมาส"},
    "acting": {"opinion": "ขอให้กองคลังจัดทำแผน\nภายในวันที่ 30 กันยายน 2569", "acting_for": ACTING},
    "long": {"opinion": (LONG * 20)[:1000], "acting_for": ACTING},
}


def picture(pdf):
    with opened(pdf) as document:
        document.init_forms()
        return document[0].render(scale=110 / 72).to_pil().convert("L")


@pytest.mark.parametrize("case", CASES)
def test_it_looks_as_it_did(case, tmp_path):
    """To accept a new look, copy the drawn picture over the golden one."""
    drawn, golden = picture(appearance(**CASES[case])), Image.open(GOLDEN / f"signature-{case}.png")
    drawn.save(tmp_path / f"signature-{case}.png")

    assert drawn.size == golden.size
    # Other versions of the rasteriser smooth edges differently: a few grey steps, on few points.
    differing = ImageChops.difference(drawn, golden.convert("L")).point(lambda step: 255 * (step > 96))
    share = differing.histogram()[255] / (drawn.width * drawn.height)
    assert share < 0.002, f"{tmp_path}/signature-{case}.png"


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("extract", EXTRACTORS, ids=lambda extract: extract.__name__)
def test_every_word_is_in_the_text_layer(case, extract):
    found = squeeze(extract(appearance(**CASES[case])))

    assert squeeze(CASES[case]["opinion"].translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))) in found
    assert "(นายตัวอย่างนามสมมุติ)" in found
    assert "๒๑พฤศจิกายน๒๕๖๙" in found
    assert squeeze(CASES[case].get("acting_for", "")) in found


@pytest.mark.parametrize("case", CASES)
def test_it_is_one_page_of_the_size_asked_for(case):
    (page,) = reader(appearance(**CASES[case])).pages

    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
        (WIDTH, HEIGHT), abs=0.5
    )
    assert "/StructParents" not in page


def smallest_letter(pdf):
    """Return the size in points of the smallest text of the page."""
    sizes = []

    def note(text, page, line, font, size):
        if text.strip():
            sizes.append(size * abs(line[3] * page[3]))

    reader(pdf).pages[0].extract_text(visitor_text=note)
    return min(sizes)


def test_a_thousand_characters_can_still_be_read():
    assert smallest_letter(appearance(**CASES["long"])) >= 8 * 0.99


def test_a_short_opinion_has_the_size_of_a_memo():
    assert smallest_letter(appearance(**CASES["short"])) == pytest.approx(16, abs=0.1)


@pytest.mark.parametrize(
    ("opinion", "shown"),
    [
        ("เห็นชอบ 😀👍 ดำเนินการได้", "เห็นชอบดำเนินการได้"),
        ("<script>alert('x')</script>", "<script>alert('x')</script>"),
        ('ก & ข < ค > ง "จ" {{ name }} {% load x %}', 'ก&ข<ค>ง"จ"{{name}}{%loadx%}'),
        ("😀", ""),
        ("\x00\x1b[31mเห็นชอบ\u202eย้อน", "[๓๑mเห็นชอบย้อน"),
    ],
    ids=["emoji", "script", "markup", "only emoji", "control"],
)
def test_text_is_only_ever_text(opinion, shown):
    found = squeeze(EXTRACTORS[0](appearance(opinion)))

    assert found.startswith(shown if shown.startswith("เห็นชอบ") else f"เห็นชอบ{shown}")


def test_the_decision_is_said_once():
    once, led = (squeeze(EXTRACTORS[0](appearance(text))) for text in ("เห็นชอบตามเสนอ", "ตามเสนอ"))

    assert once == led


@pytest.mark.parametrize(
    "opinion", ["W" * 1000, "ก\n" * 200, "ฒ" * 1000, "เ" * 1000], ids=["W", "lines", "ฒ", "เ"]
)
def test_odd_opinions_fit(opinion):
    assert len(reader(appearance(opinion)).pages) == 1


def test_what_cannot_fit_is_refused():
    with pytest.raises(SigningFailed, match="ยาวเกิน"):
        appearance("ความเห็น" * 2000)


def test_the_same_decision_gives_the_same_drawing():
    assert appearance("เห็นชอบ") == appearance("เห็นชอบ")
    assert appearance("เห็นชอบ") != appearance("เห็นชอบ", decided_on=date(2026, 11, 22))


def test_the_signed_page_shows_it(document, seal):
    before, after = picture(document), picture(Decision().on(document, seal).pdf)
    box = ImageChops.difference(before, after).getbbox()
    left, top, right, bottom = (edge * 72 / 110 for edge in box)
    place_top = 842 - (500 + HEIGHT)

    assert left > 85
    assert right < 85 + WIDTH
    assert place_top < top
    assert bottom < place_top + HEIGHT
