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

from reports import rendering
from reports.rendering import AttachedFile, RenderError, render_pdf
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
        "import sys; from reports.rendering import render_pdf;"
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
    program = "import sys, reports.rendering; sys.exit('weasyprint' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
