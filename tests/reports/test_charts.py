"""Charts: the same picture on the page and in the PDF, with every figure in it and no score invented."""

import io
import re
import sys
from xml.etree.ElementTree import fromstring

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from itaportal.probes import ProbeFailed
from itaportal.thai.numbers import to_thai_digits
from reports.blocks import Chart, Heading, Landscape, Printed
from reports.charts import drawing as charts
from reports.charts.parts import WIDTH, years_of
from reports.charts.specs import dips_of
from tests.pdftext import EXTRACTORS, find, opened, squeeze

SVG = "{http://www.w3.org/2000/svg}"
INDICATORS = (
    ("1", "การปฏิบัติหน้าที่", "IIT", "93.42"),
    ("2", "การใช้งบประมาณ", "IIT", "78.91"),
    ("3", "การใช้อำนาจ", "IIT", "84.60"),
    ("4", "การใช้ทรัพย์สินของราชการ", "IIT", "75.12"),
    ("5", "การแก้ไขปัญหาการทุจริต", "IIT", "0.00"),
    ("6", "คุณภาพการดำเนินงาน", "EIT", "85.10"),
    ("7", "ประสิทธิภาพการสื่อสาร", "EIT", ""),
    ("8", "การปรับปรุงระบบการทำงาน", "EIT", "77.20"),
    ("9", "การเปิดเผยข้อมูล", "OIT", "66.67"),
    ("10", "การป้องกันการทุจริต", "OIT", "100.00"),
)
YEARS = (2561, 2562, 2564, 2565)  # no result of 2563
SCORES = ("61.25", "70.50", "68.75", "")
TOTALS = tuple(
    zip(YEARS, ("68.40", "78.11", "84.60", "91.23"), ("C", "B", "ต้องปรับปรุงโดยด่วน", "A"), strict=True)
)
CHANGES = ("2.30", "-1.10", "0.00", "", "12.45", "-8.33", "0.05", "3.00", "-33.33", "1.00")
DATA = {
    "five-year-total": TOTALS,
    "indicators-by-instrument": INDICATORS,
    "five-years-by-indicator": tuple(
        (code, name, year, score)
        for code, name, _, _ in INDICATORS
        for year, score in zip(YEARS, SCORES, strict=True)
    ),
    "change-to-last-year": tuple(
        (code, name, change) for (code, name, _, _), change in zip(INDICATORS, CHANGES, strict=True)
    ),
    "totals-in-levels": (
        *TOTALS,
        ("", "95", "ผ่านดีเยี่ยม"),
        ("", "85", "ผ่านดี"),
        ("", "85", "ผ่าน"),
        ("", "0", "ตก"),
    ),
    "indicators-compared": (
        ("", "", "ปี 2565", "ปี 2564", "เฉลี่ยทั้งประเทศ (12 หน่วยงาน)"),
        *(
            (code, name, score, "" if code == "1" else "80.00", "88.25")
            for code, name, _, score in INDICATORS
        ),
    ),
    "lowest-items": tuple((f"I{row}", "C" if row % 2 else "", f"{60 + row}.00") for row in range(9)),
    "counts": (("", "เสร็จแล้ว", "ยังไม่เริ่ม"), ("ทั้งแผน", 12, 3), *((name, 4, 0) for name in "CDEF")),
    "plan-timeline": (
        ("2025-10-01", "2026-09-30", "2026-05-20"),
        ("C", "2025-10-01", "2026-03-31", "overdue", "เลยกำหนด 50 วัน"),
        ("2. อบรม", "2025-01-01", "2027-01-01", "open", "อีก 226 วัน"),
        ("3. ประชุม", "2025-10-01", "2025-12-31", "done", "เสร็จแล้ว"),
        ("4. ปีก่อน", "2024-10-01", "2024-12-31", "done", "เสร็จแล้ว"),
        ("5. ประกาศ", "", "", "open", "ไม่มีวันกำหนด"),
    ),
}
every_chart = pytest.mark.parametrize("name", charts.SPECS)


def chart(name, data=None, **kwargs):
    return Chart(name, DATA[name] if data is None else data, "คะแนน", "แผนภูมิคะแนนปี 2565", **kwargs)


def drawn(name, data=None, **kwargs):
    return fromstring(charts.svg(chart(name, data, **kwargs)))


