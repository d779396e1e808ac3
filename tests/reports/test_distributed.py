"""Thai distributed alignment: every line but the last reaches the right edge, and viewers read the text that was typed."""

import io
from ctypes import c_double

import pytest
from docx import Document
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont
from pypdfium2 import raw

from agencies.enums import Alignment
from itaportal.thai.spelling import is_over_or_under
from reports import blocks
from reports.blocks import Align
from reports.pages import STYLESHEETS, document_html, printed
from reports.typesetting.rendering import render_pdf
from reports.word.writer import write_docx
from tests.conftest import ROOT
from tests.pdftext import EXTRACTORS, opened, pdfium
from tests.reports import snapshots
from tests.reports.docx_files import found
from tests.reports.snapshots import typed

MILLIMETRE = 72 / 25.4
RIGHT = (210 - 20) * MILLIMETRE
SCALE = 6  # pixels to the point
TEXTS = (
    "คณะทำงานได้วิเคราะห์ผลการประเมิน ITA 2.0 ประจำปีงบประมาณ พ.ศ. ๒๕๖๔ ของหน่วยงาน พบว่าคะแนนปีนี้ดีขึ้น (ระดับ A) จึงกำหนด"
    "มาตรการส่งเสริมคุณธรรมของบุคลากรให้ปฏิบัติงานตามกฎหมายอย่างเคร่งครัด และเปิดโอกาสให้ประชาชนเสนอความคิดเห็นทางเว็บไซต์",
    "ประกาศบน https://www.example.go.th/ita/2566/o43?id=123 ตลอดปี",
)


def html(*texts, distributed=True):
    body = "".join(f'<p class="body align-start" style="line-height: 2">{text}</p>' for text in texts)
    kind = " distributed" if distributed else ""
    return f'<html lang="th"><title>ก</title><body><main class="paper{kind}">{body}</main></body></html>'


def rendered(*texts, **options):
    return render_pdf(html(*texts, **options), stylesheets=STYLESHEETS)


def right_edges(pdf):
    """Yield how far each line of the page reaches: its ink, and what the font leaves beside the last letter."""
    font = TTFont(ROOT / "static" / "fonts" / "laksaman" / "Laksaman.ttf")
    with opened(pdf) as document:
        page = document[0]
        height, drawn = page.get_height(), page.render(scale=SCALE).to_pil().convert("L")
        lasts = last_letters(page.get_textpage())
    ink = drawn.point(lambda grey: 255 * (grey < 128))
    for foot, letter in lasts:
        line = ink.crop((0, int((height - foot - 9) * SCALE), ink.width, int((height - foot + 1) * SCALE)))
        glyph = font.getBestCmap()[ord(letter)]
        beside = font["hmtx"][glyph][0] - font["glyf"][glyph].xMax
        yield line.getbbox()[2] / SCALE + beside * 16 / font["head"].unitsPerEm


def last_letters(text):
    """Return the foot of each line under the head of the page, with its last letter, from top to bottom."""
    lasts, x, y = {}, c_double(), c_double()
    for place in range(text.count_chars()):
        letter = text.get_text_range(place, 1)
        raw.FPDFText_GetCharOrigin(text, place, x, y)
        if letter.strip() and not is_over_or_under(letter):
            lasts[next((foot for foot in lasts if abs(foot - y.value) < 8), y.value)] = letter
    return [(foot, letter) for foot, letter in sorted(lasts.items(), reverse=True) if foot < 780]


@pytest.mark.pdf
def test_lines_reach_the_right_edge_but_for_the_last():
    *edges, last = right_edges(rendered(TEXTS[0] * 2))
    *ragged, same = right_edges(rendered(TEXTS[0] * 2, distributed=False))

    assert len(edges) == len(ragged) > 7
    assert max(abs(edge - RIGHT) for edge in edges) < 0.3 * MILLIMETRE
    assert max(RIGHT - edge for edge in ragged) > 5 * MILLIMETRE
    assert abs(last - same) < 0.1 * MILLIMETRE


@pytest.mark.pdf
@pytest.mark.parametrize("read", EXTRACTORS, ids=lambda extractor: extractor.__name__)
def test_viewers_read_the_same_text_with_the_same_spaces(read):
    words = [" ".join(read(rendered(*TEXTS, distributed=way)).split()) for way in (True, False)]

    assert words[0] == words[1]


def agency(alignment):
    made = snapshots.snapshot()
    made["agency"]["alignment"] = alignment
    return typed(made)


def test_the_agency_chooses_and_the_snapshot_keeps_it():
    assert printed(agency(Alignment.THAI)).distributed
    assert 'class="paper distributed"' in document_html(agency(Alignment.THAI))
    assert not printed(typed(snapshots.snapshot())).distributed
    assert 'class="paper"' in document_html(agency(Alignment.START))


def test_word_distributes_paragraphs_and_points_but_nothing_that_has_its_own_place():
    pieces = (
        blocks.Paragraph("ตามที่"),
        blocks.Points(("1. ข้อแรก",)),
        blocks.Paragraph("คณะผู้จัดทำ", align=Align.END),
    )
    made = blocks.Printed("ก", "ข", (), pieces, distributed=True)
    document = Document(io.BytesIO(write_docx(made, lambda sha256: "")))

    assert [each.get(qn("w:val")) for each in found(document, ".//w:pPr/w:jc")] == [
        "thaiDistribute", "thaiDistribute", "right",
    ]  # fmt: skip


@pytest.mark.pdf
def test_an_address_is_one_link_that_ends_its_lines_behind_slashes():
    long = "https://www.example.go.th/ita/2566/" + "documents/of/the/year/" * 4 + "o43.pdf"
    text = pdfium(render_pdf(html(f'ดูที่ <a href="{long}">{long}</a>'), stylesheets=STYLESHEETS))

    lines = [line for line in text.split() if "/" in line]
    assert "".join(lines) == long
    assert len(lines) > 1
    assert all(line.endswith("/") for line in lines[:-1])
