"""HTML in, the same PDF/A-3u out, and nothing read but what belongs to the portal."""

import io
import os
import re
import subprocess
import sys
import threading
from base64 import b64encode
from datetime import UTC, datetime, timedelta, timezone

import pytest
import time_machine
from pypdf import PdfReader

from reports.typesetting import rendering
from reports.typesetting.rendering import AttachedFile, RenderError, render_pdf, render_pdf_with_places
from tests.conftest import ROOT
from tests.pdftext import opened, pdfium

pytestmark = pytest.mark.pdf

FONT = '@font-face { font-family: Memo; src: url("fonts/laksaman/Laksaman.ttf") }'
MOMENT = datetime(2024, 10, 1, 12, 30, tzinfo=UTC)
DATA = AttachedFile("snapshot.json", '{"ปี": 2568}'.encode(), "ข้อมูลของเอกสาร", MOMENT)


def page(body: str, head: str = "") -> str:
    return (
        '<html lang="th"><head><title>รายงานผล</title>'
        f"<style>{FONT} body {{ font-family: Memo }}</style>{head}</head><body>{body}</body></html>"
    )


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def test_a_document_is_tagged_pdf_a_with_title_language_and_bookmarks():
    reader = read(render_pdf(page("<h1>ผลการดำเนินงาน</h1><h2>มาตรการ</h2><p>น้ำ</p>")))
    catalogue = reader.trailer["/Root"]
    metadata = catalogue["/Metadata"].get_data().decode()

    assert 'pdfaid:part="3"' in metadata
    assert 'pdfaid:conformance="U"' in metadata
    assert catalogue["/Lang"] == "th"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert reader.metadata.title == "รายงานผล"
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)] == ["ผลการดำเนินงาน"]
    assert "/StructTreeRoot" in catalogue


def test_only_vendored_fonts_are_embedded():
    reader = read(render_pdf(page("<p>น้ำ Memo 2568</p>")))

    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    assert [re.sub(r"^/[A-Z]{6}\+", "", font["/BaseFont"]) for font in fonts] == ["Memo"]
    assert all("/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts)


def test_attachments_are_kept_byte_for_byte():
    table = AttachedFile("scores.xlsx", b"PK\x03\x04", "คะแนน", MOMENT)
    reader = read(render_pdf(page("<p>ก</p>"), attachments=[DATA, table]))

    assert reader.attachments == {"snapshot.json": [DATA.content], "scores.xlsx": [table.content]}
    names = reader.trailer["/Root"]["/Names"]["/EmbeddedFiles"]["/Names"]
    for name, mime in zip(names[1::2], ["application/json", None], strict=True):
        specification = name.get_object()
        assert specification["/AFRelationship"] == "/Data"
        embedded = specification["/EF"]["/F"]
        assert embedded["/Params"]["/ModDate"] == "D:20241001123000Z"
        assert mime is None or embedded["/Subtype"] == f"/{mime}"


def test_the_moment_of_an_attachment_is_told_in_utc():
    bangkok = timezone(timedelta(hours=7))
    moved = AttachedFile(DATA.name, DATA.content, DATA.description, MOMENT.astimezone(bangkok))

    assert render_pdf(page("ก"), attachments=[moved]) == render_pdf(page("ก"), attachments=[DATA])


def test_the_same_html_gives_the_same_bytes_at_any_time():
    html = page("<h1>น้ำ</h1><p>ที่ <b>หนา</b> <i>เอน</i></p>")
    with time_machine.travel(datetime(2024, 1, 1, tzinfo=UTC), tick=False):
        first = render_pdf(html, attachments=[DATA])
    with time_machine.travel(datetime(2026, 6, 1, tzinfo=UTC), tick=False):
        second = render_pdf(html, attachments=[DATA])

    assert first == second
    assert render_pdf(html.replace("หนา", "บาง"), attachments=[DATA]) != first


def test_the_same_html_gives_the_same_bytes_in_another_process(tmp_path):
    html = page('<h1>น้ำ</h1><svg width="9" height="9"><text x="1" y="8">ที่</text></svg><p>ก <b>ข</b></p>')
    program = (
        "import sys; from reports.typesetting.rendering import render_pdf;"
        "sys.stdout.buffer.write(render_pdf(sys.stdin.buffer.read().decode()))"
    )
    others = [
        subprocess.run(
            [sys.executable, "-c", program],
            input=html.encode(),
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        )
        for seed, zone in (("1", "Asia/Bangkok"), ("2", "UTC"))
    ]

    assert [other.stdout == render_pdf(html) for other in others] == [True, True]
    assert others[0].stderr == b""


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image width="9" height="9" href="{}"/></svg>'


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="" src="http://example.go.th/a.png">',
        '<img alt="" src="https://example.go.th/a.png">',
        '<img alt="" src="//example.go.th/a.png">',
        '<img alt="" src="ftp://example.go.th/a.png">',
        '<img alt="" src="file:///etc/passwd">',
        '<img alt="" src="file://localhost/etc/passwd">',
        '<img alt="" src="../manage.py">',
        '<img alt="" src="fonts/../../manage.py">',
        '<img alt="" src="%2e%2e/manage.py">',
        '<img alt="" src="missing.png">',
        '<p style="background: url(file:///etc/passwd)">ก</p>',
        '<style>@import "http://example.go.th/a.css";</style>',
        "<style>@font-face { font-family: x; src: url(http://example.go.th/a.ttf) }</style>",
        '<link rel="stylesheet" href="/etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<a rel="attachment" href="file:///etc/passwd">ก</a>',
        '<object data="file:///etc/passwd"></object>',
        '<base href="http://example.go.th/"><img alt="" src="a.png">',
        SVG.format("file:///etc/passwd"),
        f'<img alt="" src="data:image/svg+xml;base64,{b64encode(SVG.format("http://a.go.th/b").encode()).decode()}">',
    ],
)
def test_nothing_else_is_read(body):
    with pytest.raises(RenderError, match=r"static/|No such file"):
        render_pdf(page(body))


