"""Thai text in pictures: marks stay with their letters, words are read and found as in text."""

import re
from base64 import b64encode

import pytest

from reports.typesetting import svgtext
from tests.pdftext import EXTRACTORS, find, render, squeeze

pytestmark = pytest.mark.pdf
every_viewer = pytest.mark.parametrize("read", EXTRACTORS, ids=lambda extractor: extractor.__name__)

SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{width}" viewBox="0 0 400 400"
  font-family="Memo" font-size="{size}">{content}</svg>"""


def _as_image(svg: str) -> str:
    return f'<img alt="ภาพ" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'


@every_viewer
@pytest.mark.parametrize(
    "place", [str, _as_image, lambda svg: _as_image(svg) * 2], ids=["inline", "image", "twice"]
)
def test_svg_text_is_exact(place, read):
    texts = ["น้ำตื้นที่ปิ่น", "ชี้สิทธิ์", "ประจำปี ๒๕๖๕", "ป่ำน้ำ"]
    content = "".join(f'<text x="10" y="{60 * row}">{text}</text>' for row, text in enumerate(texts, start=1))
    svg = SVG.format(width=300, size=24, content=content + '<text x="10" y="300">ก<tspan>ปิ่น</tspan>น้ำ</text>')
    body = place(svg)

    words = [*(squeeze(text) for text in texts), "กปิ่นน้ำ"]
    found = squeeze(read(render(body)))
    assert [found.count(word) for word in words] == [len(re.findall("<svg|<img", body))] * len(words)


@pytest.mark.parametrize(("anchor", "start"), [("start", 0.5), ("middle", 0), ("end", -0.5)])
@pytest.mark.parametrize("size", [20, 40])
def test_svg_text_has_its_anchor_and_size(anchor, start, size):
    text = "น้ำตื้นที่ปิ่น"
    content = f'<text x="200" y="100" text-anchor="{anchor}">{text}</text>'
    css = f"@page {{ margin: 0 }} body {{ margin: 0 }} p {{ font-size: {size}px; white-space: nowrap }}"

    left, right = find(render(SVG.format(width=400, size=size, content=content), css), text)
    html_left, html_right = find(render(f"<p>{text}</p>", css), text)

    assert right - left == pytest.approx(html_right - html_left, abs=0.5)
    middle = 200 * 0.75 + start * (right - left)
    assert (left + right) / 2 == pytest.approx(middle, abs=2)


@every_viewer
@pytest.mark.parametrize(
    "attributes", ['letter-spacing="4"', 'textLength="380"', 'rotate="10"', 'dx="0 9 9 9"']
)
def test_svg_letters_placed_one_by_one_keep_their_marks(attributes, read):
    content = f'<text x="5" y="100" {attributes}>น้ำตื้นที่ปิ่น</text>'

    assert squeeze(read(render(SVG.format(width=400, size=20, content=content)))) == "น้ำตื้นที่ปิ่น"


def test_svg_places_count_characters():
    content = '<text x="10 0 0 110 210 0 0" y="100">กิ่งน้ำ</text>'
    pdf = render(SVG.format(width=400, size=20, content=content), "@page { margin: 0 } body { margin: 0 }")

    starts = [find(pdf, letter)[0] / 0.75 for letter in ("กิ่", "ง", "น้ำ")]
    assert starts == pytest.approx([10, 110, 210], abs=2)


def test_graphemes_keep_marks_with_their_letters():
    assert svgtext.graphemes("กิ่งน้ำใจ") == ["กิ่", "ง", "น้ำ", "ใ", "จ"]
    assert svgtext.graphemes("่ก") == ["่", "ก"]
