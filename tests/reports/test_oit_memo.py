"""The memo on the O-items: what it counts, that it is one page, and what must be there before it goes out."""

import pypdfium2
import pytest

from disclosure.actions import keep_check, save_disclosure
from disclosure.enums import Outcome, State
from disclosure.links import Answer
from reports.completeness.check import check
from reports.enums import Kind
from reports.kinds import oit_memo
from reports.models import Document
from reports.pages import STYLESHEETS, document_html
from reports.queries import startable
from reports.snapshot.building import build_snapshot
from reports.snapshot.reading import canonical
from reports.typesetting.rendering import render_pdf
from tests.factories.measures import MeasureFactory, PlanFactory


@pytest.fixture
def plan(agency, packs):
    """A plan of 2566 with a measure; the year has 43 O-items."""
    plan = PlanFactory(assessment__agency=agency, assessment__fiscal_year=2565)
    MeasureFactory(plan=plan)
    return plan


def memo_of(plan):
    return build_snapshot(
        Document(agency=plan.agency, kind=Kind.OIT_MEMO, plan=plan, subject="ก", addressee="นายก")
    )


def answer(plan, code, **values):
    return save_disclosure(agency=plan.agency, fiscal_year=2566, code=code, version=0, by=None, **values)


def test_it_tells_each_department_what_is_left(plan):
    office, treasury = plan.agency.departments.all()
    done = answer(plan, "O1", department=office, state=State.PUBLISHED, addresses="https://a.go.th/1")
    keep_check(disclosure=done, address="https://a.go.th/1", answer=Answer(Outcome.GONE, 404))
    answer(plan, "O2", department=office, state=State.READY)
    answer(plan, "O3", department=treasury, state=State.PUBLISHED, addresses="https://a.go.th/3")

    snapshot = memo_of(plan)
    states, _, todo = [
        block for block in oit_memo.build(snapshot) if hasattr(block, "rows") or hasattr(block, "level")
    ]

    assert [cell.lines for cell in states.rows[0]] == [("40",), ("0",), ("1",), ("2",)]
    assert [[cell.lines[0] if cell.lines else "" for cell in row] for row in todo.rows][0] == [
        office.name,
        "O2",
        "O1",
    ]
    assert todo.rows[1][0].lines == (oit_memo.NOBODY,)
    told = oit_memo.word_sentence(snapshot, "opening")
    for words in ("จำนวน 43 ข้อ", "เผยแพร่แล้ว 2 ข้อ คงเหลือ 41 ข้อ", "มีลิงก์ที่เปิดไม่ได้ 1 ลิงก์"):
        assert words in told


@pytest.mark.pdf
def test_nothing_done_is_one_page(plan):
    pdf = render_pdf(document_html(memo_of(plan)), stylesheets=STYLESHEETS)
    assert len(pypdfium2.PdfDocument(pdf)) == 1


def test_what_must_be_there_before_it_goes_out(plan):
    rules = {issue.rule for issue in check(memo_of(plan))}
    assert {"signatories_missing", "item_without_department", "letter_undated"} <= rules
    assert "items_unknown" not in rules
    assert not any("measure" in rule for rule in rules)

    plan.fiscal_year = 2563
    unknown = memo_of(plan)
    assert "items_unknown" in {issue.rule for issue in check(unknown)}
    assert oit_memo.NOTHING_KNOWN in document_html(unknown)


def test_it_is_offered_for_years_whose_items_are_known(plan):
    assert Kind.OIT_MEMO in {option.kind for option in startable(plan.agency)}
    plan.fiscal_year = 2563
    plan.save()
    assert Kind.OIT_MEMO not in {option.kind for option in startable(plan.agency)}


def test_other_documents_store_nothing_of_it(plan):
    other = build_snapshot(Document(agency=plan.agency, kind=Kind.ANALYSIS_REPORT, plan=plan))

    assert "disclosed" not in canonical(other)
    assert "disclosed" in canonical(memo_of(plan))
