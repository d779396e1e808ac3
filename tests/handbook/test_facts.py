"""Of the years the handbook tells what a source supports, and says so where none does."""

import pytest
from pytest_django.asserts import assertContains

from criteria.models import CriteriaPack
from handbook.facts import answered_items, levels_of_years, whole_text
from handbook.pages import page_by

pytestmark = pytest.mark.django_db


def rows(table: str) -> dict[str, str]:
    lines = [line for line in table.splitlines() if line.startswith("| 25")]
    return {line[2:6]: line for line in lines}


def test_the_items_of_each_year_are_those_of_the_packs(packs):
    told = rows(answered_items(pack.criteria for pack in CriteriaPack.objects.latest_of_years()))
    for pack in CriteriaPack.objects.latest_of_years():
        documents, row = pack.criteria.documents, told[str(pack.fiscal_year)]
        for code in (documents.analysis, documents.result):
            assert (code is not None and code in row) == (code is not None and documents.confidence.is_backed)


def test_what_no_source_supports_is_not_told(packs):
    pack = CriteriaPack.objects.latest_of_years()[0]
    data = pack.data
    data["documents"] |= {"confidence": "memory", "analysis": "O1", "result": "O2"}
    data["levels"] |= {"confidence": "memory", "pass_line": "85"}
    criteria = type(pack.criteria).from_data(data)
    for table in (answered_items([criteria]), levels_of_years([criteria])):
        assert "ยังไม่มีแหล่งอ้างอิง" in table
        assert "O1" not in table
        assert "85" not in table


def test_the_page_shows_the_table_in_one_query(packs, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = client.get("/help/documents-and-items/")
    assertContains(page, "<table>")
    assert "|---|" not in page.content.decode()
    assertContains(client.get("/help/glossary/"), "เกณฑ์ผ่าน")
    assert whole_text(page_by("scores")) == page_by("scores").source