def test_a_link_out_of_the_static_folder_is_not_followed(tmp_path, monkeypatch):
    static = tmp_path / "static"
    static.mkdir()
    (tmp_path / "secret.css").write_text("p { color: red }")
    (static / "link.css").symlink_to(tmp_path / "secret.css")
    monkeypatch.setattr(rendering, "STATIC_DIR", static)

    with pytest.raises(RenderError, match="not below static/"):
        render_pdf('<html lang="th"><title>ก</title><link rel="stylesheet" href="link.css"><p>ก</p></html>')


def test_refusals_of_one_document_do_not_stay_for_the_next():
    with pytest.raises(RenderError):
        render_pdf(page(SVG.format("file:///etc/passwd")))

    assert "น้ำ" in pdfium(render_pdf(page("<p>น้ำ</p>")))


def test_pictures_come_as_data():
    red = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
    css = "<style>@page { size: 100px; margin: 0 } body { margin: 0 } img { width: 100px; height: 100px }</style>"
    pdf = render_pdf(page(f'<img alt="แดง" src="data:image/png;base64,{red}">', css))

    with opened(pdf) as document:
        assert document[0].render().to_pil().getpixel((30, 30)) == (255, 0, 0)


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<html><title>ก</title><p>ก</p></html>", "lang"),
        ('<html lang="th"><p>ก</p></html>', "title"),
        ('<html lang="th"><title> </title><p>ก</p></html>', "title"),
    ],
)
def test_language_and_title_are_required(html, message):
    with pytest.raises(RenderError, match=message):
        render_pdf(html)


def _left(pdf: bytes) -> float:
    with opened(pdf) as document:
        return document[0].get_textpage().get_charbox(0)[0]


def test_stylesheets_apply_and_are_parsed_once_per_version(tmp_path, monkeypatch):
    import weasyprint

    parsed = []
    original = weasyprint.CSS

    def counting(*args, **kwargs):
        parsed.append(kwargs["filename"])
        return original(*args, **kwargs)

    monkeypatch.setattr(weasyprint, "CSS", counting)
    sheet = tmp_path / "sheet.css"
    sheet.write_text("@page { size: A4; margin: 50pt } body { margin: 0 }")
    html = '<html lang="th"><title>ก</title><p>ก</p></html>'

    narrow = [_left(render_pdf(html, stylesheets=[sheet])) for _ in range(3)]
    assert parsed == [sheet]
    assert narrow == pytest.approx([50, 50, 50], abs=1.5)

    sheet.write_text("@page { size: A4; margin: 90pt } body { margin: 0 }")
    os.utime(sheet, ns=(1, 1))
    assert _left(render_pdf(html, stylesheets=[sheet])) == pytest.approx(90, abs=1.5)
    assert parsed == [sheet, sheet]


def test_counter_styles_of_a_stylesheet_stay_with_it(tmp_path):
    sheet = tmp_path / "counters.css"
    sheet.write_text('@counter-style letters { system: alphabetic; symbols: "ก" "ข"; suffix: ") " }')
    html = (
        '<html lang="th"><title>ก</title><ol style="list-style: letters"><li>น้ำ</li><li>ไฟ</li></ol></html>'
    )

    assert "ข)" in pdfium(render_pdf(html, stylesheets=[sheet]))
    assert "ข)" not in pdfium(render_pdf(html))


