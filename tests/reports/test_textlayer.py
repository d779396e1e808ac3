"""Every viewer reads the text that was typed, code point by code point."""

import re
from inspect import unwrap

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf.generic import ContentStream

from reports.typesetting import distributed, textlayer
from tests.conftest import ROOT
from tests.pdftext import (
    EXTRACTORS,
    find,
    lines,
    opened,
    paragraphs,
    pdfium,
    pdftotext,
    reader,
    render,
    squeeze,
)

pytestmark = pytest.mark.pdf
every_viewer = pytest.mark.parametrize("read", EXTRACTORS, ids=lambda extractor: extractor.__name__)

_WORDS = (
    "น้ำ กำ ป่ำ ประจำปี ดำเนินการ สำนักปลัด ชี้ ที่ นี้ ผู้ กู้ชื่อ ปิ่น ฝั่น ฟ้าใฝ่ฝัน ปั่นป่วน ปู่ย่า ปุ่ม ปื้น "
    "ก๊ํ ญู ฐุ ญุญู ฎีกา ฐานปั๊ม ราษฎร์ กุฏิ สิทธิ์การใช้ ศักดิ์สิทธิ์ บริสุทธิ์ พันธุ์ สัมพันธ์ คุณธรรม ความโปร่งใส "
    "ทุจริตและประพฤติมิชอบ พุทฺโธ สงฺโฆ กฺ กิ๎ พฺรหฺม ฤๅษี ฦๅ ฤทธิ์ ฃวด ฅน ๏ ๚ ๛ ฯลฯ ฯพณฯ ต่างๆ ๐๑๒๓๔๕๖๗๘๙ "
    "ประโยชน์อื่นใดจากประชาชนผู้มาติดต่อ ทรัพย์สินของทางราชการ ก็ เช็ค เป็นธรรม เก็บ เสร็จสิ้น"
)
WORDS = _WORDS.split(" ")
SENTENCE = (
    "องค์การบริหารส่วนตำบลทรายทอง (ITA) ประจำปีงบประมาณ พ.ศ. ๒๕๖๕ ได้ 83.50 คะแนน – ร้อยละ 90% ของ “ตัวชี้วัด” ๑๐ ตัว "
    "e-Service, office & ffi/fl เป็นต้น ฯลฯ ต่าง ๆ ผู้รับผิดชอบคือสำนักปลัด: ให้สิทธิ์ผู้ใช้ที่ปิ่นเกล้า น้ำตื้น ฿5"
)
STYLES = {
    "regular": "",
    "bold": "font-weight: bold",
    "italic": "font-style: italic",
    "bold italic": "font: italic bold 16pt Memo",
    "slanted by the drawing": "font-family: Memo One; font-style: italic; font-weight: bold",
    "spaced": "letter-spacing: 1px",
    "widely spaced": "letter-spacing: 3px",
    "justified": "text-align: justify; width: 6cm",
    "narrow": "width: 3cm",
    "small": "font-size: 9pt",
    "underlined": "text-decoration: underline",
}


@every_viewer
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_text_is_exact(style, read):
    pdf = render(paragraphs([SENTENCE, " ".join(WORDS)], style))

    assert squeeze(read(pdf)) == squeeze(SENTENCE + "".join(WORDS))


@every_viewer
@pytest.mark.parametrize("style", ["regular", "bold", "italic", "bold italic", "spaced", "small"])
def test_words_are_not_torn(style, read):
    pdf = render(paragraphs(WORDS, STYLES[style]))

    assert lines(read(pdf)) == WORDS


@every_viewer
def test_raised_marks_end_no_word(read):
    # No Thai word has these, but they are raised and shifted by 0.097 em, as far as any font may go.
    words = ["ก๎่ก", "ข๎๋กา", "สิทธิ์การ", "ศักดิ์สิทธิ์เก่า"]

    assert lines(read(render(paragraphs(words)))) == words


@every_viewer
def test_spaces_are_kept(read):
    texts = ["ชี้ ป่ำ ชี้ ที่ น้ำ น้ำ", "ที่ ก ที่ 5 ข้อ", "(ชี้) ก", "คะแนน 83.50 – ที่ ๑"]
    boxes = "<p><b>ที่</b> ชี้ <i>นี้</i></p>"

    assert lines(read(render(paragraphs(texts) + boxes))) == [*texts, "ที่ ชี้ นี้"]


@every_viewer
def test_no_break_space_is_read_as_a_space_and_zero_width_space_as_nothing(read):
    pdf = render("<p>พ.ศ.&nbsp;๒๕๖๕ หน่วยงาน&#8203;ของ&#8203;รัฐ ก&#8288;ข</p>")

    assert lines(read(pdf)) == ["พ.ศ. ๒๕๖๕ หน่วยงานของรัฐ กข"]


