"""Documents as Word files: the same words as the page, in the font for Thai, and the same bytes every time."""

import copy
import io
import re
import shutil
import subprocess
import zipfile
from bisect import bisect
from math import inf

import pytest
import tinyhtml5
from django.core.management import call_command
from django.urls import reverse
from docx import Document as read_docx
from docx.oxml.ns import qn

from reports import blocks
from reports.actions import rendered
from reports.blocks.tables import Cell, Column, Table
from reports.enums import Format, Kind
from reports.models import Document, Rendering
from reports.pages import document_html, printed
from reports.pictures import data_uri
from reports.typesetting import namedrows
from reports.word.parts import FONT, plain, printable
from reports.word.writer import write_docx
from tests.conftest import ROOT, member, signed_in
from tests.pdftext import pdftotext
from tests.reports.docx_files import opened, squeezed, texts, written
from tests.reports.snapshots import built, typed

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def every_document(packs):
    """Return a document of every kind, by kind."""
    from overview.demo import seeds

    seeds.load(ROOT / "fixtures" / "demo")
    documents = {document.kind: document for document in Document.objects.all()}
    assert set(documents) == set(Kind.values)
    return documents


def docx_of(snapshot):
    return write_docx(printed(typed(snapshot)), data_uri)


def text_of_html(page):
    """Return the page's text without any space; charts have words of their own, titled tables are one as on paper."""
    root = tinyhtml5.parse(re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL), namespace_html_elements=False)
    namedrows.prepare(root)
    for head in root.iter("thead"):
        for row in head.findall("tr[@class='continued']"):
            head.remove(row)
    (main,) = root.iter("main")
    return squeezed("".join(main.itertext()))


def runs_of(content):
    """Yield every run of the document and its headers."""
    document = read_docx(io.BytesIO(content))
    parts = {
        document.part,
        *(part for part in document.part.related_parts.values() if "header" in part.partname),
    }
    for part in parts:
        yield from part.element.iter(qn("w:r"))


def test_every_kind_says_in_word_what_it_says_on_the_page(every_document):
    """Nothing is missing, nothing stands twice, nothing in another order."""
    for kind, document in every_document.items():
        snapshot = built(document)
        said = squeezed("".join(texts(read_docx(io.BytesIO(docx_of(snapshot))))))
        assert said == text_of_html(document_html(typed(snapshot))), kind


def test_every_run_is_set_in_the_font_for_thai_and_a_known_style(every_document):
    for document in every_document.values():
        content = docx_of(built(document))
        runs = list(runs_of(content))
        assert len(runs) > 50
        for run in runs:
            assert {
                run.xpath("w:rPr/w:rFonts")[0].get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "cs")
            } == {FONT}
            assert run.xpath("w:rPr/w:cs")
            assert bool(run.xpath("w:rPr/w:b")) == bool(run.xpath("w:rPr/w:bCs"))
        word = read_docx(io.BytesIO(content))
        used = word.element.body.xpath(".//w:pStyle/@w:val | .//w:rStyle/@w:val | .//w:tblStyle/@w:val")
        assert set(used) <= {style.style_id for style in word.styles}


def test_every_style_says_its_size_for_thai_too():
    styles = opened(blocks.Paragraph("ก")).styles.element

    assert styles.xpath("w:docDefaults//w:szCs/@w:val") == ["32"]
    assert styles.xpath("w:docDefaults//w:lang/@w:bidi") == ["th-TH"]
    for properties in styles.xpath("w:style/w:rPr"):
        assert properties.xpath("w:sz/@w:val") == properties.xpath("w:szCs/@w:val")
        assert bool(properties.xpath("w:b")) == bool(properties.xpath("w:bCs"))


def test_lines_are_as_high_in_any_font_except_under_pictures():
    """Without its rule beside it, Word would take a line's height for a multiple of the font's own."""
    spacings = opened(blocks.Paragraph("ก")).styles.element.xpath(".//w:spacing[@w:line]")

    rules = [
        (spacing.getparent().getparent().get(qn("w:styleId")), spacing.get(qn("w:lineRule")))
        for spacing in spacings
    ]
    assert rules[0] == (None, "exact")  # of every paragraph
    assert [style for style, rule in rules if rule != "exact"] == ["Figure"]


HOSTILE = "{ INCLUDETEXT C:\\x } <w:br/> &amp; ]]> \x0bก\x00ข\ud800ค \u2028 =1+1 MERGEFIELD"


def test_what_people_type_is_only_ever_text():
    cell = Cell((HOSTILE,), note=HOSTILE)
    document = opened(
        blocks.Heading((HOSTILE,)),
        blocks.Paragraph(HOSTILE),
        blocks.Points((HOSTILE,)),
        Table((Column(HOSTILE, 100),), ((cell,),), caption=HOSTILE, title=HOSTILE),
        blocks.Signatures((blocks.Signatory(HOSTILE, HOSTILE, HOSTILE),)),
        blocks.Sources((blocks.Source(HOSTILE, HOSTILE),)),
        names=(HOSTILE,),
    )

    body = document.element.body
    assert not body.xpath(".//w:instrText | .//w:fldSimple | .//w:hyperlink | .//w:br")
    assert "".join(texts(document)).count("{ INCLUDETEXT C:\\x } <w:br/> &amp; ]]> กขค") == 13