def test_fonts_of_a_document_are_not_left_for_the_next():
    plain = '<html lang="th"><title>ก</title><p style="font-family: Memo">น้ำ</p></html>'
    before = render_pdf(plain)
    render_pdf(page("<p>น้ำ</p>"))

    assert render_pdf(plain) == before


def test_two_threads_may_render():
    html = page("<p>น้ำ</p>" * 40)
    expected, results = render_pdf(html), []
    threads = [threading.Thread(target=lambda: results.append(render_pdf(html))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert results == [expected] * 4


def test_importing_does_not_load_weasyprint():
    program = "import sys, reports.typesetting.rendering; sys.exit('weasyprint' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


PLACES = """<style>
@page { size: A4; margin: 2.5cm 2cm 2cm 3cm }
@page wide { size: A4 landscape; margin: 2cm 1.5cm 1.5cm }
.landscape { page: wide }
.filler { height: 18cm }
.place { height: 42mm; width: 60%; margin: 5mm 0 0 20mm; border: 1pt solid; break-inside: avoid }
</style>"""
PLACED = (
    '<div data-place="first" class="place">(ลงชื่อ)</div>'
    '<div class="filler">ก</div><div data-place="second" class="place"></div>'
    '<div class="landscape"><p>ข</p><table><tr><td>ค</td><td><div data-place="third" class="place"></div>'
    "</td></tr></table></div>"
)
INCHES_OF_100 = 100 / 72


def edges_of(ink, left, top, right, bottom):
    """Return whether each edge of the box is one dark line, in the picture's pixels."""
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    places = [(left, middle_y), (right - 1, middle_y), (middle_x, top), (middle_x, bottom - 1)]
    return [
        min(ink.getpixel((round(x) + dx, round(y) + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)) < 128
        for x, y in places
    ]


def test_places_are_where_their_boxes_are_drawn():
    pdf, places = render_pdf_with_places(page(PLACED, PLACES))

    assert [(place.name, place.page) for place in places] == [("first", 0), ("second", 1), ("third", 2)]
    assert places[0].box[3] == pytest.approx(841.89 - (25 + 5) * 72 / 25.4, abs=0.01)
    assert places[0].box[3] - places[0].box[1] == pytest.approx(42 * 72 / 25.4 + 2, abs=0.01)
    with opened(pdf) as document:
        for place in places:
            sheet = document[place.page]
            ink = sheet.render(scale=INCHES_OF_100).to_pil().convert("L")
            x1, y1, x2, y2 = (edge * INCHES_OF_100 for edge in place.box)
            top, bottom = sheet.get_height() * INCHES_OF_100 - y2, sheet.get_height() * INCHES_OF_100 - y1
            assert edges_of(ink, x1, top, x2, bottom) == [True] * 4
            assert edges_of(ink, x1 + 4, top + 4, x2 - 4, bottom - 4) == [False] * 4
            assert edges_of(ink, x1 - 4, top - 4, x2 + 4, bottom + 4) == [False] * 4


def test_the_bytes_are_those_without_places():
    html = page(PLACED, PLACES)

    assert render_pdf_with_places(html, attachments=[DATA])[0] == render_pdf(html, attachments=[DATA])
    assert render_pdf_with_places(page("<p>ก</p>"))[1] == ()


@pytest.mark.parametrize(
    "body",
    [
        '<p data-place="step-1">ก</p><p data-place="step-1">ข</p>',
        '<div data-place="step-1"><p>ก</p><p style="break-before: page">ข</p></div>',
    ],
)
def test_a_place_has_a_name_and_a_page_of_its_own(body):
    with pytest.raises(RenderError, match=r"step-1"):
        render_pdf_with_places(page(body))


def test_pages_to_be_drawn_in_another_pdf_carry_no_marks():
    html = page("<h1>ที่</h1><p>น้ำ</p><table><tr><th>ก</th><td>ข</td></tr></table>")
    plain, marked = (read(render_pdf(html, tagged=tagged)) for tagged in (False, True))

    assert b"/MCID" in marked.pages[0].get_contents().get_data()
    assert b"/MCID" not in plain.pages[0].get_contents().get_data()
    assert "/StructParents" not in plain.pages[0]
    assert "/StructTreeRoot" not in plain.trailer["/Root"]
    assert 'pdfaid:conformance="U"' in plain.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "น้ำ" in pdfium(render_pdf(html, tagged=False))