def texts(root):
    """Return the picture's texts, lines of one label each on its own."""
    return [text for element in root.iter(f"{SVG}text") for text in element.itertext()]


def filled(root, *colours):
    """Return the widths and heights of the bars in one of the colours."""
    bars = [path for path in root.iter(f"{SVG}path") if path.get("fill") in colours]
    return [re.match(r"M\S+?h(-?[\d.]+)v(-?[\d.]+)", path.get("d")).groups() for path in bars]


def printed(*blocks):
    """Return the blocks as HTML of a document."""
    document = Printed("แผนภูมิ", "อบต.ตัวอย่าง", (), blocks)
    return render_to_string("reports/pdf/base.html", {"printed": document, "stylesheet": ""})


@every_chart
def test_the_page_may_show_it_without_inline_style_and_script(name):
    svg = charts.svg(chart(name))

    names = {attribute for element in fromstring(svg).iter() for attribute in element.attrib}
    assert not names & {"style", "class", "id"}
    assert [attribute for attribute in names if attribute.startswith("on") or "href" in attribute] == []
    assert re.findall(r"<(style|script|image|use|a|foreignObject)\b|url\(", svg) == []


@every_chart
def test_every_ink_has_one_of_the_theme_on_pages(name):
    styles = (settings.BASE_DIR / "static" / "css" / "dashboard.css").read_text("utf-8")

    inks = {(kind, element.get(kind)) for element in drawn(name).iter() for kind in ("fill", "stroke")}
    told = {f'[{kind}="{ink}"]' for kind, ink in inks if ink not in (None, "none", "transparent")}
    assert [selector for selector in told if f".chart-scroll {selector} {{" not in styles] == []


@every_chart
def test_it_is_one_picture_with_our_name_and_nothing_of_vegas(name):
    root = drawn(name)

    assert root.get("role") == "img"
    assert root.get("aria-label") == "แผนภูมิคะแนนปี ๒๕๖๕"
    spoken = [element for element in root.iter() if {"role", "aria-label", "aria-hidden"} & {*element.attrib}]
    assert spoken == [root]
    assert all("aria" not in attribute for inner in list(root.iter())[1:] for attribute in inner.attrib)


@every_chart
def test_it_is_as_wide_as_the_text_of_a_letter_and_scales(name):
    root = drawn(name)

    left, top, width, height = map(float, root.get("viewBox").split())
    assert (left, top) == (0, 0)
    assert width == pytest.approx(WIDTH, abs=2)
    assert 125 < height < 625  # a page holds it together with a heading and its title
    assert "width" not in root.attrib
    assert "height" not in root.attrib


@every_chart
def test_its_font_is_the_one_of_the_documents(name):
    root = drawn(name)

    assert root.get("font-family") == "ITA Document"
    assert [inner for inner in list(root.iter())[1:] if inner.get("font-family")] == []


@every_chart
def test_its_digits_are_thai(name):
    assert [text for text in texts(drawn(name)) if re.search("[0-9]|null|undefined|NaN", text)] == []


@every_chart
def test_the_same_chart_is_the_same_text(name):
    first = charts.svg(chart(name))
    charts._drawn.clear()

    assert charts.svg(chart(name)) == first


def test_of_many_charts_the_newest_are_kept(monkeypatch):
    names = ("five-year-total", "counts", "lowest-items")
    monkeypatch.setattr(charts, "_drawn", {})
    monkeypatch.setattr(charts, "_MOST_KEPT", 2)

    for name in names:
        charts.svg(chart(name))

    assert [kept.name for kept in charts._drawn] == [*names[1:]]


def test_all_charts_of_a_document_are_one_question_to_an_engine_outside_this_process(monkeypatch):
    both = [chart("five-year-total"), chart("counts")]
    alone = [charts.svg(each) for each in both]
    charts._drawn.clear()
    asked = []
    monkeypatch.setattr(charts, "_ask", lambda wanted, ask=charts._ask: asked.append(wanted) or ask(wanted))

    charts.draw_ahead([*both, both[0]])

    assert [charts.svg(each) for each in both] == alone
    assert [len(wanted) for wanted in asked] == [2]
    assert "vl_convert" not in sys.modules