@every_viewer
def test_ligatures_are_read_as_letters(read):
    assert lines(read(render("<p>office fi ffi fl offline</p>"))) == ["office fi ffi fl offline"]


@every_viewer
def test_hyphens_at_line_ends_are_kept(read):
    body = '<p style="width: 1cm">เฝ้าระวัง-<br>ตรวจสอบ</p><p>e-<br>Service</p><p>-</p><p>ก - ข</p>'

    assert squeeze(read(render(body))) == "เฝ้าระวัง-ตรวจสอบe-Service-ก-ข"


@every_viewer
def test_soft_hyphens_are_not_read(read):
    pdf = render('<p style="width: 2cm; hyphens: manual">คุณธรรม&shy;โปร่งใส คุณ&shy;ธรรม</p>')

    assert squeeze(read(pdf)) == "คุณธรรมโปร่งใสคุณธรรม"


@every_viewer
def test_cells_and_boxes_inside_a_word(read):
    body = (
        "<table><tr><td>น้ำ</td><td>-</td></tr></table><p>ปิ่<b>น</b>น้ำ<i>ชี้</i>"
        '<a href="https://example.go.th/">ที่</a>ก-<span>ข</span></p>'
    )

    assert squeeze(read(render(body))) == "น้ำ-ปิ่นน้ำชี้ที่ก-ข"


def test_tab_fallback_font_and_other_scripts_are_drawn():
    body = (
        '<p style="white-space: pre">ก\tที่</p><p>→ ✓ 中 é</p><p style="font-size: 0.0000001px">ก</p>'
        '<p style="direction: rtl">น้ำ ที่</p>'
    )

    assert "น้ำ" in pdfium(render(body))


BASES = [chr(code) for code in range(0x0E01, 0x0E2F)]
GRAPHEMES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "", "", *"เแโใไ"]),
        st.sampled_from(BASES),
        st.one_of(
            st.builds("".join, st.tuples(st.sampled_from(["", *"ัิีึืฺุู็ํ๎"]), st.sampled_from(["", *"่้๊๋์"]))),
            st.builds("".join, st.tuples(st.sampled_from(["", *"่้๊๋"]), st.just("ำ"))),
        ),
        st.sampled_from(["", "", "", *"ะาๅๆฯ"]),
    ),
)
PIECES = st.one_of(
    GRAPHEMES, st.sampled_from(WORDS), st.sampled_from([" ", "(ITA)", "๑๒", "83.50", "–", "V.A.", "“ก”"])
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(PIECES, min_size=1, max_size=40).map("".join), min_size=1, max_size=12))
@pytest.mark.parametrize("style", ["regular", "bold italic"])
def test_any_sequence_is_exact(style, texts):
    pdf = render(paragraphs(texts, STYLES[style]))

    for extract in EXTRACTORS:
        assert squeeze(extract(pdf)) == squeeze("".join(texts))


def _texts(data) -> list[str]:
    match data:
        case str():
            return [data]
        case dict():
            return [text for value in data.values() for text in _texts(value)]
        case list():
            return [text for value in data for text in _texts(value)]
    return []


@every_viewer
@pytest.mark.parametrize(
    "path", sorted((ROOT / "fixtures" / "demo").glob("*.yaml")), ids=lambda path: path.stem
)
def test_every_demo_text_is_exact(path, read):
    texts = [text for text in _texts(yaml.safe_load(path.read_text(encoding="utf-8"))) if text.strip()]
    pdf = render(paragraphs(texts))

    assert squeeze(read(pdf)) == squeeze("".join(texts))


@pytest.mark.parametrize(
    "word", ["ตำบล", "ดำเนินการ", "คุณธรรม", "ความโปร่งใส", "ผู้รับผิดชอบ", "สำนัก", "สิทธิ์", "ใช้", "ปิ่น", "ฝ่าย"]
)
def test_a_found_word_is_marked_where_it_stands(word):
    text = (
        "ส่วนตำบลทรายทองดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงานผู้รับผิดชอบ"
        "คือสำนักปลัดโดยให้สิทธิ์การใช้ทรัพย์สินแก่ปิ่นและฝ่ายบริหารทราบ"
    )
    css = "@page { size: A4 landscape } p { white-space: nowrap; font-size: 10pt } a { color: black }"
    linked = text.replace(word, f'<a href="https://example.go.th/">{word}</a>', 1)

    left, right = find(render(f"<p>{text}</p>", css), word)
    stands = _link_rectangle(render(f"<p>{linked}</p>", css))

    # Ink begins and ends inside a letter's room, by less than 0.1 em.
    assert left == pytest.approx(stands[0], abs=1)
    assert right == pytest.approx(stands[1], abs=1)


def _link_rectangle(pdf: bytes) -> tuple[float, float]:
    """Return left and right end of the only link, in points."""
    (annotation,) = reader(pdf).pages[0]["/Annots"]
    left, _, right, _ = annotation.get_object()["/Rect"]
    return float(left), float(right)


