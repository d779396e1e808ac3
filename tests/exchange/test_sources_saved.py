"""A result page of ITAS as browsers save it."""

import quopri

import pytest

from exchange.reading.book import FileRefused
from exchange.sources.saved import itas_result, saved_page
from itaportal.thai.numbers import format_score
from tests.assessments.itas_pages import INDICATORS, PAGE_HEAD, SCORES, TABLE

ROWS = "".join(
    f"<tr><td>{rank}</td><td><a href='#'>{name}</a></td><td>{score}</td></tr>" for rank, name, score in TABLE
)
HEAD = "".join(f"<div>{line}</div>" for line in PAGE_HEAD.split("อันดับ")[0].split("\n"))
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>ITAS</title><style>td{color:red}</style>"
    f"<script>var data = ['<td>การใช้อำนาจ</td><td>11.11</td>'];{'x' * 300_000}</script></head><body>{HEAD}"
    f"<table><thead><tr><th>อันดับ</th><th>ตัวชี้วัด</th><th>คะแนน</th></tr></thead><tbody>{ROWS}</tbody></table></body></html>"
)


def mhtml(page: str) -> bytes:
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://itas.nacc.go.th/report/rpt0201\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b"\r\n\r\n\r\n'
        "------b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return head.encode() + quopri.encodestring(page.encode()) + b"\r\n------b--\r\n"


@pytest.mark.parametrize("data", [PAGE.encode(), PAGE.encode("cp874"), PAGE.encode("utf-16"), mhtml(PAGE)])
def test_every_score_of_the_page_is_found_and_what_scripts_hold_is_not(data):
    pasted = itas_result(saved_page(data), INDICATORS)
    assert {row.code: format_score(row.score) for row in pasted.rows} == SCORES
    assert format_score(pasted.total) == "91.10"
    assert pasted.level == "A"
    assert pasted.problems == ()


def test_a_table_inside_a_table_stays_a_table():
    page = saved_page(b"<html><table><tr><td>a<table><tr><td>1<td>2</table><td>b</table>")
    assert [table.rows for table in page.tables] == [(("1", "2"),), (("a", "b"),)]


def test_spans_reach_no_further_than_the_table():
    table = saved_page(b"<table><tr><td rowspan=99 colspan=2>a<td>b<tr><td>c</table>").tables[0]
    assert table.rows == (("a", "", "b"), ("", "", "c"))
    assert table.spans == ((0, 1, 0, 1),)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"a,b\n1,2\n", b"Subject: x\r\n\r\nno page"])
def test_what_is_no_page_is_refused(data):
    with pytest.raises(FileRefused, match="HTML"):
        saved_page(data)
