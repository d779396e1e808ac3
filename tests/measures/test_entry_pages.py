from datetime import date

import pytest
from django.urls import reverse

from measures.models import Progress
from tests.factories.measures import MeasureFactory, ProgressFactory, RoundFactory

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"measures:{name}", args=["tua-yang", *args])


def entry(progress_round, measure):
    return url("progress_entry", 2565, progress_round.pk, measure.pk)


def test_entry_saves_all_texts(clerk_client, measure, progress_round):
    texts = {
        "note": "ดูเว็บไซต์",
        "action_taken": "จัดอบรม",
        "result": "30 คน",
        "outcome": "ดีขึ้น",
        "suggestion": "ทำต่อ",
    }

    response = clerk_client.post(entry(progress_round, measure), {"status": "done", **texts})

    assert response.url == url("progress_round", 2565, progress_round.pk)
    assert Progress.objects.values("status", *texts).get() == {"status": "done", **texts}


def test_entry_saved_with_next_goes_to_the_next_measure(clerk_client, plan, progress_round):
    first, second = MeasureFactory.create_batch(2, plan=plan)

    response = clerk_client.post(entry(progress_round, first), {"status": "done", "next": "1"})

    assert response.url == entry(progress_round, second)
    response = clerk_client.post(entry(progress_round, second), {"status": "done", "next": "1"})
    assert response.url == url("progress_round", 2565, progress_round.pk)


def test_entry_shows_the_round_before_and_its_neighbours(clerk_client, plan, progress_round):
    first, second, third = MeasureFactory.create_batch(3, plan=plan)
    before = RoundFactory(plan=plan, as_at=date(2021, 12, 31))
    ProgressFactory(round=before, measure=second, result="ผลของรอบก่อน")

    page = clerk_client.get(entry(progress_round, second)).content.decode()

    assert "ผลของรอบก่อน" in page
    assert entry(progress_round, first) in page
    assert entry(progress_round, third) in page


@pytest.mark.parametrize(
    ("bad", "field", "message"),
    [
        ({"status": ""}, "status", "กรุณาเลือกสถานะ"),
        ({"status": "x"}, "status", "กรุณาเลือกสถานะจากรายการ"),
        (
            {"result": "ก" * 10_001},
            "result",
            "ข้อความยาว 10,001 ตัวอักษร เกินที่รับได้ 10,000 ตัวอักษร กรุณาย่อให้สั้นลง",
        ),
        ({"note": "😀"}, "note", "อักขระ 😀 พิมพ์ลงเอกสารราชการไม่ได้ กรุณาลบออกหรือเขียนเป็นคำ"),
    ],
)
def test_entry_with_bad_input_saves_nothing(clerk_client, measure, progress_round, bad, field, message):
    sent = {"status": "done", "outcome": "ที่พิมพ์ไว้", **bad}

    response = clerk_client.post(entry(progress_round, measure), sent)

    assert response.context["form"].errors == {field: [message]}
    assert "ที่พิมพ์ไว้" in response.content.decode()
    assert not Progress.objects.exists()


def test_entry_conflict_shows_both_versions(clerk_client, second_clerk_client, measure, progress_round):
    address = entry(progress_round, measure)
    second_clerk_client.post(address, {"status": "done", "result": "ของเขา"})

    response = clerk_client.post(address, {"status": "in_progress", "result": "ของฉัน"})

    assert response.status_code == 409
    rows = {row["label"]: (row["theirs"], row["yours"]) for row in response.context["conflict"]["rows"]}
    assert rows["ผลการดำเนินการ"] == ("ของเขา", "ของฉัน")
    assert Progress.objects.get().result == "ของเขา"


def test_a_viewer_reads_the_whole_entry(viewer_client, measure, progress_round):
    ProgressFactory(round=progress_round, measure=measure, result="ก" * 300)

    page = viewer_client.get(entry(progress_round, measure)).content.decode()

    assert "ก" * 300 in page
    assert "บันทึกผล" not in page
