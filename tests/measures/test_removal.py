"""The pages that ask before deleting say how much goes with a measure or a round."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.models import Evidence, Progress
from measures.queries.removal import Loss, loss_of
from tests.factories.measures import MeasureFactory, ProgressFactory, RoundFactory

pytestmark = pytest.mark.django_db


def give_evidence(entry, *, photos=0, files=0, links=0):
    stored = {"sha256": "0" * 64, "size": 1}
    Evidence.objects.bulk_create(
        [
            *(Evidence(entry=entry, position=n, kind="photo", file="a.jpg", thumbnail="b.jpg", print_file="c.jpg",
                       look="0" * 16, **stored) for n in range(photos)),
            *(Evidence(entry=entry, position=n, kind="file", file="a.pdf", name="a.pdf", **stored)
              for n in range(files)),
            *(Evidence(entry=entry, position=n, kind="link", url="https://example.go.th/") for n in range(links)),
        ]
    )  # fmt: skip


def points(page):
    """Return the points of the list of what is deleted."""
    listed = re.search(r"สิ่งที่จะถูกลบไปด้วย</p>\s*<ul>(.*?)</ul>", page, re.DOTALL)
    return re.findall(r"<li>(.*?)</li>", listed[1]) if listed else None


def page_of(client, name, *args, **query):
    return client.get(reverse(f"measures:{name}", args=["tua-yang", 2565, *args]), query).content.decode()


def test_an_entry_with_many_pieces_counts_once(plan):
    pieces = ({"photos": 3, "links": 2}, {"photos": 1, "files": 4}, {})
    for month, numbers in enumerate(pieces, start=1):
        give_evidence(ProgressFactory(round__plan=plan, round__as_at=date(2022, month, 1)), **numbers)

    assert loss_of(Progress.objects.all()) == Loss(entries=3, photos=4, files=4, links=2)
    assert loss_of(Progress.objects.none()) == Loss(entries=0, photos=0, files=0, links=0)


def test_deleting_a_measure_tells_its_entries_and_evidence_of_all_rounds(clerk_client, plan, measure):
    rounds = [RoundFactory(plan=plan), RoundFactory(plan=plan, as_at=date(2022, 9, 30))]
    for progress_round in rounds:
        give_evidence(ProgressFactory(round=progress_round, measure=measure), photos=2, links=1)
    give_evidence(ProgressFactory(round=rounds[0]), photos=5, files=5)  # another measure's

    page = page_of(clerk_client, "plan_remove", chosen=measure.pk)

    assert points(page) == ["ผลการดำเนินการ 2 รายการ", "ภาพหลักฐาน 4 ภาพ", "ลิงก์หลักฐาน 2 ลิงก์"]


def test_deleting_a_round_tells_its_entries_and_evidence(clerk_client, plan, progress_round):
    for measure in MeasureFactory.create_batch(3, plan=plan):
        give_evidence(ProgressFactory(round=progress_round, measure=measure), files=2)
    other = RoundFactory(plan=plan, as_at=date(2022, 9, 30))
    give_evidence(ProgressFactory(round=other), photos=5)

    page = page_of(clerk_client, "progress_round_delete", progress_round.pk)

    assert points(page) == ["ผลการดำเนินการ 3 รายการ", "ไฟล์หลักฐาน 6 ไฟล์"]


def test_without_evidence_the_page_says_so_and_without_entries_nothing(clerk_client, measure, progress_round):
    assert points(page_of(clerk_client, "progress_round_delete", progress_round.pk)) is None
    assert points(page_of(clerk_client, "plan_remove", chosen=measure.pk)) is None

    ProgressFactory(round=progress_round, measure=measure)

    told = ["ผลการดำเนินการ 1 รายการ", "ไม่มีหลักฐานแนบไว้"]
    assert points(page_of(clerk_client, "progress_round_delete", progress_round.pk)) == told
    assert points(page_of(clerk_client, "plan_remove", chosen=measure.pk)) == told


@pytest.mark.parametrize("name", ["progress_round_delete", "plan_remove"])
def test_counting_takes_as_many_queries_for_many_rows(clerk_client, plan, measure, progress_round, name):
    args = [progress_round.pk] if name == "progress_round_delete" else []
    give_evidence(ProgressFactory(round=progress_round, measure=measure), photos=1)
    with CaptureQueriesContext(connection) as with_one:
        page_of(clerk_client, name, *args, chosen=measure.pk)

    for _ in range(3):
        give_evidence(ProgressFactory(round=progress_round, measure__plan=plan), photos=3, links=3)
    for month in (4, 5):
        later = RoundFactory(plan=plan, as_at=date(2022, month, 1))
        give_evidence(ProgressFactory(round=later, measure=measure), files=3)

    with CaptureQueriesContext(connection) as with_many:
        page_of(clerk_client, name, *args, chosen=measure.pk)
    assert len(with_many) == len(with_one)