@every_chart
def test_text_of_people_stays_text(name):
    data = tuple(tuple("ก\"<b>&'|" if value in ("2", "C") else value for value in row) for row in DATA[name])

    assert any("ก\"<b>&'|" in text for text in texts(drawn(name, data)))


@every_chart
def test_without_data_it_is_an_empty_picture(name):
    assert float(drawn(name, ()).get("viewBox").split()[2]) > 0


@every_chart
def test_the_pass_line_is_dashed_and_named_or_left_out(name):
    lines = {"change-to-last-year": 0, "counts": 0, "plan-timeline": 0, "five-years-by-indicator": 10}.get(
        name, 1
    )
    for pass_line, count in (("80.00", lines), ("", 0)):
        root = drawn(name, pass_line=pass_line)
        assert sum("stroke-dasharray" in element.attrib for element in root.iter()) == count
        assert sum("เกณฑ์ผ่าน ๘๐" in text for text in texts(root)) == min(count, 1)


def test_totals_stand_over_their_columns_with_year_and_level_below():
    words = texts(drawn("five-year-total"))

    assert [word for word in words if word.startswith("๒๕")] == ["๒๕๖๑", "๒๕๖๒", "๒๕๖๓", "๒๕๖๔", "๒๕๖๕"]
    assert [word for word in words if "." in word] == ["๖๘.๔๐", "๗๘.๑๑", "๘๔.๖๐", "๙๑.๒๓"]
    assert [word for word in words if re.match("[A-C]|ต้อง|โดย", word)] == [
        "C",
        "B",
        "ต้องปรับปรุง",
        "โดยด่วน",
        "A",
    ]


def test_a_year_without_a_total_has_a_place_and_no_column():
    root = drawn("five-year-total")

    heights = [float(height) for _, height in filled(root, "#b9cbe6", "#14294a")]
    assert heights == pytest.approx([190 * share for share in (0.684, 0.7811, 0.846, 0.9123)], abs=0.5)
    assert texts(root).count("–") == 1


def test_only_the_last_column_is_dark():
    root = drawn("five-year-total")

    assert len(filled(root, "#14294a")) == 1
    assert len(filled(root, "#b9cbe6")) == 3


def test_indicators_stand_under_their_instruments_with_their_scores():
    words = texts(drawn("indicators-by-instrument"))

    names = [word for word in words if re.match(r"[๐-๙]+\. |[IEO]IT", word)]
    numbered = [to_thai_digits(f"{code}. {name}") for code, name, _, _ in INDICATORS]
    assert names == ["IIT", *numbered[:5], "EIT", *numbered[5:8], "OIT", *numbered[8:]]
    figures = [word for word in words if re.fullmatch(r"[๐-๙]+\.[๐-๙]{2}|–", word)]
    assert figures == [to_thai_digits(score) or "–" for _, _, _, score in INDICATORS]


def test_bars_are_as_long_as_their_scores_and_none_stands_for_an_unknown_one():
    widths = [float(width) for width, _ in filled(drawn("indicators-by-instrument"), "#1a4480")]

    scores = [float(score) for _, _, _, score in INDICATORS if score]
    assert widths == pytest.approx([score / 100 * max(widths) for score in scores], abs=0.1)


def test_a_long_name_leaves_room_for_the_bars():
    data = (("1", "ตัวชี้วัดที่มีชื่อยาวมาก" * 10, "IIT", "100.00"),)

    root = drawn("indicators-by-instrument", data)
    assert float(root.get("viewBox").split()[2]) == WIDTH
    assert float(filled(root, "#1a4480")[0][0]) > 100


def test_lines_break_at_a_year_without_a_score():
    root = drawn("five-years-by-indicator")

    lines = [path.get("d") for path in root.iter(f"{SVG}path") if path.get("stroke-width") == "1.8"]
    # 2561–2562 is joined, 2563 is missing, 2564 stands alone, 2565 has no score.
    assert {(line.count("M"), line.count("L")) for line in lines} == {(2, 1)}
    assert len(lines) == 10
    for score in ("๖๑.๒๕", "๗๐.๕๐", "๖๘.๗๕"):
        assert texts(root).count(score) == 10