def test_every_glyph_has_an_allowed_text():
    pdf = render(
        paragraphs([SENTENCE, *WORDS]) + paragraphs([SENTENCE, *WORDS], "font: italic bold 16pt Memo")
    )

    fonts = reader(pdf).pages[0]["/Resources"]["/Font"]
    assert len(fonts) >= 2
    for font in fonts.values():
        _, _, mapping = font["/ToUnicode"].get_data().partition(b"beginbfchar")
        texts = dict(re.findall(rb"^<([0-9a-f]{4})> <([0-9a-f]*)>$", mapping, re.MULTILINE))
        assert len(texts) > 60
        assert not {b"", b"0000", b"feff", b"fffe"} & set(texts.values())
        widths = font["/DescendantFonts"][0]["/W"]
        used = {
            first + place
            for first, row in zip(widths[::2], widths[1::2], strict=True)
            for place in range(len(row))
        }
        assert used == {int(glyph, 16) for glyph in texts}


def test_spans_are_inside_the_tagged_content():
    document = reader(render(paragraphs([SENTENCE]) + "<h1>สิทธิ์ที่น้ำ</h1>"))
    operations = ContentStream(document.pages[0]["/Contents"].get_object(), document).operations

    open_tags, spans = [], 0
    for operands, operator in operations:
        if operator in (b"BDC", b"BMC"):
            open_tags.append(operands[0])
            if operands[0] == "/Span" and "/ActualText" in operands[1]:
                spans += 1
                assert len(open_tags) == 2
                assert "/MCID" not in operands[1]
        elif operator == b"EMC":
            open_tags.pop()
    assert open_tags == []
    assert spans > 20
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_plain_text_needs_no_span():
    assert b"/ActualText" not in _content(render("<p>กขคง 83.50 Plain text</p>"))
    assert _content(render("<p>กขคน้ำกขค</p>")).count(b"/ActualText") == 1


def _content(pdf: bytes) -> bytes:
    return reader(pdf).pages[0]["/Contents"].get_object().get_data()


def test_the_page_looks_as_weasyprint_draws_it(monkeypatch):
    from PIL import ImageChops
    from weasyprint.draw import text as drawing

    body = paragraphs([SENTENCE, " ".join(WORDS)]) + paragraphs(
        [SENTENCE], "font-style: italic; font-weight: bold"
    )
    ours = _picture(render(body))
    monkeypatch.setattr(drawing, "draw_first_line", unwrap(drawing.draw_first_line))
    monkeypatch.setattr(textlayer, "install", lambda: None)
    theirs = _picture(render(body))

    assert theirs.convert("L").getextrema() == (0, 255)
    difference = ImageChops.difference(ours.convert("L"), theirs.convert("L"))
    changed = sum(difference.histogram()[64:])
    assert changed < 200


def _picture(pdf: bytes):
    with opened(pdf) as document:
        return document[0].render(scale=2).to_pil()


def test_a_line_that_is_drawn_again_is_written_from_memory(monkeypatch):
    written = []
    write = textlayer._written
    monkeypatch.setattr(textlayer, "_written", lambda units: written.append(units) or write(units))
    words = " ".join(WORDS[:4])
    pdf = render(paragraphs([words] * 3) + paragraphs([words], "font-weight: bold"))

    assert squeeze(pdftotext(pdf)) == squeeze(words * 4)
    assert len(written) == 2


def test_installing_twice_changes_nothing():
    from weasyprint import svg
    from weasyprint.draw import text as drawing

    textlayer.install()
    before = (drawing.draw_first_line, svg.text, dict(svg.TAGS))
    textlayer.install()

    assert (drawing.draw_first_line, svg.text, dict(svg.TAGS)) == before
    assert svg.TAGS["text"] is svg.TAGS["tspan"] is svg.text


def test_another_weasyprint_is_refused(monkeypatch):
    monkeypatch.setattr(textlayer, "version", lambda package: "71.0")

    with pytest.raises(textlayer.TextLayerError, match="needs WeasyPrint 70.0, found 71.0"):
        textlayer.install()


def test_poppler_and_pdfium_fail_without_the_layer(monkeypatch):
    """The reason for all this; when it fails, WeasyPrint or the viewers have learnt Thai."""
    from weasyprint.draw import text as drawing

    textlayer.install()
    # Upon the layer: what installs itself upon what this test puts there would be gone with it.
    distributed.install()
    monkeypatch.setattr(drawing, "draw_first_line", unwrap(drawing.draw_first_line))
    monkeypatch.setattr(textlayer, "install", lambda: None)
    pdf = render(paragraphs(["น้ำดำเนินการ คุณธรรม"]))

    assert "ดำเนินการ" not in pdftotext(pdf)
    assert "ดำเนินการ" not in pdfium(pdf)
