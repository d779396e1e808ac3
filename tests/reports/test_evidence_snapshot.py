"""Evidence in what a document is printed from."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.actions import add_evidence, add_link
from measures.evidence import check
from measures.models import Evidence
from measures.queries.plans import print_picture
from reports.models import Document
from tests.factories import files
from tests.reports.snapshots import built

pytestmark = pytest.mark.django_db


def test_snapshot_holds_evidence_in_order(memo):
    first = memo.round.entries.get(measure__position=1)
    piece = check("ประชุม.png", files.photo(form="PNG"))
    add_evidence(entry=first, pieces=[piece], caption="ประชุม", event_date=date(2022, 3, 1), by=None)
    add_link(entry=first, url="https://example.go.th/", by=None)

    measures = built(memo)["plan"]["measures"]

    assert measures[0]["progress"]["evidence"] == [
        {
            "kind": "photo", "sha256": piece.sha256, "caption": "ประชุม", "name": "", "url": "",
            "event_date": "2022-03-01",
        },
        {
            "kind": "link", "sha256": "", "caption": "", "name": "", "url": "https://example.go.th/",
            "event_date": None,
        },
    ]  # fmt: skip
    assert measures[1]["progress"]["evidence"] == []


def test_evidence_adds_no_query_per_entry(memo):
    add_link(entry=memo.round.entries.first(), url="https://example.go.th/", by=None)
    with_one = queries_of(memo)

    for entry in memo.round.entries.all():
        add_link(entry=entry, url="https://example.go.th/", by=None)

    assert queries_of(memo) == with_one


def queries_of(memo) -> int:
    with CaptureQueriesContext(connection) as queries:
        built(Document.objects.get(pk=memo.pk))
    return len(queries)


def test_the_sample_agency_has_pictures(entered):
    entered("thung-bu-lang")

    pieces = Evidence.objects.order_by("entry__measure__position", "position")
    assert [piece.kind for piece in pieces] == ["photo"] * 5 + ["link"]
    assert all(piece.caption and piece.event_date for piece in pieces)
    assert all(len(print_picture(piece.sha256)) > 10_000 for piece in pieces if piece.sha256)