def test_years_too_far_apart_keep_their_gap_in_the_line():
    data = tuple(("1", "การปฏิบัติหน้าที่", year, "80.00") for year in (2561, 2562, 2568, 2569))

    root = drawn("five-years-by-indicator", data)
    lines = [path.get("d") for path in root.iter(f"{SVG}path") if path.get("stroke-width") == "1.8"]
    assert len(lines) == 2
    assert [word for word in texts(root) if word.startswith("๒๕")] == ["๒๕๖๑", "๒๕๖๒", "๒๕๖๘", "๒๕๖๙"]


def test_changes_carry_their_sign_and_falls_are_hollow():
    root = drawn("change-to-last-year")

    figures = [word for word in texts(root) if re.fullmatch(r"[+−]?[๐-๙]+\.[๐-๙]{2}|–", word)]
    signed = ["+๒.๓๐", "−๑.๑๐", "๐.๐๐", "–", "+๑๒.๔๕", "−๘.๓๓", "+๐.๐๕", "+๓.๐๐", "−๓๓.๓๓", "+๑.๐๐"]
    assert figures == signed
    assert len(filled(root, "#1a4480")) == 5
    assert len(filled(root, "white")) == 4  # three falls, and one without change


def test_only_sides_that_have_bars_are_named():
    words = texts(drawn("change-to-last-year", (("1", "การปฏิบัติหน้าที่", "1.00"),)))

    assert "เพิ่มขึ้น" in words
    assert "ลดลง" not in words


def marks(root, shape, *colours):
    """Return the elements of a kind of shape in one of the colours, by what they are filled with."""
    return [element for element in root.iter(f"{SVG}{shape}") if element.get("fill") in colours]


def test_a_total_lies_in_the_levels_of_the_newest_year_and_the_last_one_is_gold():
    root = drawn("totals-in-levels")

    assert [word for word in texts(root) if word.startswith(("ผ่าน", "ตก"))] == [
        "ผ่านดีเยี่ยม",
        "ผ่านดี / ผ่าน",
        "ตก",
    ]
    assert len(marks(root, "path", "#b8892b")) == 1
    bands = [float(height) for _, height in filled(root, "#b9cbe6")]
    assert bands == pytest.approx([230 * 5 / 40, 230 * 25 / 40], abs=0.5)  # the scale begins at 60


def test_an_indicator_is_compared_only_with_what_is_known():
    root = drawn("indicators-compared")

    # Nine of ten have a score now, nine had one before; each mark stands once more in the key.
    assert len(marks(root, "path", "#b8892b")) == 10
    assert len(marks(root, "path", "white")) == 10
    assert len(marks(root, "path", "#6b675d")) == 11
    assert {"ปี ๒๕๖๕", "ปี ๒๕๖๔", "เฉลี่ยทั้งประเทศ (๑๒ หน่วยงาน)"} <= {*texts(root)}


def test_counts_are_bars_with_figures_and_none_is_a_dash():
    root = drawn("counts")

    widths = [float(width) for width, _ in filled(root, "#1a4480")]
    assert [round(width / widths[0], 2) for width in widths] == [1, 0.25, *[0.33, 0] * 4]
    assert texts(root).count("–") == 4


def test_a_plan_shows_today_in_gold_and_what_is_overdue_in_red():
    root = drawn("plan-timeline")

    [late], [done], [running] = (filled(root, ink) for ink in ("#a6192e", "#b9cbe6", "#1a4480"))
    assert float(running[0]) == pytest.approx(2 * float(late[0]), rel=0.02)  # cut at the ends of the year
    assert float(done[0]) == pytest.approx(float(running[0]) * 92 / 365, rel=0.02)
    assert "วันนี้ ๒๐ พ.ค. ๖๙" in texts(root)
    later = (("2025-10-01", "2026-09-30", "2027-05-20"), *DATA["plan-timeline"][1:])
    assert not any(word.startswith("วันนี้") for word in texts(drawn("plan-timeline", later)))


@pytest.mark.parametrize(
    ("scores", "below"),
    [
        ([1.0, 2.0, 1.5], [True, False, True]),
        ([2.0, 1.0, None], [False, True, False]),
        ([None, 1.0, None], [False, False, False]),
        ([1.0, 1.0], [False, False]),
    ],
)
def test_a_number_stands_below_its_point_where_the_line_dips(scores, below):
    assert dips_of(scores) == below


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        ([2565, 2563], [2563, 2564, 2565]),
        ([2561, 2566], [2561, 2562, 2563, 2564, 2565, 2566]),
        ([2561, 2567], [2561, 2567]),
        ([], []),
    ],
)
def test_missing_years_are_shown_while_there_is_room(known, shown):
    assert years_of(known) == shown


