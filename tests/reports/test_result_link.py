"""The cover leads to the result's page in ITAS."""

import pytest

from reports.enums import Kind
from reports.pages import document_html, printed
from tests.reports import snapshots
from tests.reports.docx_files import found, opened
from tests.reports.snapshots import typed
from tests.reports.test_progress_memo import text_of

URL = "https://itas.example.go.th/report/2567?agency=68a1"
MISSING = "(ลิงก์ผลการประเมินในระบบ ITAS: ยังไม่ได้กรอก)"


def report(kind, url="", **changes):
    made = snapshots.snapshot(kind, agency={"emblem": ""}, **changes)
    made["assessment"]["result_url"] = url
    return made


@pytest.mark.parametrize("kind", [Kind.ANALYSIS_REPORT, Kind.TOPIC_REPORT])
def test_the_address_is_a_link_whose_digits_stay(kind):
    assert f'<a href="{URL}">{URL}</a>' in document_html(typed(report(kind, URL)))
    cover = opened(*printed(typed(report(kind, URL))).blocks)
    (link,) = found(cover, ".//w:p[w:pPr/w:pStyle/@w:val='CoverLink']/w:hyperlink")
    assert link.text == URL


@pytest.mark.parametrize("kind", [Kind.ANALYSIS_REPORT, Kind.TOPIC_REPORT])
def test_a_draft_says_that_it_is_missing_and_a_submitted_document_does_not(kind):
    draft = report(kind)

    assert MISSING in text_of(document_html(typed(draft)))
    assert any(MISSING in text for text in texts_of(draft))
    assert "ระบบ ITAS" not in text_of(document_html(typed({**draft, "approval": snapshots.approval()})))


def texts_of(snapshot):
    document = opened(*printed(typed(snapshot)).blocks)
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Cover Link"]
