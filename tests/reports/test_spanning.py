"""Tables with cells that span rows, over pages."""

import gc
import re
import weakref

import pytest

from tests.pdftext import opened, pdfium, render, squeeze

CSS = """
@page { margin: 2cm }
table { width: 100%; table-layout: fixed; border-collapse: collapse }
th, td { padding: 2pt; border: 1pt solid; vertical-align: top; text-align: left }
tr { break-inside: avoid }
.new-page { break-before: page }
"""
HEAD = "<thead><tr><th>เลขที่</th><th>ข้อค้นพบ</th><th>ขั้นตอน</th></tr></thead>"


def words(name, count):
    """Return words that can be told apart, in order."""
    return [f"{name}{number:03}" for number in range(count)]


def group(number, finding, steps):
    """Return the rows of one number with its finding beside its steps."""
    first, *rest = (f"<td>{' '.join(step)}</td>" for step in steps)
    span = f' rowspan="{len(steps)}"' if rest else ""
    head = f'<th{span} data-continued="{number} (ต่อ)">{number}</th><td{span}>{" ".join(finding)}</td>'
    return f"<tr>{head}{first}</tr>" + "".join(f"<tr>{step}</tr>" for step in rest)


def table(*groups, before=""):
    return f"<table>{before}{HEAD}<tbody>{''.join(groups)}</tbody></table>"


def pages_of(body):
    """Return the text of each page without spaces."""
    with opened(render(body, CSS)) as document:
        return [squeeze(page.get_textpage().get_text_range()) for page in document]


def in_order(pages, name):
    """Return the words of a name in the order in which they stand."""
    return re.findall(rf"{name}\d\d\d", "".join(pages))


@pytest.mark.pdf
@pytest.mark.parametrize(("rows", "length"), [(9, 300), (3, 900), (1, 900), (20, 4)])
def test_no_word_is_lost_doubled_or_moved(rows, length):
    finding = words("ผล", length)
    steps = [words(f"ขั้น{chr(ord('ก') + row)}", 60) for row in range(rows)]

    pages = pages_of(table(group("1", finding, steps), group("2", words("อื่น", 3), [["จบ"], ["แล้ว"]])))

    assert len(pages) > 1
    assert in_order(pages, "ผล") == finding
    assert [word for step in steps for word in in_order(pages, step[0][:-3])] == sum(steps, [])
    assert in_order(pages, "อื่น") == words("อื่น", 3)


@pytest.mark.pdf
def test_a_step_higher_than_a_page_is_cut_with_the_cells_beside_it():
    step = words("ขั้น", 1000)

    pages = pages_of(table(group("1", words("ผล", 40), [["แรก"], step, ["ท้าย"]])))

    assert len(pages) > 2
    assert in_order(pages, "ขั้น") == step
    assert in_order(pages, "ผล") == words("ผล", 40)
    assert [page.count("ท้าย") for page in pages] == [0] * (len(pages) - 1) + [1]


@pytest.mark.pdf
def test_headings_are_repeated_and_numbers_continued():
    pages = pages_of("<h1>ชื่อเรื่อง</h1>" + table(group("7", ["ผล"], [words("ก", 30)] * 24)))

    assert all(page.count("ข้อค้นพบ") == 1 for page in pages)
    assert ["7(ต่อ)" in page for page in pages] == [False] + [True] * (len(pages) - 1)
    assert "ชื่อเรื่อง" in pages[0]
    assert "ผล" in pages[0]


@pytest.mark.pdf
def test_a_caption_stands_once_and_a_second_table_begins_where_there_is_room():
    first = table(group("1", ["ผล"], [words("ก", 50)] * 6), before="<caption>คำบรรยาย</caption>")
    second = table(group("2", ["ผล"], [["ข"], ["ค"]]))

    pages = pages_of(f"{first}<p>ระหว่าง</p>{second}")

    assert "".join(pages).count("คำบรรยาย") == 1
    assert pages[-1].endswith("ระหว่างเลขที่ข้อค้นพบขั้นตอน2ผลขค")


@pytest.mark.pdf
def test_a_table_that_fits_its_page_looks_as_if_nothing_had_been_cut():
    whole = table(group("1", ["ผล"], [["ก"], ["ข"]]))

    assert pages_of(whole) == ["เลขที่ข้อค้นพบขั้นตอน1ผลกข"]


@pytest.mark.pdf
def test_a_page_that_turns_out_too_full_keeps_more_room(monkeypatch):
    from reports.typesetting import spanning

    finding = words("ผล", 200)
    body = table(group("1", finding, [words("ก", 60)] * 9))
    monkeypatch.setattr(spanning, "_SLACKS", (-100, 24))

    assert in_order([pdfium(render(body, CSS))], "ผล") == finding


@pytest.mark.pdf
def test_a_layout_is_let_go_before_the_next_is_made(monkeypatch):
    """Two layouts of a long document at a time would need twice the memory."""
    from reports.typesetting import spanning

    tables, layouts = [], []

    def watched(lay_out):
        def made():
            gc.collect()
            layouts.append([reference for reference in tables if reference()])
            return lay_out()

        return original(made)

    def seen(table):
        tables.append(weakref.ref(table))
        return is_to_be_cut(table)

    original, is_to_be_cut = spanning.lay_out_cut, spanning._is_to_be_cut
    monkeypatch.setattr(spanning, "lay_out_cut", watched)
    monkeypatch.setattr(spanning, "_is_to_be_cut", seen)
    monkeypatch.setattr(spanning, "_SLACKS", (-100, 24))
    render(table(group("1", words("ผล", 200), [words("ก", 60)] * 9)), CSS)

    assert layouts == [[], []]
    assert tables