def test_an_unknown_chart_is_an_error():
    with pytest.raises(KeyError, match="pie"):
        charts.svg(Chart("pie", (), "", ""))


def test_drawing_fetches_nothing():
    bar = {"mark": "bar", "encoding": {"x": {"field": "a"}}}

    assert charts._ask([bar | {"data": {"values": [{"a": 1}]}}])[0].startswith("<svg")
    with pytest.raises(ProbeFailed):
        charts._ask([bar | {"data": {"url": "http://127.0.0.1:9/scores.json"}}])


def test_the_picture_for_word_has_the_same_shape():
    from PIL import Image

    image = Image.open(io.BytesIO(charts.png(chart("five-year-total"), scale=2)))
    width, height = map(float, drawn("five-year-total").get("viewBox").split()[2:])
    assert image.size == (width * 2, height * 2)
    assert image.convert("RGBA").getextrema()[3] == (255, 255)


def test_the_title_stands_under_the_chart():
    page = printed(chart("five-year-total"))

    assert page.count('role="img"') == 1
    assert re.search(r"</svg>\s*<figcaption>คะแนน</figcaption>", page)


@pytest.fixture(scope="module")
def pdf():
    """Every chart on upright pages, and the highest one on a wide page."""
    from reports.pages import STYLESHEETS
    from reports.typesetting.rendering import render_pdf

    blocks = [chart(name) for name in charts.SPECS]
    html = printed(Heading(("แผนภูมิ",)), *blocks, Landscape((chart("five-years-by-indicator"),)))
    return render_pdf(html, stylesheets=STYLESHEETS)


@pytest.mark.pdf
@pytest.mark.parametrize("read", EXTRACTORS, ids=lambda extractor: extractor.__name__)
def test_every_label_is_read_in_the_pdf(pdf, read):
    found = squeeze(read(pdf))

    labels = {squeeze(text) for name in charts.SPECS for text in texts(drawn(name))}
    assert len(labels) > 40
    assert [label for label in labels if label not in found] == []


@pytest.mark.pdf
def test_nothing_of_a_chart_is_outside_the_margins(pdf):
    from PIL import ImageOps

    with opened(pdf) as document:
        for page in document:
            width, height = page.get_size()
            image = page.render(scale=1, grayscale=True).to_pil()
            # The page number stands alone in the upper margin, the mark of a draft in the lower one.
            number, mark = 72, 40
            ink = ImageOps.invert(image.crop((0, number, image.width, image.height - mark))).getbbox()
            sides = (85, 57) if width < height else (42, 42)
            assert ink[0] >= sides[0] - 1
            assert ink[2] <= width - sides[1] + 1
            assert ink[3] + number <= height - (56 if width < height else 42)


@pytest.mark.pdf
def test_the_longest_label_is_not_cut_at_the_edge_of_its_picture(pdf):
    left, right = find(pdf, "๘. การปรับปรุงระบบการทำงาน")

    assert 85 <= left < right < 260


@pytest.mark.pdf
def test_no_chart_is_torn_over_pages(pdf):
    with opened(pdf) as document:
        pages = [squeeze(page.get_textpage().get_text_range()) for page in document]

    for label, count in (("เส้นประคือ", 2), ("เพิ่มขึ้น", 1)):
        assert sum(page.count(label) for page in pages) == count
    lines = [page for page in pages if "เส้นประคือ" in page]
    assert [page.count("๒๕๖๑") for page in lines] == [10, 10]


@pytest.mark.parametrize("name", [name for name, rows in DATA.items() if any(row[0] == "9" for row in rows)])
def test_a_long_name_of_an_indicator_stands_on_lines_of_whole_words(name):
    long = "การเปิดเผยข้อมูลสาธารณะและการป้องกันการทุจริตของหน่วยงาน"
    data = tuple((row[0], long, *row[2:]) if row[0] == "9" else row for row in DATA[name])
    found = " ".join(texts(drawn(name, data)))

    assert "…" not in found
    assert squeeze(long) in squeeze(found)
    assert "ทุจริต" in found
