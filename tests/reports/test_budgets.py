"""The budget of a measure in documents: in number and words, in every format, and nothing where none is given."""

import io

import pytest
from docx import Document as read_docx
from openpyxl import load_workbook

from approvals.changes import changes
from reports.attachments.workbook import workbook
from reports.enums import KINDS_OF_A_PLAN, KINDS_OF_A_ROUND, Kind
from reports.kinds.wording import budget_lines
from reports.pages import document_html
from reports.snapshot.model import PublicSnapshot
from reports.snapshot.plan import Measure
from tests.reports import snapshots
from tests.reports.docx_files import squeezed, texts
from tests.reports.snapshots import typed
from tests.reports.test_docx import docx_of, text_of_html
from tests.reports.test_progress_memo import text_of

PRINTED = "งบประมาณ ๕๐,๐๐๐ บาท (ห้าหมื่นบาทถ้วน)"


def with_budget(kind, budget, **more):
    return snapshots.snapshot(kind, measures=[snapshots.measure(budget=budget)], **more)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [*KINDS_OF_A_PLAN, *KINDS_OF_A_ROUND])
def test_every_kind_prints_the_budget_once_on_page_and_in_word(kind):
    made = with_budget(kind, "50000.00")
    page = document_html(typed(made))
    assert squeezed(text_of_html(page)).count(squeezed(PRINTED)) == 1
    word = squeezed("".join(texts(read_docx(io.BytesIO(docx_of(made))))))
    assert word.count(squeezed(PRINTED)) == 1
    assert "งบประมาณ ๕๐" not in text_of(document_html(typed(with_budget(kind, ""))))


def test_a_budget_of_nothing_is_told_in_words():
    assert budget_lines(Measure(budget="0.00")) == ("ไม่ใช้งบประมาณ",)
    assert budget_lines(Measure(budget="0.50")) == ("งบประมาณ 0.50 บาท (ห้าสิบสตางค์)",)
    assert budget_lines(Measure()) == ()


def test_the_change_list_tells_amounts():
    old, new = (typed(with_budget(Kind.PROGRESS_MEMO, budget)) for budget in ("", "1250.50"))
    [change] = changes(old, new)
    assert change.where.endswith(": งบประมาณ (บาท)")
    assert (change.before, change.after) == ("", "1,250.50")


def test_the_spreadsheet_has_it_as_a_number():
    book = load_workbook(io.BytesIO(workbook(typed(with_budget(Kind.PROGRESS_MEMO, "50000.00")))))
    head, row = list(book["มาตรการ"].iter_rows(values_only=True))[:2]
    assert dict(zip(head, row, strict=True))["งบประมาณ (บาท)"] == 50000


def test_the_public_schema_tells_what_it_is():
    schema = PublicSnapshot.model_json_schema(mode="serialization")["$defs"]
    told = schema["PublicMeasure"]["properties"]["budget"]
    assert told["title"] == "งบประมาณ (บาท)"
    assert "จำนวนเงินเป็นบาท" in str({**schema["Amount"], **told})