def test_a_wrong_address_does_not_spoil_the_file():
    source = blocks.Source("ประกาศ", 'http://[x"><w:p/>\x00 y', link=True)

    assert texts(opened(blocks.Sources((source,)))) == ['- ประกาศ http://[x"><w:p/> y']


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("ลงวันที่ 30 มกราคม 2565 เรื่อง", None, "ลงวันที่ ๓๐_มกราคม_๒๕๖๕ เรื่อง"),
        ("ของอบต.ทราย ทอง มี 5 คน", None, "ของอบต.ทราย_ทอง มี ๕_คน"),
        ("สองบรรทัด\n  และช่องว่าง", None, "สองบรรทัด และช่องว่าง"),
        ("เดือนมกราคม 2566", 12, "เดือนมกราคม_๒๕๖๖"),
        ("เดือนมกราคม 2566", 7, "เดือนมกราคม ๒๕๖๖"),
        ("ณ 31 มีนาคม 2565", 6.5, "ณ ๓๑ มีนาคม_๒๕๖๕"),
        ("ดู https://x.go.th/2566/ ปี 2566", None, "ดู https://x.go.th/2566/ ปี ๒๕๖๖"),
        ("", None, ""),
    ],
)
def test_what_belongs_together_is_joined_where_there_is_room(text, room, shown):
    assert printable(text, ("อบต.ทราย ทอง",), room=room) == shown.replace("_", "\u00a0")


def test_what_no_file_can_hold_is_left_out():
    assert plain("ก\x00ข\ufffeค\ud800ง\x0bจ") == "กขคงจ"


def test_the_same_document_has_the_same_bytes_without_dates(memo):
    snapshot = built(memo)
    content = docx_of(snapshot)

    assert content == docx_of(copy.deepcopy(snapshot))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:" not in re.sub(rb"xmlns:\S+", b"", archive.read("docProps/core.xml"))
        assert archive.testzip() is None


def test_the_file_tells_its_title_author_and_language():
    properties = read_docx(io.BytesIO(written(blocks.Paragraph("ก")))).core_properties

    assert [properties.title, properties.author, properties.language] == [
        "รายงาน ๑", "องค์การบริหารส่วนตำบลตัวอย่าง", "th-TH",
    ]  # fmt: skip
    assert [properties.created, properties.modified, properties.comments] == [None, None, ""]


def test_a_word_file_is_rendered_once_and_kept_beside_the_pdf(memo):
    first = rendered(memo, Format.DOCX)

    assert rendered(memo, Format.DOCX) == first
    assert first.file.name.endswith(".docx")
    assert Rendering.objects.filter(format=Format.DOCX).count() == 1


def test_the_word_file_is_downloaded_under_its_name(memo):
    from agencies.enums import Role

    client = signed_in(member(memo.agency, Role.VIEWER))
    response = client.get(reverse("reports:document_docx", args=[memo.agency.slug, memo.pk]))

    assert response["Content-Type"] == WORD
    assert response["Content-Disposition"] == 'attachment; filename="progress-memo-2565-sai-thong.docx"'
    assert texts(read_docx(io.BytesIO(b"".join(response.streaming_content))))[0] == "บันทึกข้อความ"


def test_the_page_links_to_the_word_file(memo):
    from agencies.enums import Role

    client = signed_in(member(memo.agency, Role.VIEWER))
    page = client.get(reverse("reports:document", args=[memo.agency.slug, memo.pk])).content.decode()

    assert re.search(
        rf'href="{reverse("reports:document_docx", args=["sai-thong", memo.pk])}"[^>]*>ดาวน์โหลด Word<', page
    )


def test_the_command_writes_the_word_file(memo, tmp_path, capsys):
    output = tmp_path / "memo.docx"
    options = ["--agency", "sai-thong", "--year", "2565", "--format", "docx", "--output", str(output)]
    call_command("render_document", "progress-memo", *options)

    assert texts(read_docx(str(output)))[0] == "บันทึกข้อความ"


@pytest.mark.pdf
def test_libreoffice_opens_every_kind_and_shows_all_of_it(every_document, tmp_path):
    """Convert the files to PDF with LibreOffice and look for every paragraph and cell in its text."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("soffice is missing: install libreoffice-writer to see the Word files in another program")
    words = {}
    for kind, document in every_document.items():
        content = docx_of(built(document))
        (tmp_path / f"{kind}.docx").write_bytes(content)
        words[kind] = [squeezed(text) for text in texts(read_docx(io.BytesIO(content)))]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    files = [str(tmp_path / f"{kind}.docx") for kind in words]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=120)

    for kind, paragraphs in words.items():
        pages = pdftotext((tmp_path / f"{kind}.pdf").read_bytes(), "-raw").split("\f")
        text = "".join(squeezed(re.sub(r"- [0-9๐-๙]+ -", "", page)) for page in pages)
        lost = [paragraph for paragraph in paragraphs if pieces_of(paragraph, text) > 4]
        assert lost == [], kind


def pieces_of(paragraph, text):
    """Return in how many pieces the paragraph stands in the text: a cell that ends a page has column headings in it."""
    count = 0
    while paragraph:
        length = bisect(range(1, len(paragraph) + 1), False, key=lambda end: paragraph[:end] not in text)
        if length < 6 and length < len(paragraph):  # shorter than any line: something is missing before it
            return inf
        paragraph, count = paragraph[length:], count + 1
    return count
